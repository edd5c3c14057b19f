"""Actors by their place in the list and by their names, so that a page of them is read without the rest."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the table anew; what was in it is put together again when somebody looks."""
    text = sa.Text().with_variant(TEXT(collation="C"), "postgresql")
    op.drop_table("actor_cards")
    op.create_table(
        "actor_cards",
        sa.Column("id", text, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False, index=True),
        sa.Column("names", text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.execute("DELETE FROM facts WHERE name = 'actors'")
