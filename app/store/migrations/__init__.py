"""How an older store becomes one of today: a step a version, the oldest first.

``HEAD`` is the newest version. It stands here by itself so that opening a store of today need
not load Alembic; a test holds it to the steps.
"""

from __future__ import annotations

HEAD = "0003"
