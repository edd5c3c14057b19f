"""What Alembic runs: the steps, on the connection and in the transaction that `schema.py` gives it."""

from alembic import context

from pourparler.record.tables import META

context.configure(connection=context.config.attributes["connection"], target_metadata=META, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
