"""Reads the weights back from the int8 ONNX model that export.py wrote, where those in full were not kept.

    python read_onnx.py --onnx ../../models/multilingual-e5-small-ko/onnx/model_quantized.onnx --out shipped.safetensors
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder import LAYERS
from onnx import numpy_helper
from safetensors.torch import save_file


def read(path: Path) -> dict[str, np.ndarray]:
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}
    # Positions were stored with the only token type added.
    weights = {
        "embeddings.word_embeddings.weight": known["word_w"].astype(np.float32) * known["word_s"],
        "embeddings.position_embeddings.weight": known["positions"].astype(np.float32),
        "embeddings.token_type_embeddings.weight": np.zeros((2, known["positions"].shape[1]), np.float32),
    }

    def norm(output: str, name: str):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = known[f"{output}_g"], known[f"{output}_b"]

    def linear(output: str, names: list[str]):
        rows = known[f"{output}_w"].T.astype(np.float32) * known[f"{output}_s"][:, None]
        for name, part, bias in zip(names, np.split(rows, len(names)), np.split(known[f"{output}_bias"], len(names))):
            weights[f"{name}.weight"], weights[f"{name}.bias"] = part, bias

    norm("x", "embeddings.LayerNorm")
    for i in range(LAYERS):
        name = f"encoder.layer.{i}"
        linear(f"l{i}_qkv", [f"{name}.attention.self.{part}" for part in ("query", "key", "value")])
        linear(f"l{i}_attended", [f"{name}.attention.output.dense"])
        norm(f"l{i}_y", f"{name}.attention.output.LayerNorm")
        linear(f"l{i}_inner", [f"{name}.intermediate.dense"])
        linear(f"l{i}_outer", [f"{name}.output.dense"])
        norm("last_hidden_state" if i == LAYERS - 1 else f"l{i}_x", f"{name}.output.LayerNorm")
    return weights


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--onnx", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    options = args.parse_args()
    save_file({name: torch.tensor(np.ascontiguousarray(value)) for name, value in read(options.onnx).items()}, options.out)


if __name__ == "__main__":
    main()
