"""The reading of predicates that statements, meetings and commitments share."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from pourparler.annotate.language import load
from pourparler.annotate.mend import mend
from pourparler.annotate.syntax import Mood, Tense, agent, clause, conjuncts, prep_objects, subject


def parsed(text: str) -> Doc:
    return load()(text)


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Lavrov agreed to meet Kerry in Geneva.", "meet", "Lavrov"),
        ("Officials asked Iran to stop the work.", "stop", "Iran"),
        ("The talks, which ended on Friday, were tense.", "ended", "talks"),
        ("Macron met Modi and invited Merkel.", "invited", "Macron"),
        ("Kim's commitment to disarm was noted.", "disarm", "Kim"),
    ],
)
def test_subject_follows_control_and_coordination(text: str, verb: str, who: str) -> None:
    found = subject(word(parsed(text), verb))
    assert found is not None
    assert found.text == who


@pytest.mark.parametrize(
    ("text", "verb", "tense", "mood", "negated"),
    [
        ("They met in Vienna.", "met", Tense.PAST, Mood.PLAIN, False),
        ("They will not meet in Vienna.", "meet", Tense.FUTURE, Mood.WILL, True),
        ("They may meet in Vienna.", "meet", Tense.FUTURE, Mood.MAY, False),
        ("They have met twice.", "met", Tense.PAST, Mood.PLAIN, False),
        ("They hope to meet.", "meet", Tense.NONE, Mood.PLAIN, False),
    ],
)
def test_clause_reads_auxiliaries(text: str, verb: str, tense: Tense, mood: Mood, negated: bool) -> None:
    found = clause(word(parsed(text), verb))
    assert (found.tense, found.mood, found.negated) == (tense, mood, negated)


def test_agent_and_prepositions() -> None:
    doc = parsed("The envoy was received by the king in Amman.")
    received = word(doc, "received")
    assert clause(received).passive
    by = agent(received)
    assert by is not None
    assert by.text == "king"
    assert [t.text for t in prep_objects(received, "in")] == ["Amman"]


def test_conjuncts_are_all_of_them_in_order() -> None:
    doc = parsed("Russia, China and Iran held drills.")
    assert [t.text for t in conjuncts(word(doc, "Russia"))] == ["Russia", "China", "Iran"]


@pytest.mark.parametrize(
    ("text", "preposition", "both"),
    [
        ("A call between Abiy and Kenya's president William Ruto is unlikely.", "between", ["Abiy", "president"]),
        ("Talks between Viktor Orban and Slovakia's prime minister Robert Fico ended.", "between", ["Orban", "Fico"]),
        ("Merkel met with Sarkozy and Italy's Mario Monti.", "with", ["Sarkozy", "Monti"]),
    ],
)
def test_two_that_the_parse_made_one_are_two(text: str, preposition: str, both: list[str]) -> None:
    doc = mend(parsed(text))
    (first,) = (c for c in word(doc, preposition).children if c.dep_ == "pobj")
    assert [first.text, *(t.text for t in conjuncts(first) if t.i != first.i)] == both
