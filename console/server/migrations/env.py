"""Alembic's entry: runs the steps on the connection that ``console.server.schema`` hands over."""

from alembic import context

from console.server.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
