"""Stance, Evidence, Witness, Reason, Verdict: how far sources agree now. Never what is true."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Stance(StrEnum):
    """RumourEval's SDQC: of one statement towards a claim."""

    SUPPORTS = "supports"
    DENIES = "denies"
    QUERIES = "queries"
    COMMENTS = "comments"


class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One statement's stance to one claim, and the witness group that it belongs to."""

    claim: str
    statement: str
    stance: Stance
    witness: str
    outlet: str
    because: str = ""


class Witness(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An independent origin of knowledge and the outlets that carry it. ``side`` is set for an interested party."""

    key: str
    name: str
    stance: Stance
    carriers: tuple[str, ...]
    statements: tuple[str, ...]
    side: str = ""
    unnamed: bool = False


class Value(StrEnum):
    """The verdict values of DESIGN §2."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    UNVERIFIED = "unverified"


# Features of reasons that stand beside a figure and move no verdict: arithmetic, and what attached series have.
MISFIT, REFERENCE_AGREES, REFERENCE_DIFFERS = "figures do not add up", "reference agrees", "reference differs"
BESIDE = frozenset({MISFIT, REFERENCE_AGREES, REFERENCE_DIFFERS})


class Reason(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One feature of the rules that moved the verdict, and the statements that moved it."""

    feature: str
    says: str
    statements: tuple[str, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How far sources agree on ``claim`` as of a moment, by a named version of the rules.

    Where an editor ruled otherwise, ``value`` is the editor's, ``editor`` the reason, and ``machine`` the rules' value.
    """

    claim: str
    value: Value
    witnesses: tuple[Witness, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rules: str = ""
    copies: int = 0
    editor: str = ""
    machine: str = ""
