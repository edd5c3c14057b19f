"""The tables of a record, for SQLite and PostgreSQL alike. Days and moments are ISO 8601 text; ids are content ids.

Full-text tables (`report_words`, `statement_words`, `group_words`) differ between the two and are in `search.py`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

META = MetaData()
# Ordered by code points whatever the language of a server, so that both databases list alike and ids can be looked up
# by how they begin.
TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_KEY = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in a column called INTEGER


def _report(*, index: bool = False) -> Column[int]:
    return Column("report", _KEY, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=index)


# text: the whole text, compressed. content: its SHA-256. head: the report without its text. body: what was read without
# what has rows of its own. reading: SHA-256 over all that was read. signature: of the text, to tell reprints.
# actors: who is who in it.
reports = Table(
    "reports",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("url", TEXT, index=True),
    Column("known", TEXT, nullable=False),
    Column("added", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False, index=True),
    Column("version_of", TEXT),
    Column("text", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("actors", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Index("ix_reports_known_id", "known", "id"),
)

# Earlier readings of a report whose findings have changed since: all of it as it was.
readings = Table(
    "readings",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", TEXT, nullable=False, index=True),
    Column("added", TEXT, nullable=False),
    Column("until", TEXT, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# kind: s, m, c or t. about: what a timing is about. speaker: folded source of a statement. gid: the id that a group
# begun by this meeting or commitment has. block: what could be one thing, directly or through others, shares it. grp,
# why: the group it is in, and why; no group where a person rejected it.
findings = Table(
    "findings",
    META,
    Column("key", _KEY, primary_key=True),
    _report(),
    Column("kind", TEXT, nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", TEXT, nullable=False, index=True),
    Column("known", TEXT, nullable=False),
    Column("about", TEXT, index=True),
    Column("speaker", TEXT),
    Column("gid", TEXT, index=True),
    Column("block", _KEY, index=True),
    Column("grp", TEXT, index=True),
    Column("why", TEXT),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("report", "kind", "n"),
    Index("ix_findings_kind_known", "kind", "known", "report", "n"),
    Index("ix_findings_speaker_known", "speaker", "known"),
)

# Where to look for findings that can be the same thing, and for reports with nearly the same text: hashes of keys.
keys = Table(
    "keys",
    META,
    Column("hash", BigInteger, nullable=False),
    Column("finding", _KEY, ForeignKey("findings.key", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("hash", "finding"),
    sqlite_with_rowid=False,
)
bands = Table(
    "bands",
    META,
    Column("hash", BigInteger, nullable=False),
    _report(index=True),
    PrimaryKeyConstraint("hash", "report"),
    sqlite_with_rowid=False,
)

# data: the group without sightings, claims and corrections. status: of a meeting, life of a commitment. stand: of a
# commitment, "open" where the day decides. sort: where it stands in the list. earliest, latest: of its
# window, to the ends of the calendar where open. first: day its first sighting was known; block_first, block_last: the
# first and last day of its block. words: what full text finds it by.
groups = Table(
    "groups",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("kind", TEXT, nullable=False),
    Column("block", _KEY, nullable=False, index=True),
    Column("status", TEXT, nullable=False),
    Column("stand", TEXT, nullable=False),
    Column("sort", TEXT, nullable=False),
    Column("earliest", TEXT, nullable=False),
    Column("latest", TEXT, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first", TEXT, nullable=False),
    Column("block_first", TEXT, nullable=False),
    Column("block_last", TEXT, nullable=False),
    Column("words", TEXT, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_groups_kind_sort", "kind", "sort", "id"),
    Index("ix_groups_kind_block_last", "kind", "block_last"),
)
changes = Table(
    "changes",
    META,
    Column("grp", TEXT, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("day", TEXT, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("grp", "n"),
)

# Names and places by which entries are filtered. entry: key of a group (kind m, c), finding (s) or report (r).
labels = Table(
    "labels",
    META,
    Column("key", _KEY, primary_key=True),
    Column("folded", TEXT, nullable=False, unique=True),
)
labelled = Table(
    "labelled",
    META,
    Column("label", _KEY, ForeignKey("labels.key"), nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("role", TEXT, nullable=False),
    Column("entry", _KEY, nullable=False),
    PrimaryKeyConstraint("label", "kind", "role", "entry"),
    Index("ix_labelled_kind_entry", "kind", "entry"),
    sqlite_with_rowid=False,
)

# What people did; data holds it whole. moved: the id that a group id named in a correction became when its report was
# read anew.
corrections = Table(
    "corrections",
    META,
    Column("id", TEXT, primary_key=True),
    Column("at", TEXT, nullable=False),
    Column("reverted", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
named = Table(
    "named",
    META,
    Column("correction", TEXT, ForeignKey("corrections.id"), nullable=False),
    Column("gid", TEXT, nullable=False),
    PrimaryKeyConstraint("gid", "correction"),
    sqlite_with_rowid=False,
)
moved = Table(
    "moved",
    META,
    Column("old", TEXT, primary_key=True),
    Column("new", TEXT, nullable=False),
)

# Lists of people of one's own, as they were read; and names that such a list or a person put together.
people = Table(
    "people",
    META,
    Column("key", _KEY, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
same_names = Table(
    "same_names",
    META,
    Column("folded", TEXT, primary_key=True),
    Column("name", TEXT, nullable=False),
)

# Which names these lists hold, as name or as another name, folded; person: key of the line.
listed_names = Table(
    "listed_names",
    META,
    Column("folded", TEXT, nullable=False),
    Column("person", _KEY, nullable=False),
    PrimaryKeyConstraint("folded", "person"),
    sqlite_with_rowid=False,
)

# Names of actors over all reports. place: what makes it one name, with its sort and, of a bare surname, its side.
# folded, front, back: what it is found by, and where others are looked for that can be the same person's. own: id of
# the actor whose first name it is. family: names that can be one actor's, directly or through others, share it.
# reports: how many name it. first, last: days it was known; "" where there is none, or a list names it at all times.
# words: it and its other names, folded, one a line. data: what reports say of it, day by day.
actor_names = Table(
    "actor_names",
    META,
    Column("key", _KEY, primary_key=True),
    Column("place", TEXT, nullable=False, unique=True),
    Column("folded", TEXT, nullable=False, index=True),
    Column("front", TEXT, index=True),
    Column("back", TEXT, index=True),
    Column("own", TEXT, nullable=False, index=True),
    Column("family", _KEY, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("first", TEXT, nullable=False),
    Column("last", TEXT, nullable=False),
    Column("words", TEXT, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_actor_names_family", "family", "first", "last", "reports"),
)
actor_reports = Table(
    "actor_reports",
    META,
    Column("name", _KEY, ForeignKey("actor_names.key", ondelete="CASCADE"), nullable=False),
    Column("day", Integer, nullable=False),
    _report(index=True),
    PrimaryKeyConstraint("name", "day", "report"),
    sqlite_with_rowid=False,
)

# Actors over all reports. fewer: how many reports name it, below zero, so that lists begin with those of most. names:
# every one of them, folded, one a line. told: did a list or a person put any of them together?
actor_cards = Table(
    "actor_cards",
    META,
    Column("id", TEXT, primary_key=True),
    Column("family", _KEY, nullable=False, index=True),
    Column("fewer", Integer, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("names", TEXT, nullable=False),
    Column("told", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_actor_cards_fewer_name_id", "fewer", "name", "id"),
)

# What holds of the whole record: by which rules it is grouped, and its actors put together.
facts = Table(
    "facts",
    META,
    Column("name", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
)

# seen: JSON of what was told when it was last looked at.
watches = Table(
    "watches",
    META,
    Column("name", TEXT, primary_key=True),
    Column("query", LargeBinary, nullable=False),
    Column("made", TEXT, nullable=False),
    Column("seen", TEXT, nullable=False),
)
