"""Who is named, who stands for whom, who acts for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from pourparler.annotate.actors import Party, Rank, denote, kind_of, place_of, rank_of, source_name, states_of
from pourparler.annotate.draft import Draft
from pourparler.model.findings import ActorKind

Kit = Callable[..., Draft]


def head(draft: Draft, words: str, nth: int = 1) -> Token:
    at = -1
    for _ in range(nth):
        at = draft.report.text.index(words, at + 1)
    span = draft.doc.char_span(at, at + len(words), alignment_mode="expand")
    assert span is not None
    return span[0] if words.startswith("he ") else span.root


def whom(draft: Draft, words: str, nth: int = 1) -> set[str]:
    return {party.name for party in denote(draft, head(draft, words, nth))}


KOREA = (
    "U.S. President Donald Trump and North Korean leader Kim Jong-un may see each other again.\n\n"
    "Secretary of State Mike Pompeo said he wants to meet his North Korean counterpart before that. The top U.S. "
    "diplomat added that the two leaders trust each other.\n\n"
    "Pompeo probably referred to Foreign Minister Ri Yong-ho. Trump praised Kim, and the North Korean leader "
    "answered him."
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Donald Trump and North Korean leader Kim Jong-un", {"Donald Trump", "Kim Jong-un"}),
        ("he wants", {"Mike Pompeo"}),
        ("The top U.S. diplomat", {"Mike Pompeo"}),
        ("the two leaders", {"Donald Trump", "Kim Jong-un"}),
        ("the North Korean leader", {"Kim Jong-un"}),
        ("him.", {"Donald Trump"}),
    ],
)
def test_offices_surnames_and_pronouns_stand_for_people_of_the_report(kit: Kit, words: str, names: set[str]) -> None:
    draft = kit(KOREA)
    assert whom(draft, words) == names


def test_a_counterpart_is_inferred_only_where_the_report_guesses(kit: Kit) -> None:
    draft = kit(KOREA)
    assert denote(draft, head(draft, "counterpart")) == (Party("Ri Yong-ho", inferred=True),)
    sure = kit(
        "Foreign Minister Ri Yong-ho of North Korea met his South Korean counterpart, Kang Kyung-wha, in Manila."
    )
    assert denote(sure, head(sure, "counterpart")) == (Party("Kang Kyung-wha"),)
    unnamed = kit("Sergei Lavrov, the Russian foreign minister, called his Egyptian counterpart on Monday.")
    assert denote(unnamed, head(unnamed, "counterpart")) == (Party("foreign minister of Egypt"),)


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Chinese officials said the talks would go on.", "Chinese officials", {"China"}),
        (
            "The Russian and Turkish foreign ministers spoke.",
            "ministers",
            {"foreign minister of Russia", "foreign minister of Turkey"},
        ),
        ("A senior Chinese official said the talks would go on.", "official", {"senior Chinese official (unnamed)"}),
        ("Seoul said it would send an envoy to Pyongyang.", "Seoul", {"South Korea"}),
        ("The Kremlin denied the report.", "Kremlin", {"Russia"}),
        ("Russia, China and Iran signed the paper.", "Russia", {"Russia", "China", "Iran"}),
        ("The two Koreas opened a hotline.", "Koreas", {"North Korea", "South Korea"}),
        ("Tokyo and Moscow have no peace treaty. Both sides want one.", "sides", {"Japan", "Russia"}),
        ("The foreign minister of Egypt flew to Geneva.", "The foreign minister", {"foreign minister of Egypt"}),
        ("U.S.-China talks were put off.", "U.S.-China", {"United States", "China"}),
        ("Merkel called Putin, and she told him to wait.", "she", {"Angela Merkel"}),
        ("Merkel called Putin, and she told him to wait.", "him", {"Vladimir Putin"}),
        ("U.S. and North Korean officials met in Oslo.", "officials", {"United States", "North Korea"}),
        ("Canada, Mexico and Cuba have a deal; all three must ratify it.", "three", {"Canada", "Mexico", "Cuba"}),
        ("North and South Korea agreed to meet.", "Korea", {"North Korea", "South Korea"}),
        ("The Obama administration objected.", "administration", {"United States"}),
        ("The Taliban signed. The militants will talk.", "militants", {"Taliban"}),
        ("Zarif, with whom Kerry had talked, left Vienna.", "whom", {"Mohammad Javad Zarif"}),
        ("Trump met Joey and Paula Muster at home.", "Joey", {"Joey Muster", "Paula Muster"}),
        ("The P5+1 and Iran met again. Neither side spoke.", "side", {"P5+1", "Iran"}),
        ("China's foreign ministry said no.", "ministry", {"Chinese Foreign Ministry"}),
        ("For his part, Putin praised Merkel.", "his", {"Vladimir Putin"}),
        ("The door opened. Nobody knows when he comes back.", "he comes", set()),
    ],
)
def test_states_groups_and_unnamed_sources(kit: Kit, text: str, words: str, names: set[str]) -> None:
    assert whom(kit(text), words) == names


def test_offices_tell_for_whom_somebody_acts(kit: Kit) -> None:
    draft = kit(
        "Iran's foreign minister, Javad Zarif, spoke with Josep Borrell, the European Union's foreign policy chief. "
        "Senator Jane Doe and Ulrike Muster, a spokeswoman for Greenpeace, criticised former President Bill Clinton."
    )
    acts = {name: entity.acts_for for name, entity in draft.entities.items() if entity.kind is ActorKind.PERSON}
    assert acts == {
        "Mohammad Javad Zarif": "Iran",
        "Josep Borrell": "European Union",
        "Jane Doe": None,
        "Ulrike Muster": "Greenpeace",
        "Bill Clinton": None,
    }


def test_a_surname_means_who_held_the_office_that_day(kit: Kit) -> None:
    text = "Bush told reporters that the treaty would be signed."
    assert whom(kit(text, published="1990-06-01"), "Bush") == {"George H. W. Bush"}
    assert whom(kit(text, published="2005-06-01"), "Bush") == {"George W. Bush"}
    assert whom(kit(text, published=None), "Bush") == {"Bush"}
    assert whom(kit("George " + text, published="2005-06-01"), "George Bush") == {"George W. Bush"}


def test_ranks_kinds_and_states(kit: Kit) -> None:
    draft = kit(KOREA)
    assert rank_of(draft, "Kim Jong-un") is Rank.HEAD
    assert rank_of(draft, "Mike Pompeo") is Rank.MINISTER
    assert rank_of(draft, "foreign minister of Egypt") is Rank.MINISTER
    assert rank_of(draft, "North Korea") is None
    assert states_of(draft, "Ri Yong-ho") == ("North Korea",)
    assert kind_of(draft, "North Korea") is ActorKind.STATE


def test_places(kit: Kit) -> None:
    draft = kit("They met in Geneva, in Washington and at the White House, not in Ruritania or on a boat.")
    places = ["Geneva", "Washington", "White House", "boat"]
    assert [place_of(draft, head(draft, word)) for word in places] == ["Geneva", "Washington", "White House", None]


def test_sources_are_named_as_fully_as_the_report_allows(kit: Kit) -> None:
    draft = kit(
        "A statement by the Foreign Ministry of Norway said so. Independent analysts doubted it. The rest said nothing."
    )
    assert source_name(draft, head(draft, "Independent analysts")) == "independent analysts (unnamed)"
    assert source_name(draft, head(draft, "A statement")) == "Norwegian Foreign Ministry"


def test_first_persons_are_the_speaker(kit: Kit) -> None:
    draft = kit(
        '"We will keep our word, and I will go to Vienna," Russian Foreign Minister Sergei Lavrov said on Monday.'
    )
    assert whom(draft, "I") == {"Sergey Lavrov"}
    assert whom(draft, "We") == {"Russia"}


def test_every_mention_is_evidence(kit: Kit) -> None:
    draft = kit(KOREA)
    assert [r.start for r in draft.refs] == sorted(r.start for r in draft.refs)
    assert all(ref.start <= ref.head < ref.end for ref in draft.refs)


def test_where_a_president_is_says_not_whose_he_is(kit: Kit) -> None:
    draft = kit("Kim kept the promise he had made to President Donald Trump in Singapore, officials said.")
    assert draft.entities["Donald Trump"].acts_for == "United States"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Biden met today with Olaf Scholz of Germany. We will stand together.", {"United States"}),
        ("We, the leaders of France and Japan, condemn the attack. We will stand together.", {"France", "Japan"}),
        ('President Biden met Olaf Scholz. "That was good," Scholz said. We shall see.', set()),
    ],
)
def test_we_of_a_text_that_quotes_nobody_are_who_issued_it(kit: Kit, text: str, names: set[str]) -> None:
    draft = kit(text)
    we = next(t for t in reversed(list(draft.doc)) if t.lower_ == "we")
    assert {p.name for p in denote(draft, we)} == names


def test_who_is_named_behind_countries_leads_them(kit: Kit) -> None:
    draft = kit("The presidents of Ecuador and Peru, Jamil Mahuad and Alberto Fujimori, met in Brasilia.")
    assert {p.name for p in denote(draft, draft.doc[1])} == {"Jamil Mahuad", "Alberto Fujimori"}


def test_a_word_for_an_office_inside_the_name_of_a_body_is_none(kit: Kit) -> None:
    draft = kit("The Justice Department indicted him. The Finance Court and Justice Elena Kagan waited.")
    assert whom(draft, "Justice Department") == {"Department of Justice"}
    assert whom(draft, "Justice Elena Kagan") == {"Elena Kagan"}
