import { hnswIndexes } from '../../src/adapters/hnsw-index.ts';
import { testVectorIndexes } from '../contracts/vector-index.ts';

testVectorIndexes('hnswlib', hnswIndexes);
