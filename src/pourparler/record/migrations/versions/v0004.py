"""Names of actors, counted by day and kept in families, so that one more report changes only the actors it names."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision, down_revision = "0004", "0003"

_TEXT = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; they are filled from the reports by whoever adds or looks next."""
    op.create_table(
        "listed_names",
        sa.Column("folded", _TEXT, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("folded", "person"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_names",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("place", _TEXT, nullable=False, unique=True),
        sa.Column("folded", _TEXT, nullable=False, index=True),
        sa.Column("front", _TEXT, index=True),
        sa.Column("back", _TEXT, index=True),
        sa.Column("own", _TEXT, nullable=False, index=True),
        sa.Column("family", _KEY, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("first", "last", "words")),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Index("ix_actor_names_family", "family", "first", "last", "reports"),
    )
    op.create_table(
        "actor_reports",
        sa.Column("name", _KEY, sa.ForeignKey("actor_names.key", ondelete="CASCADE"), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("report", _KEY, sa.ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=True),
        sa.PrimaryKeyConstraint("name", "day", "report"),
        sqlite_with_rowid=False,
    )
    op.drop_table("actor_cards")
    op.create_table(
        "actor_cards",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("family", _KEY, nullable=False, index=True),
        sa.Column("fewer", sa.Integer, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("names", _TEXT, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Index("ix_actor_cards_fewer_name_id", "fewer", "name", "id"),
    )
    op.execute("DELETE FROM facts WHERE name = 'actors'")
