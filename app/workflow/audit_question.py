"""What an audit is asked, completed with what the cohort itself says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.audit import Question
from app.domain.cohort import Cohort, CohortShape
from app.domain.errors import UsageError
from app.domain.intake import Notice
from app.domain.rulebook import Rulebook
from app.rulebook import library
from app.wording.language import _
from app.wording.visible import visible

DEFAULT_RULEBOOK = "article-2016"
"""By which rules people are scored where neither the auditor nor the cohort says."""

AS_IT_STANDS = "none"
"""Asks among variants for the rulebook without any."""


def asked(
    cohort: Cohort, question: Question, references: Sequence[str], variants: Sequence[str]
) -> tuple[Question, tuple[Notice, ...]]:
    """Complete a question with the rulebooks, and refuse what cannot be asked of these people.

    Args:
        cohort: The people, opened.
        question: What is asked, without rulebooks.
        references: Ids or paths of rulebooks; see ``books_of``.
        variants: Ids of variants.

    Returns:
        The question, and what should be known of how it was completed.

    Raises:
        UsageError: A rulebook, a variant, a column or a rule is not there.
        RulebookError: A file is no rulebook that can be used.
    """
    books, notices = books_of(cohort, references, variants)
    whole = replace(question, books=books)
    check_question(cohort, whole)
    return whole, notices


def books_of(
    cohort: Cohort, references: Sequence[str], variants: Sequence[str]
) -> tuple[tuple[Rulebook, ...], tuple[Notice, ...]]:
    """Return the rulebooks that people are scored by, the first one audited.

    Args:
        cohort: The people; a plain table has no records that a rule could count.
        references: Ids or paths; the one that the cohort names where there is none.
        variants: Ids of variants; each book comes with each of them that it has.

    Returns:
        The books, and what should be known of the choice.

    Raises:
        UsageError: There is no such rulebook, or no book has the variant.
        RulebookError: A file is no rulebook that can be used.
    """
    if cohort.shape is CohortShape.TABLE:
        if references or variants:
            raise UsageError(
                _("A plain table has no records that a rulebook could count. Leave out --rulebook.")
            )
        return (), ()
    notices: tuple[Notice, ...] = ()
    if not references:
        reference, notices = _named(cohort)
        references = (reference,)
    plain = [library.find(reference) for reference in dict.fromkeys(references)]
    if not variants:
        return tuple(plain), notices
    known = {variant.id for book in plain for variant in book.variants}
    for variant in variants:
        if variant != AS_IT_STANDS and variant not in known:
            listed = ", ".join([*sorted(known), AS_IT_STANDS])
            raise UsageError(
                _("No rulebook here has a variant {variant}. There are: {listed}.").format(
                    variant=visible(variant), listed=listed
                )
            )
    return tuple(_crossed(references, plain, variants)), notices


def _crossed(
    references: Sequence[str], plain: Sequence[Rulebook], variants: Sequence[str]
) -> Iterable[Rulebook]:
    for reference, book in zip(dict.fromkeys(references), plain, strict=True):
        has = {variant.id for variant in book.variants}
        for variant in dict.fromkeys(variants):
            if variant == AS_IT_STANDS:
                yield book
            elif variant in has:
                yield library.find(reference, variant)


def _named(cohort: Cohort) -> tuple[str, tuple[Notice, ...]]:
    """Return the rulebook that the cohort names, or the default and why."""
    if cohort.rulebook is None:
        return DEFAULT_RULEBOOK, ()
    own = next((book for book in library.shipped() if book.id == cohort.rulebook), None)
    if own is None:
        text = _("The file names a rulebook that is not here. It was read by {book} instead.")
        return DEFAULT_RULEBOOK, (Notice("rulebook_unknown", text.format(book=DEFAULT_RULEBOOK)),)
    if cohort.rulebook_version not in {None, own.version}:
        text = _("The file names version {theirs} of the rulebook; here is version {ours}.")
        said = text.format(theirs=cohort.rulebook_version, ours=own.version)
        return own.id, (Notice("rulebook_version", said),)
    return own.id, ()


def check_question(cohort: Cohort, question: Question) -> None:
    """Refuse what cannot be asked of these people, before any work is done.

    Raises:
        UsageError: A column or a rule is not there, or a part of the question lacks another.
    """
    there = (*cohort.attributes, *_named_columns(cohort))
    for name in (*question.groups, *([question.outcome] if question.outcome else [])):
        if name not in there:
            listed = ", ".join(visible(one) for one in cohort.attributes) or _("none")
            raise UsageError(
                _(
                    "There is no column {column} to tell people apart by; there are: {known}."
                ).format(column=visible(name), known=listed)
            )
    rules = [rule.id for rule in question.book.rules] if question.book else []
    for name in question.claims:
        if name not in rules:
            listed = ", ".join(rules) or _("none")
            raise UsageError(
                _("--claim: there is no rule {name}. There are: {listed}.").format(
                    name=visible(name), listed=listed
                )
            )
    if question.outcome and not question.thresholds:
        raise UsageError(_("--outcome needs a --threshold: from what score on is it high?"))
    if question.fit and question.book is None:
        raise UsageError(_("--fit needs a rulebook, and a plain table has none."))


def _named_columns(cohort: Cohort) -> tuple[str, ...]:
    """Return the columns of a plain table to which the auditor gave a part."""
    roles = cohort.roles
    if roles is None:
        return ()
    return (*roles.attributes, *([roles.outcome] if roles.outcome else []))
