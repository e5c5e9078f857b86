"""Where Alembic finds the connection that the store hands it."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
# The store has begun a transaction already, and ends it: a step that fails leaves nothing.
context.run_migrations()
