"""Alembic's way into the gradebook: the connection, and its transaction, are those of whoever migrates."""

from alembic import context

from autograder.gradebook.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
