"""How unlikely a word is in each encoding that is known only by its letters. Unit: bits.

One model a script: what share of its text the commonest letters take, and what the others. A word
read in a wrong encoding consists of letters that hardly anyone writes, or of scripts side by side.
"""

from __future__ import annotations

import codecs
import itertools
import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from app import assets

LONGEST = 240
"""Of a longer word only the beginning is looked at. Unit: bytes."""

_UNREADABLE = 25.0  # each byte of a word that is no text in an encoding: more than any letter
_ASCII_LETTER = 4.7
_SIGN = 6.0  # of ASCII
_GLUED = 6.0  # letters of two scripts side by side, or a sign within a word
_STRANGE = 34.0  # letters that no living text holds
_CONTROL = 40.0
_LETTERED = 1.0  # a capital before an ideograph: districts, sizes, clothes
_TYPOGRAPHIC = frozenset("’‘“”„‚–—…€«»°§£·•©®™\xa0")
_INSIDE = frozenset("’‘·–—\xa0")
_CHINESE_SIGNS = frozenset("，。、；：？！（）《》“”‘’—…·￥【】「」％＋－／＝")

_GERMAN, _FRENCH, _SPANISH = "äöüß", "éèêàçâôîûëïœùÿæ", "ñáéíóúü¿¡ºª"
_WESTERN = (_GERMAN, _FRENCH, _SPANISH, "ãõçáéíóúâêôà", "àèéìòù", "åäöøæé", "ëïéöü")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľĺňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž")
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")


@dataclass(frozen=True)
class Candidate:
    """An encoding that a text may be in.

    Attributes:
        encoding: Its name, as it is shown and as Python knows it.
        family: The script that it is for; two encodings of one family differ in few letters.
        words: What a word costs in it.
        prior: What its being rarer than the others costs. Unit: bits.
    """

    encoding: str
    family: str
    words: Callable[[str], float]
    prior: float = 0.0

    def cost(self, token: bytes) -> float:
        """Return how unlikely a word is in this encoding. Unit: bits."""
        text = self.text(token)
        return _UNREADABLE * len(token) if text is None else self.words(text)

    def text(self, token: bytes) -> str | None:
        """Return a word's text, of a very long one the beginning; ``None`` where it is none."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        try:
            return decoder.decode(token, final=len(token) < LONGEST)
        except UnicodeDecodeError:
            return None


def candidates() -> Sequence[Candidate]:
    """Return every encoding that a text without a mark may be in."""
    return _CANDIDATES


def of_text(text: str) -> float:
    """Return how unlikely a word is in the script that fits it best. Unit: bits."""
    return min(words(text) for words in _SCRIPTS)


def _western(languages: Sequence[str]) -> Callable[[str], float]:
    """Return the model of Latin letters: a word is in one of the languages."""
    own = [frozenset(language + language.upper()) for language in languages]

    def cost(text: str) -> float:
        shared = _glue(text)
        shared += sum(_plain(char) for char in text if char < "\x80")
        strange = [char for char in text if char >= "\x80"]
        return shared + min(sum(_latin(char, letters) for char in strange) for letters in own)

    return cost


def _latin(char: str, letters: frozenset[str]) -> float:
    if char in letters:
        return 6.0 + char.isupper()
    if char in _TYPOGRAPHIC:
        return 9.0
    if char.isalpha() and char < "\u0250":
        return 12.0 + char.isupper()
    return _CONTROL if char < "\xa0" else 13.0


def _plain(char: str) -> float:
    return _ASCII_LETTER if char.isalpha() else _SIGN


def _glue(text: str) -> float:
    """Return what is odd about neighbours: signs within a word, and case that turns within it."""
    cost = 0.0
    for before, char in itertools.pairwise(text):
        if before.isalpha() and char.isalpha():
            if before >= "\x80" and char >= "\x80":
                cost += 3.0
            if before.islower() and char.isupper():
                cost += _GLUED
        elif {before, char}.isdisjoint(_INSIDE) and (
            (before.isalpha() and char >= "\x80") or (char.isalpha() and before >= "\x80")
        ):
            cost += _GLUED
    return cost


def _alphabet(first: str, last: str, common: str, usual: str = "") -> Callable[[str], float]:
    """Return the model of a script with few letters.

    Args:
        first: Its first letter in Unicode.
        last: Its last one.
        common: Its letters that make up two thirds of a text.
        usual: The others; what is in neither is of a rarer language of this script.
    """
    often, seldom = frozenset(common), frozenset(usual)

    def cost(text: str) -> float:
        total = 0.0
        before = ""
        for char in text:
            own = first <= char <= last
            if char < "\x80":
                total += _plain(char)
            elif own:
                small = char.lower()
                total += 4.2 if small in often else 6.0 if small in seldom else 8.0
                total += (0.5 if before.isupper() else 1.0) * char.isupper()
            else:
                total += 9.0 if char in _TYPOGRAPHIC else _CONTROL if char < "\xa0" else 14.0
            turns = before.islower() and char.isupper()
            turns |= before.isalpha() and char in _TYPOGRAPHIC - _INSIDE
            beside = own and before.isascii() and before.isalpha()
            beside |= char.isascii() and char.isalpha() and first <= before <= last
            total += _GLUED * (turns + beside)
            before = char
        return total

    return cost


def _ideographs(shares: Callable[[str], float]) -> Callable[[str], float]:
    """Return the model of a script with thousands of letters, given what each costs."""

    def cost(text: str) -> float:
        total = 0.0
        before = ""
        for char in text:
            total += _plain(char) if char < "\x80" else shares(char)
            if before.isalpha() and char.isalpha() and (before < "\x80") != (char < "\x80"):
                total += _LETTERED if before.isupper() and before.isascii() else _GLUED
            before = char
        return total

    return cost


@cache
def _common(script: str) -> frozenset[str]:
    text = (assets.folder("encodings") / "letters.toml").read_text(encoding="utf-8")
    return frozenset("".join(tomllib.loads(text)[script].split()))


def _share(percent: float, letters: int) -> float:
    """Return what one of some letters costs that make up a share of the text. Unit: bits."""
    return -math.log2(percent / 100 / letters)


@cache
def _simplified(char: str) -> float:
    if char in _common("chinese_simplified"):
        return _share(75, len(_common("chinese_simplified")))
    if char in _CHINESE_SIGNS:
        return 10.0
    lead = _lead(char, "gb2312")
    if "\u4e00" <= char <= "\u9fff" and lead:
        return _share(22, 3100) if lead < 0xD8 else _share(2, 3008)
    if lead:
        return 15.0  # signs, kana, Greek and Cyrillic within GB 2312
    # Beyond GB 2312: now and then in a name, and what two Latin letters become.
    return _share(0.1, 14_240) if "\u3400" <= char <= "\u9fff" else _STRANGE


@cache
def _traditional(char: str) -> float:
    if char in _common("chinese_traditional"):
        return _share(72, len(_common("chinese_traditional")))
    if char in _CHINESE_SIGNS:
        return 10.0
    lead = _lead(char, "big5")
    if "\u4e00" <= char <= "\u9fff" and lead:
        return _share(24, 4700) if lead < 0xC9 else _share(2, 7652)
    return 15.0 if lead else _STRANGE


@cache
def _japanese(char: str) -> float:
    if "\u3041" <= char <= "\u3096":
        return _share(40, 83)
    if "\u30a1" <= char <= "\u30ff":
        return _share(15, 86)
    if char in _common("japanese_kanji") or char == "々":
        return _share(40, len(_common("japanese_kanji")))
    if char in _CHINESE_SIGNS:
        return 10.0
    lead = _lead(char, "shift_jis")
    if "\u4e00" <= char <= "\u9fff" and lead:
        return _share(4, 2600) if lead < 0x98 else _share(0.4, 3390)
    half = "\uff61" <= char <= "\uff9f"  # katakana of half width
    return 13.0 if half else 15.0 if lead else _STRANGE


@cache
def _korean(char: str) -> float:
    if char in _common("korean_syllables"):
        return _share(78, len(_common("korean_syllables")))
    if "\uac00" <= char <= "\ud7a3":
        return _share(21, 2150) if _lead(char, "euc_kr") else _share(0.3, 8822)
    if char in _CHINESE_SIGNS:
        return 10.0
    if "\u4e00" <= char <= "\u9fff":
        return _share(0.4, 4888)
    return 16.0 if _lead(char, "euc_kr") else _STRANGE


def _lead(char: str, encoding: str) -> int:
    """Return the first of a letter's two bytes; 0 where the encoding has none such."""
    try:
        data = char.encode(encoding)
    except UnicodeEncodeError:
        return 0
    return data[0] if len(data) == 2 else 0


_LATIN = _western(_WESTERN)
_RUSSIAN = _alphabet("\u0400", "\u045f", "оеаинтсрвлкм", "дпуяыьгзбчйхжшюцщэфъёіїє")
_GREEK = _alphabet("\u0370", "\u03ff", "αοιετσνηυρ", "πκμλςωδγχθφβξζψάέήίόύώ")
_HEBREW = _alphabet("\u05d0", "\u05ea", "יוהלאמרבת", "שןםנכקדחפעצטגזסךףץ")
_ARABIC = _alphabet("\u0600", "\u06ff", "اليمنرتبو", "عدسفهكقحجةشصخطزضذثغءأإ")
_THAI = _alphabet("\u0e00", "\u0e7f", "านรอกเงมยล", "วดทสตะปบคหแจพชขใไโ่้ัิีืุู์")
_MIDDLE, _TURKISH, _NORTH = _western(_CENTRAL), _western(("çğıöşüİâî",)), _western(_BALTIC)
_HANS, _HANT = _ideographs(_simplified), _ideographs(_traditional)
_KANA, _HANGUL = _ideographs(_japanese), _ideographs(_korean)

_SCRIPTS = (
    _LATIN, _MIDDLE, _TURKISH, _NORTH, _RUSSIAN, _GREEK, _HEBREW, _ARABIC, _THAI,
    _HANS, _HANT, _KANA, _HANGUL,
)  # fmt: skip

_CANDIDATES = (
    Candidate("gb18030", "chinese", _HANS),
    Candidate("windows-1252", "latin", _LATIN),
    Candidate("windows-1250", "latin", _MIDDLE, 4),
    Candidate("windows-1254", "latin", _TURKISH, 4),
    Candidate("windows-1257", "latin", _NORTH, 6),
    Candidate("iso-8859-2", "latin", _MIDDLE, 7),
    Candidate("mac-roman", "latin", _LATIN, 9),
    Candidate("cp850", "latin", _LATIN, 9),
    Candidate("windows-1251", "cyrillic", _RUSSIAN, 3),
    Candidate("koi8-u", "cyrillic", _RUSSIAN, 5),
    Candidate("cp866", "cyrillic", _RUSSIAN, 6),
    Candidate("iso-8859-5", "cyrillic", _RUSSIAN, 8),
    Candidate("windows-1253", "greek", _GREEK, 8),
    Candidate("windows-1255", "hebrew", _HEBREW, 12),
    Candidate("windows-1256", "arabic", _ARABIC, 12),
    Candidate("cp874", "thai", _THAI, 12),
    Candidate("big5", "traditional", _HANT, 3),
    Candidate("cp932", "japanese", _KANA, 3),
    Candidate("euc-jp", "japanese", _KANA, 6),
    Candidate("cp949", "korean", _HANGUL, 3),
)
