"""The documents of ``rulebook list``, ``show``, ``check`` and ``diff``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.calendar import iso
from app.domain.document import Document, figure, head, rulebook_identity
from app.domain.records import InputFile
from app.domain.rulebook import Action, Basis, Measure, Number, Override, Perk, Rule, Rulebook
from app.wording.language import text_of
from app.wording.notes import rule_is_guess
from app.wording.rule_works import how_it_works

if TYPE_CHECKING:
    from app.workflow.rulebooks import BookComparison, CheckReport, Replay


def list_document(books: Sequence[Rulebook]) -> Document:
    """Return the rulebooks that Whyscore brings along, by id."""
    return {
        **head(None, ()),
        "rulebooks": [
            {
                **rulebook_identity(book),
                "title": text_of(book.title),
                "floor": book.floor,
                "ceiling": book.ceiling,
                "rules": len(book.rules),
                "guesses": sum(rule_is_guess(rule) for rule in book.rules),
                "variants": [variant.id for variant in book.variants],
            }
            for book in books
        ],
    }


def show_document(book: Rulebook) -> Document:
    """Return a whole rulebook, every number with its range, basis and source."""
    return {
        **head(book, ()),
        "variant": book.variant,
        "title": text_of(book.title),
        "about": text_of(book.about),
        "caution": text_of(book.caution) if book.caution else None,
        "valid_from": _date(book.valid_from),
        "valid_to": _date(book.valid_to),
        "review_after": _date(book.review_after),
        "score": {
            "floor": book.floor,
            "ceiling": book.ceiling,
            "decimals": book.decimals,
            # The format asks the base for a basis; a bare number is as sure as a published one.
            "base": _number(book.base, Basis.PUBLISHED, ""),
        },
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "address": source.address or None,
            }
            for source in book.sources
        ],
        "bands": [
            {"id": band.id, "title": text_of(band.title), "from": band.start} for band in book.bands
        ],
        "perks": [_perk(perk) for perk in book.perks],
        "factors": [
            {
                "id": factor.id,
                "title": text_of(factor.title),
                "min": factor.minimum,
                "max": factor.maximum,
                "basis": factor.basis.value,
                "source": factor.source,
            }
            for factor in book.factors
        ],
        "rules": [_rule(rule) for rule in book.rules],
        "overrides": [_override(override) for override in book.overrides],
        "actions": [_action(action) for action in book.actions],
        "variants": [
            {
                "id": variant.id,
                "title": text_of(variant.title),
                "set": {path: figure(value) for path, value in variant.settings.items()},
            }
            for variant in book.variants
        ],
        "examples": len(book.examples),
    }


def check_document(report: CheckReport) -> Document:
    """Return what is wrong with a rulebook, what a reader should know, and its examples."""
    return {
        **head(report.rulebook, ()),
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "key": fault.key,
                "found": fault.found,
                "expected": fault.expected,
            }
            for fault in report.faults
        ],
        "findings": [
            {"code": found.code.value, "rule": found.rule, "text": found.text}
            for found in report.findings
        ],
        "examples": [{"title": run.title, "ok": run.ok} for run in report.examples],
    }


def diff_document(compared: BookComparison, inputs: Sequence[InputFile]) -> Document:
    """Return where two rulebooks differ, and what that does to a person where one is given.

    Args:
        compared: The comparison; ``rulebook`` is the first book, ``other`` the second.
        inputs: The person's files; none where there is no person.
    """
    return {
        **head(compared.before, inputs),
        "other": rulebook_identity(compared.after),
        "differences": [
            {"path": one.path, "before": one.before, "after": one.after}
            for one in compared.differences
        ],
        "replay": None if compared.replay is None else _replay(compared.replay),
    }


def _replay(replay: Replay) -> Document:
    before, after = replay.before.score, replay.after.score
    moved = None if before is None or after is None else after - before
    return {
        "at": iso(replay.after.day),
        "before": figure(before),
        "after": figure(after),
        "difference": figure(moved),
        "won": list(replay.won),
        "lost": list(replay.lost),
    }


def _number(number: Number, basis: Basis, source: str) -> Document:
    return {
        "value": number.value,
        "low": number.low,
        "high": number.high,
        "basis": (number.basis or basis).value,
        "source": number.source or source,
    }


def _rule(rule: Rule) -> Document:
    def said(number: Number | None) -> Document | None:
        return None if number is None else _number(number, rule.basis, rule.source)

    of_contacts = rule.measure is Measure.CONTACTS
    return {
        "id": rule.id,
        "factor": rule.factor,
        "title": text_of(rule.title),
        "works": how_it_works(rule),
        "kinds": list(rule.kinds),
        "measure": rule.measure.value,
        "unit": _unit(rule),
        "points": said(rule.points),
        "steps": [{"from": step.start, "points": said(step.points)} for step in rule.steps],
        "when_none": said(rule.when_none),
        "half_life": _text(rule.half_life),
        "lifetime": _text(rule.lifetime),
        "min": rule.minimum,
        "max": rule.maximum,
        "pivot": rule.pivot if of_contacts else None,
        "min_contacts": rule.min_contacts if of_contacts else None,
        "basis": rule.basis.value,
        "source": rule.source,
    }


def _unit(rule: Rule) -> str | float | None:
    if rule.unit is not None:
        return rule.unit.value
    return rule.per if rule.measure is Measure.AMOUNT else None


def _perk(perk: Perk) -> Document:
    return {
        "id": perk.id,
        "title": text_of(perk.title),
        "at": perk.at,
        "above": perk.above,
        "basis": perk.basis.value,
        "source": perk.source,
    }


def _override(override: Override) -> Document:
    return {
        "id": override.id,
        "title": text_of(override.title),
        "kinds": list(override.kinds),
        "effect": override.effect.value,
        "band": override.band,
        "lifetime": _text(override.lifetime),
    }


def _action(action: Action) -> Document:
    return {
        "id": action.id,
        "title": text_of(action.title),
        "kind": action.kind,
        "per": action.per,
        "min": action.minimum,
        "max": action.maximum,
        "step": action.step,
        "effort": action.effort,
        "stance": action.stance.value,
    }


def _date(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
