"""Measures of the served desk in the Prometheus text format, in a registry of its own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

KINDS = frozenset(
    "actor api compare desk events healthz index.html ledger line metrics outlet place readyz search story widget".split()
)
BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0)  # seconds; .1 is the promise for the front page


class Measures:
    """Counters and gauges of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "livebrief_answers", "Answers by kind of page and status", ("kind", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "livebrief_answer_seconds", "Until an answer begins", ("kind",), buckets=BUCKETS, registry=self._registry
        )
        self.streams = Gauge("livebrief_streams", "Open event streams", registry=self._registry)
        self.builds = Gauge("livebrief_view_builds", "Views made since the start", registry=self._registry)
        self.build_seconds = Gauge("livebrief_view_build_seconds", "What the last one took", registry=self._registry)
        self.documents = Gauge("livebrief_documents", "Current articles in the newest view", registry=self._registry)
        self.statements = Gauge("livebrief_statements", "Statements in the newest view", registry=self._registry)
        self.as_of = Gauge("livebrief_view_as_of", "Moment of the newest view, seconds", registry=self._registry)

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count one answer."""
        first = path.strip("/").partition("/")[0] or "index.html"
        kind = first if first in KINDS else "other"
        self._answers.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def text(self) -> bytes:
        """All of them, as Prometheus reads them."""
        return generate_latest(self._registry)
