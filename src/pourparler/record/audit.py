"""The audit log: what people did to the record, each entry chained to the one before by its hash.

Whoever changes or removes an entry, or changes a correction behind its back, breaks the chain from there on. What was
cut off at the end only shows to somebody who kept an earlier head: `verify` tells the head and looks for an older one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.engine import Connection

from pourparler.model.groups import Correction
from pourparler.record.orders import all_corrections
from pourparler.record.tables import META

# what: the correction as JSON, as it was then. before: hash of the entry in front, "" of the first.
audit = Table(
    "audit",
    META,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False),
)


class Deed(StrEnum):
    """What was done with a correction."""

    MADE = "made"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One entry. n: counts from 1. at: moment (UTC), "" where nobody told it. hash: over all of it and `before`."""

    n: int
    at: str
    who: str
    deed: str
    what: str
    before: str
    hash: str

    @property
    def sound(self) -> bool:
        """Is the hash that of what the entry holds?"""
        return self.hash == _hash(self.n, self.at, self.who, self.deed, self.what, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What verifying found. head: hash of the last entry, "" of an empty log. faults: one line each, none if sound."""

    entries: int
    head: str
    faults: tuple[str, ...]


def log(conn: Connection, deed: Deed, correction: Correction, *, who: str, at: dt.datetime | None) -> None:
    """Add an entry, in the transaction of the deed itself."""
    last = conn.execute(sa.select(audit.c.n, audit.c.hash).order_by(audit.c.n.desc()).limit(1)).first()
    n, before = (last.n + 1, last.hash) if last else (1, "")
    told = (n, at.isoformat() if at else "", who, str(deed), _what(correction), before)
    names = ("n", "at", "who", "deed", "what", "before")
    conn.execute(sa.insert(audit).values(**dict(zip(names, told, strict=True)), hash=_hash(*told)))


def take_over(conn: Connection, entry: AuditEntry) -> bool:
    """Add an entry of an exported log as it is, if it goes on where this log ends; else leave it out."""
    last = conn.execute(sa.select(audit.c.n, audit.c.hash).order_by(audit.c.n.desc()).limit(1)).first()
    if (entry.n, entry.before) != ((last.n + 1, last.hash) if last else (1, "")):
        return False
    conn.execute(sa.insert(audit).values(**asdict(entry)))
    return True


def entries(conn: Connection) -> tuple[AuditEntry, ...]:
    """All entries, oldest first."""
    return tuple(AuditEntry(**row._mapping) for row in conn.execute(sa.select(audit).order_by(audit.c.n)))


def verify(conn: Connection, *, head: str | None = None) -> Audited:
    """Check the whole log against itself and against the corrections. head: a hash that was the head once."""
    found = entries(conn)
    faults = [*_chain(found), *_corrections(found, all_corrections(conn))]
    if head and head not in [e.hash for e in found]:
        faults.append(f"no entry has the hash {head[:12]}…: entries that were there once are gone or changed")
    return Audited(entries=len(found), head=found[-1].hash if found else "", faults=tuple(faults))


def _chain(found: Sequence[AuditEntry]) -> Iterator[str]:
    before = ""
    for n, entry in enumerate(found, 1):
        if entry.n != n:
            yield f"entry {n} is missing"
            return
        if entry.before != before:
            yield f"entry {n} does not follow the one before it"
        if not entry.sound:
            yield f"entry {n} was changed after it was written"
        before = entry.hash


def _corrections(found: Sequence[AuditEntry], kept: Sequence[Correction]) -> Iterator[str]:
    """Each correction must be as it was logged, and hold exactly if it was not taken back."""
    made: dict[str, str] = {}
    gone = set()
    for entry in found:
        id = str(json.loads(entry.what)["id"])
        if entry.deed == Deed.MADE:
            made[id] = entry.what
            gone.discard(id)
        else:
            gone.add(id)
    for correction in kept:
        what = made.pop(correction.id, None)
        if what is None:
            yield f"correction {correction.id} is not in the log"
        elif what != _what(correction):
            yield f"correction {correction.id} is not as it was logged"
        if correction.reverted != (correction.id in gone):
            yield f"correction {correction.id} was {'taken back' if correction.reverted else 'put back'} unlogged"
    yield from (f"correction {id} is in the log but not in the record" for id in made)


def _what(c: Correction) -> str:
    told = {
        "id": c.id,
        "target": c.target,
        "kind": str(c.kind),
        "author": c.author,
        "at": c.at.isoformat(),
        "why": c.why,
        "field": c.field,
        "value": c.value,
        "others": list(c.others),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(*told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
