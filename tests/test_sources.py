"""Sources: the actor who speaks, by whatever words the report points at him; unknown where nobody can tell."""

from __future__ import annotations

import datetime as dt

import pytest

import pourparler
from pourparler.annotate import Options, drafts
from pourparler.model.text import Layout, Report, Span


def said(text: str, *, published: dt.date = dt.date(2019, 5, 5), learned: bool = False) -> dict[str, str | None]:
    """First word of each content -> source."""
    report = Report(id="test", text=text, layout=Layout(body=(Span(0, len(text)),)), published=published)
    found = next(drafts([report], Options(model=learned))).statements
    return {s.content_spans[0].exact.removeprefix("that ").split()[0]: s.source for s in found}


def test_one_of_several_is_described_as_one() -> None:
    assert said(
        "Three diplomats briefed on the talks said drafts were ready. One of the diplomats said Berlin had agreed. "
        "Another said Paris would. Of the two brothers, one said London was lost."
    ) == {
        "drafts": "three diplomats briefed on the talks (unnamed)",
        "Berlin": "diplomat (unnamed)",
        "Paris": "diplomat (unnamed)",
        "London": None,
    }
    assert said('Indian officials blamed the breakfast. "Talks were theatre," one of them said.')["Talks"] == (
        "Indian official (unnamed)"
    )


def test_former_holders_are_told_from_those_in_office() -> None:
    found = said(
        "Former Finnish president Martti Ahtisaari led the talks. The former president said compromise was near. "
        "The former Portuguese premier said nothing was lost."
    )
    assert found == {"compromise": "Martti Ahtisaari", "nothing": "former Portuguese premier (unnamed)"}


def test_an_office_is_who_holds_that_very_office() -> None:
    found = said(
        "Secretary of State Antony Blinken met Pakistani Foreign Minister Bilawal Bhutto Zardari in New York. The "
        "Foreign Minister said trade was low. The Secretary said help was near.",
        published=dt.date(2022, 5, 18),
    )
    assert found == {"trade": "Bilawal Bhutto Zardari", "help": "Antony Blinken"}


def test_whose_envoy_it_is_tells_envoys_apart() -> None:
    found = said(
        "The United Nations envoy for Yemen said aid was through. The Chinese envoy said nothing would change. "
        "The pope's envoy said bishops would wait. Later the Swiss envoy, Anna Meier, said deals were near."
    )
    assert found["nothing"] == "Chinese envoy (unnamed)"
    assert found["bishops"] == "pope's envoy (unnamed)"
    assert found["aid"] == "United Nations envoy for Yemen (unnamed)"


def test_a_lead_may_wait_for_the_name() -> None:
    found = said(
        "Aid has reached Taiz, the United Nations envoy for Yemen said on Monday. Trucks came from Aden.\n\n"
        "The envoy, Ismail Ould Cheikh Ahmed, said more would follow."
    )
    assert set(found.values()) == {"Ismail Ould Cheikh Ahmed"}


@pytest.mark.parametrize(
    "text",
    [
        'Asked if talks failed, Foreign Minister Jaswant Singh said, and I quote, "Caravans go on and on for ever."',
        'Asked if talks failed, Indian minister Jaswant Singh said, and I quote, "Caravans go on and on for ever."',
    ],
)
def test_who_quotes_himself_is_who_said_it(text: str) -> None:
    assert said(text, learned=True) == {"Caravans": "Jaswant Singh"}


def test_a_transcript_names_its_speakers() -> None:
    report = pourparler.read(
        "Remarks by President Trump and Chairman Kim of North Korea at a Signing Ceremony\n\n1:42 P.M. SGT\n\n"
        "PRESIDENT TRUMP: Thank you. It is a comprehensive document.\n\n"
        "CHAIRMAN KIM (as translated): The world will see a change.\n\n"
        "Q  Did you discuss sanctions?\n\nTHE PRESIDENT: They will come off in time.",
        published=dt.date(2018, 6, 12),
    )
    tagged = [s.source for s in report.statements if s.rule == "speaker tag"]
    assert tagged == ["Donald Trump", "Kim Jong-un", "reporter (unnamed)", "Donald Trump"]


def test_several_who_say_the_same_have_each_said_it() -> None:
    text = "Tony Blair and Bertie Ahern said on Friday that peace had begun."
    report = Report(id="test", text=text, layout=Layout(body=(Span(0, len(text)),)), published=dt.date(1998, 4, 10))
    found = next(drafts([report], Options(model=False))).statements
    assert [s.source for s in found] == ["Tony Blair", "Bertie Ahern"]
    assert len({s.id for s in found}) == 2
    assert list(said("Tony Blair and two aides said peace had begun.")) == ["peace"]


def test_an_apposition_to_one_person_names_a_person() -> None:
    text = 'The rebels\' representative, Bilal Ag Acherif, said arms were laid down. "Our men are tired," he added.'
    assert set(said(text).values()) == {"Bilal Ag Acherif"}


def test_the_head_of_a_body_may_be_named_right_behind_it() -> None:
    found = said("Head of the Russian delegation Vladimir Medinsky described the talks as constructive.")
    assert found == {"the": "Vladimir Medinsky"}


def test_the_secretary_general_of_a_united_nations_text_is_who_it_is_that_day() -> None:
    text = "The Secretary-General met the Prime Minister of Sudan. He said the United Nations would help."
    assert said(text) == {"the": "António Guterres"}


def test_a_party_is_no_name_of_its_member() -> None:
    assert said("One senior Conservative said numbers were tight.") == {"numbers": "senior Conservative (unnamed)"}


def test_who_is_called_otherwise_right_behind_his_words_goes_on_speaking() -> None:
    found = said(
        "Nabil Abu Rudeineh, an aide to Mahmoud Abbas, said prisoners came first. The Abbas aide said guards would go. "
        "The Chinese envoy said nothing had changed.\n\nThe lawyer said courts were slow."
    )
    assert found["guards"] == "Nabil Abu Rudeineh"
    assert found["nothing"] == "Chinese envoy (unnamed)"
    assert found["courts"] is None


def test_a_middle_name_may_be_what_somebody_is_called() -> None:
    text = "President Muse Bihi Abdi of Somaliland signed first. Bihi said ports were open."
    assert said(text) == {"ports": "Muse Bihi Abdi"}


def test_two_sentences_taken_for_one_have_two_speakers() -> None:
    text = (
        '"This launches a revolution," said AOL\'s chief executive, Steve Case. Gerald Levin, his counterpart at Time '
        "Warner, said value was moving."
    )
    assert said(text, learned=True) == {"This": "Steve Case", "value": "Gerald Levin"}


def test_who_says_nothing_is_no_source() -> None:
    assert not said("Neither Abiy nor Bihi said how long the lease would run.")


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        (
            "Portuguese economic development minister Rui Costa met investors. The minister said exports grew.",
            "exports",
            "Rui Costa",
        ),
        (
            "The head of the police inquiry in Dar es Salaam, John Mwita, showed the site. He said evidence was scant.",
            "evidence",
            "John Mwita",
        ),
        (
            "People familiar with Orr's thinking said he was tired. These people said shares would be sold.",
            "shares",
            "people familiar with Orr's thinking (unnamed)",
        ),
        ("Ford Motor Co. wants Jaguar. The No. 2 U.S. auto maker said bids were open.", "bids", "Ford Motor"),
    ],
)
def test_whom_a_common_noun_takes_up(text: str, word: str, source: str) -> None:
    assert said(text)[word] == source


def test_nameless_sources_are_described_by_whoever_they_know_of() -> None:
    found = said(
        "Theresa May will fly to Brussels. Two people familiar with her plans said talks would be short. Those briefed "
        "by Paris said nothing."
    )
    assert found["talks"] == "two people familiar with Theresa May's plans (unnamed)"


def test_a_partys_leader_is_no_states_president() -> None:
    found = said(
        "Raila Odinga struck a deal with Martha Karua, leader of a smaller party. Zambia's president said visitors "
        "were welcome."
    )
    assert found["visitors"] != "Martha Karua"
