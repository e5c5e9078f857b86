"""What files that nobody reads are called, and the way forward from each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.wording.language import _, marked, number


class Way(StrEnum):
    """Where a person goes on from a file that is not read; each has its sentence."""

    OTHER = "other"
    ANSWERS = "answers"
    LATER = "later"
    BILL = "bill"
    SHEET = "sheet"
    UNPACK = "unpack"
    BACKUP = "backup"
    STORE = "store"
    RULEBOOK = "rulebook"
    PEOPLE = "people"
    EVIDENCE = "evidence"
    AGAIN = "again"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name with its article, not yet translated, and the way forward."""

    name: str
    way: Way


KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind(marked("a PDF"), Way.ANSWERS),
    "picture": FileKind(marked("a picture"), Way.ANSWERS),
    "recording": FileKind(marked("a video or a sound recording"), Way.ANSWERS),
    "text_document": FileKind(marked("a text document"), Way.ANSWERS),
    "presentation": FileKind(marked("a presentation"), Way.ANSWERS),
    "office": FileKind(marked("an Office document"), Way.ANSWERS),
    "locked_office": FileKind(marked("a locked Office document"), Way.UNPACK),
    "spreadsheet": FileKind(marked("a spreadsheet without a bill"), Way.SHEET),
    "mail": FileKind(marked("an e-mail"), Way.UNPACK),
    "page": FileKind(marked("a web page"), Way.ANSWERS),
    "archive_x": FileKind(marked("an archive of X (Twitter)"), Way.LATER),
    "archive_instagram": FileKind(marked("an archive of Instagram"), Way.LATER),
    "archive_facebook": FileKind(marked("an archive of Facebook"), Way.LATER),
    "archive_mastodon": FileKind(marked("an export of Mastodon"), Way.LATER),
    "archive_google": FileKind(marked("an archive of Google"), Way.LATER),
    "archive_weibo": FileKind(marked("an export of Weibo"), Way.LATER),
    "chat_whatsapp": FileKind(marked("a chat of WhatsApp"), Way.LATER),
    "chat_telegram": FileKind(marked("an export of Telegram"), Way.LATER),
    "chat_wechat": FileKind(marked("chats or contacts of WeChat"), Way.LATER),
    "bill_meituan": FileKind(marked("a bill of Meituan"), Way.BILL),
    "bill_jd": FileKind(marked("a bill of JD"), Way.BILL),
    "bill_taobao": FileKind(marked("orders of Taobao"), Way.BILL),
    "bank": FileKind(marked("a bank’s statement"), Way.BILL),
    "paypal": FileKind(marked("a statement of PayPal"), Way.BILL),
    "calendar": FileKind(marked("a calendar"), Way.OTHER),
    "track": FileKind(marked("a track or map of places"), Way.OTHER),
    "scorecard": FileKind(marked("a scorecard in PMML"), Way.OTHER),
    "text": FileKind(marked("plain text"), Way.OTHER),
    "table": FileKind(marked("a table, but no bill"), Way.SHEET),
    "json": FileKind(marked("JSON of something else"), Way.OTHER),
    "xml": FileKind(marked("XML of something else"), Way.OTHER),
    "database": FileKind(marked("a database"), Way.OTHER),
    "program": FileKind(marked("a program"), Way.OTHER),
    "unknown": FileKind(marked("data of a kind that Whyscore does not know"), Way.OTHER),
    "packed": FileKind(marked("a packed archive"), Way.UNPACK),
    "zip": FileKind(marked("a zip within a folder or zip"), Way.UNPACK),
    "empty": FileKind(marked("an empty file"), Way.AGAIN),
    "zeros": FileKind(marked("a file of nothing but zeros"), Way.AGAIN),
    "damaged": FileKind(marked("a file that cannot be read"), Way.AGAIN),
    "backup": FileKind(marked("a backup of Whyscore"), Way.BACKUP),
    "store": FileKind(marked("Whyscore’s own store"), Way.STORE),
    "store_key": FileKind(marked("the key file of Whyscore’s store"), Way.STORE),
    "rulebook": FileKind(marked("a rulebook"), Way.RULEBOOK),
    "people": FileKind(marked("the data of many people"), Way.PEOPLE),
    "parquet": FileKind(marked("a Parquet table by itself"), Way.PEOPLE),
    "evidence": FileKind(marked("an evidence pack"), Way.EVIDENCE),
    "empty_folder": FileKind(marked("nothing in it: it is empty"), Way.AGAIN),
    "several": FileKind(marked("files of other kinds"), Way.EACH),
}
"""Every kind by its key in ``resources/files/kinds.toml``."""


def called(kind: str) -> str:
    """Return what a kind is called."""
    return _(KINDS[kind].name)


def counted(kinds: Mapping[str, int]) -> str:
    """Say how many files there are of each kind: ``a PDF (3), a picture (2)``."""
    return ", ".join(
        _("{kind} ({count})").format(kind=called(kind), count=number(count))
        for kind, count in kinds.items()
    )


def way_forward(kind: str) -> str:
    """Say what the person can do with a file of a kind, in a sentence or two."""
    return {
        Way.OTHER: _(
            "Choose a bill of Alipay or WeChat Pay, contacts as vCard, or a score package; or use "
            "“Answer questions” in the window, which needs no file."
        ),
        Way.ANSWERS: _(
            "Whyscore does not look into it. Type what it says under “Answer questions” in the "
            "window, or ask for the same data as a table."
        ),
        Way.LATER: _(
            "It is recognised, but not read yet. Meanwhile export your contacts as vCard, or use "
            "“Answer questions” in the window."
        ),
        Way.BILL: _(
            "It is recognised, but only bills of Alipay and WeChat Pay are read yet. Choose one of "
            "those, or use “Answer questions” in the window."
        ),
        Way.SHEET: _(
            "A bill has columns such as 交易时间, 交易对方, 收/支 and 金额. Choose it as it was downloaded, "
            "or use “Answer questions” in the window."
        ),
        Way.UNPACK: _("Save what is inside as files of their own, and choose those."),
        Way.BACKUP: _(
            "Bring it back with “Restore a backup” on Data and privacy, or “whyscore people restore”."
        ),
        Way.STORE: _(
            "Nothing needs to be chosen: unlock it in the window, or name it with --store."
        ),
        Way.RULEBOOK: _(
            "Choose it beside a person’s file: on the page Rulebook, or with --rulebook."
        ),
        Way.PEOPLE: _("Choose it on the page Audit, or use “whyscore audit”."),
        Way.EVIDENCE: _("It is a result and holds no records. Open its report.html in a browser."),
        Way.AGAIN: _("Download or copy it again."),
        Way.EACH: _(
            "Choose a bill of Alipay or WeChat Pay, contacts as vCard, or a score package by itself."
        ),
    }[KINDS[kind].way]


def called_in_audit(kind: str) -> str:
    """Return what a file is called that an audit cannot use, though it looks like a table."""
    tabular = {"people", "parquet", "table", "unknown"}
    return _("nothing that Whyscore can audit") if kind in tabular else called(kind)


def audit_way(kind: str) -> str:
    """Say what an auditor can do who chose a file of a kind for an audit."""
    if KINDS[kind].way in {Way.UNPACK, Way.BACKUP, Way.STORE, Way.EVIDENCE, Way.AGAIN}:
        return way_forward(kind)
    return _("Choose the data of many people.")


def leads(way: str) -> str:
    """Name the button that leads the way; empty where the window has no page for it."""
    return {
        Way.ANSWERS: _("Answer questions"),
        Way.LATER: _("Answer questions"),
        Way.BILL: _("Answer questions"),
        Way.PEOPLE: _("Go to Audit"),
        Way.RULEBOOK: _("Go to Rulebook"),
        Way.BACKUP: _("Go to Data and privacy"),
        Way.STORE: _("Go to Data and privacy"),
    }.get(Way(way) if way else Way.OTHER, "")
