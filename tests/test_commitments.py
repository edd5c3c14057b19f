"""Commitments: who is bound, to whom, how firmly, on what condition, in return for what, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pourparler.annotate.draft import Draft
from pourparler.model.findings import Commitment, Force

Kit = Callable[..., Draft]


def one(kit: Kit, text: str, **options: str | None) -> Commitment:
    found = kit(text, **options).commitments
    assert len(found) == 1, [c.evidence.exact for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Egypt and Sudan agreed to reopen the border.", "agreed"),
        ("Egypt and Sudan pledged to reopen the border.", "agreed"),
        ("Egypt pledged to reopen the border.", "promised"),
        ("Egypt plans to reopen the border.", "intended"),
        ("Egypt offered to reopen the border.", "offered"),
        ("Egypt threatened to close the border.", "threatened"),
        ("Egypt warned it would close the border unless Sudan freed the crew.", "threatened"),
    ],
)
def test_force(kit: Kit, text: str, force: str) -> None:
    assert one(kit, text).force == force


@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("Egypt pledged to reopen the border.", "new"),
        ("Egypt has pledged to reopen the border.", "standing"),
        ("Egypt reaffirmed its pledge to reopen the border.", "reaffirmed"),
        ("Egypt kept its promise to reopen the border.", "kept"),
        ("Egypt broke its promise to reopen the border.", "broken"),
        ("Egypt abandoned its plan to reopen the border.", "withdrawn"),
        ("Egypt withdrew from the border treaty.", "withdrawn"),
        ("Egypt violated the border treaty.", "broken"),
    ],
)
def test_life(kit: Kit, text: str, life: str) -> None:
    assert one(kit, text).life == life


@pytest.mark.parametrize(
    "text",
    [
        "Egypt hopes to reopen the border.",
        "Egypt urged Sudan to agree to reopen the border.",
        "Egypt did not promise to reopen the border.",
        "Egypt may agree to reopen the border.",
        "Will Egypt reopen the border?",
        "Egypt is expected to reopen the border.",
        "It will be hard for Egypt to reopen the border.",
        "Egypt reopened the border.",
        "Egypt praised Sudan for its help.",
        "Analysts said Egypt would reopen the border.",
        "Egypt will win the cup.",
        "It is hard for Egypt to promise to reopen the border.",
        "Prices in Egypt will fall.",
    ],
)
def test_no_commitment(kit: Kit, text: str) -> None:
    assert not kit(text).commitments


def test_who_is_bound_in_a_clause(kit: Kit) -> None:
    found = one(kit, "Angela Merkel promised that Germany would take in a thousand refugees.")
    assert (found.by, found.evidence.exact) == (("Germany",), "take in a thousand refugees")


def test_a_speaker_binds_himself_by_will(kit: Kit) -> None:
    found = one(kit, '"We will close the last coal mine," said Angela Merkel, the German chancellor.')
    assert found.by == ("Germany",)
    assert found.grounds


def test_to_whom(kit: Kit) -> None:
    assert one(kit, "Norway promised Mali to train its soldiers.").to == ("Mali",)
    assert one(kit, "Norway pledged to send ten trucks to Mali.").to == ("Mali",)


def test_what_is_told_to_reporters_is_not_promised_to_them(kit: Kit) -> None:
    told = one(kit, "Emmanuel Macron told reporters that France would stop its exercises with Egypt.")
    assert not any("reporters" in name for name in told.to)


def test_condition_is_no_part_of_the_deed(kit: Kit) -> None:
    found = one(kit, "Iran threatened to close the strait if the sanctions return.")
    assert found.evidence.exact == "close the strait"
    assert found.condition is not None
    assert found.condition.exact == "if the sanctions return"


def test_exchange_binds_both(kit: Kit) -> None:
    text = "Libya promised to free the sailors in return for Malta's promise to unfreeze the accounts."
    libya, malta = kit(text).commitments
    assert (libya.in_return_for, malta.in_return_for) == (malta.id, libya.id)
    assert (libya.to, malta.to) == (("Malta",), ("Libya",))


def test_a_bare_mention_tells_of_life_place_and_day(kit: Kit) -> None:
    text = (
        "Chad vowed to return the hostages. Chad stands by the promise it made to Niger in Tripoli on May 3, "
        "its envoy said."
    )
    found = one(kit, text)
    assert (found.life, found.made_place, found.to) == ("reaffirmed", "Tripoli", ("Niger",))


def test_mentions_of_one_deed_are_one_record(kit: Kit) -> None:
    text = "Chad vowed to return the stolen cattle. In Niamey, Chad repeated its vow to return the stolen cattle."
    assert one(kit, text).life == "new"


def test_items_of_a_list_are_one_each(kit: Kit) -> None:
    text = "Japan and India agreed to:\n\n- Build a railway to the coast.\n- Share data on storms.\n\nIt was late."
    assert [c.evidence.exact for c in kit(text).commitments] == ["Build a railway to the coast", "Share data on storms"]


def test_what_an_accord_says(kit: Kit) -> None:
    found = one(kit, "Under the deal, Kenya would pay Somalia for the water.")
    assert (found.by, found.force) == (("Kenya",), "agreed")


def test_heads_lie_in_the_deed_and_on_the_binding_word(kit: Kit) -> None:
    draft = kit("Egypt pledged to reopen the border.")
    heads = draft.commitment_heads[draft.commitments[0].id]
    assert [draft.doc[i].text for i in heads] == ["reopen", "pledged"]


def test_an_accord_that_is_broken_is_one_record(kit: Kit) -> None:
    found = one(kit, "In March, Chad agreed to close the camp. In June, Chad violated that deal.")
    assert (found.evidence.exact, found.life) == ("close the camp", "broken")


def test_a_denial_belongs_to_the_deed(kit: Kit) -> None:
    assert one(kit, '"We are not going to sell the islands," said Angela Merkel.').evidence.exact.startswith("not ")
    assert one(kit, "Angela Merkel said Germany won't sell the islands.").evidence.exact == "won't sell the islands"


def test_a_pro_verb_says_nothing_but_everything_is_something(kit: Kit) -> None:
    assert not kit("Spain said it will do so.").commitments
    assert one(kit, "Spain said it will do everything it can to free the crew.").evidence.exact.startswith(
        "do everything"
    )


def test_what_answers_an_old_promise_is_as_old(kit: Kit) -> None:
    text = (
        "In exchange for Libya's commitment to free the sailors, Malta promised it would unfreeze the accounts. "
        "Libya stands by the commitment it made to Malta in Tunis on May 3."
    )
    libya, malta = kit(text).commitments
    assert (libya.life, malta.life) == ("reaffirmed", "standing")
    assert libya.made == malta.made
    assert libya.made is not None


def test_a_condition_may_hold_the_other_sides_promise(kit: Kit) -> None:
    norway, mali = kit("Norway agreed to train the guards on condition that Mali would open the airport.").commitments
    assert (norway.evidence.exact, mali.evidence.exact) == ("train the guards", "open the airport")
    assert (norway.in_return_for, mali.in_return_for) == (mali.id, norway.id)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Turkey is sending two frigates to Libya next month.", "sending two frigates to Libya next month"),
        ("Siemens is not giving money to either party.", "not giving money to either party"),
    ],
)
def test_what_somebody_is_doing_next_month_or_not_doing(kit: Kit, text: str, deed: str) -> None:
    assert [c.evidence.exact for c in kit(text).commitments] == [deed]


def test_what_somebody_is_doing_now_is_no_commitment(kit: Kit) -> None:
    assert kit("Turkey is sending two frigates to Libya.").commitments == []


def test_delegations_of_several_bind_all(kit: Kit) -> None:
    (found,) = kit("The delegations of Cyprus, Greece and Israel agreed to build a pipeline.").commitments
    assert set(found.by) == {"Cyprus", "Greece", "Israel"}


def test_a_verb_cut_at_its_hyphen_is_one_deed(kit: Kit) -> None:
    found = kit("Brazil promised to re-open its embassy in Doha.").commitments
    assert [c.evidence.exact for c in found] == ["re-open its embassy in Doha"]


def test_further_clauses_of_what_somebody_says_bind_as_well(kit: Kit) -> None:
    found = kit("Norway said that it would sign the treaty and that it would recall its ships.").commitments
    assert [c.evidence.exact for c in found] == ["sign the treaty", "recall its ships"]


def test_what_an_accord_lets_be_done_binds_those_who_made_it(kit: Kit) -> None:
    text = "Egypt and Sudan agreed to reopen the border. Under the accord, all prisoners will be exchanged."
    assert [(c.by, c.evidence.exact) for c in kit(text).commitments] == [
        (("Egypt", "Sudan"), "reopen the border"),
        (("Egypt", "Sudan"), "all prisoners will be exchanged"),
    ]
    assert not kit("Under the accord, every worker of Norway will receive a bonus.").commitments


def test_promises_that_somebody_is_accused_of_breaking_are_his(kit: Kit) -> None:
    assert one(kit, "Norway accused Russia of breaking its promise to spare the cod.").by == ("Russia",)


def test_what_is_being_done_already_is_no_plan(kit: Kit) -> None:
    assert not kit("Norway is currently mending its ships, which will sail next week.").commitments
    assert one(kit, "Norway is mending its ships next week.").by == ("Norway",)


def test_how_long_after_something_it_is_done_is_no_part_of_the_deed(kit: Kit) -> None:
    text = "Egypt and Sudan agreed on Monday to stop the shelling, nearly two years after the war began."
    assert one(kit, text).evidence.exact == "stop the shelling"


@pytest.mark.parametrize("words", ["as soon as Sudan frees the crew", "only after Sudan has freed the crew"])
def test_what_must_come_first_is_a_condition(kit: Kit, words: str) -> None:
    found = one(kit, f"Egypt said it would reopen the border {words}.")
    assert (found.evidence.exact, found.condition and found.condition.exact) == (
        "reopen the border",
        words.removeprefix("only "),
    )


def test_terms_told_behind_an_accord_bind_those_who_made_it(kit: Kit) -> None:
    text = (
        "Egypt and Sudan signed a peace treaty on Monday. All prisoners are to be released. Sanctions would be lifted. "
        "Each side is to send 500 men. The funeral of the king will be held on Sunday."
    )
    told = [(c.by, c.evidence.exact) for c in kit(text).commitments][1:]
    assert told == [
        (("Egypt", "Sudan"), "All prisoners are to be released"),
        (("Egypt", "Sudan"), "Sanctions would be lifted"),
        (("Egypt", "Sudan"), "send 500 men"),
    ]


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Mali's president said the prisoners would be freed by Friday.", ["the prisoners would be freed by Friday"]),
        ("A doctor in Minsk said the patient would be released by Friday.", []),
        ("Vladimir Putin said Kyiv's troops would be withdrawn.", []),
        ("Vladimir Putin said that his troops would leave the valley.", ["leave the valley"]),
        ("Vladimir Putin said there would be no pause in the offensive.", ["no pause in the offensive"]),
        ("Witnesses said there would be no pause in the offensive.", []),
        ("Hungary let the European Union know that it would veto the budget.", ["veto the budget"]),
    ],
)
def test_what_somebody_says_will_be_done_is_his_if_he_is_in_charge(kit: Kit, text: str, deeds: list[str]) -> None:
    assert [c.evidence.exact for c in kit(text).commitments] == deeds


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Russia warned NATO that it would respond to new bases.", Force.THREATENED),
        ("Russia said it would resume its tests if NATO did so.", Force.THREATENED),
        ("Russia said it would free the crew if NATO did so.", Force.OFFERED),
        ("Russia said neither side would attack the port.", None),
    ],
)
def test_threats_and_offers_among_intentions(kit: Kit, text: str, force: Force | None) -> None:
    assert [c.force for c in kit(text).commitments] == ([force] if force else [])
