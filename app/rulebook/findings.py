"""What a check of a rulebook has to tell: one sentence each, with a code for programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What a finding is about."""

    CLIFF = "cliff"
    WORSE_REWARDED = "worse_rewarded"
    COUNTED_TWICE = "counted_twice"
    BAND_OUT_OF_REACH = "band_out_of_reach"
    BAND_NEVER_LEFT = "band_never_left"
    PERK_OUT_OF_REACH = "perk_out_of_reach"
    PERK_NEVER_LOST = "perk_never_lost"
    NO_EFFECT = "no_effect"
    NEVER_BINDS = "never_binds"
    SPEECH_ALONE = "speech_alone"
    CONTACTS_ALONE = "contacts_alone"
    PURCHASES_ALONE = "purchases_alone"
    ASSUMED_SHARE = "assumed_share"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader of the rulebook should know. It makes no book unusable.

    Attributes:
        code: What it is about.
        rule: Id of the rule (or band, perk, factor, override) that it is about; ``None`` where it
            is about the whole book.
        text: The same as a sentence in the reader's language.
    """

    code: Code
    rule: str | None
    text: str
