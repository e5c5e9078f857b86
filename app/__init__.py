"""Whyscore explains a person's score, down to the record."""

from __future__ import annotations

__version__ = "0.1.0"
