"""The good inputs that bad ones are made of: small, of every kind, about invented people."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import xlsxwriter

from app.assets import rulebook_files, sample_person
from app.intake.signature import SIGNATURE, sign
from app.settings import Settings, Theme, save
from app.store import backups
from app.store.places import KEY_FILE
from tests.fuzz.inputs import Given
from tests.intake.bill_making import (
    Paid,
    alipay_v1,
    alipay_v2,
    alipay_v3,
    gb,
    numbered,
    resaved,
    sheet_of,
    wechat_csv,
    wechat_xlsx,
)
from tests.intake.cohort import cohort_making
from tests.intake.package_making import TABLES, descriptor, resource, zipped
from tests.intake.test_trust import KEYS
from tests.intake.test_trust import PRIVATE as SIGNING_KEY
from tests.rulebook.books import WHOLE
from tests.store.kills import FIXTURES

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
_LARGEST_SAMPLE = 200_000  # bytes; from larger ones too few inputs would be tried

PRIVATE = ("Quillfeather", "Zopfmann-Ruhe", "藍靛小滿", "夜鷺水果舖", "quillfeather@example.org")
"""Words about people in the good inputs; none may stand in an error."""

_NAME, _FIRM, _CHINESE, _SHOP, _ADDRESS = PRIVATE
_PERSONAL = {"Wei": _NAME, "Lan": _CHINESE, "Bank of Invention": _FIRM, "Wine": _FIRM, "Car": _SHOP}


@cache
def packages() -> tuple[Given, ...]:
    """Score packages as folders: with and without hashes, escaped, parted, of another dialect."""
    tables = {name: _personal(text).encode() for name, text in TABLES.items()}
    bare = descriptor(tables)
    bare["whyscore"]["subject"]["name"] = _NAME
    whole = Given("export", _named(json.loads(json.dumps(bare)), tables))
    for entry in bare["resources"]:
        del entry["hash"], entry["bytes"]  # else every change would end at the hash
    plain = Given("export", _named(bare, tables))
    escaped = {**bare, "whyscore": {**bare["whyscore"], "escaped": "'"}}
    records = tables["records"]
    semicolons = {"delimiter": ";", "quoteChar": "'", "header": True, "lineTerminator": "\n"}
    dialect = _only_records({"path": "records.csv", "dialect": semicolons})
    parted = _only_records({"path": ["a.csv", "b.csv"]})
    sample = {
        name: data[: data.rfind(b"\n", 0, 12_000)] for name, data in _files(sample_person()).items()
    }
    said = json.loads((sample_person() / "datapackage.json").read_bytes())
    said["resources"] = [
        {key: value for key, value in entry.items() if key not in {"hash", "bytes"}}
        for entry in said["resources"]
    ]
    sample["datapackage.json"] = json.dumps(said).encode()
    return (
        plain,
        plain,
        replace(plain, files={**plain.files, **_named(escaped, {})}),
        whole,
        Given("export", {**_named(dialect, {}), "records.csv": records.replace(b",", b";")}),
        Given("export", {**_named(parted, {}), "a.csv": records, "b.csv": records}),
        Given("export", sample),
    )


@cache
def records() -> tuple[Given, ...]:
    """Packages of records only: of many tables each would cost DuckDB its start."""
    plain = packages()[0].files["records.csv"]
    described = _named(_only_records({"path": "records.csv"}), {})
    many = b"".join([plain, *(b"x%d,2016-01-05,a,%d,,\n" % (n, n) for n in range(300))])
    return tuple(
        Given("export", {**described, "records.csv": data})
        for data in (plain, plain.replace(b"\n", b"\r\n"), many)
    )


@cache
def zips() -> tuple[Given, ...]:
    """The same in a zip, flat and in a folder; and a bill in a zip."""
    bills = Given("bills", {"bill.csv": gb(alipay_v3(_rows()))})
    return tuple(
        Given.file("export.zip", _zip(given, inside))
        for given in (*packages()[:4], bills)
        for inside in ("", "outer/")
    )


@cache
def tables() -> tuple[Given, ...]:
    """Packages whose tables are JSON lines or Parquet."""
    import duckdb

    with tempfile.TemporaryDirectory() as name, duckdb.connect() as database:
        path = Path(name) / "r.parquet"
        query = (
            f"SELECT 'r' || i AS id, DATE '2016-01-01' + i::INT AS date, 'a' AS kind, "  # noqa: S608
            f"i * 1.5 AS amount, '{_NAME}' AS text FROM range(50) t(i)"
        )
        database.execute(f"COPY ({query}) TO '{path}'")
        parquet = path.read_bytes()
        database.execute(f"COPY ({query}) TO '{path}' (COMPRESSION zstd, ROW_GROUP_SIZE 2048)")
        packed = path.read_bytes()
        # One long text in the dictionary stands for every row.
        query = (
            f"SELECT 'r' || i AS id, DATE '2016-01-01' AS date, 'a' AS kind, 1.5 AS amount, "  # noqa: S608
            f"repeat('{_NAME}', 200) AS text FROM range(5000) t(i)"
        )
        database.execute(f"COPY ({query}) TO '{path}'")
        shared = path.read_bytes()
    lines = [
        {"id": f"r{n}", "date": f"2016-01-{n:02}", "kind": "a", "amount": n / 2, "text": _NAME}
        for n in range(1, 20)
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=bool(at % 2)) for at, line in enumerate(lines))
    as_lines = _named(_only_records({"path": "r.jsonl"}), {})
    as_parquet = _named(_only_records({"path": "r.parquet"}), {})
    return (
        Given("export", {**as_lines, "r.jsonl": text.encode()}),
        Given("export", {**as_parquet, "r.parquet": parquet}),
        Given("export", {**as_parquet, "r.parquet": packed}),
        Given("export", {**as_parquet, "r.parquet": shared}),
    )


@cache
def alipay() -> tuple[Given, ...]:
    """Bills of Alipay, of every vintage, as sent and saved again."""
    rows = _rows()
    texts = [alipay_v1(rows), alipay_v2(rows), alipay_v3(rows), alipay_v3(rows, padded=False)]
    again = [
        resaved(texts[2]).encode("utf-8-sig"),
        resaved(texts[0], delimiter="\t").encode("utf-16"),
    ]
    return (
        *(Given.file("bill.csv", data) for data in [*map(gb, texts), *again, sheet_of(texts[2])]),
        *_samples("alipay/*.csv"),
    )


@cache
def wechat() -> tuple[Given, ...]:
    """Bills of WeChat Pay: texts, and spreadsheets of both vintages, one in a zip."""
    rows = _rows()
    sheets = [wechat_xlsx(rows), wechat_xlsx(rows, numbers=True), _two_sheets(wechat_csv(rows))]
    return (
        Given.file("bill.csv", wechat_csv(rows).encode("utf-8-sig")),
        Given.file("bill.csv", resaved(wechat_csv(rows), delimiter=";").encode()),
        *(Given.file("bill.xlsx", data) for data in sheets),
        Given.file("bill.zip", _zip(Given("bills", {"bill.xlsx": sheets[0]}), "")),
        *_samples("wechat/*.csv"),
        *_samples("wechat/*.xlsx"),
    )


@cache
def cards() -> tuple[Given, ...]:
    """Address books: versions 2.1 to 4.0, quoted-printable, photos, groups."""
    old = f"N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:;{'=D0=A1=C2=FA=' * 4}\r\n=C0=BC;;;"
    books = [
        _card("3.0", f"FN:{_NAME}", f"N:{_NAME};{_CHINESE};;;", "TEL;TYPE=CELL:+49 30 1")
        + _card("3.0", "item1.FN:" + _FIRM, f"EMAIL:{_ADDRESS}", "NOTE:a\\, b\\n c"),
        _card("2.1", old, "PHOTO;ENCODING=BASE64;TYPE=JPEG:", " /9j/4AAQSkZJRgAB" * 9, ""),
        _card("4.0", f"FN;LANGUAGE=de:{_NAME}", "UID:urn:uuid:1", "KIND:group", "MEMBER:u")
        + _card("4.0", f"FN:{_CHINESE}", "UID:u-2", "BEGIN:VCARD", "FN:in", "END:VCARD"),
    ]
    both = Given("books", {"a.vcf": books[0].encode(), "b.vcf": books[1].encode()})
    return (
        *(Given.file("people.vcf", book.encode()) for book in books),
        Given.file("people.vcf", books[0].encode("utf-16")),
        both,
        *_samples("vcard/*.vcf"),
    )


@cache
def rulebooks() -> tuple[Given, ...]:
    """The rulebooks that are shipped, and one of the tests that has every kind of table."""
    shipped = rulebook_files()
    whole = Given.file("book.toml", WHOLE.encode())
    return (whole, *(Given.file("book.toml", path.read_bytes()) for path in shipped), whole, whole)


@cache
def settings() -> tuple[Given, ...]:
    """Settings as they are kept."""
    chosen = Settings(theme=Theme.DARK, text_size=120, geometry="AdnQ" * 20, seen=("tour", "plan"))
    found = []
    with tempfile.TemporaryDirectory() as name:
        for one in (Settings(), chosen):
            save(one, Path(name) / "settings.toml")
            found.append(Given.file("settings.toml", (Path(name) / "settings.toml").read_bytes()))
    return tuple(found)


@cache
def keys() -> tuple[Given, ...]:
    """Files of trusted keys."""
    texts = (
        f"bureau {'A' * 43}=\n",
        f"bureau\n{'A' * 43}=\n",
        f"b {'A' * 43}=\nc d {'B' * 42}A=\n",
    )
    return tuple(Given.file("keys.txt", text.encode()) for text in texts)


@cache
def signed() -> tuple[Given, ...]:
    """Signed packages: the signature covers every table, some of them, or is of a key unknown."""
    records = _personal(TABLES["records"]).encode()
    whole = resource("records", records)
    bare = {key: value for key, value in whole.items() if key != "hash"}
    return tuple(
        Given("export", {**files, SIGNATURE: sign(files["datapackage.json"], key, SIGNING_KEY)})
        for entry, key in ((whole, *KEYS), (whole, *KEYS), (bare, *KEYS), (whole, "another"))
        for files in [{**_named(_only_records(entry), {}), "records.csv": records}]
    )


@cache
def key_files() -> tuple[Given, ...]:
    """Files that say how a store is unlocked, by a passphrase and by the keyring."""
    text = (FIXTURES / "v0003" / KEY_FILE).read_text(encoding="utf-8")
    head = text[: text.index("[passphrase]")]
    store = re.search('store = "(.*)"', head)[1]  # type: ignore[index]
    home = f'home = "1f.2e.{"0" * 16}"\nolder = "store-{"0" * 12}.db"\nlet_go = ["{store}-1"]\n'
    held = head.replace('"passphrase"', '"keyring"') + f'entry = "{store}-abcd"\n'
    texts = (text, head + home + text[len(head) :], held, held + home)
    return tuple(Given("store", {KEY_FILE: one.encode()}) for one in texts)


@cache
def backed_up() -> tuple[Given, ...]:
    """Back-ups, of the newest store and of one that is migrated when it is restored."""
    found = []
    for version in ("v0001", "v0003"):
        folder = FIXTURES / version
        data = next(folder.glob("*.db")).read_bytes()
        wrap = (folder / KEY_FILE).read_bytes()
        digest = hashlib.sha256(data + wrap).digest()
        end = backups._END.pack(len(data), digest, len(wrap), backups._MARK)
        found.append(Given.file("store.backup", data + wrap + end))
    return tuple(found)


@cache
def cohorts() -> tuple[Given, ...]:
    """Data of many people: a cohort package, a plain table, a folder of packages."""
    header = "person,name,score,date,outcome,sex,age\n"
    rows = "".join(
        f"p{n},{_NAME},{600 + n},2016-01-{1 + n % 28:02},{n % 2},{'fm'[n % 2]},{20 + n}\n"
        for n in range(40)
    )
    packages_of_many = []
    for form in ("csv", "parquet"):
        with tempfile.TemporaryDirectory() as name:
            folder = cohort_making.cohort(Path(name) / "c", form=form, files=2)
            packages_of_many.append(Given("cohort", _files(folder)))
    several = {
        f"{folder}/{name}": data
        for folder in ("one", "two")
        for name, data in packages()[0].files.items()
    }
    return (
        Given.file("scores.csv", (header + rows).encode()),
        Given.file("scores.csv", (header + rows).replace(",", ";").encode("utf-8-sig")),
        *packages_of_many,
        Given("people", several),
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _rows() -> list[Paid]:
    paid = (
        Paid(counterparty=_SHOP),
        Paid(item=f'"{_CHINESE}, 两斤"', amount="1234.50"),
        Paid(direction="收入", status="退款成功", category="退款", item="退款-冬枣两斤"),
        Paid(direction="不计收支", item="余额宝-单次转入", note=_NAME),
        Paid(status="交易关闭", amount="0.01", type="商户消费-退款"),
    )
    return numbered(*paid)


def _personal(text: str) -> str:
    for word, private in _PERSONAL.items():
        text = text.replace(word, private)
    return text


def _only_records(entry: dict[str, object]) -> dict[str, object]:
    return {"created": "2016-03-01", "resources": [{"name": "records", **entry}]}


def _named(document: object, tables: dict[str, bytes]) -> dict[str, bytes]:
    files = {f"{name}.csv": data for name, data in tables.items()}
    return {"datapackage.json": json.dumps(document).encode(), **files}


def _zip(given: Given, inside: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        target = zipped(given.write(Path(name)), Path(name) / "z.zip", inside=inside)
        return target.read_bytes()


def _two_sheets(text: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "b.xlsx"
        book = xlsxwriter.Workbook(str(path))
        for sheet in ("other", "Sheet1"):
            page = book.add_worksheet(sheet)
            for at, line in enumerate(text.splitlines()):
                page.write_row(at, 0, line.split(","))
        book.close()
        return path.read_bytes()


def _card(version: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def _samples(pattern: str) -> tuple[Given, ...]:
    """Return the real samples of a kind, where they lie beside the checkout."""
    found = sorted(SAMPLES.glob(pattern)) if SAMPLES.is_dir() else []
    return tuple(
        Given.file(f"sample{path.suffix}", path.read_bytes())
        for path in found
        if path.stat().st_size <= _LARGEST_SAMPLE
    )
