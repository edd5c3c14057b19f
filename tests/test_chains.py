"""Chains: through whom words came, as newspapers, agencies and broadcasters layer their sources."""

from __future__ import annotations

import datetime as dt

import pytest

from pourparler.annotate import Options, drafts
from pourparler.model.text import Layout, Report, Span


def chains(text: str) -> list[tuple[str, ...]]:
    report = Report(id="test", text=text, layout=Layout(body=(Span(0, len(text)),)), published=dt.date(2018, 10, 20))
    return [s.chain for s in next(drafts([report], Options(model=False))).statements]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Kyodo, citing two unnamed officials, reported that Tokyo would send a team.",
            ("two officials", "Kyodo News"),
        ),
        ("Le Monde said, citing a French diplomat, that the talks had failed.", ("French diplomat", "Le Monde")),
        (
            "The New York Times said that the president had left for Dushanbe, citing a senior official.",
            ("senior official", "The New York Times"),
        ),
        (
            "Angela Merkel said in remarks carried by Xinhua that trade would grow.",
            ("Angela Merkel", "Xinhua News Agency"),
        ),
        ("Angela Merkel said in a statement to Reuters that trade would grow.", ("Angela Merkel", "Reuters")),
        ("Angela Merkel told ERT television that trade would grow.", ("Angela Merkel", "ERT")),
        (
            "Angela Merkel told the News Agency of Nigeria that trade would grow.",
            ("Angela Merkel", "News Agency of Nigeria"),
        ),
        ("Angela Merkel told Rossiya 24 that trade would grow.", ("Angela Merkel", "Rossiya 24")),
        ('On ABC\'s "This Week," Mike Pompeo said that the talks would go on.', ("Mike Pompeo", "ABC")),
        ("A Serbian deputy, quoted by Beta news agency, said the vote was close.", ("Serbian deputy", "Beta")),
        (
            "Angela Merkel was quoted in the state-run Herald newspaper as saying the vote was close.",
            ("Angela Merkel", "Herald"),
        ),
        (
            "A former aide, Jamal Karimi, recalled Angela Merkel saying that the vote was close.",
            ("Angela Merkel", "Jamal Karimi"),
        ),
        (
            "Mike Pompeo passed on a message from Kim Jong Un that he was ready to talk.",
            ("Kim Jong-un", "Mike Pompeo"),
        ),
        ("Mike Pompeo let the Saudis know through an aide that he would come.", ("Mike Pompeo",)),
        ("Mike Pompeo heard from Kim Jong Un himself that tests had stopped.", ("Kim Jong-un",)),
        ("Angela Merkel telephoned Mike Pompeo at night to say that she could not sign.", ("Angela Merkel",)),
    ],
)
def test_every_hand_that_words_pass_through_is_a_link(text: str, chain: tuple[str, ...]) -> None:
    assert chain in [tuple(link.removesuffix(" (unnamed)") for link in found) for found in chains(text)]


def test_who_makes_something_clear_has_said_it() -> None:
    assert ("Pope Francis", "Reuters") in chains(
        "Pope Francis made clear that the visit was private, Reuters reported."
    )


def test_a_spokesman_is_no_link_for_what_his_own_state_holds() -> None:
    text = "Iran condemns the attack, Foreign Ministry spokesman Mahmoud Mohammadi of Iran said."
    assert not any(len(chain) > 1 for chain in chains(text))


def test_words_that_go_on_at_once_came_the_same_way() -> None:
    text = 'Angela Merkel told the BBC that trade would grow.\n\n"We are ready," she said.'
    assert chains(text) == [("Angela Merkel", "BBC")] * 2
    text = 'Angela Merkel told the BBC that trade would grow.\n\n"We are ready," she told the Bundestag on Friday.'
    assert chains(text) == [("Angela Merkel", "BBC"), ("Angela Merkel",)]


def test_the_interview_is_the_one_told_of_before() -> None:
    text = (
        "Angela Merkel told the BBC that trade would grow. Sergey Lavrov said that it would not. "
        "In the interview, Angela Merkel said that talks would go on."
    )
    assert chains(text)[-1] == ("Angela Merkel", "BBC")


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel told parliament that trade would grow.",
        "Angela Merkel told reporters travelling with her that trade would grow.",
        "Angela Merkel said in a post on Telegram that trade would grow.",
        "Angela Merkel said that the envoy had left for Dushanbe, citing security.",
    ],
)
def test_who_only_listens_is_no_link(text: str) -> None:
    assert chains(text) == [("Angela Merkel",)]


def test_word_sent_inside_what_others_say_has_both_as_links() -> None:
    found = chains("A Swiss envoy said Angela Merkel had let Mike Pompeo know that she would not sign.")
    assert ("Angela Merkel", "Swiss envoy (unnamed)") in found
