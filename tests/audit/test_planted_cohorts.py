"""From invented files to findings: what an operator does in secret comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.audit import Question
from app.domain.findings import Findings, Verdict
from app.rulebook import library
from app.workflow import auditing
from app.workflow.planting import Penalty, Plants
from app.workflow.sampling import Wish, write_sample

BOOK = library.find("article-2016")
DENIED = library.find("article-2016", "operator-account")
ASKED = Question(
    books=(BOOK, DENIED), claims=("contacts", "negative-posts"), groups=("region",), salt="s"
)


def audited(folder: Path, seed: int, plants: Plants) -> Findings:
    cohort = folder / "cohort"
    write_sample(Wish(600, 30_000, seed, noise=3.0, plants=plants), cohort)
    with auditing.audit(
        auditing.open_input(cohort), ASKED, workers=1, work=folder / "work"
    ) as found:
        return found.findings


@pytest.mark.parametrize("seed", [1, 2])
def test_what_counts_in_truth_contradicts_the_operator_and_what_does_not_supports_it(
    seed: int, tmp_path: Path
) -> None:
    found = audited(tmp_path, seed, Plants(uncounted=("negative-posts",)))
    contacts, posts = found.claims

    assert (contacts.verdict, posts.verdict) == (Verdict.CONTRADICTED, Verdict.SUPPORTED)
    assert contacts.effect == pytest.approx(1, abs=0.2)
    assert found.explains[0].rule == "negative-posts"


def test_a_group_that_silently_loses_points_is_found(tmp_path: Path) -> None:
    found = audited(tmp_path, 3, Plants(penalties=(Penalty("region", "Southwick", -12.0),)))
    south = next(one for one in found.groups if one.group == "Southwick")
    gap = next(one for one in found.gaps if one.groups == ("Northmere", "Southwick"))

    assert south.residual.low < -12 < south.residual.high
    assert south.p_holm < 1e-9
    assert gap.unexplained.low < 12 < gap.unexplained.high


def test_the_account_of_the_operator_fits_where_it_is_true(tmp_path: Path) -> None:
    uncounted = ("negative-posts", "contacts")
    found = audited(tmp_path, 4, Plants(uncounted=uncounted))
    book, denied = found.books

    assert [claim.verdict for claim in found.claims] == [Verdict.SUPPORTED] * 2
    assert denied.root_mean_square_error < book.root_mean_square_error
    assert denied.within > book.within
