import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Field, message } from './protobuf.ts';

/** How the tiny model is drawn. */
export interface TinyModelOptions {
  /** Length of its vectors; 64 when left out. */
  readonly dimensions?: number;
  /** Another seed gives other vectors; 1 when left out. */
  readonly seed?: number;
  /** Name of its output; a model without `last_hidden_state` is no embedding model. */
  readonly output?: string;
  /** Nothing but zeros for vectors, as a broken model gives. */
  readonly blank?: boolean;
}

/**
 * Writes a model folder that loads and runs as a real one does, in milliseconds: a fixed random vector for each Hangul
 * syllable, Latin letter pair and digit, averaged. So texts that share characters are near each other, others are not.
 */
export async function makeTinyModel(folder: string, options: TinyModelOptions = {}): Promise<void> {
  const { dimensions = 64, seed = 1, output = 'last_hidden_state', blank = false } = options;
  const pieces = vocabulary();
  const rows = blank ? new Uint8Array(pieces.length * dimensions) : randomRows(pieces.length, dimensions, seed);
  const files: Record<string, unknown> = {
    'config.json': {
      model_type: 'bert',
      architectures: ['BertModel'],
      hidden_size: dimensions,
      vocab_size: pieces.length,
      max_position_embeddings: 512,
      pad_token_id: 1,
    },
    'tokenizer.json': tokenizer(pieces),
    'tokenizer_config.json': {
      tokenizer_class: 'XLMRobertaTokenizer',
      bos_token: '<s>',
      eos_token: '</s>',
      unk_token: '<unk>',
      pad_token: '<pad>',
      model_max_length: 512,
    },
    'config_sentence_transformers.json': { prompts: { query: '', document: '' } },
    'modules.json': [
      { idx: 0, path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
      { idx: 2, path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
    ],
    '1_Pooling/config.json': { word_embedding_dimension: dimensions, pooling_mode_mean_tokens: true },
  };
  await mkdir(join(folder, '1_Pooling'), { recursive: true });
  await mkdir(join(folder, 'onnx'), { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), JSON.stringify(content));
  await writeFile(join(folder, 'onnx/model_quantized.onnx'), graph(pieces.length, dimensions, rows, output));
}

const SPECIAL = ['<s>', '<pad>', '</s>', '<unk>'];

function vocabulary(): string[] {
  const range = (from: string, to: string): string[] => {
    const start = from.codePointAt(0) ?? 0;
    return Array.from({ length: (to.codePointAt(0) ?? 0) - start + 1 }, (_, i) => String.fromCodePoint(start + i));
  };
  const letters = range('a', 'z');
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return [...SPECIAL, ...range('!', '`'), ...range('{', '~'), ...letters, ...pairs, ...range('가', '힣')];
}

function tokenizer(pieces: readonly string[]): unknown {
  const special = (content: string, id: number) => ({ id, content, special: true, normalized: false });
  const mark = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, id) => ({
      ...special(content, id),
      single_word: false,
      lstrip: false,
      rstrip: false,
    })),
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }, { type: 'Lowercase' }] },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [mark('<s>'), { Sequence: { id: 'A', type_id: 0 } }, mark('</s>')],
      pair: [mark('<s>'), { Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }, mark('</s>')],
      special_tokens: Object.fromEntries(
        ['<s>', '</s>'].map((token) => [token, { id: token, ids: [SPECIAL.indexOf(token)], tokens: [token] }]),
      ),
    },
    decoder: null,
    // The same score for every piece: the fewest pieces win, so letters pair up.
    model: { type: 'Unigram', unk_id: SPECIAL.indexOf('<unk>'), vocab: pieces.map((piece) => [piece, -1]) },
  };
}

/** `Cast(Gather(rows, input_ids))` as an ONNX file: one int8 row per piece, no position, no attention. */
function graph(pieces: number, dimensions: number, rows: Uint8Array, output: string): Uint8Array {
  const FLOAT = 1;
  const INT8 = 3;
  const INT64 = 7;
  const tensorType = (type: number, shape: readonly (string | number)[]): Field[] => {
    const sizes: Field[] = shape.map((size) => [1, [typeof size === 'number' ? [1, size] : [2, size]]]);
    return [
      [
        1,
        [
          [1, type],
          [2, sizes],
        ],
      ],
    ];
  };
  const tensor = (name: string, type: number, shape: readonly (string | number)[]): Field[] => [
    [1, name],
    [2, tensorType(type, shape)],
  ];
  const castTo: Field[] = [
    [1, 'to'],
    [3, FLOAT],
    [20, 2],
  ];
  const nodes: Field[] = [
    [
      1,
      [
        [1, 'rows'],
        [1, 'input_ids'],
        [2, 'picked'],
        [4, 'Gather'],
      ],
    ],
    [
      1,
      [
        [1, 'picked'],
        [2, output],
        [4, 'Cast'],
        [5, castTo],
      ],
    ],
  ];
  return message([
    [1, 8],
    [2, 'tiny-model'],
    [
      8,
      [
        [1, ''],
        [2, 14],
      ],
    ],
    [
      7,
      [
        ...nodes,
        [2, 'tiny'],
        [
          5,
          [
            [1, pieces],
            [1, dimensions],
            [2, INT8],
            [8, 'rows'],
            [9, rows],
          ],
        ],
        [11, tensor('input_ids', INT64, ['batch', 'length'])],
        [11, tensor('attention_mask', INT64, ['batch', 'length'])],
        [12, tensor(output, FLOAT, ['batch', 'length', dimensions])],
      ],
    ],
  ]);
}

/**
 * Rows of −127 to 127. Those of the special tokens, which every text has, are nearly nothing, so that they add no
 * likeness and yet give the empty text a direction.
 */
function randomRows(pieces: number, dimensions: number, seed: number): Uint8Array {
  const rows = new Int8Array(pieces * dimensions).fill(1, 0, SPECIAL.length * dimensions);
  let state = seed;
  for (let i = SPECIAL.length * dimensions; i < rows.length; i++) {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    rows[i] = (mixed >>> 24) - 128 || 1;
  }
  return new Uint8Array(rows.buffer);
}
