"""The encoder of multilingual-e5-small (a BERT of 12 layers × 384) in plain PyTorch, with BertModel's weight names."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, EPS = 12, 12, 1e-12
MAX_TOKENS = 512


def load_weights(path: Path) -> dict[str, torch.Tensor]:
    return {name: tensor.float() for name, tensor in load_file(path).items()}


def load_tokenizer(model_folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def linear(w, name, x):
    return F.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])


def norm(w, name, x):
    return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], EPS)


def embeddings(w, ids):
    words = F.embedding(ids, w["embeddings.word_embeddings.weight"])
    positions = w["embeddings.position_embeddings.weight"][: ids.shape[1]]
    return norm(w, "embeddings.LayerNorm", words + positions + w["embeddings.token_type_embeddings.weight"][0])


def layer(w, i, x, mask, dropout=0.0):
    """One transformer block; x: batch × tokens × 384, mask: batch × tokens, true where there is a token."""
    name = f"encoder.layer.{i}"
    batch, tokens, size = x.shape

    def heads(part):
        return linear(w, f"{name}.attention.self.{part}", x).view(batch, tokens, HEADS, -1).transpose(1, 2)

    context = F.scaled_dot_product_attention(
        heads("query"), heads("key"), heads("value"), attn_mask=mask[:, None, None, :], dropout_p=dropout
    )
    context = context.transpose(1, 2).reshape(batch, tokens, size)
    attended = F.dropout(linear(w, f"{name}.attention.output.dense", context), dropout, dropout > 0)
    x = norm(w, f"{name}.attention.output.LayerNorm", attended + x)
    inner = F.gelu(linear(w, f"{name}.intermediate.dense", x))
    return norm(
        w, f"{name}.output.LayerNorm", F.dropout(linear(w, f"{name}.output.dense", inner), dropout, dropout > 0) + x
    )


def pool(x, mask):
    """Mean over the tokens, length 1."""
    weights = mask[..., None].float()
    return F.normalize((x * weights).sum(1) / weights.sum(1), dim=-1)


def pad(sequences: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Sequences (tokens, or tokens × 384) as one batch, and its mask."""
    lengths = torch.tensor([len(s) for s in sequences])
    batch = torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    return batch, torch.arange(batch.shape[1])[None] < lengths[:, None]


def in_batches(sequences: list[torch.Tensor], size: int):
    """Indexes by length, `size` at a time, so that little is padded."""
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
    return [order[i : i + size] for i in range(0, len(order), size)]


def encode(w, sequences, first: int = 0, dropout: float = 0.0, size: int = 16) -> torch.Tensor:
    """Vectors (n × 384) of token ids, or of hidden states that left layer `first` − 1."""
    out: list[torch.Tensor | None] = [None] * len(sequences)
    for indexes in in_batches(sequences, size):
        x, mask = pad([sequences[i] for i in indexes])
        if first == 0:
            x = embeddings(w, x)
        for i in range(first, LAYERS):
            x = layer(w, i, x.float(), mask, dropout)
        for i, vector in zip(indexes, pool(x, mask)):
            out[i] = vector
    return torch.stack(out)


@torch.no_grad()
def lower_states(w, sequences, upto: int, size: int = 32) -> list[torch.Tensor]:
    """Hidden states (tokens × 384, half precision) after the first `upto` layers: what frozen layers give, once for all."""
    out: list[torch.Tensor | None] = [None] * len(sequences)
    for indexes in in_batches(sequences, size):
        ids, mask = pad([sequences[i] for i in indexes])
        x = embeddings(w, ids)
        for i in range(upto):
            x = layer(w, i, x, mask)
        for i, states in zip(indexes, x):
            out[i] = states[: len(sequences[i])].half()
    return out


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
