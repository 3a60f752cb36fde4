"""Structured logging: one line per event on stderr, bound to run, stage and item. Owns the set-up, nothing else."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up(*, verbose: int = 0, as_json: bool = False) -> None:
    """Send events to stderr: warnings by default, info with ``verbose=1``, debug with 2. Idempotent."""
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def get(stage: str) -> structlog.typing.FilteringBoundLogger:
    """A logger bound to its stage."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger().bind(stage=stage)
    return log
