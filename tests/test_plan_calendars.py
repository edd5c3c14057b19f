"""Calendars of other programs read right, also when daylight saving ends; hostile ones end in one clear line."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import PlanError
from pourparler.plan.calendars import Calendar, read_calendars
from pourparler.plan.known_days import named_periods, public_holidays
from pourparler.plan.model import Party
from pourparler.plan.places import find_place
from pourparler.plan.zones import Grid
from tests.plan_kit import UTC

BEGIN, END = dt.datetime(2018, 10, 29, tzinfo=UTC), dt.datetime(2018, 11, 16, tzinfo=UTC)

# As Outlook writes it: Windows name of the zone, rules from 1601 on, its own key for busy, a "free" reminder.
OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DTSTAMP:20181001T120000Z
DTSTART;TZID="Eastern Standard Time":20181031T100000
DTEND;TZID="Eastern Standard Time":20181031T113000
RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE
SUMMARY;LANGUAGE=en-us:Interagency
 meeting
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E008
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
DTSTAMP:20181001T120000Z
DTSTART;VALUE=DATE:20181105
DTEND;VALUE=DATE:20181106
SUMMARY:Reminder
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E009
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
BEGIN:VEVENT
DTSTAMP:20181001T120000Z
DTSTART;TZID="Eastern Standard Time":20181108T140000
DURATION:PT2H
SUMMARY:Perhaps Ottawa
UID:040000008200E00074C5B7101A82E010
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
END:VEVENT
END:VCALENDAR
"""

# As Google Calendar writes it: IANA zones, a series with one date moved and one left out, a day off, a cancelled event.
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Desk
X-WR-TIMEZONE:America/New_York
BEGIN:VTIMEZONE
TZID:America/New_York
X-LIC-LOCATION:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=America/New_York:20181029T090000
DTEND;TZID=America/New_York:20181029T093000
RRULE:FREQ=DAILY;WKST=SU;UNTIL=20181107T045959Z
EXDATE;TZID=America/New_York:20181031T090000
DTSTAMP:20181020T120000Z
UID:abc123@google.com
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Morning brief
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=America/New_York:20181105T160000
DTEND;TZID=America/New_York:20181105T163000
DTSTAMP:20181020T120000Z
UID:abc123@google.com
RECURRENCE-ID;TZID=America/New_York:20181105T090000
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Morning brief
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20181112
DTEND;VALUE=DATE:20181113
DTSTAMP:20181020T120000Z
UID:def456@google.com
STATUS:CONFIRMED
SUMMARY:Day off
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART:20181114T150000Z
DTEND:20181114T160000Z
DTSTAMP:20181020T120000Z
UID:ghi789@google.com
STATUS:CANCELLED
SUMMARY:Called off
END:VEVENT
END:VCALENDAR
"""

# Open on working days from nine to five in Geneva; a second one, with higher priority, opens a Sunday.
OPEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VAVAILABILITY
UID:1
DTSTAMP:20181001T000000Z
PRIORITY:5
BEGIN:AVAILABLE
UID:2
DTSTAMP:20181001T000000Z
DTSTART;TZID=Europe/Zurich:20181001T090000
DTEND;TZID=Europe/Zurich:20181001T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
END:AVAILABLE
END:VAVAILABILITY
BEGIN:VAVAILABILITY
UID:3
DTSTAMP:20181001T000000Z
PRIORITY:1
BUSYTYPE:BUSY-TENTATIVE
DTSTART;TZID=Europe/Zurich:20181104T000000
DTEND;TZID=Europe/Zurich:20181105T000000
BEGIN:AVAILABLE
UID:4
DTSTAMP:20181001T000000Z
DTSTART;TZID=Europe/Zurich:20181104T120000
DTEND;TZID=Europe/Zurich:20181104T140000
END:AVAILABLE
END:VAVAILABILITY
BEGIN:VFREEBUSY
UID:5
DTSTAMP:20181001T000000Z
DTSTART:20181105T000000Z
DTEND:20181110T000000Z
FREEBUSY;FBTYPE=BUSY:20181106T090000Z/PT2H,20181107T090000Z/20181107T100000Z
FREEBUSY;FBTYPE=FREE:20181108T090000Z/PT2H
END:VFREEBUSY
END:VCALENDAR
"""


def _read(folder: Path, text: str | bytes, home: str = "Washington") -> Calendar:
    data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    (folder / "x.ics").write_bytes(data)
    party = Party(name="US", side="US", home=find_place(home), calendars=(folder,))
    return read_calendars(party, BEGIN, END)


def _told(calendar: Calendar) -> list[tuple[str, str, str]]:
    return [(b.what, f"{b.begin:%m-%dT%H:%M}", f"{b.end:%m-%dT%H:%M}") for b in calendar.busy]


def test_outlook_across_the_end_of_daylight_saving(tmp_path: Path) -> None:
    calendar = _read(tmp_path, OUTLOOK)
    assert _told(calendar) == [
        ("Interagencymeeting", "10-31T14:00", "10-31T15:30"),  # a folded line goes on without its blank
        ("Interagencymeeting", "11-07T15:00", "11-07T16:30"),
        ("Perhaps Ottawa", "11-08T19:00", "11-08T21:00"),
        ("Interagencymeeting", "11-14T15:00", "11-14T16:30"),
    ]
    assert [b.what for b in calendar.busy if b.tentative] == ["Perhaps Ottawa"]


def test_google_series_with_exceptions_across_the_end_of_daylight_saving(tmp_path: Path) -> None:
    calendar = _read(tmp_path, GOOGLE)
    assert [begin for what, begin, _ in _told(calendar) if what == "Morning brief"] == [
        "10-29T13:00",
        "10-30T13:00",
        "11-01T13:00",
        "11-02T13:00",
        "11-03T13:00",
        "11-04T14:00",  # the clocks went back in the night before
        "11-05T21:00",  # moved to the afternoon
        "11-06T14:00",
    ]
    assert ("Day off", "11-12T05:00", "11-13T05:00") in _told(calendar)  # midnight in Washington
    assert "Called off" not in str(_told(calendar))


def test_availability_keeps_its_hours_of_the_clock_and_yields_to_a_higher_priority(tmp_path: Path) -> None:
    calendar = _read(tmp_path, OPEN, home="Geneva")
    grid = Grid(BEGIN.date(), END.date(), 60)

    def state(text: str) -> str:
        at = dt.datetime.fromisoformat(text).replace(tzinfo=UTC)
        found = {b.tentative for b in calendar.busy if b.begin <= at < b.end}
        return "busy" if False in found else "tentative" if True in found else "free"

    assert state("2018-10-29T08:30") == "free"  # 09:30, winter time since the day before
    assert state("2018-10-29T07:30") == "busy"
    assert state("2018-11-04T11:30") == "free"
    assert state("2018-11-04T09:00") == "tentative"  # the second says so, and the first does not count on that day
    assert state("2018-11-06T10:30") == "busy"
    assert state("2018-11-08T09:30") == "free"
    assert grid.size


def test_zone_history_is_kept() -> None:
    grid = Grid(dt.date(2018, 5, 1), dt.date(2018, 5, 10), 30)
    clock = grid.clock("Asia/Pyongyang")
    shown = {f"{grid.moment(n):%m-%dT%H:%M}": int(clock.minute[n]) for n in range(grid.size)}
    assert shown["05-04T14:30"] == 23 * 60  # +08:30
    assert shown["05-04T15:00"] == 0  # +09:00 from 5 May 2018 on
    washington = Grid(dt.date(2018, 11, 1), dt.date(2018, 11, 8), 60).clock("America/New_York")
    assert len([n for n in range(len(washington.day)) if washington.day[n] == washington.day[100]]) in (24, 25)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "no VCALENDAR"),
        (b"hello", "not an iCalendar file"),
        (b"\xff\xfe\x00\x01", "not an iCalendar file"),
        (GOOGLE[: GOOGLE.index("END:VEVENT")], "cut off"),
        (GOOGLE.replace("20181029T090000", "2018102T090000"), "DTSTART"),
        (
            GOOGLE.replace("DTSTART;TZID=America/New_York:20181029", "DTSTART;TZID=Mars/Base:20181029"),
            "no zone 'Mars/Base'",
        ),
        (GOOGLE.replace("FREQ=DAILY;WKST=SU;UNTIL=20181107T045959Z", "FREQ=SECONDLY"), "too often"),
        (
            GOOGLE.replace("FREQ=DAILY;WKST=SU;UNTIL=20181107T045959Z", "FREQ=MINUTELY"),
            "too often",
        ),
        (GOOGLE.replace("FREQ=DAILY;WKST=SU;", "FREQ=OFTEN;"), "RRULE"),
        (OPEN.replace("DTSTART;TZID=Europe/Zurich:20181001T090000\n", ""), "DTSTART is missing"),
    ],
)
def test_bad_calendars_are_one_clear_line(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(PlanError, match=words) as why:
        _read(tmp_path, text)
    assert "x.ics" in str(why.value)
    assert "\n" not in str(why.value)


def test_endless_series_are_unfolded_only_where_the_plan_is(tmp_path: Path) -> None:
    calendar = _read(tmp_path, GOOGLE.replace(";UNTIL=20181107T045959Z", "").replace("20181029T09", "19000101T09"))
    assert len([b for b in calendar.busy if b.what == "Morning brief"]) == 17


def test_huge_or_missing_calendars_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparler.plan.calendars.LARGEST", 100)
    with pytest.raises(PlanError, match="export only the time of the plan"):
        _read(tmp_path, OUTLOOK)
    with pytest.raises(PlanError, match="no such file"):
        read_calendars(
            Party(name="US", side="US", home=find_place("Oslo"), calendars=(tmp_path / "no.ics",)), BEGIN, END
        )
    (tmp_path / "empty").mkdir()
    with pytest.raises(PlanError, match=r"no \.ics file"):
        read_calendars(
            Party(name="US", side="US", home=find_place("Oslo"), calendars=(tmp_path / "empty",)), BEGIN, END
        )


def test_holidays_and_events_are_known() -> None:
    first, last = dt.date(2018, 1, 1), dt.date(2019, 12, 31)
    assert {public_holidays(c, first, last) != {} for c in ("US", "KP", "KR", "VN")} == {True}
    assert public_holidays("ZZ", first, last) == {}
    elections = named_periods("midterm elections", first, last, weight=1, firm=False)
    assert elections is not None
    assert [p.first for p in elections] == [dt.date(2018, 11, 6)]
    turn = named_periods("Christmas to New Year", first, last, weight=1, firm=True)
    assert turn is not None
    assert (turn[1].first, turn[1].last) == (dt.date(2018, 12, 24), dt.date(2019, 1, 1))
    assert named_periods("no such day", first, last, weight=1, firm=False) is None


PIECES = (
    "INTERVAL=0",
    "COUNT=-1",
    "UNTIL=1",
    "DURATION:-PT5H",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "PRIORITY:x",
    "\x00",
    ":",
    "é",
)


def test_an_hour_without_a_day_is_refused(tmp_path: Path) -> None:
    text = re.sub(r"DTEND[^:]*:\S+", "DTEND:170000", OPEN, count=1)
    assert text != OPEN
    with pytest.raises(PlanError, match="DTEND is neither a day nor a moment"):
        _read(tmp_path, text)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from((OUTLOOK, GOOGLE, OPEN)),
    st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 30), st.sampled_from(PIECES))),
)
def test_damaged_calendars_are_read_or_refused_in_one_line(text: str, damage: list[tuple[int, int, str]]) -> None:
    for at, length, piece in damage:
        text = text[:at] + piece * (length % 2) + text[at + length :]
    with tempfile.TemporaryDirectory() as folder:
        try:
            _read(Path(folder), text)
        except PlanError as why:
            assert "\n" not in str(why)
