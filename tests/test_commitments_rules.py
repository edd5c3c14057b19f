"""Every frame of commitment finds its examples, deed for deed, and lets its near-misses pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pourparler.annotate.commitments.frames import ALLOWED, FILE, REQUIRED
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_rules

Kit = Callable[..., Draft]
RULES = load_rules(FILE, allowed=ALLOWED, required=REQUIRED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["name"]))
def test_rule(kit: Kit, rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        deeds = re.findall(r"\[(.*?)\]", example)
        found = kit(re.sub(r"[\[\]]", "", example)).commitments
        assert [c.evidence.exact for c in found if c.rule == rule["name"]] == deeds, example
    for near_miss in rule["near_misses"]:
        assert not kit(near_miss).commitments, near_miss
