"""A plan file (TOML) read into a Plan, with one clear line for whatever does not hold. docs/plan.md lists the keys."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from pourparler.errors import PlanError
from pourparler.model.findings import MeetingForm
from pourparler.plan.fields import Fields, did_you_mean
from pourparler.plan.known_days import named_periods
from pourparler.plan.model import Differ, Hours, How, Order, Party, Period, Place, Plan, Planned, Travel, Wish
from pourparler.plan.places import capital, country_code, find_place
from pourparler.plan.zones import zone_of

LONGEST = 1100  # days that one plan may span: three years
MOST_STARTS = 6_000_000  # over all meetings and places; each takes some 150 bytes
CALL = Place(name="by telephone or video", zone="UTC", remote=True)
_AVOID, _SEEK, _WISH = 6.0, 3.0, 3.0  # points where no weight is given
_FILE_LIMIT = 1_000_000  # bytes of a plan file


def load_plan(path: Path) -> Plan:
    """The plan that a TOML file holds. Calendars are named relative to the file and are not read yet.

    Raises:
        PlanError: if the file cannot be read or a key does not hold; the message names file, table and key.
    """
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise PlanError(f"{path}: too large for a plan: more than {_FILE_LIMIT // 1000} kB")
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as why:
        raise PlanError(f"{path}: cannot be read: {why.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise PlanError(f"{path}: not TOML: {why}") from None
    return parse_plan(tables, where=path.name, folder=path.parent)


def parse_plan(tables: dict[str, Any], *, where: str = "plan", folder: Path = Path()) -> Plan:
    """The plan that the tables of a TOML document say.

    Raises:
        PlanError: if a key does not hold.
    """
    top = Fields(where, tables)
    head = Fields(f"{where}: plan", top.get("plan", dict, "a table [plan]"))
    first, last = head.day("from"), head.day("to")
    if not first <= last or (last - first).days >= LONGEST:
        raise head.fail("to", f"write a day on or after {first}, at most {LONGEST} days later")
    places = top.each("place", _place)
    parties = top.each("party", lambda f: _party(f, (first, last), folder))
    _unlike(where, "party", [p.name for p in parties])
    named = top.each("meeting", lambda f: _meeting(f, places, parties))
    meetings = tuple(meeting for meeting, _ in named)
    _unlike(where, "meeting", [m.id for m in meetings])
    if not meetings:
        raise top.fail("meeting", "is missing: write at least one [[meeting]]")
    plan = Plan(
        name=head.text("name", where.removesuffix(".toml")),
        first=first,
        last=last,
        meetings=meetings,
        parties=parties,
        orders=tuple(order for _, orders in named for order in orders),
        asof=head.day("asof", None),
        step=head.whole("step", 60, least=15, most=60),
        options=head.whole("options", 5, least=1, most=100),
        differ=head.choice("differ", Differ, Differ.WEEK),
        delay=float(head.number("delay", 0.1)),
    )
    if plan.step not in (15, 30, 60):
        raise head.fail("step", "write 15, 30 or 60 minutes")
    head.done()
    top.done()
    _known_meetings(where, plan)
    _not_too_large(head, plan)
    return plan


def _not_too_large(head: Fields, plan: Plan) -> None:
    """Refuse what would not fit into the memory of a laptop."""
    starts = ((plan.last - plan.first).days + 1) * 1440 // plan.step * sum(len(m.places) for m in plan.meetings)
    if starts > MOST_STARTS:
        raise head.fail(
            "to", f"{starts:,} starts to try, at most {MOST_STARTS:,}: fewer days or places, or a longer step"
        )


def _unlike(where: str, what: str, names: list[str]) -> None:
    if twice := [n for i, n in enumerate(names) if n in names[:i]]:
        raise PlanError(f"{where}: {what} {twice[0]!r} stands twice")


def _known_meetings(where: str, plan: Plan) -> None:
    ids = [m.id for m in plan.meetings]
    for order in plan.orders:
        for key in (order.first, order.then):
            if key not in ids:
                raise PlanError(f"{where}: meeting {order.then!r}: after: no meeting {key!r}{did_you_mean(key, ids)}")
        if order.first == order.then:
            raise PlanError(f"{where}: meeting {order.then!r}: after: comes after itself")


def _place(f: Fields) -> Place:
    """A candidate by name, or one of the plan's own with zone and coordinates."""
    name, zone = f.text("name"), f.text("zone", None)
    if zone is None:
        found = _found(f, "name", name)
    else:
        zone_of(zone, f"{f.where}: zone")
        lat, lon = f.number("lat", least=-90, most=90), f.number("lon", least=-180, most=180)
        code, road = _country(f), float(f.number("road", 0.5, most=48))
        found = Place(
            name=name,
            zone=zone,
            country=code,
            lat=float(lat),
            lon=float(lon),
            airport=f.text("airport", None),
            road=road,
        )
    f.done()
    return found


def _country(f: Fields) -> str:
    """The code of a country that is given by code or name; "" where none is given."""
    given = f.text("country", "")
    if given and not country_code(given):
        raise f.fail("country", f"no country {given!r}: write its two letters (ISO 3166-1) or its English name")
    return country_code(given) if given else ""


def _found(f: Fields, key: str, name: str) -> Place:
    try:
        return find_place(name)
    except PlanError as why:
        raise f.fail(key, str(why)) from None


def _party(f: Fields, span: tuple[dt.date, dt.date], folder: Path) -> Party:
    name, code = f.text("name"), _country(f)
    home = f.text("home", None)
    if home is None and (seat := capital(code)) is None:
        raise f.fail("home", "is missing: write the place where the party starts from, or its country's code")
    party = Party(
        name=name,
        home=_found(f, "home", home) if home else seat,  # type: ignore[arg-type]  # seat is set where home is not
        side=f.text("side", name),
        country=code,
        calendars=tuple(folder / path for path in f.texts("calendars")),
        travel=_travel(Fields(f"{f.where}: travel", f.get("travel", dict, "a table", {}))),
        hours=_wished(f, "hours"),
        home_hours=_wished(f, "home_hours"),
        holidays=f.choice("holidays", How, How.AVOID),
        holiday_weight=float(f.number("holiday_weight", 4.0)),
        tentative=f.choice("tentative", How, How.AVOID),
        tentative_weight=float(f.number("tentative_weight", 5.0)),
        avoid=_periods(f, "avoid", span, _AVOID),
        seek=_periods(f, "seek", span, _SEEK),
        wishes=f.each("wish", _wish),
        address=f.text("address", None),
    )
    f.done()
    return party


def _wished(f: Fields, key: str) -> Hours | None:
    weight = float(f.number(f"{key}_weight", 1.0))
    return f.hours(key, weight=weight, firm=f.flag(f"{key}_firm"))


def _travel(f: Fields) -> Travel:
    limit = f.number("limit", None, most=40)
    travel = Travel(
        limit=None if limit is None else float(limit),
        no_go=f.texts("no_go"),
        nights_before=f.whole("nights_before", 0, most=14),
        nights_home=f.whole("nights_home", 0, most=60),
        margin=float(f.number("margin", 2.0, most=24)),
        weight=float(f.number("weight", 0.2)),
    )
    f.done()
    return travel


def _periods(f: Fields, key: str, span: tuple[dt.date, dt.date], weight: float) -> tuple[Period, ...]:
    """Periods given by days, or by the name of a known event: "G20 summit"."""
    out: list[Period] = []
    for n, entry in enumerate(f.tables(key), 1):
        g = Fields(f"{f.where}: {key} {n}", {"event": entry} if isinstance(entry, str) else entry)
        heavy, firm = float(g.number("weight", weight)), g.flag("firm")
        if (event := g.text("event", None)) is not None:
            found = named_periods(event, *span, weight=heavy, firm=firm)
            if found is None:
                raise g.fail("event", f"no known event {event!r}: give days with from, to and why")
            out += found
        else:
            first = g.day("from")
            last = g.day("to", first)
            if last < first:
                raise g.fail("to", f"lies before {first}")
            out.append(Period(first=first, last=last, why=g.text("why", f"{first} to {last}"), weight=heavy, firm=firm))
        g.done()
    return tuple(out)


def _wish(f: Fields) -> Wish:
    places, days = f.texts("places"), f.weekdays("weekdays")
    if bool(places) == bool(days):
        raise f.fail("places", "a wish names places or weekdays, one of the two")
    names = tuple(country_code(p) or _found(f, "places", p).name for p in places)
    wish = Wish(why=f.text("why", ""), weight=float(f.number("weight", _WISH)), places=names, weekdays=days)
    f.done()
    return wish


def _meeting(f: Fields, places: tuple[Place, ...], parties: tuple[Party, ...]) -> tuple[Planned, tuple[Order, ...]]:
    key = f.text("id")
    names, known = f.texts("parties") or tuple(p.name for p in parties), [p.name for p in parties]
    if wrong := [n for n in names if n not in known]:
        raise f.fail("parties", f"no party {wrong[0]!r}{did_you_mean(wrong[0], known)}")
    form = f.choice("form", MeetingForm, MeetingForm.OTHER)
    after, lead, why = f.tables("after"), *_lead(f)
    orders = tuple(_order(Fields(f"{f.where}: after {n}", o), key, lead, why) for n, o in enumerate(after, 1))
    open_from, open_to = f.day("not_before", None), f.day("not_after", None)
    if open_from and open_to and open_to < open_from:
        raise f.fail("not_after", f"lies before {open_from}")
    meeting = Planned(
        id=key,
        form=form,
        parties=names,
        places=(CALL,) if form is MeetingForm.CALL else _places(f, places),
        title=f.text("title", key),
        hours=float(f.number("hours", 1.0 if form is MeetingForm.CALL else 3.0, least=0.25, most=24)),
        days=f.whole("days", 1, least=1, most=30),
        venue_hours=f.hours("venue_hours") or _open(form),
        weekdays=f.weekdays("weekdays") or (0, 1, 2, 3, 4, 5, 6),
        not_before=open_from,
        not_after=open_to,
        lead=lead,
        lead_why=why,
        record=f.text("record", None),
        room=f.text("room", None),
    )
    if meeting.hours * 60 > meeting.venue_hours.end - meeting.venue_hours.begin:
        raise f.fail("hours", "longer than the venue is open (venue_hours)")
    f.done()
    return meeting, orders


def _open(form: MeetingForm) -> Hours:
    return Hours(begin=0, end=1440) if form is MeetingForm.CALL else Hours(begin=540, end=1140)


def _lead(f: Fields) -> tuple[int, str]:
    """Days before the meeting that are needed, and for what: preparation and the advance team work side by side."""
    needs = (
        (f.whole("preparation", 0, most=400), "preparation needs"),
        (f.whole("advance_team", 0, most=400), "the advance team needs"),
    )
    lead, why = max(needs)
    return lead, f"{why} {lead} days" if lead else ""


def _places(f: Fields, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places of the meeting: its own list, or all candidates of the plan."""
    own = tuple(next((p for p in places if p.name == n), None) or _found(f, "places", n) for n in f.texts("places"))
    chosen = own or places
    _unlike(f.where, "place", [p.name for p in chosen])
    if not chosen:
        raise f.fail("places", "no place to meet: write places, or [[place]] for all meetings")
    return chosen


def _order(f: Fields, then: str, lead: int, why: str) -> Order:
    least, most = f.whole("least", 0), f.whole("most", None)
    first = f.text("meeting")
    if most is not None and most < least:
        raise f.fail("most", f"is less than least, {least}")
    f.done()
    told = f"at least {least} days after {first}" if least else ""
    return Order(first=first, then=then, least=max(least, lead), most=most, why=why if lead > least else told)
