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

# Actors over all reports, as last put together; `facts` says of which state of the record. place: in the list. names:
# every one of them, folded, one a line.
actor_cards = Table(
    "actor_cards",
    META,
    Column("id", TEXT, primary_key=True),
    Column("place", Integer, nullable=False, index=True),
    Column("names", TEXT, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# What holds of the whole record: by which rules it is grouped, which state `actor_cards` is of.
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
