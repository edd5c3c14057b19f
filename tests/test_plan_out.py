"""What a plan gives away and to whom: iCalendar that others accept, answers back, one side's view, shuttle rounds."""

from __future__ import annotations

import csv
import datetime as dt
import http.client
import io
import json
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import icalendar
import pytest
from click.testing import CliRunner

from pourparler.errors import PlanError
from pourparler.plan import Answer, load_plan, solve
from pourparler.plan.ballots import ballot_text, read_ballot
from pourparler.plan.calendars import read_calendars
from pourparler.plan.export import to_csv, to_dict
from pourparler.plan.heat import heats, letter, svg
from pourparler.plan.invitations import availability, events, read_uid, uid
from pourparler.plan.model import Party
from pourparler.plan.places import find_place
from pourparler.plan.replies import effects, read_replies
from pourparler.plan.rounds import begin, count, log_text, offer, read_log, same_calendars
from pourparler.plan.veil import seen_by
from pourparler.show.cli import cli
from tests.plan_kit import HEAD, TWO, UTC, calendar, plan

EXAMPLE = Path(__file__).parent.parent / "examples/plan.toml"
STAMP = dt.datetime(2018, 10, 20, tzinfo=UTC)
SECRETS = (
    'side = "North"\ntravel = { limit = 9, no_go = ["Vienna"], nights_before = 1 }\n'
    'avoid = [{ from = 2018-11-12, to = 2018-11-14, why = "hush party congress", weight = 7 }]\n'
    'wish = [{ places = ["Hanoi"], weight = 3, why = "hush a friend there" }]\nhours = "10:00-12:00"\n'
)
MEETINGS = (
    '[[meeting]]\nid = "ministers"\nplaces = ["Hanoi", "Geneva", "Vienna"]\n'
    '[[meeting]]\nid = "summit"\nplaces = ["Hanoi", "Geneva"]\ndays = 2\nadvance_team = 7\n'
    'after = [{ meeting = "ministers", least = 7, most = 30 }]\n'
)


@pytest.fixture(scope="module")
def answer() -> Answer:
    text = HEAD + TWO.replace('country = "US"\n', 'country = "US"\nside = "South"\n') + SECRETS + MEETINGS
    diary = calendar(("2018-11-19T00:00", "2018-11-26T00:00"), what="hush surgery \x07<&>")
    doubt = calendar(("2018-11-07T00:00", "2018-11-08T00:00"), what="hush fishing", tentative=True)
    return solve(plan(text), calendars={"KP": diary, "US": doubt})


def test_events_are_valid_and_keep_their_order_with_its_gap(answer: Answer) -> None:
    parsed = icalendar.Calendar.from_ical(events(answer, stamp=STAMP))
    found = list(parsed.walk("VEVENT"))
    assert len(found) == 2 * len(answer.options)
    assert all(not part.errors for part in parsed.walk())
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"} <= set(event)
        assert event["STATUS"] == "TENTATIVE"
    summit = next(e for e in found if "summit" in e["UID"])
    assert summit["RELATED-TO"].params["RELTYPE"] == "FINISHTOSTART"
    assert summit["RELATED-TO"].params["GAP"] == "P7D"
    assert str(summit["RELATED-TO"]) == uid(answer.options[0], answer.options[0].sittings[0])
    assert summit["DTSTART"].dt == answer.options[0].sittings[1].begin
    assert {z["TZID"] for z in parsed.walk("VTIMEZONE")} >= {summit["DTSTART"].params["TZID"]}


def test_what_is_open_reads_back_as_it_was_written(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "open.ics").write_bytes(availability(answer, stamp=STAMP))
    parsed = icalendar.Calendar.from_ical((tmp_path / "open.ics").read_bytes())
    assert len(list(parsed.walk("VAVAILABILITY"))) == len(answer.rows)
    assert all(not part.errors for part in parsed.walk())
    row = next(r for r in answer.rows if r.days)
    only = icalendar.Calendar()
    only.add_component(
        next(p for p in parsed.walk("VAVAILABILITY") if row.place in p["SUMMARY"] and row.meeting in p["SUMMARY"])
    )
    (tmp_path / "one.ics").write_bytes(only.to_ical())
    party = Party(name="x", side="x", home=find_place(row.place), calendars=(tmp_path / "one.ics",))
    busy = read_calendars(party, STAMP, STAMP + dt.timedelta(90)).busy
    noon = dt.datetime.combine(row.days[0][0], dt.time(5), UTC)
    assert not [b for b in busy if b.begin <= noon < b.end]
    assert [b for b in busy if b.begin <= noon - dt.timedelta(1) < b.end] or row.days[0][0] == answer.plan.first


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def caldav(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A CalDAV server of this machine only, for one test."""
    from radicale import Application, config

    made = config.load()
    made.update(
        {
            "auth": {"type": "none"},
            "storage": {"filesystem_folder": str(tmp_path / "dav")},
            "rights": {"type": "authenticated"},
        },
        "test",
    )
    with make_server("127.0.0.1", 0, Application(made), handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield "127.0.0.1", server.server_port
        server.shutdown()
        thread.join()


def test_a_caldav_server_accepts_the_events(answer: Answer, caldav: tuple[str, int]) -> None:
    def ask(method: str, path: str, body: bytes = b"", kind: str = "text/calendar; charset=utf-8") -> tuple[int, bytes]:
        line = http.client.HTTPConnection(*caldav, timeout=10)
        line.request(method, path, body, {"Content-Type": kind, "Authorization": "Basic dTpw", "Depth": "1"})
        reply = line.getresponse()
        told = reply.read()
        line.close()
        return reply.status, told

    status, _ = ask("PUT", "/u/plan/", events(answer, stamp=STAMP))
    assert status == 201
    _, got = ask("GET", "/u/plan/")
    stored = icalendar.Calendar.from_ical(got)
    assert {str(e["UID"]) for e in stored.walk("VEVENT")} == {uid(o, s) for o in answer.options for s in o.sittings}
    whole = icalendar.Calendar.from_ical(events(answer, stamp=STAMP))
    one = icalendar.Calendar()
    one.add("prodid", "x")
    one.add("version", "2.0")
    one.add_component(next(iter(whole.walk("VEVENT"))))
    assert ask("PUT", "/u/plan/one.ics", one.to_ical())[0] in (201, 204, 409)  # its UID is in the collection already


def _reply(answer: Answer, party: str, word: str, n: int = 0) -> str:
    option = answer.options[n]
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid(option, option.sittings[1])}\r\nDTSTAMP:20181021T000000Z\r\nDTSTART:20181201T000000Z\r\n"
        f"ATTENDEE;PARTSTAT={word};CN={party}:mailto:{party.lower()}@pourparler.invalid\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_answers_come_back_and_count(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "kp.ics").write_text(_reply(answer, "KP", "DECLINED"), encoding="utf-8")
    (tmp_path / "us.ics").write_text(_reply(answer, "US", "ACCEPTED"), encoding="utf-8")
    heard = read_replies(answer.plan, (tmp_path,))
    assert [(h.party, h.answer, h.meeting) for h in heard] == [
        ("KP", "declined", "summit"),
        ("US", "accepted", "summit"),
    ]
    declined = answer.options[0].sittings[1]
    again = solve(answer.plan, replies=effects(heard))
    assert all(
        o.sittings[1].place != declined.place
        or declined.begin.date() not in (o.sittings[1].begin.date(), o.sittings[1].end.date())
        for o in again.options
    )
    (tmp_path / "us.ics").write_text(_reply(answer, "Mallory", "ACCEPTED"), encoding="utf-8")
    with pytest.raises(PlanError, match="no party of the plan"):
        read_replies(answer.plan, (tmp_path,))
    (tmp_path / "us.ics").write_text(_reply(answer, "US", "MAYBE"), encoding="utf-8")
    with pytest.raises(PlanError, match="no answer: 'MAYBE'"):
        read_replies(answer.plan, (tmp_path,))


def test_ids_of_events_carry_any_name() -> None:
    option = solve(plan(HEAD + TWO + '[[meeting]]\nid = "a.b c/ü"\nplaces = ["St. John\'s"]\n')).options[0]
    told = read_uid(uid(option, option.sittings[0]))
    assert told == (option.id, "a.b c/ü", "Saint John's", option.sittings[0].begin)
    assert read_uid("someone@else.example") is None
    assert read_uid("a.b.c.d@pourparler") is None


@pytest.mark.parametrize("side", ["South", "US"])
def test_one_side_never_sees_the_reasons_of_the_other(answer: Answer, side: str) -> None:
    seen = seen_by(answer, side)
    told = (
        json.dumps(to_dict(seen))
        + to_csv(seen)
        + events(seen, stamp=STAMP).decode()
        + ballot_text(answer, side, 1)
        + svg(seen)
    )
    told = re.sub(r"\r?\n ", "", told)
    assert "hush" in json.dumps(to_dict(answer))
    for secret in (
        "hush surgery",
        "hush party",
        "hush a friend",
        "limit",
        "Vienna",
        "10:00–12:00",
        "nights",
        "advance team",
    ):
        assert secret not in told, secret
    assert not re.search(r'"party": "KP"', told)
    assert seen.excluded == seen.rows == seen.known == ()
    assert [o.id for o in seen.options] != [] and {o.id for o in seen.options} == {o.id for o in answer.options}
    begins = [o.sittings[0].begin for o in seen.options]
    assert begins == sorted(begins)
    assert all(o.points == o.cost_of("US") for o in seen.options)
    with pytest.raises(PlanError, match="without --for"):
        availability(seen, stamp=STAMP)
    with pytest.raises(PlanError, match="it has South, US, North, KP"):
        seen_by(answer, "West")


@pytest.mark.parametrize("form", ["table", "json", "ics", "csv", "svg"])
def test_command_for_one_side_tells_nothing_of_the_other(form: str) -> None:
    us, kp = (_run(str(EXAMPLE), "--for", side, "--format", form) for side in ("United States", "North Korea"))
    assert us[0] == kp[0] == 0
    for secret in ("limit", "New Year", "friendly", "Kim Jong-un:", "Kim Jong-un public"):
        assert secret not in us[1], secret
    for secret in (
        "Armistice",
        "NATO",
        "midterm",
        "Thanksgiving",
        "Donald Trump:",
        "costs Donald",
        "06:00–23:00",
        "100%",
    ):
        assert secret not in kp[1], secret


def test_heat_map_is_a_picture_without_styles_whose_cells_tell_their_words(answer: Answer) -> None:
    picture = svg(answer)
    root = ET.fromstring(picture)
    assert "style" not in picture
    titles = [t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == 1 + sum(len(r.cells) for r in answer.rows)
    assert any("usable starts" in t for t in titles[1:])
    assert any("against a limit" in t for t in titles)
    assert [h.meeting for h in heats(answer)] == ["ministers", "summit"]
    assert [letter(n) for n in (0, 25, 26, 52)] == ["a", "z", "aa", "ba"]


def test_csv_has_a_line_for_each_meeting_of_each_option(answer: Answer) -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(answer))))
    assert len(lines) == 2 * len(answer.options)
    first = answer.options[0].sittings[0]
    assert dt.datetime.fromisoformat(lines[0]["begin"]) == first.begin
    assert dt.datetime.fromisoformat(lines[0]["begin_utc"]) == first.begin
    assert lines[0]["option"] == answer.options[0].id


def _ballot(path: Path, side: str, number: int, rank: list[str], strike: list[str]) -> Path:
    path.write_text(
        f'side = "{side}"\nround = {number}\nrank = {json.dumps(rank)}\nstrike = {json.dumps(strike)}\n',
        encoding="utf-8",
    )
    return path


def test_rounds_go_on_until_nobody_strikes_and_count_what_they_reveal(tmp_path: Path) -> None:
    asked = load_plan(EXAMPLE)
    log = offer(begin(asked), solve(asked))
    with pytest.raises(PlanError, match="no answer yet from United States, North Korea"):
        offer(log, solve(asked))
    offered = list(log.rounds[0].options)
    told = log.rounds[0].revealed
    assert set(told) == {"Mike Pompeo", "Donald Trump"}
    assert all(n > 0 for n in told.values())
    for side in log.sides:
        log = count(log, read_ballot(_ballot(tmp_path / "b.toml", side, 1, [], offered)))
    assert log.agreed is None
    log = offer(log, solve(asked, without=log.struck))
    fresh = list(log.rounds[1].options)
    assert not set(fresh) & set(offered)
    assert all(log.rounds[1].revealed[p] >= n for p, n in told.items())
    log = count(log, read_ballot(_ballot(tmp_path / "b.toml", "United States", 2, fresh[:3], fresh[3:4])))
    log = count(log, read_ballot(_ballot(tmp_path / "b.toml", "North Korea", 2, [fresh[2], fresh[1]], fresh[:1])))
    assert log.agreed == fresh[1]  # second for both; the other is third for one
    (tmp_path / "log.json").write_text(log_text(log), encoding="utf-8")
    assert read_log(tmp_path / "log.json") == log


def test_ballots_and_logs_that_do_not_hold(tmp_path: Path) -> None:
    asked = load_plan(EXAMPLE)
    log = offer(begin(asked), solve(asked))
    first = log.rounds[0].options[0]
    for side, number, rank, strike, words in (
        ("North Korea", 2, [], [], "the log is in round 1"),
        ("Cuba", 1, [], [], "no side 'Cuba'"),
        ("North Korea", 1, ["o0"], [], "o0 was not offered"),
        ("North Korea", 1, [first], [first], "both ranked and struck"),
    ):
        with pytest.raises(PlanError, match=words):
            count(log, read_ballot(_ballot(tmp_path / "b.toml", side, number, rank, strike)))
    (tmp_path / "log.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PlanError, match="no log of rounds"):
        read_log(tmp_path / "log.json")
    text = EXAMPLE.read_text(encoding="utf-8").replace('calendars = ["calendars/white-house.ics"]', "")
    (tmp_path / "plan.toml").write_text(text.replace("calendars/", f"{EXAMPLE.parent}/calendars/"), encoding="utf-8")
    with pytest.raises(PlanError, match="the calendar of Donald Trump has changed"):
        same_calendars(log, load_plan(tmp_path / "plan.toml"))


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["plan", *words], env={"POURPARLER_RECORD": "nowhere.db", "POURPARLER_WIDTH": "100"})
    return done.exit_code, done.output


def test_command_prints_options_and_what_is_excluded() -> None:
    code, told = _run(str(EXAMPLE), "--format", "json")
    assert code == 0
    data = json.loads(told)
    assert [o["rank"] for o in data["options"]] == [1, 2, 3, 4, 5]
    assert {e["place"] for e in data["excluded"]} == {"Hanoi", "Singapore", "Geneva", "Panmunjom"}
    assert all(e["reasons"] and e["change"] for e in data["excluded"])
    code, told = _run(str(EXAMPLE), "--format", "table", "--all")
    assert code == 0
    assert "12.2 h in the air for Kim Jong-un against a limit of 9 h → would work at a limit of 12.5 h" in " ".join(
        told.split()
    )


def test_command_keeps_what_was_agreed(tmp_path: Path) -> None:
    _, told = _run(str(EXAMPLE), "--format", "json")
    (tmp_path / "agreed.json").write_text(told, encoding="utf-8")
    second = json.loads(told)["options"][1]["id"]
    code, told = _run(str(EXAMPLE), "--keep", str(tmp_path / "agreed.json"), "--option", second, "--format", "json")
    assert code == 0
    data = json.loads(told)
    assert data["options"][0]["id"] == second
    assert [m["changed"] for m in data["moved"]] == [[], []]


def test_command_runs_rounds(tmp_path: Path) -> None:
    log, out = str(tmp_path / "log.json"), tmp_path / "ballots"
    code, told = _run("round", str(EXAMPLE), "--log", log, "--out", str(out))
    assert code == 0
    assert "Waiting for United States, North Korea." in told
    ballots = sorted(out.iterdir())
    assert [p.name for p in ballots] == ["round-1-north-korea.toml", "round-1-united-states.toml"]
    assert "Pompeo" not in ballots[0].read_text(encoding="utf-8").split("strike = []")[0]
    code, told = _run("round", str(EXAMPLE), "--log", log, *(w for p in ballots for w in ("--ballot", str(p))))
    assert code == 0
    assert "Agreed: option o" in told


def test_command_never_ends_with_nothing_and_no_reason(tmp_path: Path) -> None:
    text = HEAD + TWO + 'travel = { limit = 2 }\n[[meeting]]\nid = "m"\nplaces = ["Hanoi"]\n'
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    for form in ("csv", "ics"):
        done = CliRunner().invoke(cli, ["plan", str(tmp_path / "plan.toml"), "--no-record", "--format", form])
        assert isinstance(done.exception, PlanError)
        assert "it would work at a limit of 5 h for KP" in str(done.exception)
        done = CliRunner().invoke(
            cli, ["plan", str(tmp_path / "plan.toml"), "--no-record", "--format", form, "--for", "US"]
        )
        assert "No option is left to offer" in str(done.exception)
        assert "limit" not in str(done.exception)
    code, told = _run(str(tmp_path / "plan.toml"), "--format", "table")
    assert code == 0
    assert "Nothing works as the plan stands. It would work at a limit of 5 h for KP" in " ".join(told.split())
