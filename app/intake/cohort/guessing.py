"""What the columns of a plain table seem to hold: told by their names, and by what stands there.

It is a guess, and shown as one: whoever audits can correct it before anything is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.cohort import ColumnRoles
from app.intake.cells import iso_day
from app.intake.cohort.meanings import is_yes_or_no, says_no
from app.intake.cohort.numerals import are_numbers

_SCORE = frozenset(
    [
        "score",
        "rating",
        "points",
        "decile",
        "punktzahl",
        "punkte",
        "punktestand",
        "bonität",
        "scorewert",
        "bewertung",
        "分数",
        "评分",
        "得分",
        "信用分",
        "积分",
        "总分",
        "點數",
        "点数",
        "スコア",
        "puntaje",
        "puntuación",
        "puntuacion",
        "puntos",
        "punteggio",
        "pontuação",
        "pontuacao",
        "pontos",
        "балл",
        "баллы",
        "рейтинг",
    ]
)
_PERSON = frozenset(
    [
        "id",
        "subject",
        "person",
        "uid",
        "pid",
        "identifier",
        "kennung",
        "nummer",
        "personennummer",
        "编号",
        "身份证",
        "用户",
        "identificador",
        "identifiant",
        "codice",
        "номер",
    ]
)
_DAY = frozenset(["date", "day", "datum", "tag", "日期", "时间", "fecha", "data", "дата"])
_OUTCOME = frozenset(
    [
        "outcome",
        "recid",
        "recidivism",
        "default",
        "defaulted",
        "label",
        "target",
        "result",
        "reoffended",
        "repaid",
        "ausgang",
        "ergebnis",
        "ausfall",
        "rückfall",
        "rueckfall",
        "结果",
        "违约",
        "再犯",
        "resultado",
        "impago",
        "esito",
        "исход",
    ]
)
_WITHIN = frozenset(
    ["year", "years", "month", "months", "jahr", "jahre", "monate", "年", "月", "año", "meses"]
)
_GROUP = frozenset(
    [
        "age",
        "sex",
        "gender",
        "race",
        "ethnicity",
        "region",
        "group",
        "category",
        "cat",
        "city",
        "province",
        "district",
        "alter",
        "altersgruppe",
        "geschlecht",
        "herkunft",
        "ort",
        "gruppe",
        "年龄",
        "性别",
        "民族",
        "地区",
        "省份",
        "城市",
        "edad",
        "sexo",
        "raza",
        "género",
        "genero",
        "región",
        "возраст",
        "пол",
        "регион",
    ]
)
_WORD = re.compile(r"[^\W_]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MOST_GROUPS = 30


def guess(columns: Sequence[str], sample: Sequence[Sequence[str]]) -> ColumnRoles | None:
    """Guess what the columns of a table hold.

    Args:
        columns: Their names.
        sample: Some of its rows, as texts.

    Returns:
        The guess; ``None`` where no column can be a score.
    """
    cells = {
        name: [row[at] for row in sample if at < len(row) and row[at]]
        for at, name in enumerate(columns)
    }
    scores = [name for name in columns if _names(name, _SCORE) and _are_numbers(cells[name])]
    if not scores:
        return None
    score = min(scores, key=lambda name: (len(_words(name)), columns.index(name)))
    person = _first(columns, lambda name: _names(name, _PERSON) and _differ(cells[name], sample))
    day = _first(columns, lambda name: _names(name, _DAY) and _are_days(cells[name]))
    free = [name for name in columns if name not in {score, person, day}]
    outcome = _outcome([name for name in free if _is_yes_or_no(cells[name])])
    attributes = tuple(
        name for name in free if name != outcome and _tells_apart(name, cells[name], len(sample))
    )
    return ColumnRoles(score, person, day, outcome, attributes)


def _outcome(columns: Sequence[str]) -> str | None:
    """Return the column that names an outcome, one within a fixed time before others."""
    named = [name for name in columns if _names(name, _OUTCOME)]
    return max(named, key=lambda name: _names(name, _WITHIN), default=None)


def _tells_apart(name: str, cells: Sequence[str], rows: int) -> bool:
    distinct = len(set(cells))
    if not 2 <= distinct <= _MOST_GROUPS or distinct * 2 > rows or _names(name, _SCORE):
        return False
    return _names(name, _GROUP) or not _are_numbers(cells)


def _first(columns: Sequence[str], holds: object) -> str | None:
    return next((name for name in columns if callable(holds) and holds(name)), None)


def _names(name: str, words: frozenset[str]) -> bool:
    """Return whether a column's name has one of the words; Chinese ones need no space around."""
    if not words.isdisjoint(_words(name)):
        return True
    return any(word in name for word in words if _CHINESE.search(word))


def _words(name: str) -> list[str]:
    parted = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", name)
    return [word.lower() for word in _WORD.findall(parted)]


def _are_numbers(cells: Sequence[str]) -> bool:
    return are_numbers(list(cells))


def _are_days(cells: Sequence[str]) -> bool:
    return bool(cells) and all(iso_day(cell) is not None for cell in cells)


def _is_yes_or_no(cells: Sequence[str]) -> bool:
    return is_yes_or_no(cells) and says_no(cells)


def _differ(cells: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    return len(set(cells)) == len(sample) > 0
