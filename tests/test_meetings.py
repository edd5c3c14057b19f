"""Meetings: status from the words around, one record an occasion, place, form and time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pourparler.annotate.draft import Draft
from pourparler.model.findings import Meeting, Status

Kit = Callable[..., Draft]


def one(kit: Kit, text: str, **options: str | None) -> Meeting:
    meetings = kit(text, **options).meetings
    assert len(meetings) == 1, [m.evidence.exact for m in meetings]
    return meetings[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Angela Merkel met Emmanuel Macron in Paris.", "held"),
        ("Angela Merkel is meeting Emmanuel Macron in Paris.", "under way"),
        ("Angela Merkel will meet Emmanuel Macron in Paris on Friday.", "scheduled"),
        ("Angela Merkel is due to meet Emmanuel Macron in Paris.", "scheduled"),
        ("Angela Merkel plans to meet Emmanuel Macron in Paris.", "planned"),
        ("Angela Merkel agreed to meet Emmanuel Macron in Paris.", "planned"),
        ("Angela Merkel hopes to meet Emmanuel Macron in Paris.", "hoped"),
        ("Angela Merkel invited Emmanuel Macron to Berlin.", "hoped"),
        ("Angela Merkel proposed talks with Emmanuel Macron.", "hoped"),
        ("Angela Merkel might meet Emmanuel Macron in Paris.", "possible"),
        ("Angela Merkel is unlikely to meet Emmanuel Macron in Paris.", "unlikely"),
        ("A meeting between Angela Merkel and Emmanuel Macron was postponed.", "postponed"),
        ("Angela Merkel put off her talks with Emmanuel Macron.", "postponed"),
        ("Angela Merkel called off her meeting with Emmanuel Macron.", "cancelled"),
        ("A meeting between Angela Merkel and Emmanuel Macron will not take place.", "cancelled"),
        ("Angela Merkel refused to meet Emmanuel Macron.", "refused"),
        ("Angela Merkel rejected an invitation to meet Emmanuel Macron.", "refused"),
        ("Angela Merkel flew to Paris to meet Emmanuel Macron.", "held"),
    ],
)
def test_status(kit: Kit, text: str, status: str) -> None:
    assert one(kit, text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel did not meet Emmanuel Macron.",
        "Angela Merkel left Paris without meeting Emmanuel Macron.",
        "There were no talks between Germany and France.",
        "Angela Merkel met reporters in Paris.",
        "Germany has yet to meet the conditions set by France.",
    ],
)
def test_no_meeting(kit: Kit, text: str) -> None:
    assert not kit(text).meetings


def test_one_record_for_one_occasion(kit: Kit) -> None:
    meeting = one(
        kit,
        "Vladimir Putin met Xi Jinping in Samarkand on Thursday. The meeting lasted two hours. "
        "Xi Jinping told Vladimir Putin at the talks that he was ready to work with Russia.",
        published="2022-09-16",
    )
    assert len(meeting.mentions) == 3
    assert meeting.evidence.exact == "met Xi Jinping in Samarkand on Thursday"


def test_ordinals_and_tenses_keep_occasions_apart(kit: Kit) -> None:
    first, second = kit(
        "Donald Trump and Kim Jong-un met at their first summit in Singapore. A second summit is planned for next year."
    ).meetings
    assert (first.status, second.status) == ("held", "planned")
    assert set(first.parties) == set(second.parties) == {"Donald Trump", "Kim Jong-un"}
    assert first.place == ("Singapore",)
    assert second.place == ()


def test_choice_of_places(kit: Kit) -> None:
    meeting = one(kit, "A meeting of Joe Biden and Vladimir Putin will take place in one of two or three cities.")
    assert meeting.place_options is not None
    assert (meeting.place_options.least, meeting.place_options.most) == (2, 3)


def test_form_by_rank(kit: Kit) -> None:
    assert one(kit, "President Joe Biden met President Xi Jinping in Bali.").form == "summit"
    assert one(kit, "Foreign Minister Wang Yi met Secretary of State Antony Blinken in Bali.").form == "ministerial"
    assert one(kit, "President Xi Jinping met Secretary of State Antony Blinken in Beijing.").form == "talks"


def test_no_publication_day_no_date(kit: Kit) -> None:
    assert one(kit, "Angela Merkel met Emmanuel Macron on Friday.", published=None).window is None


def test_calendar_decides_between_held_and_to_come(kit: Kit) -> None:
    text = "The talks between Serbia and Kosovo on 3 May 2023 in Brussels are about licence plates."
    assert one(kit, text, published="2023-05-10").status == "held"
    assert one(kit, text, published="2023-04-28").status == "scheduled"


def test_heads_lead_from_the_record_to_the_tokens(kit: Kit) -> None:
    draft = kit("Talks between Serbia and Kosovo resumed in Brussels on Thursday.")
    heads = draft.meeting_heads[draft.meetings[0].id]
    assert [draft.doc[i].text for i in heads] == ["Talks", "resumed"]


def test_each_with_is_an_occasion_of_its_own(kit: Kit) -> None:
    first, second = kit(
        "Prime Minister Shinzo Abe met with Chancellor Angela Merkel in Berlin "
        "and then with President Emmanuel Macron in Paris."
    ).meetings
    assert (set(first.parties), first.place) == ({"Shinzo Abe", "Angela Merkel"}, ("Berlin",))
    assert (set(second.parties), second.place) == ({"Shinzo Abe", "Emmanuel Macron"}, ("Paris",))


def test_a_trip_lends_its_place_to_the_meetings_on_it(kit: Kit) -> None:
    trip, meeting = kit(
        "Secretary of State Mike Pompeo travelled to Ankara on Wednesday to discuss Syria. "
        "He asked for a ceasefire. Mr. Pompeo met President Recep Tayyip Erdogan."
    ).meetings
    assert trip.form == "visit"
    assert meeting.place == trip.place == ("Ankara",)
    assert meeting.window == trip.window


def test_who_may_call_off_a_meeting_has_not_done_so(kit: Kit) -> None:
    text = "A petition to cancel the summit of Angela Merkel and Emmanuel Macron on 2 November 2018 was ignored."
    assert one(kit, text).status == "scheduled"


def test_who_prepares_a_summit_need_not_be_at_it(kit: Kit) -> None:
    draft = kit("U.S. Secretary of State Mike Pompeo is preparing a second summit of Donald Trump and Kim Jong-un.")
    assert [set(m.parties) for m in draft.meetings] == [{"Donald Trump", "Kim Jong-un"}]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Donald Tusk said Spain could reform, after a meeting with Mariano Rajoy.", {"Donald Tusk", "Mariano Rajoy"}),
        ("After their meeting, Barack Obama and Raul Castro embraced.", {"Barack Obama", "Raúl Castro"}),
        ("Foreign Minister Peter Szijjarto arrived in Vietnam for an official visit.", {"Peter Szijjarto", "Vietnam"}),
        ("Canada walked away from trade talks with China.", {"Canada", "China"}),
        ("Shinzo Abe received a call from Vladimir Putin.", {"Shinzo Abe", "Vladimir Putin"}),
        ("Abiy Ahmed was received by Isaias Afwerki in Asmara.", {"Abiy Ahmed", "Isaias Afwerki"}),
        ("Angela Merkel ended ten days of talks with Theresa May.", {"Angela Merkel", "Theresa May"}),
    ],
)
def test_who_takes_part(kit: Kit, text: str, parties: set[str]) -> None:
    assert set(one(kit, text).parties) == parties


def test_a_journey_gives_its_purpose_day_and_place(kit: Kit) -> None:
    meeting = one(kit, "Kim Jong-un will travel to Singapore on 12 November to meet Moon Jae-in.")
    assert meeting.place == ("Singapore",)
    assert meeting.window is not None and str(meeting.window.earliest) == "2018-11-12"


def test_one_plural_names_all_who_meet(kit: Kit) -> None:
    assert one(kit, "European Union foreign ministers held an emergency meeting on Monday.").form == "talks"
    assert kit("An official held a meeting on Monday.").meetings == []


def test_a_call_by_telephone_needs_no_known_person(kit: Kit) -> None:
    assert one(kit, "Joe Biden spoke to Kosovan officials by phone.").form == "call"
    assert kit("Joe Biden spoke to Kosovan reporters by phone.").meetings == []


def test_many_mentions_of_one_occasion_are_told_apart_by_what_they_say(kit: Kit) -> None:
    meeting = one(kit, "Shinzo Abe met Angela Merkel in Berlin on Monday. " * 30)
    assert len(meeting.mentions) == 30


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Mike Pompeo agreed with Kim Jong-un to hold a second summit.", {"United States", "North Korea"}),
        ("Kim Jong-un accepted an invitation to visit the White House.", {"Kim Jong-un", "United States"}),
        ("Xi Jinping and Narendra Modi will meet. Lausanne will host the summit.", {"Xi Jinping", "Narendra Modi"}),
    ],
)
def test_who_only_arranges_or_hosts_takes_no_part(kit: Kit, text: str, parties: set[str]) -> None:
    assert set(one(kit, text).parties) == parties


def test_towns_that_may_host_are_a_choice_of_places(kit: Kit) -> None:
    found = one(kit, "Xi Jinping and Narendra Modi will meet in Switzerland. Basel or Geneva would host the summit.")
    assert found.place_options is not None
    assert found.place_options.named == ("Basel", "Geneva")


def test_teams_do_not_meet_at_the_summit_of_their_leaders(kit: Kit) -> None:
    text = (
        "A third summit of Donald Trump and Kim Jong-un is planned. The teams of both sides will get together in May."
    )
    found = kit(text, published="2019-03-01").meetings
    assert [m.window is None for m in found] == [True, False]


def test_the_country_of_a_place_takes_no_part(kit: Kit) -> None:
    text = "Joe Biden met with President Claudia Sheinbaum of Mexico in Rio de Janeiro, Brazil, on Monday."
    assert set(one(kit, text).parties) == {"Joe Biden", "Claudia Sheinbaum"}


def test_what_one_is_asked_about_may_be(kit: Kit) -> None:
    text = "Donald Trump and Kim Jong-un held a second summit in Hanoi. Asked about a third summit, Trump shrugged."
    assert [m.status for m in kit(text).meetings if "third" in m.evidence.exact] == ["possible"]


def test_the_first_was_held_where_a_second_is_to_come(kit: Kit) -> None:
    text = (
        "Trump and Kim plan a second summit. Pompeo spoke of a deal reached by Trump and Kim at their first summit. "
        "The summit will be held in Hanoi, Trump said."
    )
    found = kit(text, published=None).meetings
    assert [(m.status, m.place) for m in found] == [("planned", ("Hanoi",)), ("held", ())]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Iran rejected a proposal for talks with Saudi Arabia in Baghdad.", {"Iran", "Saudi Arabia"}),
        (
            "Turkish Foreign Minister Hakan Fidan flew to Moscow for a trilateral meeting on Syria.",
            {"Hakan Fidan", "Russia"},
        ),
        ("US-Russian talks in Geneva ended on Thursday.", {"United States", "Russia"}),
        (
            "A meeting between John Kerry, who led the American side, and Sergey Lavrov took place in Vienna.",
            {"John Kerry", "Sergey Lavrov"},
        ),
        ("The first peace talks between the government and the Taliban opened in Doha on Saturday.", {"Taliban"}),
        ("The UN Security Council will meet on Friday to discuss Myanmar.", {"United Nations Security Council"}),
        (
            "Andrés Gómez spoke today with Prime Minister Mustafa al-Kadhimi of Iraq to discuss the border.",
            {"Andrés Gómez", "Mustafa al-Kadhimi"},
        ),
        (
            "Jake Sullivan, the U.S. National Security Advisor, saw the President of Guatemala, Alejandro Giammattei, "
            "before the end of his visit to Washington.",
            {"Alejandro Giammattei", "United States"},
        ),
    ],
)
def test_who_takes_part_where_the_noun_does_not_say(kit: Kit, text: str, parties: set[str]) -> None:
    assert set(one(kit, text).parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "An envoy told of a meeting with Antony Blinken scheduled for November 5.",
        "A meeting between Antony Blinken and senior envoy Kim Yong-chol that was planned for November 5 was put off.",
    ],
)
def test_words_behind_the_noun_give_its_day(kit: Kit, text: str) -> None:
    meeting = one(kit, text)
    assert meeting.window is not None
    assert str(meeting.window.earliest) == "2018-11-05"


def test_days_joined_by_a_dash_are_one_stretch(kit: Kit) -> None:
    meeting = one(kit, "Joe Biden and Emmanuel Macron met in Paris on September 30–October 2, 2018.")
    assert meeting.window is not None
    assert (str(meeting.window.earliest), str(meeting.window.latest)) == ("2018-09-30", "2018-10-02")


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump told his audience in Ohio that Mike Pence was a friend.",
        "Theresa May and Emmanuel Macron have to come together on trade.",
        "Emmanuel Macron has spoken to Theresa May several times.",
        "The petition is to stop Donald Trump's visit to London.",
    ],
)
def test_what_is_no_occasion(kit: Kit, text: str) -> None:
    assert not kit(text).meetings


def test_a_house_in_a_town_is_no_other_place(kit: Kit) -> None:
    text = "Angela Merkel met Barack Obama in Washington on Friday. The meeting at the White House lasted two hours."
    assert one(kit, text).place == ("Washington", "White House")


def test_what_speaks_for_a_meeting_is_no_ground_for_its_being_off(kit: Kit) -> None:
    draft = kit(
        "Donald Trump cancelled his June 12 summit with Kim Jong-un.\n\n"
        'Kim Kye-gwan said: "We are willing to sit down with the United States at any time."'
    )
    assert [(m.status, m.grounds) for m in draft.meetings if m.status == "cancelled"] == [("cancelled", ())]


def test_a_stretch_of_talks_has_the_place_and_day_of_its_end(kit: Kit) -> None:
    (meeting,) = kit("Two days of talks between Serbia and Kosovo ended in Vienna on Friday.").meetings
    assert meeting.place == ("Vienna",)
    assert meeting.evidence.exact.startswith("Two days of talks")


def test_who_flew_there_and_met_met_there(kit: Kit) -> None:
    (meeting,) = kit("Emmanuel Macron flew to Moscow on Thursday and met Vladimir Putin.").meetings
    assert meeting.place == ("Moscow",)
    assert meeting.window is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Emmanuel Macron had been due to meet Vladimir Putin on Monday.", Status.CANCELLED),
        ("The Kremlin ruled out any meeting between Vladimir Putin and Emmanuel Macron.", Status.REFUSED),
    ],
)
def test_meetings_that_do_not_take_place(kit: Kit, text: str, status: Status) -> None:
    assert [m.status for m in kit(text).meetings] == [status]
