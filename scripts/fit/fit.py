"""Fits the weights of ranking and confidence to what signals.ts wrote (needs numpy and scikit-learn):

    python fit.py signals.json ../../src/answer/confidence-fitted.ts && npx biome format --write ../../src/answer/confidence-fitted.ts

Ranking: softmax over a question's candidates, fitted to put the right ones first, held near the plain `.4 passage + .6
line`. Confidence: whether the quote is right and whether the notes answer at all, each the mean log-odds of a logistic
regression and of boosted trees over the evidence; the trees may not fall where evidence can only speak for. Every figure printed is of sets that the weights in it were
not fitted on (leave one set out); the last ones are of all sets, for the code.
"""

import json
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

SIGNALS = ["passage", "line", "keywords", "coverage", "lineCoverage", "headings", "quantity", "pack"]
START = np.array([0.4, 0.6] + [0.0] * (len(SIGNALS) - 2))
SHARPNESS, HELD, STEPS = 40, 0.02, 300
# What questions whose answer was taken out of the notes count, and those of other subjects, beside real ones.
COUNTS = {"taken out": 0.25, "off topic": 0.1}


def candidates(rows, names=SIGNALS):
    return [
        (row["kind"], np.array([[c["signals"][n] for n in names] for c in row["candidates"]]),
         np.array([c["right"] for c in row["candidates"]], float))
        for row in rows if row["gold"] and row["candidates"]
    ]


def hits(questions, weights):
    """hit@1, @3, @5 by kind."""
    ranks = {}
    for kind, x, right in questions:
        order = np.argsort(-(x @ weights), kind="stable")
        found = np.flatnonzero(right[order])
        rank = found[0] if len(found) else 999
        for key in ("all", kind):
            ranks.setdefault(key, []).append([rank < k for k in (1, 3, 5)])
    return {key: np.mean(values, axis=0) for key, values in ranks.items()}


def fit_ranking(questions, start=START):
    weights, mean, square = start.copy(), np.zeros(len(start)), np.zeros(len(start))
    useful = [(x, right) for _, x, right in questions if right.any()]
    for step in range(1, STEPS + 1):
        gradient = HELD * (weights - start)
        for x, right in useful:
            scores = SHARPNESS * (x @ weights)
            share = np.exp(scores - scores.max())
            share /= share.sum()
            wanted = share * right / ((share * right).sum() + 1e-12)
            gradient -= x.T @ (wanted - share) / len(useful)
        # Adam (Kingma and Ba 2015).
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights = weights - 0.01 * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def fit_logistic(x, y, weight, penalty=1.0):
    centre, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - centre) / spread, np.ones(len(x))]
    keep = penalty * np.r_[np.ones(z.shape[1] - 1), 1e-6]
    b = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ b))
        b -= np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(keep), z.T @ (weight * (p - y)) + keep * b)
    return b[:-1] / spread, b[-1] - (b[:-1] * centre / spread).sum()


SPEAKS_FOR = {"line", "passage", "usual", "lead", "leadOverRest", "nameCoverage"}
SPEAKS_AGAINST = {"unknownName", "quantityMissing", "quantityNowhere"}


def fit_trees(x, y, weight, names):
    directions = [(name in SPEAKS_FOR) - (name in SPEAKS_AGAINST) for name in names]
    return HistGradientBoostingClassifier(
        max_iter=100, max_depth=2, learning_rate=0.1, min_samples_leaf=20, monotonic_cst=directions, early_stopping=False, random_state=0
    ).fit(x, y, sample_weight=weight)


def judge(x, linear, trees):
    weights, bias = linear
    return 1 / (1 + np.exp(-(x @ weights + bias + trees.decision_function(x)) / 2))


def in_code(linear, trees, names):
    """A Fitted of src/answer/confidence.ts."""
    weights, bias = linear
    rows = []
    for (predictor,) in trees._predictors:
        nodes = predictor.nodes
        # What is not split further is split nowhere: both sides are the same leaf.
        split = lambda n: (names[n["feature_idx"]], n["num_threshold"]) if not n["is_leaf"] else (names[0], 0.0)
        leaves = lambda n: [n["value"]] * 2 if n["is_leaf"] else [nodes[n["left"]]["value"], nodes[n["right"]]["value"]]
        root = nodes[0]
        left, right = (nodes[root["left"]], nodes[root["right"]]) if not root["is_leaf"] else (root, root)
        row = [*split(root), *split(left), *split(right), *leaves(left), *leaves(right)]
        rows.append([value if isinstance(value, str) else round(float(value), 4) for value in row])
    return {
        "weights": {name: round(float(w), 2) for name, w in zip(names, weights)},
        "bias": round(float(bias), 2),
        "base": round(float(trees._baseline_prediction.item()), 3),
        "trees": rows,
    }


def show(table):
    return "  ".join(f"{key} " + "/".join(f"{x:.3f}" for x in values) for key, values in table.items())


def main():
    data = json.load(open(sys.argv[1]))
    print("== ranking, leave one set out")
    for name in data:
        rest = [q for other in data if other != name for q in candidates(data[other])]
        print(name, show(hits(candidates(data[name]), fit_ranking(rest))))
    print("== ranking, signals added one after another, leave one set out: hit@1/@3/@5 by set")
    for count in range(2, len(SIGNALS) + 1):
        names = SIGNALS[:count]
        line = []
        for name in data:
            rest = [q for other in data if other != name for q in candidates(data[other], names)]
            weights = fit_ranking(rest, START[:count]) if count > 2 else START[:2]
            line.append(f"{name} " + "/".join(f"{x:.3f}" for x in hits(candidates(data[name], names), weights)["all"]))
        print(f"+ {names[-1]:15}", " | ".join(line))
    everything = fit_ranking([q for rows in data.values() for q in candidates(rows)])
    print("all:", {n: round(float(w), 3) for n, w in zip(SIGNALS, everything)})
    for name in data:
        print(name, show(hits(candidates(data[name]), everything)))

    evidence = list(next(row["evidence"] for rows in data.values() for row in rows if row["evidence"]))
    samples = []
    for name, rows in data.items():
        for row in rows:
            values = lambda found: [found[key] for key in evidence]
            if row["evidence"]:
                samples.append((name, "answerable" if row["gold"] else "off topic" if row["kind"] == "off-topic" else "none", values(row["evidence"]), row["quoteIsRight"]))
            if row["evidenceWithoutAnswer"]:
                samples.append((name, "taken out", values(row["evidenceWithoutAnswer"]), False))
    sets, kinds = np.array([s[0] for s in samples]), np.array([s[1] for s in samples])
    x, right = np.array([s[2] for s in samples]), np.array([s[3] for s in samples], float)
    weight = np.array([COUNTS.get(kind, 1.0) for kind in kinds])
    targets = {"quoteIsRight": right, "isAnswerable": (kinds == "answerable").astype(float)}
    fitted = {}
    for title, y in targets.items():
        print("==", title, "leave one set out")
        p = np.zeros(len(x))
        for name in data:
            train = sets != name
            linear = fit_logistic(x[train], y[train], weight[train])
            p[sets == name] = judge(x[sets == name], linear, fit_trees(x[train], y[train], weight[train], evidence))
        for name in [*data, "all"]:
            own = (sets == name) | (name == "all")
            print(f"{name:8}", "  ".join(
                f"{t}: none refused {np.mean(p[own & (kinds == 'none')] < t):.2f}, off topic {np.mean(p[own & (kinds == 'off topic')] < t):.2f}, answerable {np.mean(p[own & (kinds == 'answerable')] < t):.2f}"
                for t in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)))
        real = (kinds == "answerable") | (kinds == "none")
        order = np.argsort(p[real])
        print("bins (predicted, true):", [(round(float(p[real][c].mean()), 3), round(float(y[real][c].mean()), 3))
                                          for c in np.array_split(order, 5)])
        fitted[title] = in_code(fit_logistic(x, y, weight), fit_trees(x, y, weight, evidence), evidence)
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as file:
            file.write("// Made by scripts/fit/fit.py; not to be edited.\nimport type { Fitted } from './confidence.ts';\n\n")
            file.write("export const FITTED: Readonly<Record<'quoteIsRight' | 'isAnswerable', Fitted>> = ")
            file.write(json.dumps(fitted) + ";\n")


if __name__ == "__main__":
    main()
