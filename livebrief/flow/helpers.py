"""Processes that read documents beside this one. Owns their pipes, their number and their end; refuses to know what is read.

Each is a program of its own that answers on its standard output (``answer``): nothing of the caller's is run again in
it, whatever script the caller is. One document at a time: who dies over one takes no other with it.
"""

from __future__ import annotations

import signal
import struct
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import IO

_LENGTH = struct.Struct(">I")


class Helpers:
    """``count`` processes of one command, started when first asked; leaving the block ends them.

    Laws: answers depend on what was asked alone; a process that dies fails what it was asked, and another takes its place.
    """

    def __init__(self, command: Sequence[str], count: int) -> None:
        self._command = command
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="helper")
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        for _ in range(count):
            self._idle.put(None)
        self._count = count

    def __enter__(self) -> Helpers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in (self._idle.get() for _ in range(self._count)):
            if process is not None:
                _end(process)

    def ask(self, question: bytes) -> Future[bytes]:
        """The answer of the next idle process; ChildProcessError, with how it ended, when it died over the question."""
        return self._threads.submit(self._answered, question)

    def _answered(self, question: bytes) -> bytes:
        process = self._idle.get()
        try:
            process = process or self._started()
            return _exchange(process, question)
        except (OSError, EOFError) as wrong:
            code = _end(process) if process is not None else None
            process = None
            raise ChildProcessError(f"a reading process ended ({code}) while it read this") from wrong
        finally:
            self._idle.put(process)

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    _write(process.stdin, question)
    return _read(process.stdout)


def _end(process: subprocess.Popen[bytes]) -> int:
    """Its exit status, once its pipes are closed: it ends by itself when nothing more can come."""
    for pipe in (process.stdin, process.stdout):
        with suppress(BrokenPipeError):
            if pipe is not None:
                pipe.close()
    return process.wait()


def answer(asked: IO[bytes], answers: IO[bytes], reply: Callable[[bytes], bytes]) -> None:
    """The other end: replies to each question in turn, until the asker is gone. An interrupt is the asker's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            _write(answers, reply(_read(asked)))
        except (EOFError, BrokenPipeError):
            return


def _write(pipe: IO[bytes], words: bytes) -> None:
    pipe.write(_LENGTH.pack(len(words)) + words)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    words = pipe.read(length)
    if len(words) < length:
        raise EOFError
    return words
