"""The way down from the best possible score, another book's figure, and large copies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.explanation import FactorShare
from app.domain.intake import Notice
from app.gui.pages.breakdown.presenter import Asks, BreakdownPresenter
from tests.gui.pages.breakdown import mei


@dataclass(frozen=True)
class Best:
    published: float
    factors: tuple[FactorShare, ...]


def test_the_account_can_start_from_the_best_possible_score(screen, tasks, objections, case):
    told = mei.explanation()
    best = Best(
        701.0,
        tuple(replace(share, points=-7.0 if share.points > 0 else 0.0) for share in told.factors),
    )
    asks = Asks(None, lambda _case, _record: mei.score(655.4), best=lambda _told: best)
    presenter = BreakdownPresenter(screen, tasks, objections, asks)
    presenter.show(case, told)
    tasks.run()
    assert screen.offered
    assert not screen.from_best

    presenter.from_best()
    tasks.run()

    rows = screen.chart.rows
    assert screen.from_best
    assert (rows[0].label, rows[0].after) == ("The best possible", 701.0)
    assert all(row.points == -7.0 for row in rows if row.id)
    total = next(row for row in rows if row.label == "Our figure")
    assert total.after == told.to.score.published

    # Its rules and records stay those from no records, and the card says so.
    presenter.choose_factor(rows[1].id)
    tasks.run()
    assert screen.card.caption.endswith("Rules and records are counted from no records.")

    presenter.from_no_records()
    tasks.run()
    assert screen.chart.rows[0].label == "No records"


def test_a_rulebook_without_a_best_offers_none(presenter, screen, tasks, case):
    presenter.show(case, mei.explanation())
    tasks.run()
    assert not screen.offered


def test_another_rulebooks_official_figure_has_no_rows(presenter, screen, tasks, case):
    notice = Notice("official_other_rulebook", "made by another")
    presenter.show(case, replace(mei.explanation(), notices=(notice,)))
    tasks.run()
    labels = [row.label for row in screen.chart.rows]
    assert labels[-1] == "Our figure"


def test_copying_more_than_the_clipboard_takes_says_so(presenter, screen, tasks, case, monkeypatch):
    monkeypatch.setattr("app.gui.pages.breakdown.presenter.MOST_COPIED", 2)
    presenter.show(case, mei.explanation())
    tasks.run()

    presenter.copy(range(5))
    tasks.run()

    assert len(screen.clipboard.splitlines()) == 3
    assert screen.notice == "Copied the first 2 of 5 rows. Export saves them all."
