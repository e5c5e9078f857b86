"""What moved a score between two days, put together as a reader would tell it. No Qt.

Strong records stand alone; the others are told by rule and cause. Nothing is left out: the items
add up to the difference of the two unrounded scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import Mask, RowVector
from app.domain.explanation import Cause, Explanation
from app.domain.rulebook import ADDITIVE, Rule
from app.wording import changes as words
from app.wording.language import text_of
from app.wording.notes import rule_is_guess
from app.wording.visible import visible

_MOST_ALONE = 3
_STRONG = 0.2  # of all that moves: from this share on a record stands alone
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that moved the score.

    Attributes:
        label: What it is, in plain words.
        points: What it moved. Unit: points.
        guess: Whether a number that nobody published is in it.
        rule: Id of the rule, where it is one rule's.
        record: Id of the record, where it is one record.
        day: Day of that record.
        text: What the file says about it.
        phrase: The label as it stands within a sentence, where that is told apart.
    """

    label: str
    points: float
    guess: bool
    rule: str = ""
    record: str = ""
    day: int = 0
    text: str = ""
    phrase: str = ""


def items(explanation: Explanation, kind_title: Callable[[str], str]) -> list[Item]:
    """List what moved a score, the strongest first.

    Args:
        explanation: Against an earlier day.
        kind_title: Says what a kind of record is called.

    Returns:
        Items whose points add up to the difference of the two sums.
    """
    found = list(_Telling(explanation, kind_title).items())
    return sorted(found, key=lambda item: -abs(item.points))


class _Telling:
    """Tells one explanation."""

    def __init__(self, explanation: Explanation, kind_title: Callable[[str], str]) -> None:
        self._told, self._kind_title = explanation, kind_title
        books = (explanation.since.rulebook, explanation.to.rulebook)
        known = {rule.id: rule for book in books for rule in book.rules}
        self._rules: list[Rule] = [known[share.id] for share in explanation.rules]
        self._today = explanation.to.score.day
        shares = explanation.shares
        of_rule = np.array([rule.measure in ADDITIVE for rule in self._rules], dtype=np.bool_)
        self._additive = of_rule[shares.rule] if len(shares) else np.zeros(0, np.bool_)

    def items(self) -> Iterator[Item]:
        """Yield everything, in no order."""
        told, shares = self._told, self._told.shares
        ageing = shares.cause == Cause.AGEING
        of_records = ~shares.is_contact & ~ageing
        alone = self._alone(of_records)
        for places in alone:
            yield self._record(places)
            of_records[places] = False
        yield from self._groups(of_records)
        yield from self._time(ageing & self._additive, words.fading)
        yield from self._time(ageing & ~self._additive, words.time_passing)
        yield from self._contacts(shares.is_contact & ~ageing)
        if told.rules_changed is not None and abs(told.rules_changed) > _NOTHING:
            label, phrase = words.rules_changed()
            yield Item(label, told.rules_changed, guess=False, phrase=phrase)
        yield from self._without_records()

    def _alone(self, chosen: Mask) -> list[RowVector]:
        """Find the records strong enough to stand alone; each with all its shares."""
        shares = self._told.shares
        places = np.flatnonzero(chosen & self._additive)
        if not len(places):
            return []
        least = _STRONG * self._breadth()
        most = min(_MOST_ALONE, len(places))
        strength = np.abs(shares.points[places])
        strongest = places[np.argpartition(-strength, most - 1)[:most]]
        found: list[RowVector] = []
        for place in strongest[np.argsort(-np.abs(shares.points[strongest]))].tolist():
            if abs(shares.points[place]) < max(least, _NOTHING):
                break
            if any(place in others for others in found):
                continue
            same = (shares.row == shares.row[place]) & (shares.cause == shares.cause[place])
            found.append(np.flatnonzero(same & chosen & self._additive))
        return found

    def _breadth(self) -> float:
        """Return how much moved in all: by rule and direction, which time and records share."""
        return float(sum(abs(share.points) for share in self._told.rules))

    def _record(self, places: RowVector) -> Item:
        told, shares = self._told, self._told.shares
        row, place = int(shares.row[places[0]]), int(places[0])
        kind = self._kind_title(told.records.kinds[int(told.records.kind[row])])
        day = int(told.records.day[row])
        what = words.one_record(visible(kind), words.named_day(day, self._today))
        rules = [self._rules[int(shares.rule[one])] for one in places]
        return Item(
            words.because(Cause(int(shares.cause[place])), what),
            float(shares.points[places].sum()),
            any(rule_is_guess(rule) for rule in rules),
            rules[0].id,
            visible(told.records.id[row]) if len(places) else "",
            day,
            visible(told.records.text("text", row)),
        )

    def _groups(self, chosen: Mask) -> Iterator[Item]:
        """Yield what is left of the records, by rule and cause."""
        shares = self._told.shares
        places = np.flatnonzero(chosen)
        if not len(places):
            return
        keys = shares.rule[places].astype(np.int64) * len(Cause) + shares.cause[places]
        order = np.argsort(keys, kind="stable")
        bounds = np.flatnonzero(np.diff(keys[order])) + 1
        for group in np.split(places[order], bounds):
            rule = self._rules[int(shares.rule[group[0]])]
            cause = Cause(int(shares.cause[group[0]]))
            additive = rule.measure in ADDITIVE
            # Of a selecting rule another record carries what became of the former one.
            single = self._record(group) if len(group) == 1 else None
            if single is not None and not additive and cause is Cause.NEW:
                yield single
                continue
            what = words.records(rule, len(group)) if additive else visible(text_of(rule.title))
            yield Item(
                words.because(cause, what),
                float(shares.points[group].sum()),
                rule_is_guess(rule),
                rule.id,
                single.record if single and additive else "",
                single.day if single else 0,
                single.text if single and additive else "",
            )

    def _time(self, chosen: Mask, name: Callable[[], tuple[str, str]]) -> Iterator[Item]:
        """Yield what has one name whatever its rules."""
        shares = self._told.shares
        moved = float(shares.points[chosen].sum())
        if not chosen.any():
            return
        label, phrase = name()
        rules = {int(place) for place in np.unique(shares.rule[chosen])}
        guess = any(rule_is_guess(self._rules[place]) for place in rules)
        only = self._rules[next(iter(rules))].id if len(rules) == 1 else ""
        yield Item(label, moved, guess, only, phrase=phrase)

    def _contacts(self, chosen: Mask) -> Iterator[Item]:
        """Yield each contact that changed; those whose weight alone changed together."""
        shares, contacts = self._told.shares, self._told.contacts
        weight = chosen & (shares.cause == Cause.CONTACT_WEIGHT)
        yield from self._time(weight, words.other_weights)
        rest = np.flatnonzero(chosen & ~weight)
        for place in rest.tolist():
            row, cause = int(shares.row[place]), Cause(int(shares.cause[place]))
            rule = self._rules[int(shares.rule[place])]
            name = visible(contacts.name[row]) or visible(contacts.id[row])
            before = self._score_of(row, self._told.since.score.day)
            after = self._score_of(row, self._today)
            label = words.contact(cause, name, before, after)
            moved = float(shares.points[place])
            yield Item(label, moved, rule_is_guess(rule), rule.id, phrase=label)

    def _score_of(self, contact: int, day: int) -> float | None:
        contacts = self._told.contacts
        known = np.flatnonzero((contacts.score_contact == contact) & (contacts.score_day <= day))
        return float(contacts.score[known[-1]]) if len(known) else None

    def _without_records(self) -> Iterator[Item]:
        """Yield what a rule moves without any record: what it gives where there is none."""
        shares = self._told.shares
        carried = np.bincount(shares.rule, shares.points, minlength=len(self._rules))
        for place, share in enumerate(self._told.rules):
            rest = share.points - float(carried[place])
            if abs(rest) > _NOTHING:
                rule = self._rules[place]
                yield Item(visible(text_of(rule.title)), rest, rule_is_guess(rule), rule.id)
