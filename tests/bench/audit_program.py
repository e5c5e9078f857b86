"""One audit in a process of its own: ``python -m tests.bench.audit_program SOURCE WORK WORKERS``."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def audited(
    source: Path, work: Path, *, workers: int | None = None, cluster: str | None = None
) -> float:
    """Open a cohort and audit it; return how long that took. Unit: seconds."""
    # Imported late, as the program itself does: a process that is spawned imports this module too.
    from app.domain.audit import Question
    from app.rulebook import library
    from app.workflow import auditing

    start = time.perf_counter()
    question = Question(
        books=(library.find("article-2016"),), groups=("region", "age"), thresholds=(600.0,)
    )
    cohort = auditing.open_input(source)
    with auditing.audit(cohort, question, workers=workers, cluster=cluster, work=work) as found:
        taken = time.perf_counter() - start
        if found.findings.people != cohort.people:
            raise RuntimeError(found.findings.people)
    return taken


if __name__ == "__main__":
    print(audited(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3])))
