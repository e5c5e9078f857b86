"""``explain --json``: the score, and everything that it is the sum of."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import RowVector
from app.domain.calendar import iso
from app.domain.document import Document, figure, head
from app.domain.explanation import (
    Cause,
    Explanation,
    FactorShare,
    Fed,
    GuaranteedRange,
    Official,
    RuleShare,
    ScoreRange,
    State,
)
from app.domain.score import OverrideHit

_CAUSES = tuple(cause.code for cause in Cause)


def explanation_document(explanation: Explanation, top: int) -> Document:
    """Return the whole explanation as plain values, all points unrounded.

    Args:
        explanation: What was computed.
        top: How many records are listed, the strongest first; 0 lists all.
    """
    to = explanation.to
    return {
        **head(to.rulebook, explanation.inputs),
        "to": {**_figures(to), "band": to.score.band},
        "from": {"state": explanation.since.name, **_figures(explanation.since)},
        "unscored": _override(to.score.unscored),
        "capped": _override(to.score.capped),
        "factors": [_factor(share) for share in explanation.factors],
        "rules_changed": figure(explanation.rules_changed),
        "rules": [_rule(share) for share in explanation.rules],
        "records": _records(explanation, top),
        "contacts": _contacts(explanation),
        "aside": [{"id": aside.id, "worth": figure(aside.worth)} for aside in explanation.aside],
        "reasons": [
            {"rule": reason.rule, "points": figure(reason.points), "text": reason.text}
            for reason in explanation.reasons
        ],
        "perks": [
            {"id": perk.id, "held": perk.held, "distance": figure(perk.distance)}
            for perk in explanation.perks
        ],
        "range": _range(explanation.range),
        "guaranteed": _guaranteed(explanation.guaranteed),
        "official": _official(explanation.official, explanation.since.name == "since"),
        "rounding": figure(explanation.rounding),
        "counted": _counted(explanation.fed),
        "warnings": [{"code": notice.code, "text": notice.text} for notice in explanation.notices],
    }


def _counted(fed: Fed | None) -> Document | None:
    if fed is None:
        return None
    own = fed.counted
    better = [{"rulebook": one.rulebook, "records": one.records} for one in fed.better]
    return {
        "records": own.records,
        "of": own.of,
        "factors": own.parts,
        "of_factors": own.of_parts,
        "better": better,
    }


def strongest(explanation: Explanation, top: int) -> RowVector:
    """Return the numbers of the strongest shares, ties by rule and then by id.

    Args:
        explanation: What was computed.
        top: How many; 0 gives all.

    Returns:
        Positions in ``explanation.shares``, strongest first, shape ``(n,)``.
    """
    strength = np.abs(explanation.shares.points)
    chosen = np.arange(len(strength))
    if 0 < top < len(strength):
        # Of a million shares only those that can be among the first are sorted; whoever ties
        # with the last of them may be too.
        least = np.partition(strength, len(strength) - top)[len(strength) - top]
        chosen = np.flatnonzero(strength >= least)
    names = share_ids(explanation, chosen)
    rank = np.empty(len(chosen), dtype=np.int64)
    rank[np.argsort(names, kind="stable")] = np.arange(len(chosen))
    order = np.lexsort((rank, explanation.shares.rule[chosen], -strength[chosen]))
    ordered = chosen[order]
    return ordered[:top] if top else ordered


def share_ids(
    explanation: Explanation, positions: RowVector
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Return the record's or contact's id of each share, shape ``(n,)``."""
    rows = explanation.shares.row[positions]
    is_contact = explanation.shares.is_contact[positions]
    ids = np.empty(len(positions), dtype=object)
    ids[~is_contact] = explanation.records.id[rows[~is_contact]]
    ids[is_contact] = explanation.contacts.id[rows[is_contact]]
    return ids


def _figures(state: State) -> Document:
    return {
        "at": iso(state.score.day),
        "score": figure(state.score.score),
        "published": figure(state.score.published),
    }


def _override(hit: OverrideHit | None) -> Document | None:
    return None if hit is None else {"override": hit.override, "records": list(hit.records)}


def _factor(share: FactorShare) -> Document:
    return {
        "id": share.id,
        "points": figure(share.points),
        "raw": figure(share.raw),
        "was": figure(share.was),
    }


def _rule(share: RuleShare) -> Document:
    return {
        "id": share.id,
        "factor": share.factor,
        "points": figure(share.points),
        "measure": figure(share.measure),
        "raw": figure(share.raw),
        "was": figure(share.was),
        "measure_was": figure(share.measure_was),
    }


def _records(explanation: Explanation, top: int) -> list[Document]:
    positions = strongest(explanation, top)
    shares = explanation.shares
    rules = [share.id for share in explanation.rules]
    return [
        {"rule": rules[rule], "id": name, "points": figure(points), "cause": _CAUSES[cause]}
        for rule, name, points, cause in zip(
            shares.rule[positions].tolist(),
            share_ids(explanation, positions).tolist(),
            shares.points[positions].tolist(),
            shares.cause[positions].tolist(),
            strict=True,
        )
    ]


def _contacts(explanation: Explanation) -> list[Document]:
    shares = explanation.contact_shares
    return [
        {"id": name, "points": figure(points), "if_gone": figure(if_gone)}
        for name, points, if_gone in zip(
            explanation.contacts.id.tolist(),
            shares.points.tolist(),
            shares.if_gone.tolist(),
            strict=True,
        )
    ]


def _range(drawn: ScoreRange | None) -> Document | None:
    if drawn is None:
        return None
    return {
        "low": figure(drawn.low),
        "high": figure(drawn.high),
        "level": drawn.level,
        "draws": drawn.draws,
        "perks": {name: figure(share) for name, share in drawn.perks.items()},
        "factors": {
            name: [figure(low), figure(high)] for name, (low, high) in drawn.factors.items()
        },
    }


def _guaranteed(certain: GuaranteedRange | None) -> Document | None:
    if certain is None:
        return None
    return {
        "low": figure(certain.low),
        "high": figure(certain.high),
        "inputs": [
            {"id": missing.id, "narrows": figure(missing.narrows)} for missing in certain.inputs
        ],
    }


def _official(official: Official | None, since: bool) -> Document | None:  # noqa: FBT001 - private
    if official is None:
        return None
    document: Document = {
        "date": iso(official.day),
        "score": figure(official.score),
        "difference": figure(official.difference),
    }
    if since:
        document["was"] = figure(official.was)
        document["unexplained"] = figure(official.unexplained)
    return document
