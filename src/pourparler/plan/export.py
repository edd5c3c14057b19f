"""An answer as data: the dict of the JSON output (docs/plan.md lists its keys), and comma-separated values."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from pourparler.plan.answer import Answer, Excluded, Journey, Option, Reason, Row, Sitting
from pourparler.plan.model import Known

FORMAT = "pourparler-plan/1"
_COLUMNS = (
    "rank",
    "option",
    "points",
    "meeting",
    "form",
    "place",
    "country",
    "zone",
    "begin",
    "end",
    "begin_utc",
    "clocks",
)


def to_dict(answer: Answer) -> dict[str, Any]:
    """The whole answer as plain data. Points are points, moments ISO 8601 with their offset."""
    return {
        "format": FORMAT,
        "plan": answer.plan.name,
        "from": answer.plan.first.isoformat(),
        "to": answer.plan.last.isoformat(),
        "asof": answer.plan.asof.isoformat() if answer.plan.asof else None,
        "engine": answer.engine,
        "proven": answer.proven,
        "options": [_option(n, o) for n, o in enumerate(answer.options, 1)],
        "excluded": [_excluded(e) for e in answer.excluded],
        "weeks": [_row(r) for r in answer.rows],
        "known": [_known(k) for k in answer.known],
        "relax": [{"words": r.words, "reasons": [_reason(x) for x in r.reasons]} for r in answer.relax],
        "moved": [
            {"meeting": m.meeting, "changed": list(m.changed), "before": m.before, "after": m.after, "why": list(m.why)}
            for m in answer.moved
        ],
        "notes": list(answer.notes),
    }


def _option(rank: int, option: Option) -> dict[str, Any]:
    return {
        "rank": rank,
        "id": option.id,
        "points": option.points / 100,
        "meetings": [_sitting(s) for s in option.sittings],
    }


def _sitting(s: Sitting) -> dict[str, Any]:
    return {
        "meeting": s.meeting.id,
        "title": s.meeting.title,
        "form": s.meeting.form,
        "parties": list(s.meeting.parties),
        "place": s.place.name,
        "country": s.place.country or None,
        "zone": s.place.zone,
        "begin": s.begin.isoformat(),
        "end": s.end.isoformat(),
        "clocks": {name: moment.isoformat() for name, moment in s.clocks},
        "journeys": [_journey(j) for j in s.journeys],
        "meets": list(s.meets),
        "costs": [{"party": c.party, "points": c.points / 100, "words": c.words} for c in s.charges],
        "known": [{"party": k.party, "calendar": k.share} for k in s.known],
    }


def _journey(j: Journey) -> dict[str, Any]:
    moments = {"leave": j.leave, "arrive": j.arrive, "depart": j.depart, "back": j.back}
    return {"party": j.party, "air_hours": j.air, **{key: m.isoformat() for key, m in moments.items()}}


def _reason(r: Reason) -> dict[str, Any]:
    return {"kind": r.why, "party": r.party, "words": r.words, "change": r.change}


def _excluded(e: Excluded) -> dict[str, Any]:
    return {
        "meeting": e.meeting,
        "place": e.place,
        "from": e.first.isoformat(),
        "to": e.last.isoformat(),
        "reasons": [_reason(r) for r in e.reasons],
        "change": e.change,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "meeting": row.meeting,
        "place": row.place,
        "weeks": [
            {
                "week": c.week.isoformat(),
                "usable": c.usable,
                "above": None if c.above is None else c.above / 100,
                "excluded": c.excluded,
            }
            for c in row.cells
        ],
        "days": [[a.isoformat(), b.isoformat()] for a, b in row.days],
    }


def _known(k: Known) -> dict[str, Any]:
    firm = {"earliest": k.firm and k.firm.earliest, "latest": k.firm and k.firm.latest}
    return {
        "meeting": k.meeting,
        "title": k.title,
        "firm": {key: day.isoformat() if day else None for key, day in firm.items()},
        "not_before": k.not_before,
        "not_after": k.not_after,
        "plausible": [{"from": w.first.isoformat(), "to": w.last.isoformat(), "p": round(w.p, 4)} for w in k.plausible],
        "plausible_because": k.plausible_because,
        "places": list(k.places),
        "after": [{"meeting": first, "why": why} for first, why in k.after],
        "ruled_out": [{"place": name, "why": why} for name, why in k.ruled_out],
    }


def to_csv(answer: Answer) -> str:
    """One line for each meeting of each option, with a heading; begin and end on the clock of the venue."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(_COLUMNS)
    lines.writerows(_lines(answer))
    return out.getvalue()


def _lines(answer: Answer) -> Iterator[tuple[object, ...]]:
    for rank, option in enumerate(answer.options, 1):
        for s in option.sittings:
            clocks = "; ".join(f"{name} {moment.isoformat(timespec='minutes')}" for name, moment in s.clocks)
            utc = s.begin.astimezone(dt.UTC).isoformat(timespec="minutes")
            ends = (s.begin.isoformat(timespec="minutes"), s.end.isoformat(timespec="minutes"))
            told = (rank, option.id, option.points / 100, s.meeting.id, s.meeting.form.value)
            yield (*map(_safe, (*told, s.place.name, s.place.country, s.place.zone, *ends, utc, clocks)),)


def _safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
