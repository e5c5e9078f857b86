"""A small whole rulebook to break in one place, and what is needed to look at the damage."""

from __future__ import annotations

from app.domain.errors import RulebookError
from app.domain.fault import RulebookFault
from app.domain.rulebook import Rulebook
from app.rulebook.reading import read_text

WHOLE = """\
format = 1

[rulebook]
id = "small-book"
version = "1"
title = { en = "Small", zh = "小" }
about = { en = "A book for tests" }
caution = { en = "Invented" }
valid_from = 2015-01-28
valid_to = 2016-12-31
review_after = 2016-06-01

[score]
floor = 350
ceiling = 900
base = { value = 625, low = 575, high = 675, basis = "assumed", source = "paper" }
decimals = 0

[[source]]
id = "paper"
title = "A paper"
publisher = "A publisher"
date = "2015-12"
address = "https://paper.example/article"

[[band]]
id = "low"
title = { en = "Low" }
from = 350

[[band]]
id = "good"
title = { en = "Good" }
from = 600

[[perk]]
id = "car"
title = { en = "A car without a deposit" }
at = 650
above = false
basis = "reported"
source = "paper"

[[perk]]
id = "travel"
title = { en = "Easier travel" }
basis = "reported"
source = "paper"

[[factor]]
id = "purchases"
title = { en = "Purchases" }
min = -69
max = 69
basis = "assumed"
source = "paper"

[[factor]]
id = "people"
title = { en = "People" }
basis = "assumed"
source = "paper"

[[rule]]
id = "imports"
factor = "purchases"
title = { en = "Imports" }
reason = { en = "{count} {count:import|imports}, {points} since {since}" }
kinds = ["purchase.imported", "import.*"]
measure = "count"
points = { value = -4, low = -8, high = -1 }
half_life = "6 months"
lifetime = "24 months"
min = -40
max = 0
basis = "assumed"
source = "paper"

[[rule]]
id = "spent"
factor = "purchases"
title = { en = "Spent" }
reason = { en = "{measure}" }
kinds = ["purchase.domestic"]
measure = "amount"
unit = 100
points = 2
basis = "assumed"
source = "paper"

[[rule]]
id = "card-age"
factor = "purchases"
title = { en = "Oldest card" }
reason = { en = "{until}" }
kinds = ["account.card"]
measure = "time_since_first"
unit = "months"
when_none = 24
steps = [
    { from = 0, points = 0 },
    { from = 6, points = { value = 14, low = 10, high = 20 } },
    { from = 12, points = 23 },
]
basis = "published"
source = "paper"

[[rule]]
id = "contacts"
factor = "people"
title = { en = "Contacts" }
reason = { en = "contacts" }
measure = "contacts"
pivot = 625
min_contacts = 3
points = 0.1
min = -14
max = 14
basis = "assumed"
source = "paper"

[[override]]
id = "open-default"
title = { en = "Open default" }
kinds = ["default.open"]
lifetime = "3 years"
effect = "no_score"

[[override]]
id = "court"
title = { en = "Court" }
kinds = ["court.*"]
effect = "band"
band = "low"

[[action]]
id = "volunteer"
title = { en = "Volunteer" }
kind = "volunteer.day"
amount = 1
per = "month"
min = 0
max = 8
step = 0.5
effort = 1.0
stance = "act"
expected = 1
until = "5 years"

[[action]]
id = "drop-friend"
title = { en = "Drop a friend" }
contact = { change = "drop", score = 520, closeness = 0.5 }
per = "once"
min = 0
max = 1
step = 1
effort = 3
stance = "ties"

[[example]]
title = { en = "One import" }
at = 2016-03-01
records = [ { date = 2016-02-29, kind = "purchase.imported", amount = 3, id = "a" } ]
contacts = [ { score = 700, closeness = 0.5, since = 2016-01-01, until = 2017-01-01, id = "b" } ]
score = 621.5
variant = "operator"

[[example]]
title = { en = "A default" }
at = 2016-03-01
records = [ { date = 2016-02-29, kind = "default.open", until = 2017-01-01 } ]
unscored = true

[[variant]]
id = "operator"
title = { en = "As the operator says" }
set = { "rule.contacts.points" = 0, "score.base" = 600 }
"""


def whole() -> Rulebook:
    """Return the whole book, read."""
    return read_text(WHOLE, "small.toml")


def changed(old: str, new: str, *, at: int = 1) -> str:
    """Return the book with one fragment exchanged: its ``at``-th place, from 1."""
    parts = WHOLE.split(old)
    assert len(parts) > at, f"the book has no {old!r} number {at}"
    return old.join(parts[:at]) + new + old.join(parts[at:])


def faults_of(text: str) -> tuple[RulebookFault, ...]:
    """Return the faults of a book; none where it can be used."""
    try:
        read_text(text, "small.toml")
    except RulebookError as error:
        return error.faults
    return ()
