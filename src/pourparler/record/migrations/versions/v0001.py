"""The first schema."""

from alembic import op

from pourparler.record import search
from pourparler.record.tables import META

revision, down_revision = "0001", None


def upgrade() -> None:
    """Make all tables."""
    META.create_all(op.get_bind())
    search.create(op.get_bind())
