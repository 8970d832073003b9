"""Lists training questions that resemble evaluation questions (character trigrams, Jaccard > .5), and drops them.

    python overlap.py --facts facts ../../packs/aws.ko --questions ../../test/golden/questions.jsonl [more.jsonl] [--drop]

With --drop such questions are taken out of the files; a fact or entry that keeps fewer than two goes with them.
"""

import argparse
import json
import re
from pathlib import Path

LIMIT = 0.5
FEWEST = 2


def trigrams(text: str) -> frozenset[str]:
    bare = re.sub(r"[\W_]+", "", text.lower())
    return frozenset(bare[i : i + 3] for i in range(max(1, len(bare) - 2)))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--facts", type=Path, nargs="+", required=True)
    args.add_argument("--questions", type=Path, nargs="+", required=True)
    args.add_argument("--drop", action="store_true")
    options = args.parse_args()

    asked: dict[str, list[tuple[frozenset[str], str]]] = {}
    for file in options.questions:
        for line in file.read_text(encoding="utf8").splitlines():
            if line.strip():
                question = json.loads(line)["question"]
                grams = trigrams(question)
                for gram in grams:
                    asked.setdefault(gram, []).append((grams, question))

    def like(text: str) -> str | None:
        grams = trigrams(text)
        near = {other: grams_of for gram in grams for grams_of, other in asked.get(gram, [])}
        return next((q for q, other in near.items() if len(grams & other) / len(grams | other) > LIMIT), None)

    found = 0
    for path in options.facts:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            kept = []
            for line in file.read_text(encoding="utf8").splitlines():
                row = json.loads(line)
                key = "asks" if "asks" in row else "q"
                same = [(text, match) for text in row[key] if (match := like(text))]
                for text, match in same:
                    found += 1
                    print(f"{file.name}: {text}  ~  {match}")
                row[key] = [text for text in row[key] if text not in {text for text, _ in same}]
                if not same:
                    kept.append(line)
                elif len(row[key]) >= FEWEST or key == "asks":
                    kept.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
            if options.drop:
                file.write_text("\n".join(kept) + "\n", encoding="utf8")
    print(f"{found} alike")


if __name__ == "__main__":
    main()
