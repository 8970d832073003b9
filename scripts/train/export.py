"""Writes weights as an int8 ONNX model that transformers.js runs.

    python export.py --weights tuned.safetensors --out ../../models/multilingual-e5-small-ko/onnx/model_quantized.onnx

Linear layers are int8 with a scale an output row (DynamicQuantizeMatMul), word rows int8 with a scale each, positions
half precision; attention and Gelu are ONNX Runtime's fused ones. `--base` and `--keep` mix: keep × weights + rest × base.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from encoder import EPS, HEADS, LAYERS, load_weights
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"


def by_row(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and their scales."""
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12) / 127
    return np.clip(np.rint(rows / scales), -127, 127).astype(np.int8), scales.astype(np.float32)


def build(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    nodes, constants = [], []

    def constant(name: str, value: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(op: str, inputs: list[str], output: str | list[str], domain: str = "", **attributes) -> str:
        outputs = [output] if isinstance(output, str) else output
        nodes.append(helper.make_node(op, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def normed(x: str, weight: str, output: str) -> str:
        scale = constant(f"{output}_g", weights[f"{weight}.weight"])
        bias = constant(f"{output}_b", weights[f"{weight}.bias"])
        return node("LayerNormalization", [x, scale, bias], output, axis=-1, epsilon=EPS)

    def linear(x: str, names: list[str], output: str) -> str:
        rows, scales = by_row(np.concatenate([weights[f"{name}.weight"] for name in names]))
        parts = [
            constant(f"{output}_w", rows.T),
            constant(f"{output}_s", scales[:, 0]),
            constant(f"{output}_z", np.zeros(len(rows), np.int8)),
            constant(f"{output}_bias", np.concatenate([weights[f"{name}.bias"] for name in names])),
        ]
        return node("DynamicQuantizeMatMul", [x, *parts], output, MICROSOFT)

    rows, scales = by_row(weights["embeddings.word_embeddings.weight"])
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    integers = node("Gather", [constant("word_w", rows), "input_ids"], "word_int8")
    row_scales = node("Gather", [constant("word_s", scales), "input_ids"], "word_scale")
    words = node("Mul", [node("Cast", [integers], "word_float", to=TensorProto.FLOAT), row_scales], "word")
    length = node("Slice", [node("Shape", ["input_ids"], "shape"), *(
        constant(name, np.array([value])) for name, value in [("one", 1), ("two", 2), ("axis", 0)]
    )], "length")
    place = node("Slice", [
        constant("positions", positions.astype(np.float16)), constant("zero", np.array([0])), length, "axis"
    ], "place_half")
    x = node("Add", [words, node("Cast", [place], "place", to=TensorProto.FLOAT)], "embedded")
    x = normed(x, "embeddings.LayerNorm", "x")
    mask = node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    split = constant("split", np.array([384, 384, 384]))

    for i in range(LAYERS):
        name = f"encoder.layer.{i}"
        qkv = linear(x, [f"{name}.attention.self.{part}" for part in ("query", "key", "value")], f"l{i}_qkv")
        parts = [f"l{i}_q", f"l{i}_k", f"l{i}_v"]
        node("Split", [qkv, split], parts, axis=2)
        context = node("MultiHeadAttention", [*parts, "", mask], f"l{i}_context", MICROSOFT, num_heads=HEADS)
        attended = linear(context, [f"{name}.attention.output.dense"], f"l{i}_attended")
        y = normed(node("Add", [attended, x], f"l{i}_sum1"), f"{name}.attention.output.LayerNorm", f"l{i}_y")
        inner = node("Gelu", [linear(y, [f"{name}.intermediate.dense"], f"l{i}_inner")], f"l{i}_gelu", MICROSOFT)
        outer = linear(inner, [f"{name}.output.dense"], f"l{i}_outer")
        output = "last_hidden_state" if i == LAYERS - 1 else f"l{i}_x"
        x = normed(node("Add", [outer, y], f"l{i}_sum2"), f"{name}.output.LayerNorm", output)

    shape = ["batch", "tokens"]
    graph = helper.make_graph(
        nodes,
        "multilingual-e5-small-ko",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, 384])],
        constants,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--weights", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--base", type=Path, help="mixed in by what `keep` leaves")
    args.add_argument("--keep", type=float, default=1.0)
    options = args.parse_args()
    weights = load_weights(options.weights)
    if options.base is not None:
        base = load_weights(options.base)
        weights = {name: options.keep * w + (1 - options.keep) * base[name] for name, w in weights.items()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(build({name: w.numpy() for name, w in weights.items()}), options.out)


if __name__ == "__main__":
    main()
