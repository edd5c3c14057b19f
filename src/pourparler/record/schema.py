"""The schema's version: a new record gets the newest, an older one is copied and brought up to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.record.engine import Database

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
)  # of the schema, oldest first; a test compares them with the files in `migrations/versions`
_STEPS = Path(__file__).parent / "migrations"


def prepare(database: Database, *, create: bool) -> None:
    """Bring the record to the newest schema.

    Raises:
        StoreError: if there is none and `create` is not set, or it is of a schema newer than this software.
    """
    where = database.where
    if database.path is not None and not database.path.exists() and not create:
        raise StoreError(f"{where}: no record there; `pourparler add FILE...` begins one")
    found = _version(database)
    if found == VERSIONS[-1]:
        return
    if found is None and not create:
        raise StoreError(f"{where}: no record there yet; `pourparler add FILE...` begins one")
    if found is not None and found not in VERSIONS:
        raise StoreError(
            f"{where}: written by a newer Pourparler (schema {found}); this one knows {VERSIONS[-1]}: update"
        )
    if found is not None and database.path is not None:
        _copy(database.path, found)
    with database.write() as conn:
        if _version_on(conn) != VERSIONS[-1]:  # another process may have been faster
            _upgrade(conn)


def _version(database: Database) -> str | None:
    with database.read() as conn:
        return _version_on(conn)


def _version_on(conn: Connection) -> str | None:
    """The schema's version, None where there is no table at all.

    Raises:
        StoreError: if there are tables, but not those of a record.
    """
    there = sa.inspect(conn).get_table_names()
    if "alembic_version" not in there or "reports" not in there:
        if there:
            raise StoreError(f"{_name(conn)}: is no record of Pourparler; it holds {', '.join(sorted(there)[:3])} …")
        return None
    return str(conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())


def _name(conn: Connection) -> str:
    url = conn.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _upgrade(conn: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def _copy(path: Path, version: str) -> Path:
    """A copy of the file, made while others may use it."""
    target, n = path.with_name(f"{path.name}.{version}.bak"), 1
    while target.exists():
        n += 1
        target = path.with_name(f"{path.name}.{version}-{n}.bak")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target
