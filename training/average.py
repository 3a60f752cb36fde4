"""Average the weights of several checkpoints of one run: `python -m training.average OUT.pt A.pt B.pt …`.

The mean of points along the end of a run generalises better than the last point alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch


def average(paths: list[Path]) -> dict[str, Any]:
    """The mean weights, with the last checkpoint's seed, updates and seconds."""
    states = [torch.load(path, weights_only=True) for path in paths]
    last = max(states, key=lambda state: int(state["update"]))
    mean = {
        name: torch.stack([state["reader"][name].double() for state in states]).mean(0).to(value.dtype)
        for name, value in last["reader"].items()
    }
    return {"reader": mean, **{key: last[key] for key in ("seed", "update", "seconds")}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.save(average(args.checkpoints), args.out)


if __name__ == "__main__":
    main()
