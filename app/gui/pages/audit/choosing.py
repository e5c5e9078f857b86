"""What the desk says: facts of what was opened, settings that fit, steps, header. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.domain.audit import Question
from app.domain.cohort import Cohort, CohortShape
from app.domain.rulebook import Rulebook
from app.gui.pages.audit.desk import BookChoice, Choices, Desk, Step
from app.gui.pages.audit.shown import Offered, StepShown
from app.gui.shared.own_header import Offer, OwnHeader
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, day, text_of
from app.wording.visible import visible

Books = tuple[tuple[str, Rulebook], ...]
"""Rulebooks without a variant, each with the id or file by which it is found."""
_MOST_GROUPS = 3  # columns that are looked at unless the auditor says otherwise
_MOST_THRESHOLDS = 2


def has_records(cohort: Cohort | None) -> bool:
    """Whether a rulebook can be held against these people."""
    return cohort is None or cohort.shape is not CohortShape.TABLE


def attributes_of(cohort: Cohort | None) -> tuple[str, ...]:
    """Return the columns by which people can be told apart."""
    return () if cohort is None else cohort.attributes


def opened(desk: Desk) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return what was found in what was chosen, and what there is to note."""
    cohort = desk.cohort
    if cohort is None:
        return (), ""
    named = visible(cohort.name)
    if desk.invented:
        named = _("{name} · invented").format(name=named)
    facts = [
        (_("Chosen"), named),
        (_("What it is"), page.shape_said(cohort.shape)),
        (_("People"), page.people_in_files(cohort)),
        (_("In it"), page.rows_said(cohort)),
        (_("Told apart by"), page.attributes_said(cohort.attributes)),
    ]
    if cohort.reading is not None:
        facts.append((_("Read as"), words.reading_parts(cohort.reading)))
    if cohort.rulebook is not None:
        facts.append((_("Names the rulebook"), visible(cohort.rulebook)))
    if cohort.default_day is not None:
        facts.append((_("Up to"), day(cohort.default_day)))
    notes = list(cohort.notes)
    if cohort.not_used:
        unused = page.attributes_said(cohort.not_used)
        notes.append(_("Not used: {names}.").format(names=unused))
    return tuple((label, text) for label, text in facts if text), " ".join(notes)


def with_book(desk: Desk, books: Books) -> Choices:
    """Return the settings with a rulebook: the one that the files name, else the first."""
    choices = desk.choices
    if not books or choices.books:
        return choices
    named = desk.cohort.rulebook if desk.cohort is not None else None
    reference = next((name for name, book in books if book.id == named), books[0][0])
    return replace(choices, books=((reference, None),))


def fitting(desk: Desk, books: Books, tried: Choices) -> Choices:
    """Return settings that fit what was just opened; what the reader set stays where it can."""
    cohort = desk.cohort
    names = attributes_of(cohort)
    named = cohort.rulebook if cohort is not None else None
    own = next((name for name, book in books if book.id == named), None)
    choices = with_book(desk, books)
    if own is not None and choices.books and choices.books[0][0] != own:
        choices = replace(choices, books=((own, None),))
    roles = cohort.roles if cohort is not None else None
    told = roles.attributes if roles is not None and roles.attributes else names
    groups = tuple(name for name in choices.groups if name in names) or told[:_MOST_GROUPS]
    outcome = choices.outcome if choices.outcome in names else None
    if roles is not None and roles.outcome is not None:
        outcome = roles.outcome
    groups = tuple(name for name in groups if name != outcome)
    book = audited(choices, books)
    rules = {rule.id for rule in book.rules} if book is not None else set()
    claims = tuple(rule for rule in choices.claims if rule in rules)
    thresholds = choices.thresholds
    if desk.invented:
        claims = claims or tuple(rule for rule in tried.claims if rule in rules)
        thresholds = thresholds or tried.thresholds
    if not thresholds and book is not None and has_records(cohort):
        thresholds = _thresholds(book)
    return replace(
        choices, groups=groups, outcome=outcome, claims=claims, thresholds=thresholds, day=None
    )


def _thresholds(book: Rulebook) -> tuple[float, ...]:
    """Return the lowest scores at which something is to be had."""
    found = sorted({perk.at for perk in book.perks if perk.at is not None})
    return tuple(found[:_MOST_THRESHOLDS])


def audited(choices: Choices, books: Books) -> Rulebook | None:
    """Return the rulebook that is audited, without a variant."""
    first = choices.books[0][0] if choices.books else None
    return next((book for name, book in books if name == first), None)


def question(choices: Choices, books: tuple[Rulebook, ...]) -> Question:
    """Return what the audit is asked."""
    return Question(
        books=books,
        day=choices.day,
        claims=choices.claims if books else (),
        groups=choices.groups,
        pairs=choices.pairs and len(choices.groups) > 1,
        thresholds=choices.thresholds,
        outcome=choices.outcome,
        tolerance=choices.tolerance,
        smallest_group=choices.smallest_group,
        fit=choices.fit and bool(books),
    )


def offered(desk: Desk, books: Books) -> Offered:
    """Return what there is to choose from."""
    book = audited(desk.choices, books)
    rules = tuple(
        (rule.id, visible(text_of(rule.title))) for rule in (book.rules if book is not None else ())
    )
    return Offered(
        tuple(each_book(books)), rules, attributes_of(desk.cohort),
        has_records(desk.cohort), desk.cohort is not None,
    )  # fmt: skip


def each_book(books: Books) -> list[tuple[BookChoice, str]]:
    """Return each rulebook and each of its variants, with what it is called."""
    found: list[tuple[BookChoice, str]] = []
    for name, book in books:
        title = visible(text_of(book.title))
        found.append(((name, None), title))
        found += [
            ((name, one.id), f"{title} · {visible(text_of(one.title))}") for one in book.variants
        ]
    return found


def ready(desk: Desk) -> bool:
    """Whether everything is chosen that recomputing needs."""
    return desk.cohort is not None and (not has_records(desk.cohort) or bool(desk.choices.books))


def sentence(desk: Desk) -> str:
    """Answer the page's question, or say what to do."""
    ran = desk.ran
    if ran is not None and desk.step in {Step.FINDINGS, Step.PACK}:
        return words.headline(ran.findings, question(ran.choices, ran.books))
    if desk.cohort is None:
        return _("Hold the scores of many people against the rules: files in, findings out.")
    if desk.step is Step.RECOMPUTE:
        return _("Every score is computed anew from the rules, and held against the official one.")
    return _("Say by which rules, and what the operator says; then recompute.")


def steps(desk: Desk) -> tuple[StepShown, ...]:
    """Return how the steps stand."""
    cohort, ran = desk.cohort, desk.ran
    fresh = ran is not None and ran.choices == desk.choices and not desk.running
    chosen = page.people_in_files(cohort) if cohort is not None else ""
    took = page.done_in(ran.seconds) if ran is not None and fresh else ""
    if ran is not None and not fresh and not desk.running:
        took = _("settings have changed")
    recompute = desk.running or desk.stopped
    return (
        StepShown(_("Choose"), chosen, done=cohort is not None, reachable=True),
        StepShown(_("Recompute"), took, done=fresh, reachable=recompute),
        StepShown(_("Findings"), "", done=fresh, reachable=ran is not None),
        StepShown(
            _("Evidence pack"), _("saved") if desk.pack is not None else "",
            done=desk.pack is not None, reachable=ran is not None,
        ),
    )  # fmt: skip


def header(
    desk: Desk,
    books: Books,
    use_book: Callable[[BookChoice], None],
    use_day: Callable[[int | None], None],
    choose_people: Callable[[], None],
) -> OwnHeader:
    """Return what the header says on this page."""
    cohort, choices = desk.cohort, desk.choices
    people = _("Nobody opened") if cohort is None else page.people_chip(cohort.people)
    if cohort is None or not has_records(cohort):
        return OwnHeader(people, (), "", None, use_day, choose_people, desk.ran is not None)
    first = choices.books[0] if choices.books else None
    offers = tuple(
        Offer(name, one == first, partial(use_book, one)) for one, name in each_book(books)
    )
    known = choices.day if choices.day is not None else cohort.default_day
    said = _named(first, books)
    return OwnHeader(people, offers, said, known, use_day, choose_people, desk.ran is not None)


def _named(choice: BookChoice | None, books: Books) -> str:
    """Name a rulebook with its version and the variant that is on."""
    for name, book in books:
        if choice is not None and name == choice[0]:
            said = _("{rulebook}, version {version}").format(
                rulebook=visible(text_of(book.title)), version=book.version
            )
            own = next((one for one in book.variants if one.id == choice[1]), None)
            return said if own is None else f"{said} · {visible(text_of(own.title))}"
    return ""
