"""Answers to invitations, read back from iCalendar: who accepts, declines, or is tentative about which option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.errors import PlanError
from pourparler.plan.calendars import calendars_in
from pourparler.plan.invitations import address_of, read_uid
from pourparler.plan.model import Plan
from pourparler.plan.places import zone_day
from pourparler.plan.scene import Reply

_SILENT = {"", "NEEDS-ACTION", "DELEGATED"}
_KNOWN = {"ACCEPTED", "DECLINED", "TENTATIVE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One answer: party, option and meeting, and "accepted", "declined" or "tentative"."""

    party: str
    option: str
    meeting: str
    answer: str
    reply: Reply


def read_replies(plan: Plan, paths: Sequence[Path]) -> tuple[Heard, ...]:
    """The answers in iCalendar files and folders; events that are not of a plan are left alone.

    Raises:
        PlanError: if a file cannot be read, or answers for a meeting, place or party that the plan has not.
    """
    heard = [h for path in calendars_in(paths, "answers") for h in _in_file(plan, *path)]
    latest = {(h.party, h.option, h.meeting): h for h in heard}
    return tuple(latest.values())


def _in_file(plan: Plan, path: Path, calendars: Sequence[Any]) -> Iterator[Heard]:
    for event in (e for c in calendars for e in c.walk("VEVENT")):
        found = read_uid(str(event.get("UID", "")))
        if found is None:
            continue
        option, meeting, place, begin = found
        planned = next((m for m in plan.meetings if m.id == meeting), None)
        where = next((p for p in planned.places if p.name == place), None) if planned else None
        if planned is None or where is None:
            raise PlanError(f"{path}: answers for {meeting!r} in {place!r}, which the plan has not")
        attendees = event.get("ATTENDEE", [])
        for attendee in attendees if isinstance(attendees, list) else [attendees]:
            word = str(attendee.params.get("PARTSTAT", "")).upper()
            if word in _SILENT:
                continue
            if word not in _KNOWN:
                raise PlanError(f"{path}: {attendee}: no answer: {word!r}")
            party = _party(plan, path, attendee)
            reply = Reply(
                party=party, meeting=meeting, place=place, day=zone_day(where, begin), declined=word == "DECLINED"
            )
            yield Heard(party=party, option=option, meeting=meeting, answer=word.lower(), reply=reply)


def _party(plan: Plan, path: Path, attendee: Any) -> str:
    """The party that an attendee is, by address, else by name."""
    address, name = str(attendee).lower(), str(attendee.params.get("CN", ""))
    for party in plan.parties:
        if address == address_of(party.name, party).lower() or name == party.name:
            return party.name
    raise PlanError(f"{path}: {attendee} ({name or 'no name'}) is no party of the plan")


def effects(heard: Sequence[Heard]) -> list[Reply]:
    """What the answers change: a day that is declined is out, a tentative one costs; one accepted stays as it is."""
    return [h.reply for h in heard if h.answer != "accepted"]
