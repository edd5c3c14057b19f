"""Statements: who says what, in whose words, through whom, when and where, and with which attitude."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.annotate import Options, drafts
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.learned import model
from pourparler.model.findings import AnnotatedReport, Statement
from pourparler.model.text import Layout, Report, Span

DAY = dt.date(2018, 10, 20)  # a Saturday


def read(text: str, *, learned: bool = False, published: dt.date | None = DAY, outlet: str | None = None) -> Draft:
    layout = Layout(body=(Span(0, len(text)),))
    report = Report(id="test", text=text, layout=layout, published=published, outlet=outlet)
    return next(drafts([report], Options(model=learned)))


def one(text: str, **options: str | None) -> Statement:
    found = read(text, **options).statements  # type: ignore[arg-type]
    assert len(found) == 1, [(s.rule, s.content_spans[0].exact) for s in found]
    return found[0]


def chains(text: str, **options: str | None) -> list[tuple[str, ...]]:
    return [s.chain for s in read(text, **options).statements]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('"We are ready," Lavrov said.', "direct"),
        ("''We are ready,'' Lavrov said.", "direct"),
        ("Lavrov said that Russia was ready.", "indirect"),
        ('Lavrov said that Russia was "fully ready" for talks.', "mixed"),
        ('Lavrov said "it takes time" and that Russia can wait.', "mixed"),
    ],
)
def test_form_follows_the_quotation_marks(text: str, form: str) -> None:
    assert one(text).form == form


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Lavrov said that talks had ended.", "say"),
        ("Lavrov said he hopes to visit Tehran.", "hope"),
        ("Lavrov hopes to visit Tehran.", "hope"),
        ("Lavrov expects the talks to resume.", "expect"),
        ("Lavrov promised to visit Tehran.", "promise"),
        ("Lavrov threatened to leave the talks.", "threaten"),
        ("Lavrov denied that Russia had sent troops.", "deny"),
        ("Lavrov urged Iran to stay in the deal.", "call for"),
        ("Lavrov warned that time was running out.", "warn"),
        ("Lavrov refused to visit Tehran.", "refuse"),
    ],
)
def test_stance_is_what_the_cue_reports(text: str, stance: str) -> None:
    assert one(text).stance == stance


def test_a_quotation_interrupted_by_its_cue_is_one_statement() -> None:
    found = one('"We met," Mr. Lavrov said, "and we will meet again. It takes time."')
    assert [e.exact for e in found.content_spans] == ["We met", "and we will meet again. It takes time"]
    assert [e.exact for e in found.cue_spans] == ["said"]


def test_the_speaker_goes_on_into_the_next_paragraph() -> None:
    found = one('"We met," Mr. Lavrov said. "It took time.\n\n"We will meet again."')
    assert len(found.content_spans) == 3
    assert found.source is not None and found.source.endswith("Lavrov")


def test_what_he_said_is_what_the_last_speaker_said() -> None:
    found = read('Sergey Lavrov said the talks had failed. "We tried," he said.').statements
    assert [s.source for s in found] == ["Sergey Lavrov", "Sergey Lavrov"]


def test_a_relative_pronoun_is_the_source_and_its_noun_the_name() -> None:
    found = one("Angela Merkel, who said that the talks had failed, flew home.")
    assert (found.source, found.source_spans[0].exact) == ("Angela Merkel", "who")


def test_words_passed_on_name_everybody_they_passed_through() -> None:
    assert chains("State media reported that Angela Merkel had said the talks would resume.")[1][0] == "Angela Merkel"
    assert sorted(chains("The deal is close, Angela Merkel said, Reuters reported.")) == [
        ("Angela Merkel", "Reuters"),
        ("Reuters",),
    ]
    assert chains("Reuters quoted Angela Merkel as saying the deal was close.") == [("Angela Merkel", "Reuters")]
    assert chains("Reuters reported, citing Angela Merkel, that the deal was close.") == [("Angela Merkel", "Reuters")]
    assert chains("Angela Merkel told Reuters that the deal was close.") == [("Angela Merkel", "Reuters")]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "According to the news agency TASS, the mayor of Kyiv, Vitali Klitschko, said the talks had failed.",
            ("Vitali Klitschko", "TASS"),
        ),
        (
            'Merkel made clear that the meeting was no summit, saying that the plan was "dead," according to Reuters.',
            ("Angela Merkel", "Reuters"),
        ),
        (
            'The fans chanted, "Build a wall," waving flags, the Chicago Tribune reports.',
            ("fans (unnamed)", "Chicago Tribune"),
        ),
        (
            "\"When we met, Zarif told me, 'We will never sign such a paper,'\" Merkel recalled in an interview.",
            ("Mohammad Javad Zarif", "Angela Merkel"),
        ),
        ('"Someone told Mr. Zarif that the deal was off," Merkel said.', ("someone (unnamed)", "Angela Merkel")),
    ],
)
def test_what_others_report_has_its_own_speaker(text: str, link: tuple[str, ...]) -> None:
    for learned in (True, False):
        found = [s.chain for s in read(text, learned=learned).statements]
        assert link in found and tuple(reversed(link)) not in found


def test_an_interview_holds_the_other_words_of_its_speaker() -> None:
    text = (
        "Angela Merkel said the deal was close. She spoke in an interview with the BBC. "
        "Sergey Lavrov said it was not. Merkel said she would wait."
    )
    assert chains(text) == [("Angela Merkel", "BBC"), ("Sergey Lavrov",), ("Angela Merkel", "BBC")]


def test_an_interview_beside_one_remark_holds_only_what_follows_at_once() -> None:
    text = (
        "Angela Merkel said the deal was close. Merkel said on Tuesday that trade was slow.\n\n"
        '"I have a question," Merkel said in an interview with the BBC. "A real one," she added.\n\n'
        "The parliament in Berlin debated the matter for seven hours on Thursday and then went home for the summer. "
        '"Nobody listened," Merkel said at a rally.'
    )
    found = {s.content_spans[0].exact: s.chain[1:] for s in read(text).statements}
    assert found["the deal was close"] == found["Nobody listened"] == ()
    assert found["I have a question"] == found["A real one"] == ("BBC",)


def test_what_is_said_before_he_goes_on_in_an_interview_was_said_there_too() -> None:
    text = (
        'Angela Merkel said the deal was close. Later she called it "dead."\n\n'
        'Merkel said Friday that the ruling was "a mistake."\n\n'
        '"They talk of unity," Merkel added during an appearance on CNN.'
    )
    found = {s.content_spans[0].exact: s.chain for s in read(text).statements}
    assert found["the deal was close"] == ("Angela Merkel",)
    assert found['that the ruling was "a mistake'] == ("Angela Merkel", "CNN")


@pytest.mark.parametrize(
    "text",
    [
        "Zarif said — as reported by Fars News — that there would be no new meetings.",
        '"There will be no new meetings", Zarif said, as quoted by Fars News.',
        '"There will be no new meetings," Mohammad Javad Zarif was quoted as saying by Fars News.',
    ],
)
def test_a_note_of_who_quoted_it_is_a_link(text: str) -> None:
    assert ("Mohammad Javad Zarif", "Fars News") in chains(text)


def test_an_unknown_paper_is_known_by_what_one_does_to_it() -> None:
    assert chains("Angela Merkel told The EastAfrican that the deal was close.") == [("Angela Merkel", "EastAfrican")]
    assert chains("Angela Merkel told The Hague that the deal was close.") == [("Angela Merkel",)]
    text = 'After BlazeTV\'s Glenn Beck asked her about the vote, Merkel replied, "I would bet on us."'
    assert ("Angela Merkel", "BlazeTV") in chains(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The Danish foreign ministry released a statement. The statement said talks would go on.",
            "Danish Foreign Ministry",
        ),
        ("A study by a sociologist, Jane Doe, concluded that voters like peace.", "Jane Doe"),
        ("The Guardian wrote of the floods. The newspaper said that help was late.", "The Guardian"),
        ("Siemens sold its plant. A company spokesman said that the price was fair.", "Siemens spokesman (unnamed)"),
        ("Russians say they like the plan.", "Russians"),
        ("The Russians said that the deal was off.", "Russia"),
        ("One MP told the BBC that the talks had failed.", "Member of Parliament (unnamed)"),
    ],
)
def test_papers_and_spokesmen_are_those_of_whom_the_report_spoke(text: str, source: str) -> None:
    assert read(text, learned=True).statements[-1].source == source


def test_what_somebody_recalls_of_another_is_told_apart() -> None:
    found = {
        s.source: s for s in read("Angela Merkel said the plan was dead, recalled Lavrov.", learned=True).statements
    }
    assert found["Angela Merkel"].chain == ("Angela Merkel", "Sergey Lavrov")
    assert found["Angela Merkel"].content_spans[-1].exact.endswith("dead")


def test_a_spokesman_speaks_for_the_body_just_named() -> None:
    text = "Interpol issued a warning on Monday. A spokesperson said that two people were wanted."
    assert read(text).statements[-1].source == "Interpol spokesperson (unnamed)"


def test_him_whom_an_agency_quotes_is_whom_the_sentence_before_is_about() -> None:
    text = (
        "The vice foreign minister, Kim Kye-gwan, replied to Donald Trump. "
        "The North is willing to sit down at any time and in any way, the state news agency KCNA quoted him as saying."
    )
    assert read(text).statements[-1].chain == ("Kim Kye-gwan", "Korean Central News Agency")
    text = (
        "John Bolton named a date in an interview with the radio station Echo of Moscow. Bolton said it would be soon."
    )
    assert chains(text)[-1] == ("John Bolton", "Echo of Moscow")


def test_the_outlet_of_the_report_is_left_out() -> None:
    assert chains("Angela Merkel told Reuters that the deal was close.", outlet="Reuters") == [("Angela Merkel",)]


def test_speech_inside_a_quotation_has_its_speaker_and_the_outer_one() -> None:
    found = read('"Chairman Kim Jong-un told me that he will close the site," Donald Trump said.').statements
    assert [s.chain for s in found] == [("Donald Trump",), ("Kim Jong-un", "Donald Trump")]
    assert [s.form for s in found] == ["direct", "indirect"]


def test_the_day_of_speaking_is_the_one_that_hangs_on_the_cue_and_never_a_default() -> None:
    said = one("Lavrov said on Friday that talks would resume on Monday.").said
    assert said is not None and said.earliest == said.latest == dt.date(2018, 10, 19)
    assert one("Lavrov said that talks would resume on Monday.").said is None


def test_occasion() -> None:
    occasion = one("Lavrov said in a speech in Moscow that talks would resume.").occasion
    assert occasion is not None and occasion.exact.startswith("a speech")


def test_a_short_answer_takes_in_its_question_and_a_full_one_does_not() -> None:
    short = one('Asked if he expects a deal soon, Mr. Lavrov replied, "I do."')
    assert [e.exact for e in short.content_spans] == ["he expects a deal soon", "I do"]
    full = one('Asked if he expects a deal soon, Mr. Lavrov replied, "Deals like this one take a long time."')
    assert [e.exact for e in full.content_spans] == ["Deals like this one take a long time"]


@pytest.mark.parametrize(
    "text",
    [
        "Lavrov did not say when the talks would resume.",
        "Lavrov may say that the talks have failed.",
        "Lavrov left the room and went home.",
        "If Lavrov says that the talks have failed, nobody will be surprised.",
        'The "axis" was an old idea.',
        "Lavrov, who asked not to be named, left the room.",
        "Lavrov welcomed home three sailors freed by Libya.",
        "Lavrov will welcome Prime Minister Jonas Store of Norway to the villa.",
        "The court denied Lavrov a second hearing.",
    ],
)
def test_nobody_says_anything_here(text: str) -> None:
    assert not read(text).statements


@pytest.mark.skipif(model() is None, reason="the span model is not installed")
def test_the_model_never_cuts_a_quotation_that_the_rules_hold() -> None:
    text = '"We met in Geneva. It took all night, and it was worth it. We will meet again," Mr. Lavrov told reporters.'
    for learned in (False, True):
        found = [s for s in read(text, learned=learned).statements if s.form == "direct"]
        assert [e.exact for s in found for e in s.content_spans] == [text.split('"')[1].rstrip(",")]


ODD = "\"|“|”|'|''|``|‘|’|He said|that|,|.|:|\n\n|told X|MR. A:|according to|as|quoted|Kim|citing|—|I do|NO".split("|")


@given(st.lists(st.sampled_from(ODD), max_size=30))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_odd_marks_make_no_exception_and_no_runaway(parts: list[str]) -> None:
    text = " ".join(parts)
    for statement in read(text or "x").statements:
        assert statement.content_spans
        for piece in statement.content_spans:
            assert piece.exact == text[piece.span.start : piece.span.end]


def test_what_is_said_on_one_occasion_is_said_on_one_day() -> None:
    draft = read(
        "German Chancellor Angela Merkel said Thursday that she would wait.\n\n"
        "Merkel revealed this during an interview with the BBC in Bonn.\n\n"
        'She said the date was open. "I expect it soon," she said.'
    )
    assert [str(s.said.earliest) if s.said else None for s in draft.statements if s.occasion] == ["2018-10-18"] * 3


def test_according_to_behind_a_comma_passes_on_what_the_sentence_says() -> None:
    assert chains("Angela Merkel said the talks would go on, according to Le Monde.") == [
        ("Le Monde",),
        ("Angela Merkel", "Le Monde"),
    ]


def test_people_of_whom_something_is_told_are_a_link() -> None:
    text = "Two people briefed on the call said Angela Merkel had told aides the deal was dead, Le Monde reported."
    assert ("Angela Merkel", "two people briefed on the call (unnamed)", "Le Monde") in chains(text)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A diplomat close to the mediation", "diplomat close to the mediation (unnamed)"),
        ("An envoy, who asked not to be named,", "envoy (unnamed)"),
        ("People who were in the building", "people who were in the building (unnamed)"),
        ("Officials from both countries", "officials from both countries (unnamed)"),
        ("The official IRNA news agency", "IRNA"),
    ],
)
def test_a_source_without_a_name_keeps_what_tells_who_it_is(source: str, name: str) -> None:
    assert (name,) in chains(f"{source} said the talks had stalled.")


def test_who_himself_says_is_known() -> None:
    found = read("Donald Trump is in Washington. Trump himself has said that he is in no hurry.").statements
    assert [s.source for s in found] == ["Donald Trump"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("North Korea promised not to test missiles.", "not to test missiles"),
        (
            "Trump will meet Kim in Hanoi on February 27, the president said.",
            "Trump will meet Kim in Hanoi on February 27",
        ),
    ],
)
def test_content_is_whole(text: str, content: str) -> None:
    assert one(text).content_spans[0].exact == content


@pytest.mark.skipif(model() is None, reason="the span model is not installed")
def test_the_model_takes_neither_silence_nor_a_question_put_to_somebody_for_a_statement() -> None:
    text = "Donald Trump was in Washington. He did not name the city when reporters asked him for a place."
    assert not read(text, learned=True).statements


def test_a_content_never_reaches_into_the_headline(read_dossier: tuple[AnnotatedReport, ...]) -> None:
    report = next(r for r in read_dossier if r.report.id == "2018-10-24-strait")
    assert report.statements[0].content_spans[0].exact.startswith("U.S. President Donald Trump")


@pytest.mark.skipif(model() is None, reason="the span model is not installed")
def test_the_words_that_pass_on_are_no_content() -> None:
    text = "The leaders would probably meet in May, Reuters quoted the official as saying."
    pieces = [e.exact for s in read(text, learned=True).statements for e in s.content_spans]
    assert pieces == ["The leaders would probably meet in May"]


@pytest.mark.skipif(model() is None, reason="the span model is not installed")
def test_the_day_in_front_of_the_attribution_is_part_of_what_was_announced() -> None:
    text = "Donald Trump will meet Kim Jong-un in Vietnam on February 27 and 28, the president announced on Friday."
    assert read(text, learned=True).statements[0].content_spans[0].exact.endswith("on February 27 and 28")


def test_a_deed_is_no_statement() -> None:
    assert not read("Donald Trump called off his summit with Kim Jong-un on Thursday.", learned=True).statements
