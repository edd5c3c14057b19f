"""Every rule of times finds its examples, with span and value, and none of its near-misses."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from pourparler.annotate.rules import load_rules
from pourparler.annotate.times import times
from pourparler.annotate.times.grammar import FILES

FRIDAY = dt.date(2018, 10, 19)
RULES = [(f, r) for f in FILES for r in load_rules(f, allowed=("with",), required=("kind", "pattern"))]
EXAMPLES = [(r["name"], e) for _, r in RULES for e in r["examples"]]
NEAR_MISSES = [(r["name"], m) for _, r in RULES for m in r["near_misses"]]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: str, example: str) -> None:
    marked, value = example.rsplit(" -> ", 1)
    match = re.fullmatch(r"(.*)\[(.*)\](.*)", marked, re.DOTALL)
    assert match, example
    before, inside, after = match.groups()
    found = times(before + inside + after, published=FRIDAY)
    assert (rule, inside, value) in [(t.rule, t.evidence.exact, t.value) for t in found]


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_near_miss(rule: str, text: str) -> None:
    assert rule not in [t.rule for t in times(text, published=FRIDAY)]
