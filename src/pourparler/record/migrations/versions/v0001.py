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

revision, down_revision = "0001", None

META = MetaData()
_KEY = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in a column called INTEGER


def _report(*, index: bool = False) -> Column[int]:
    return Column("report", _KEY, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=index)


reports = Table(
    "reports",
    META,
    Column("key", _KEY, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text, index=True),
    Column("known", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("origin", Text, nullable=False, index=True),
    Column("version_of", Text),
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
    Column("id", Text, nullable=False, index=True),
    Column("added", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

findings = Table(
    "findings",
    META,
    Column("key", _KEY, primary_key=True),
    _report(),
    Column("kind", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("known", Text, nullable=False),
    Column("about", Text, index=True),
    Column("speaker", Text),
    Column("gid", Text, index=True),
    Column("block", _KEY, index=True),
    Column("grp", Text, index=True),
    Column("why", Text),
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
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("block", _KEY, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("stand", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("earliest", Text, nullable=False),
    Column("latest", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("block_first", Text, nullable=False),
    Column("block_last", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_groups_kind_sort", "kind", "sort", "id"),
    Index("ix_groups_kind_block_last", "kind", "block_last"),
)
changes = Table(
    "changes",
    META,
    Column("grp", Text, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("day", Text, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("grp", "n"),
)

labels = Table(
    "labels",
    META,
    Column("key", _KEY, primary_key=True),
    Column("folded", Text, nullable=False, unique=True),
)
labelled = Table(
    "labelled",
    META,
    Column("label", _KEY, ForeignKey("labels.key"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("entry", _KEY, nullable=False),
    PrimaryKeyConstraint("label", "kind", "role", "entry"),
    Index("ix_labelled_kind_entry", "kind", "entry"),
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    META,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("reverted", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
named = Table(
    "named",
    META,
    Column("correction", Text, ForeignKey("corrections.id"), nullable=False),
    Column("gid", Text, nullable=False),
    PrimaryKeyConstraint("gid", "correction"),
    sqlite_with_rowid=False,
)
moved = Table(
    "moved",
    META,
    Column("old", Text, primary_key=True),
    Column("new", Text, nullable=False),
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
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

watches = Table(
    "watches",
    META,
    Column("name", Text, primary_key=True),
    Column("query", LargeBinary, nullable=False),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
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
