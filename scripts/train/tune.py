"""Tunes the encoder to how people ask: contrastive learning on facts with chat-style questions.

    python tune.py --base base.safetensors --model ../../models/multilingual-e5-small-ko \
                   --facts facts ../../packs/aws.ko --out tuned.safetensors --steps 1000

Symmetric InfoNCE over the batch (van den Oord et al. 2018; .7 question → text, .3 text → question). Facts under one
heading stay together in a batch, so that each has its nearest neighbours for hard negatives. The lower layers are
frozen; what they give is computed once a text.
"""

import argparse
import random
import re
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from encoder import LAYERS, encode, load_tokenizer, load_weights, lower_states, read_jsonl
from safetensors.torch import save_file

BATCH = 48
SCALE = 50.0
WARMUP = 30


def plain(text: str) -> str:
    return re.sub(r"\*\*|__|`|^\s*[-*>]\s+", "", text).strip()


def read_facts(paths: list[Path]) -> list[dict]:
    """Facts as {field, group, path, line, questions}; entries of a domain pack are facts about their name."""
    facts = []
    for path in paths:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            for row in read_jsonl(file):
                if "asks" in row:
                    fact = dict(group=row["name"], path=[row["name"]], line=row["definition"], questions=row["asks"])
                else:
                    heads = [part.strip() for part in row["h"].split(">")]
                    fact = dict(group=row["h"], path=heads, line=plain(row["n"]), questions=row["q"])
                facts.append(fact | dict(field=re.sub(r"[-\d]*\.jsonl$", "", file.name)))
    return facts


class States:
    """What the frozen layers give for a text, computed at its first use."""

    def __init__(self, weights, tokenizer, frozen):
        self.weights, self.tokenizer, self.frozen = weights, tokenizer, frozen
        self.known: dict[str, torch.Tensor] = {}

    def of(self, texts: list[str]) -> list[torch.Tensor]:
        new = list({text for text in texts if text not in self.known})
        ids = [torch.tensor(encoding.ids) for encoding in self.tokenizer.encode_batch(new)] if new else []
        for text, states in zip(new, lower_states(self.weights, ids, self.frozen, 16)):
            self.known[text] = states.clone()
        return [self.known[text] for text in texts]


def batches(facts: list[dict], rng: random.Random):
    """Endless lists of facts: whole groups together, every second batch from one field."""
    fields: dict[str, list[list[dict]]] = {}
    groups: dict[tuple, list[dict]] = {}
    for fact in facts:
        groups.setdefault((fact["field"], fact["group"]), []).append(fact)
    for (field, _), group in groups.items():
        fields.setdefault(field, []).append(group)
    everything = [group for some in fields.values() for group in some]
    queues: dict[str, list] = {}

    def take(name: str, some: list[list[dict]]) -> list[dict]:
        batch: list[dict] = []
        while len(batch) < BATCH:
            queue = queues.setdefault(name, [])
            if not queue:
                queue.extend(rng.sample(some, len(some)))
            batch += queue.pop()
        return batch[:BATCH]

    names = list(fields)
    sizes = [sum(map(len, fields[name])) for name in names]
    while True:
        yield take("*", everything)
        name = rng.choices(names, sizes)[0]
        yield take(name, fields[name]) if sum(map(len, fields[name])) >= 2 * BATCH else take("*", everything)


def texts_of(batch: list[dict], groups: dict[str, list[dict]], rng: random.Random) -> tuple[list[dict], list[str]]:
    """The batch's facts as they stand in an index: as lines, or (in a fifth of the batches) within their passage."""
    if rng.random() < 0.2:
        alone = list({fact["group"]: fact for fact in batch}.values())
        texts = []
        for fact in alone:
            siblings = groups[fact["group"]]
            at = siblings.index(fact)
            near = siblings[max(0, at - rng.randint(0, 2)) : at + 1 + rng.randint(0, 2)]
            texts.append("\n".join([" > ".join(fact["path"]), *(f"- {other['line']}" for other in near)]))
        return alone, texts
    heads = [fact["path"][-1] if rng.random() < 5 / 7 else " > ".join(fact["path"]) for fact in batch]
    return batch, [f"{head}\n{fact['line']}" for head, fact in zip(heads, batch)]


def by_group(facts: list[dict]) -> dict[str, list[dict]]:
    groups: dict[str, list[dict]] = {}
    for fact in facts:
        groups.setdefault(fact["group"], []).append(fact)
    return groups


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--base", type=Path, required=True)
    args.add_argument("--model", type=Path, required=True, help="folder with tokenizer.json")
    args.add_argument("--facts", type=Path, nargs="+", required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--steps", type=int, default=1000)
    args.add_argument("--until", type=int, help="stop after this step of the schedule, for a next run with more facts")
    args.add_argument("--frozen", type=int, default=6, help="layers that stay as they are")
    args.add_argument("--bf16", action="store_true", help="multiply in bfloat16: twice as fast where the processor has it")
    args.add_argument("--rate", type=float, default=3e-5)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--save-every", type=int, default=250)
    options = args.parse_args()

    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    weights = load_weights(options.base)
    facts = read_facts(options.facts)
    groups = by_group(facts)
    states = States(weights, load_tokenizer(options.model), options.frozen)
    trained = [
        weights[name].requires_grad_()
        for i in range(options.frozen, LAYERS)
        for name in weights
        if name.startswith(f"encoder.layer.{i}.")
    ]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.01)
    print(f"{len(facts)} facts, {sum(len(fact['questions']) for fact in facts)} questions", flush=True)

    def save():
        save_file({name: tensor.detach().half().contiguous() for name, tensor in weights.items()}, options.out)

    unasked: dict[int, list[str]] = {}
    source = batches(facts, rng)
    begin, losses = time.time(), []
    for step in range(1, (options.until or options.steps) + 1):
        rate = min(step / WARMUP, (options.steps - step + 1) / max(1, options.steps - WARMUP))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * rate
        batch, texts = texts_of(next(source), groups, rng)
        questions = []
        for fact in batch:
            # Every question of a fact comes once before any comes again.
            left = unasked.setdefault(id(fact), [])
            if not left:
                left.extend(rng.sample(fact["questions"], len(fact["questions"])))
            questions.append(f"query: {left.pop()}")
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            asked = encode(weights, states.of(questions), options.frozen, 0.05)
            found = encode(weights, states.of([f"passage: {text}" for text in texts]), options.frozen, 0.05)
        scores = SCALE * asked.float() @ found.float().T
        right = torch.arange(len(batch))
        loss = 0.7 * F.cross_entropy(scores, right) + 0.3 * F.cross_entropy(scores.T, right)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 20 == 0:
            print(f"{step} loss {sum(losses[-20:]) / 20:.3f} {(time.time() - begin) / step:.2f} s a step", flush=True)
        if step % options.save_every == 0:
            save()
    save()


if __name__ == "__main__":
    main()
