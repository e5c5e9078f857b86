"""How fast, beside a yardstick measured in the same run: ``python -m tests.bench NAME``."""
