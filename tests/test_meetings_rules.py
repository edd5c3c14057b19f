"""Every frame finds its examples and passes over its near-misses; the tables beside the frames are sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import entries, frame_rules, levels

Kit = Callable[..., Draft]


@pytest.mark.parametrize("rule", frame_rules(), ids=lambda rule: str(rule["name"]))
def test_examples_and_near_misses(kit: Kit, rule: dict[str, Any]) -> None:
    for text in rule["examples"]:
        draft = kit(text)
        assert any(t.step == "meetings" and t.rule == rule["name"] for t in draft.traces), text
        assert len(draft.meetings) == 1, text
    for text in rule["near_misses"]:
        assert not kit(text).meetings, text


def test_tables_are_read() -> None:
    assert all(entries(place) for place in ("verb", "noun", "adj", "prep", "happen", "adv"))
    assert levels()["ministerial"] == "ministerial"
