"""The machine-readable documents: pure functions from what was computed to plain values.

Each document has a schema of the same name in ``resources/schemas``. Points are unrounded, and
a number that does not exist is ``None``, never NaN.
"""
