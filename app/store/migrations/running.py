"""Takes a database from its version to today's, in the transaction that it is given."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_STEPS = Path(__file__).parent


def upgrade(connection: Connection, version: str = "head") -> None:
    """Take every step that the database has not taken yet.

    Args:
        connection: A connection in a transaction; nothing is committed here.
        version: Where to stop.
    """
    config = config_for(connection)
    command.upgrade(config, version)


def config_for(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration: where the steps lie, and the connection."""
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
