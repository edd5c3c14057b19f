"""Statements that the span model finds by itself, and which of the rules' own it makes doubtful."""

from __future__ import annotations

import datetime as dt

import pytest

from pourparler.annotate import Options, drafts
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.learned import model
from pourparler.model.text import Layout, Report, Span

DAY = dt.date(2018, 10, 20)  # a Saturday
pytestmark = pytest.mark.skipif(model() is None, reason="the span model is not installed")


def read(text: str, *, learned: bool = True) -> Draft:
    report = Report(id="test", text=text, layout=Layout(body=(Span(0, len(text)),)), published=DAY)
    return next(drafts([report], Options(model=learned)))


def headed(title: str, body: str) -> Draft:
    text = f"{title}\n\n{body}"
    layout = Layout(title=Span(0, len(title)), body=(Span(len(title) + 2, len(text)),))
    return next(drafts([Report(id="test", text=text, layout=layout, published=DAY)], Options()))


def test_what_a_headline_reports_is_a_statement_marked_as_such_and_nothing_is_built_on_it() -> None:
    found = headed("Lavrov promises to withdraw troops, will meet Pompeo on Friday", "Nothing else is known.")
    (said,) = found.statements
    assert (said.source, said.stance, said.content_spans[0].exact) == (
        "Sergey Lavrov",
        "promise",
        "to withdraw troops",
    )
    assert said.rule.endswith(", headline")
    assert not (found.meetings or found.commitments or found.timings)


@pytest.mark.parametrize(
    ("text", "stance", "content"),
    [
        ("The envoy knows that the clock is ticking.", "know", "that the clock is ticking"),
        ("Angela Merkel is skeptical that the ceasefire will hold.", "doubt", "that the ceasefire will hold"),
    ],
)
def test_words_of_attitude_that_no_rule_reads_have_their_stance(text: str, stance: str, content: str) -> None:
    assert not read(text, learned=False).statements
    (said,) = read(text).statements
    assert (said.stance, said.content_spans[0].exact) == (stance, content)


def test_an_accusation_of_which_nobody_says_who_makes_it_has_no_source() -> None:
    (said,) = read("The ministry was accused of hiding two letters from the inspectors.").statements
    assert (said.source, said.source_spans, said.chain, said.stance) == (None, (), (), "accuse")


def test_the_rules_are_not_believed_alone_where_they_read_a_verb_by_its_objects() -> None:
    text = "The section of the road revealed a yawning gulf between the two towns."
    assert read(text, learned=False).statements
    assert not read(text).statements


def test_who_passes_words_on_and_whose_words_they_are_are_both_kept() -> None:
    text = "State media reported that Angela Merkel had said the talks would resume."
    assert [s.source for s in read(text).statements][1:] == ["Angela Merkel"]


def test_the_author_is_a_source_of_what_is_believed() -> None:
    (said,) = read("We believe that the cease-fire must hold. It has lasted a year.").statements
    assert (said.source, said.source_spans[0].exact, said.stance) == (None, "We", "believe")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The premier has not said when the border will open.", "not say"),
        ("Lavrov does not expect the talks to resume.", "not expect"),
        ("Lavrov not only said that Russia was ready but sent an envoy.", "say"),
    ],
)
def test_a_denied_stance_is_marked(text: str, stance: str) -> None:
    assert [s.stance for s in read(text).statements] == [stance]


def test_no_answer_is_no_statement() -> None:
    assert not read("The ministry did not respond to a request for comment.").statements


@pytest.mark.parametrize("learned", [False, True])
def test_the_name_of_a_programme_is_no_quotation(learned: bool) -> None:
    found = read('On "The Morning Hour," Angela Merkel said the deal was close.', learned=learned).statements
    assert [[e.exact for e in s.content_spans] for s in found] == [["the deal was close"]]


def test_who_is_criticised_is_no_source_and_a_hedge_stays_in_the_words_that_attribute() -> None:
    (said,) = read("The foreign minister has been harshly criticized for the decision to leave the talks.").statements
    assert said.source is None
    (said,) = read("The prime minister apparently believed that the ceasefire would hold.").statements
    assert said.cue_spans[0].exact == "apparently believed"
    (said,) = read("Keeps saying he never lost a vote.").statements
    assert said.source is None


@pytest.mark.parametrize("learned", [True, False])
def test_plans_told_by_others_are_part_of_what_they_say_but_words_are_passed_on(learned: bool) -> None:
    (said,) = read("Lavrov said that Belarus plans to send observers to Vienna.", learned=learned).statements
    assert said.chain == ("Sergey Lavrov",)
    text = "Lavrov said that Belarus had told the OSCE that it would send observers."
    _, inner = read(text, learned=learned).statements
    assert inner.chain == ("Belarus", "Sergey Lavrov")


@pytest.mark.parametrize("learned", [True, False])
def test_what_is_said_inside_a_quotation_stays_inside_it(learned: bool) -> None:
    text = "Anders Fogh recalled, \"On the stairs she told me, 'We will sign tomorrow.'\""
    outer, inner = read(text, learned=learned).statements
    assert [e.exact for e in inner.content_spans] == ["We will sign tomorrow"]
    assert outer.content_spans[0].exact.startswith("On the stairs")


@pytest.mark.parametrize("learned", [True, False])
def test_a_quoted_answer_is_not_what_the_question_asked(learned: bool) -> None:
    text = "Asked which capital she preferred, she demurred: “Whichever one has peace.”"
    (said,) = read(text, learned=learned).statements
    assert (said.cue_spans[0].exact, said.content_spans[-1].exact) == ("demurred", "Whichever one has peace")
    assert not read("It is worth noting that the treaty of 1987 bound only two states.", learned=learned).statements


@pytest.mark.parametrize("learned", [True, False])
def test_a_nickname_is_no_quotation(learned: bool) -> None:
    text = '"We are going home!" Senator Anna "Nan" Berg shouted to the crowd. "The country is watching us."'
    (said,) = read(text, learned=learned).statements
    assert [e.exact for e in said.content_spans] == ["We are going home!", "The country is watching us"]


def test_a_quoted_word_is_content_even_if_it_could_open_a_clause() -> None:
    (said,) = read('"That," the minister added, "is something we will never sign."').statements
    assert [e.exact for e in said.content_spans] == ["That", "is something we will never sign"]


def test_a_heading_in_quotation_marks_is_not_what_the_last_speaker_goes_on_to_say() -> None:
    text = '"We will not sign," the minister said. "It is too late."\n\n"The Long Road Home"\n\nSnow fell on the pass.'
    (said,) = read(text).statements
    assert [e.exact for e in said.content_spans] == ["We will not sign", "It is too late"]


def test_criticism_of_which_nobody_says_whose_it_is_is_kept_without_a_source() -> None:
    (said,) = read("The alliance came under withering criticism for its failure to protect the convoy.").statements
    assert (said.source, said.stance) == (None, "criticise")
