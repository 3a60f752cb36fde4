"""Opens an exported reader: tokenizer, int8 encoder, decoding tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from livebrief.nlp.tagging.heads import Heads
from livebrief.nlp.tagging.reader import Encoder, Pieces, Reader, Scores


def load_reader(folder: Path, threads: int) -> Reader:
    """The reader in `folder` (encoder.onnx, heads.npz, tokenizer.json), using so many threads."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return Reader(tokenizer, onnx_encoder(folder / "encoder.onnx", threads), Heads.load(folder / "heads.npz"))


def onnx_encoder(path: Path, threads: int) -> Encoder:
    """One session; windows are spread over threads, each scored on one core (no waiting between layers)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="reader")

    def one(pieces: Pieces) -> Scores:
        ids, shapes = pieces
        tags, entities, vectors = session.run(None, {"ids": ids[None], "shapes": shapes[None]})
        return tags[0], entities[0], vectors[0]

    def encode(todo: Sequence[Pieces]) -> Iterable[Scores]:
        return pool.map(one, todo)

    return encode
