// Which files make up a model, on a hub as in a folder.

/** Without these no model can be loaded. */
export const REQUIRED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;
/** How a sentence-transformers model wants to be used; many models do not have them. */
export const OPTIONAL_FILES = [
  'config_sentence_transformers.json',
  'modules.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
] as const;
/** The network, best first: int8 is a quarter of the size and about twice as fast. `…_data` beside it holds large weights. */
export const ONNX_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;
