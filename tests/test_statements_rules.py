"""Every construction finds its examples, source and content piece by piece, and lets its near-misses pass."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pourparler.annotate import Options, drafts
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_rules
from pourparler.annotate.statements.lexicon import inflect, nouns, verbs
from pourparler.model.text import Layout, Report, Span

RULES = load_rules("statements/constructions.toml", allowed=(), required=("what",))


def by_rules(text: str) -> Draft:
    report = Report(id="test", text=text, layout=Layout(body=(Span(0, len(text)),)))
    return next(drafts([report], Options(model=False)))


def plain(text: str) -> str:
    return text.strip(" .,\"“”'")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["name"]))
def test_construction(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        pieces = [plain(p) for p in re.findall(r"\[(.*?)\]", example, re.DOTALL)]
        sources = re.findall(r"\{(.*?)\}", example)
        found = [s for s in by_rules(re.sub(r"[\[\]{}]", "", example)).statements if s.rule == rule["name"]]
        assert [plain(e.exact) for s in found for e in s.content_spans] == pieces, example
        assert [e.exact for s in found for e in s.source_spans] == sources, example
    for near_miss in rule["near_misses"]:
        assert not [s for s in by_rules(near_miss).statements if s.rule == rule["name"]], near_miss


def test_cue_lists_know_their_inflections() -> None:
    assert {"said", "denies", "reiterated", "threatening", "foresaw"} <= verbs().keys()
    assert {"claims", "allegation", "pleas"} <= nouns().keys()
    assert inflect("admit") == ["admits", "admitted", "admitting"]
    assert inflect("offer") == ["offers", "offered", "offering"]
    assert inflect("deny") == ["denies", "denied", "denying"]
    assert inflect("quip") == ["quips", "quipped", "quipping"]
