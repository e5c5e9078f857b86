"""Forgets what was worked out of a person who is put away."""

from __future__ import annotations

import gc
import sys


def forget_values() -> None:
    """Empty every cache of values, and let go of what nothing refers to any more.

    A cache with a bound holds what was said of amounts, kinds and names; one without holds what
    comes along with the program. Python gives memory back when it likes: what is freed here may
    stand in the computer's memory until something else is written there.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("app."):
            for one in list(vars(module).values()):
                bound = getattr(one, "cache_parameters", None)
                if bound is not None and bound()["maxsize"] is not None:
                    one.cache_clear()
    gc.collect()
