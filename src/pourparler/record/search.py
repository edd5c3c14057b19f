"""Full text: words without case, accents and plural endings, the same on SQLite (FTS5) and PostgreSQL (tsvector).

Both index exactly the words that `stems` gives, so that they find the same, and so does `holds` on text at hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

REPORTS, STATEMENTS, GROUPS = "report_words", "statement_words", "group_words"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64  # characters of a word; what is longer is no word


def fold(text: str) -> str:
    """Words without case, accents and punctuation, one blank before, between and after: " kim jong un "."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return f" {' '.join(word[:_LONGEST] for word in _WORD.findall(bare.casefold()))} "


def clean(text: str) -> str:
    """A text that every database takes: no NUL, no half characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def stems(text: str) -> list[str]:
    """The words of a text as they are indexed."""
    return [_stem(word) for word in fold(text).split()]


def _stem(word: str) -> str:
    """Without the ending of a plural: "parties" -> "party", "talks" -> "talk"; "press" stays."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


def holds(asked: str | None, text: str) -> bool:
    """Does a text hold all words asked for?"""
    return asked is None or set(stems(asked)) <= set(stems(text))


def index(conn: Connection, table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Make texts findable: key of the entry, text."""
    made = [(key, stems(text)) for key, text in rows]
    if not made:
        return
    if conn.dialect.name == "sqlite":
        put = f"INSERT INTO {table} (rowid, words) VALUES (?, ?)"
        conn.exec_driver_sql(put, [(key, " ".join(words)) for key, words in made])
    else:
        put = f"INSERT INTO {table} (entry, words) VALUES (%s, array_to_tsvector(%s))"
        conn.exec_driver_sql(put, [(key, sorted(set(words))) for key, words in made])


def unindex(conn: Connection, table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Take out what `index` put in: the same keys and texts."""
    made = [(key, " ".join(stems(text))) for key, text in rows]
    if not made:
        return
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", made)
    else:
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE entry = %s", [(key,) for key, _ in made])


def entries(dialect: str, table: str, asked: str) -> Any:
    """A subquery of the keys of entries that hold all the words asked for."""
    return entries_with_all(dialect, table, stems(asked))


def entries_with_all(dialect: str, table: str, words: Sequence[str]) -> Any:
    """A subquery of the keys of entries that hold all of the words."""
    return _matching(dialect, table, words, " AND ", " & ")


def entries_with_any(dialect: str, table: str, words: Sequence[str]) -> Any:
    """A subquery of the keys of entries that hold at least one of the words."""
    return _matching(dialect, table, words, " OR ", " | ")


def _matching(dialect: str, table: str, words: Sequence[str], lite: str, post: str) -> Any:
    if not words:
        return sa.select(sa.literal(0, sa.BigInteger)).where(sa.false())
    if dialect == "sqlite":
        asked = lite.join(f'"{word}"' for word in words)
        clause = sa.text(f"SELECT rowid FROM {table} WHERE {table} MATCH :asked_{table}")
    else:
        asked = post.join(f"'{word}'" for word in words)
        clause = sa.text(f"SELECT entry FROM {table} WHERE words @@ CAST(:asked_{table} AS tsquery)")
    return clause.bindparams(sa.bindparam(f"asked_{table}", asked))
