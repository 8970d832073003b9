// Moves what was written to a SQLite database into its file; its readers and writers go on meanwhile.
import { workerData } from 'node:worker_threads';
import Database from 'libsql';

const database = new Database(workerData as string);
database.pragma('wal_checkpoint(PASSIVE)');
database.close();
