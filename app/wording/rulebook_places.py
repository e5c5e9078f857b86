"""Says in words what stands at a path of a rulebook, and what the value there means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.calendar import Duration
from app.domain.rulebook import Action, Band, Basis, Factor, Override, Perk, Rule, Rulebook
from app.wording.language import _, marked, number, text_of
from app.wording.rule_works import basis_word, plain, span
from app.wording.visible import visible

_STEP = re.compile(r"steps\[(\d+)\]\.(from|points)")
_WHAT: Mapping[str, str] = {
    "score.floor": marked("lowest score"),
    "score.ceiling": marked("highest score"),
    "score.base": marked("where everyone starts"),
    "score.decimals": marked("decimals of the score"),
    "band.from": marked("from what score"),
    "perk.at": marked("at what score"),
    "perk.above": marked("only above that score"),
    "factor.min": marked("the most it takes"),
    "factor.max": marked("the most it gives"),
    "rule.factor": marked("part of"),
    "rule.kinds": marked("which records"),
    "rule.measure": marked("what is measured"),
    "rule.points": marked("points"),
    "rule.unit": marked("unit"),
    "rule.half_life": marked("half is left after"),
    "rule.lifetime": marked("counts for"),
    "rule.min": marked("the most it takes"),
    "rule.max": marked("the most it gives"),
    "rule.when_none": marked("points without any record"),
    "rule.pivot": marked("score of a contact that moves nothing"),
    "rule.min_contacts": marked("least contacts with a score"),
    "rule.basis": marked("what it rests on"),
    "override.kinds": marked("which records"),
    "override.effect": marked("what it does"),
    "override.band": marked("highest band"),
    "override.lifetime": marked("counts for"),
    "action.kind": marked("which record it makes"),
    "action.amount": marked("amount of each"),
    "action.contact.change": marked("joins or leaves"),
    "action.contact.score": marked("score of the contact"),
    "action.contact.closeness": marked("closeness of the contact"),
    "action.per": marked("how often"),
    "action.min": marked("least"),
    "action.max": marked("most"),
    "action.step": marked("steps of"),
    "action.effort": marked("effort of each"),
    "action.stance": marked("what it asks"),
    "action.expected": marked("expected by itself"),
    "action.until": marked("runs for"),
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "measure": {
        "count": marked("how many"),
        "amount": marked("the amount in all"),
        "latest": marked("the latest figure"),
        "time_since_first": marked("time since the first"),
        "time_since_last": marked("time since the last"),
        "time_left": marked("time that is left"),
        "contacts": marked("scores of contacts"),
    },
    "effect": {"no_score": marked("no score"), "band": marked("at most a band")},
    "unit": {"days": marked("days"), "months": marked("months"), "years": marked("years")},
    "per": {"month": marked("each month"), "once": marked("once")},
    "change": {"add": marked("joins"), "drop": marked("leaves")},
    "stance": {
        "act": marked("doing"),
        "refrain": marked("not doing"),
        "speech": marked("speech"),
        "ties": marked("ties"),
    },
}


def place_in_words(path: str, before: Rulebook, after: Rulebook) -> str:
    """Say what stands at a path: ``Imported goods: points, as low as``.

    Args:
        path: As ``rulebook diff`` names it.
        before: The first rulebook; titles come from the second one where it has that part.
        after: The second rulebook.
    """
    part, _dot, rest = path.partition(".")
    edge = ""
    if rest.endswith((".low", ".high")):
        rest, _dot, end = rest.rpartition(".")
        edge = _("as low as") if end == "low" else _("as high as")
    if part == "score":
        title, what = _("The scale"), _what("score", rest)
    else:
        name, _dot, key = rest.partition(".")
        title = _title(part, name, before, after)
        what = _what(part, key) if key else ""
    said = title if not what else _("{title}: {what}").format(title=title, what=what)
    return said if not edge else _("{number}, {edge}").format(number=said, edge=edge)


def value_in_words(path: str, value: float | str | bool | None) -> str:  # noqa: FBT001 - a value of the rulebook
    """Say what stands there: words in the reader's language, figures by its customs."""
    key = path.rpartition(".")[2]
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, str):
        return plain(value)
    if key == "basis":
        return basis_word(Basis(value))
    if word := _VALUES.get(key, {}).get(value):
        return _(word)
    held = Duration.parse(value) if key in {"half_life", "lifetime", "until"} else None
    return visible(value) if held is None else span(held)


def _what(part: str, key: str) -> str:
    if step := _STEP.fullmatch(key):
        said = _("step {count}, from what on") if step[2] == "from" else _("step {count}, points")
        return said.format(count=number(int(step[1]) + 1))
    known = _WHAT.get(f"{part}.{key}")
    return visible(key) if known is None else _(known)


def _title(part: str, name: str, before: Rulebook, after: Rulebook) -> str:
    for book in (after, before):
        every: dict[str, Sequence[Band | Perk | Factor | Rule | Override | Action]] = {
            "band": book.bands,
            "perk": book.perks,
            "factor": book.factors,
            "rule": book.rules,
            "override": book.overrides,
            "action": book.actions,
        }
        for one in every[part]:
            if one.id == name:
                return visible(text_of(one.title))
    return visible(name)
