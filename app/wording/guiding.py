"""What helps at first: hints, the guided tour, the list of keys."""

from __future__ import annotations

from app.wording.language import _, marked

_HINTS = {
    "reasons": marked("Choose a reason to see its records."),
    "record": marked("Is a record wrong? Choose it in the table."),
    "figure": marked("F1 explains the number in focus."),
    "contact": marked("Choose a contact to see it in picture and table."),
    "compare": marked("Compare shows what another rulebook would make of your records."),
    "decision": marked("Choose a decision to see what its verdict rests on."),
}

_STEPS = {
    "dial": marked(
        "Your score, computed on this computer. The hollow triangle is the official figure; "
        "F1 tells what ours rests on."
    ),
    "reasons": marked("What gives you points and what takes them. Each line leads to its records."),
    "opens": marked("What a score opens, and how many points each thing is away."),
    "account": marked(
        "The same points as a sum that you can follow. Choose a row for its rules, then a record: "
        "is it right?"
    ),
    "changes": marked("How the score moved, and what moved it between any two days."),
    "rulebook": marked(
        "The rules themselves: every number with its source, and the guesses named."
    ),
}

_KEYS = (
    ("Tab", marked("Go on to the next control; with Shift, back")),
    ("F6", marked("Go on to the rail, the header or the page; with Shift, back")),
    ("Arrows", marked("Move inside a chart, a table or a menu")),
    ("F1", marked("Explain the number in focus")),
    ("Ctrl+F1", marked("Open the guides")),
    ("Esc", marked("Close a note, a menu or the tour")),
    ("Ctrl+1 … Ctrl+9, Ctrl+0", marked("Show a page, counted from the top of the rail")),
    ("Ctrl+F", marked("Search on this page")),
    ("Ctrl+C", marked("Copy the rows that are selected")),
    ("Ctrl+O", marked("Open a file")),
    ("Ctrl+Z, Ctrl+Shift+Z", marked("Undo, redo")),
    ("Ctrl+L", marked("Lock what is kept")),
    ("?", marked("Show these keys")),
)


def hint(name: str) -> str:
    """Say a hint by its name."""
    return _(_HINTS[name])


def hints() -> tuple[str, ...]:
    """List the names of all hints."""
    return tuple(_HINTS)


def step(name: str) -> str:
    """Say what a step of the tour points at."""
    return _(_STEPS[name])


def steps() -> tuple[str, ...]:
    """List the names of the tour's steps."""
    return tuple(_STEPS)


def place_in_tour(number: int, count: int) -> str:
    """Say which step of the tour it is."""
    return _("Tour, {number} of {count}").format(number=number, count=count)


def offer() -> str:
    """Offer the tour to who sees the sample for the first time."""
    return _("New here? A tour in six steps:")


def keys() -> tuple[tuple[str, str], ...]:
    """List the keys of the window, and what each does."""
    return tuple((_key(key), _(text)) for key, text in _KEYS)


def _key(name: str) -> str:
    """Say a key as it is written on the reader's keyboard."""
    if name == "Arrows":
        return _("Arrows")
    return name.replace("Ctrl", _("Ctrl")).replace("Shift", _("Shift"))
