"""Train the stance model on FNC-1: `python -m training.stance livebrief/nlp/weights/stance`.

Two logistic regressions over `livebrief.check.headlines.FEATURES`. Bodies are split by their text's hash: one in five is
held out and never trained on, so that `livebrief eval stance` measures on it. Needs scikit-learn. Seconds, not minutes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import os
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from livebrief.check.headlines import FEATURES, Rarity, features
from livebrief.check.wording import stems

RELATED = ("discuss", "agree", "disagree")
HELD_OUT = 5  # one body in five
STRENGTH = 0.1  # C of both regressions: .05 to .3 gave the same within .003 by five folds over bodies
WEIGHTS = {"discuss": 1.0, "agree": 1.3, "disagree": 2.5}  # so that the few denials are seen: macro-F1 .64 → .67
LEAST = 3  # bodies that a word must be in to be listed as known


def key(text: str) -> str:
    """The hash by which a body is known in the model's list."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def held_out(text: str) -> bool:
    """Whether the body is kept for measuring."""
    return int(key(text), 16) % HELD_OUT == 0


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rarity(bodies: list[str]) -> Rarity:
    """Natural log of the inverse share of bodies that have the word."""
    seen = Counter(word for body in bodies for word in set(stems(body)))
    listed = {word: math.log((len(bodies) + 1) / (n + 1)) for word, n in seen.items() if n >= LEAST}
    return Rarity(
        words={word: round(value, 3) for word, value in listed.items()}, rarest=math.log((len(bodies) + 1) / 2)
    )


def main() -> None:
    """Fit on the training bodies, write model.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    data = Path(os.environ.get("LIVEBRIEF_DATA", "../shared/data")) / "stance" / "fnc1"
    texts = {row["body_id"]: row["text"] for row in rows(data / "bodies.jsonl.gz")}
    trained = {body for body, text in texts.items() if not held_out(text)}
    known = rarity([texts[body] for body in sorted(trained)])
    pairs = [row for row in rows(data / "pairs.jsonl.gz") if row["body_id"] in trained]
    values = np.array([features(row["headline"], texts[row["body_id"]], known) for row in pairs])
    labels = np.array([row["stance"] for row in pairs])
    scaler = StandardScaler().fit(values)
    scaled, related = scaler.transform(values), labels != "unrelated"
    first = LogisticRegression(C=STRENGTH, max_iter=500).fit(scaled, related)
    second = LogisticRegression(C=STRENGTH, max_iter=500, class_weight=WEIGHTS).fit(scaled[related], labels[related])
    model = {
        "features": FEATURES,
        "mean": [round(float(x), 5) for x in scaler.mean_],
        "scale": [round(float(x), 5) for x in scaler.scale_],
        "related": linear(first, ["related"]),
        "stance": linear(second, list(second.classes_)),
        "rarity": dict(sorted(known.words.items())),
        "rarest": round(known.rarest, 3),
        "trained_on": sorted(key(texts[body]) for body in trained),
    }
    (out / "model.json").write_text(
        json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def linear(fitted: LogisticRegression, labels: list[str]) -> dict[str, Any]:
    """The regression as the run time reads it."""
    return {
        "labels": labels,
        "coefficients": [[round(float(x), 4) for x in row] for row in fitted.coef_],
        "intercepts": [round(float(x), 4) for x in fitted.intercept_],
    }


if __name__ == "__main__":
    main()
