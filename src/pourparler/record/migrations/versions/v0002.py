"""The audit log of corrections, actors put together once, facts of the whole record."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make three tables; corrections that are there are logged when they are next looked at."""
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "deed", "what", "before", "hash")),
    )
    op.create_table(
        "actor_cards", sa.Column("id", sa.Text, primary_key=True), sa.Column("data", sa.LargeBinary, nullable=False)
    )
    op.create_table("facts", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
