"""What holds of the whole record, by name."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.tables import facts

GROUPING, ACTORS = "grouping", "actors"  # by which rules it is grouped, and its actors put together


def fact(conn: Connection, name: str) -> str | None:
    """The fact of that name, None where there is none."""
    return conn.execute(sa.select(facts.c.value).where(facts.c.name == name)).scalar()


def set_fact(conn: Connection, name: str, value: str) -> None:
    """Note it, in the place of the one before."""
    if conn.execute(sa.update(facts).where(facts.c.name == name).values(value=value)).rowcount == 0:
        conn.execute(sa.insert(facts).values(name=name, value=value))


@lru_cache(maxsize=1)
def grouping_rules() -> str:
    """A hash over the code and the word lists that group: a record grouped by others is grouped anew."""
    package = files("pourparler")
    folders = [package / "record" / "grouping", package / "rules" / "grouping", package / "rules" / "actors"]
    found = hashlib.sha256()
    for file in sorted((f for folder in folders for f in _files(folder)), key=lambda f: f.name):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _files(folder: Traversable) -> list[Traversable]:
    return [f for f in folder.iterdir() if f.is_file() and f.name.endswith((".py", ".tsv", ".toml"))]
