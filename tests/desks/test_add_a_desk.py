"""docs/add-a-desk.md, followed to the letter: its record, its rules, its registration, then a ledger of two articles."""

from __future__ import annotations

import json
import re
import types
from pathlib import Path

import pytest

from livebrief.desks import keep, registry
from livebrief.records import ledgers
from livebrief.records.ledgers import cells
from tests.desks.conftest import read_all

PAGE = Path(__file__).parents[2] / "docs" / "add-a-desk.md"


def test_a_newcomer_adds_a_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, rules = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    written = dict(vars(ledgers))
    exec(compile(record, "ledgers.py", "exec"), written)
    monkeypatch.setattr(ledgers, "Sanction", written["Sanction"], raising=False)
    desk = types.ModuleType("livebrief.desks.sanctions")
    exec(compile(rules, "sanctions.py", "exec"), desk.__dict__)
    monkeypatch.setitem(registry._BY_NAME, "sanctions", desk)  # type: ignore[arg-type]

    texts = (
        (
            "2025-05-02",
            "The European Union has imposed sanctions on Belarus, its foreign policy chief Kaja Kallas said on Friday.",
        ),
        (
            "2025-07-02",
            "The European Union has lifted the sanctions on Belarus, its foreign policy chief Kaja Kallas said on Wednesday.",
        ),
    )
    lines = [{"id": day, "url": f"https://paper.example/{day}", "published": day, "text": text} for day, text in texts]
    inputs = tmp_path / "articles.jsonl"
    inputs.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (entry,) = keep("sanctions", *read_all(tmp_path / "desk.db", [str(inputs)])).entries
    assert entry.title == "European Union · Belarus"
    assert [(cell.text, cell.as_of) for cell in cells(entry)["state"]] == [
        ("imposed", "2025-05-02"),
        ("lifted", "2025-07-02"),
    ]
    assert all(cell.statements and cell.by == "Kaja Kallas" for cell in cells(entry)["state"])
