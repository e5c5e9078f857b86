"""What can go wrong that is not a value: the tree of exceptions.

* WhyscoreError           said to the reader in one line; exit status 2
  x UnreadableInput       a file that cannot be used; carries its faults
  x RulebookError         a rulebook that cannot be used; carries its faults
  x UsageError            a request that makes no sense (a date after another, an unknown id)
"""

from __future__ import annotations

from app.domain.fault import Fault, RulebookFault


class WhyscoreError(Exception):
    """Something the reader can be told in one line: what, where, what to do."""


class UsageError(WhyscoreError):
    """The request makes no sense as it stands."""


class UnreadableInput(WhyscoreError):  # noqa: N818 - reads as what it is
    """A file that cannot be used."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class RulebookError(WhyscoreError):
    """A rulebook that cannot be used; every fault that was found is carried along."""

    def __init__(self, message: str, faults: tuple[RulebookFault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults
