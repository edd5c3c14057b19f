"""Reports, findings, groups, corrections and watches; the words by which they are found."""

from alembic import op
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
from sqlalchemy.dialects.postgresql import TEXT

revision, down_revision = "0001", None

META = MetaData()
_TEXT = Text().with_variant(TEXT(collation="C"), "postgresql")
_KEY = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in a column called INTEGER


def _report(*, index: bool = False) -> Column[int]:
    return Column("report", _KEY, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=index)


reports = Table(
    "reports",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", _TEXT, nullable=False, unique=True),
    Column("url", _TEXT, index=True),
    Column("known", _TEXT, nullable=False),
    Column("added", _TEXT, nullable=False),
    Column("origin", _TEXT, nullable=False, index=True),
    Column("version_of", _TEXT),
    Column("text", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("actors", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Index("ix_reports_known_id", "known", "id"),
)

readings = Table(
    "readings",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", _TEXT, nullable=False, index=True),
    Column("added", _TEXT, nullable=False),
    Column("until", _TEXT, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    META,
    Column("key", _KEY, primary_key=True),
    _report(),
    Column("kind", _TEXT, nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", _TEXT, nullable=False, index=True),
    Column("known", _TEXT, nullable=False),
    Column("about", _TEXT, index=True),
    Column("speaker", _TEXT),
    Column("gid", _TEXT, index=True),
    Column("block", _KEY, index=True),
    Column("grp", _TEXT, index=True),
    Column("why", _TEXT),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("report", "kind", "n"),
    Index("ix_findings_kind_known", "kind", "known", "report", "n"),
    Index("ix_findings_speaker_known", "speaker", "known"),
)

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

groups = Table(
    "groups",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", _TEXT, nullable=False, unique=True),
    Column("kind", _TEXT, nullable=False),
    Column("block", _KEY, nullable=False, index=True),
    Column("status", _TEXT, nullable=False),
    Column("stand", _TEXT, nullable=False),
    Column("sort", _TEXT, nullable=False),
    Column("earliest", _TEXT, nullable=False),
    Column("latest", _TEXT, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first", _TEXT, nullable=False),
    Column("block_first", _TEXT, nullable=False),
    Column("block_last", _TEXT, nullable=False),
    Column("words", _TEXT, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_groups_kind_sort", "kind", "sort", "id"),
    Index("ix_groups_kind_block_last", "kind", "block_last"),
)
changes = Table(
    "changes",
    META,
    Column("grp", _TEXT, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("day", _TEXT, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("grp", "n"),
)

labels = Table(
    "labels",
    META,
    Column("key", _KEY, primary_key=True),
    Column("folded", _TEXT, nullable=False, unique=True),
)
labelled = Table(
    "labelled",
    META,
    Column("label", _KEY, ForeignKey("labels.key"), nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("role", _TEXT, nullable=False),
    Column("entry", _KEY, nullable=False),
    PrimaryKeyConstraint("label", "kind", "role", "entry"),
    Index("ix_labelled_kind_entry", "kind", "entry"),
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    META,
    Column("id", _TEXT, primary_key=True),
    Column("at", _TEXT, nullable=False),
    Column("reverted", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
named = Table(
    "named",
    META,
    Column("correction", _TEXT, ForeignKey("corrections.id"), nullable=False),
    Column("gid", _TEXT, nullable=False),
    PrimaryKeyConstraint("gid", "correction"),
    sqlite_with_rowid=False,
)
moved = Table(
    "moved",
    META,
    Column("old", _TEXT, primary_key=True),
    Column("new", _TEXT, nullable=False),
)

people = Table(
    "people",
    META,
    Column("key", _KEY, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
same_names = Table(
    "same_names",
    META,
    Column("folded", _TEXT, primary_key=True),
    Column("name", _TEXT, nullable=False),
)

watches = Table(
    "watches",
    META,
    Column("name", _TEXT, primary_key=True),
    Column("query", LargeBinary, nullable=False),
    Column("made", _TEXT, nullable=False),
    Column("seen", _TEXT, nullable=False),
)


def upgrade() -> None:
    """Make the tables as they were in the first schema."""
    conn = op.get_bind()
    META.create_all(conn)
    for table in ("report_words", "statement_words", "group_words"):
        if conn.dialect.name == "sqlite":
            op.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', detail='none', tokenize='unicode61')"
            )
        else:
            op.execute(f"CREATE TABLE {table} (entry bigint PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")
