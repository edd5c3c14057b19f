"""What an export draws on: the part of a record that was asked for, and how things in it are named to others."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pourparler.model.findings import AnnotatedReport
from pourparler.model.groups import ActorCard, Claim, CommitmentGroup, MeetingGroup, ReportCard, Sighting, StatementCard
from pourparler.model.text import Evidence
from pourparler.model.window import Window
from pourparler.record import ALL, Query, View
from pourparler.show.words import plain

Group = MeetingGroup | CommitmentGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Entries asked for, and the reports and actors that occur in them.

    day: of which the record is told. asked: the filters, for a heading. read: a report whole, by its id.
    """

    day: dt.date
    asked: Query
    meetings: tuple[MeetingGroup, ...]
    commitments: tuple[CommitmentGroup, ...]
    statements: tuple[StatementCard, ...]
    reports: tuple[ReportCard, ...]
    actors: tuple[ActorCard, ...]
    read: Callable[[str], AnnotatedReport]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Meetings, then commitments."""
        return (*self.meetings, *self.commitments)

    @property
    def claims(self) -> Iterator[tuple[Group, Claim]]:
        """Every claim about when, with what it is about."""
        return ((group, claim) for group in self.groups for claim in group.claims)

    @property
    def sightings(self) -> Iterator[tuple[Group, Sighting]]:
        """Every report's finding, with what it is a finding of."""
        return ((group, sighting) for group in self.groups for sighting in group.sightings)

    def actor_ids(self) -> dict[str, str]:
        """Every name that an actor goes by -> the id of the actor."""
        return {name: card.id for card in self.actors for name in (card.name, *(m.name for m in card.merges))}


def gather(view: View, asked: Query) -> Material:
    """What the view holds of what was asked. With filters only those reports and actors that occur in it."""
    meetings, commitments = view.meetings(asked), view.commitments(asked)
    statements = view.statements(asked)
    reports, actors = view.reports(), view.actors()
    if asked != ALL:
        groups: tuple[Group, ...] = (*meetings, *commitments)
        told = {s.report.id for g in groups for s in g.sightings} | {s.report.id for s in statements}
        reports = tuple(r for r in reports if r.id in told)
        names = _names(meetings, commitments, statements)
        actors = tuple(a for a in actors if names & {a.name, *(m.name for m in a.merges)})
    return Material(
        day=view.last_day(),
        asked=asked,
        meetings=meetings,
        commitments=commitments,
        statements=statements,
        reports=reports,
        actors=actors,
        read=view.report,
    )


def _names(
    meetings: tuple[MeetingGroup, ...], commitments: tuple[CommitmentGroup, ...], statements: tuple[StatementCard, ...]
) -> set[str]:
    """Everybody who meets, is bound, is bound to, or speaks."""
    found = {name for m in meetings for name in m.parties} | {n for c in commitments for n in (*c.by, *c.to)}
    return found | {name for s in statements for name in s.chain}


def name_id(name: str) -> str:
    """An id for a name that is no actor of the record (an outlet, a description): the same name gives the same."""
    return "n" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def urn(kind: str, id: str) -> str:
    """What others call a thing of ours that has no address: "urn:pourparler:meeting:m4f09…"."""
    return f"urn:pourparler:{kind}:{quote(id, safe='-._~')}"


def source_of(card: ReportCard) -> str:
    """The address of a report on the web, or its URN."""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]") if (address := web_address(card)) else urn("report", card.id)


def web_address(card: ReportCard) -> str | None:
    """The address of a report if it is one on the web: nothing else belongs behind a link."""
    return card.url if card.url and card.url.startswith(("http://", "https://")) else None


def moment(day: dt.date) -> str:
    """A day as the moment, in UTC, at which it begins."""
    if isinstance(day, dt.datetime) and day.tzinfo is not None:
        return day.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}T00:00:00Z"


def said_in(pieces: tuple[Evidence, ...]) -> str:
    """The exact words, pieces parted by dots, on one line and safe to show."""
    return " … ".join(plain(piece.exact) for piece in pieces)


def edtf(window: Window | None) -> str | None:
    """The window in EDTF, None where nothing is known of it: "../.." says no more than that."""
    return window.edtf if window and (window.earliest or window.latest) else None


def iso(day: dt.date | None) -> str | None:
    """The day in ISO form, None where it is open."""
    return day.isoformat() if day else None


def state_of_entry(group: Group) -> str:
    """How real a meeting is; where a commitment stands."""
    return str(group.status if isinstance(group, MeetingGroup) else group.stand)


def when_of(group: Group) -> Window | None:
    """The window of a meeting; the days on which a commitment is due."""
    return group.window if isinstance(group, MeetingGroup) else group.due


def known(group: Group) -> tuple[dt.date, dt.date]:
    """First and last day on which something of it became known."""
    days = [s.report.known for s in group.sightings] + [c.report.known for c in group.claims]
    return min(days), max(days)
