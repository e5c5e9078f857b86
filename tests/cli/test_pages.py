from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from app.domain.lent import Lent
from tests.cli.conftest import RECORDS, make_package

FIGURE = re.compile(r"[+−]?\d[\d,.]*")


class Page(HTMLParser):
    """Collects what a page shows, and every tag and attribute in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in {"style", "title"}

    def handle_data(self, data):
        if not self._hidden:
            self.shown.append(data)

    def handle_endtag(self, _tag):
        self._hidden = False


@pytest.fixture
def pages(tmp_path, person, book):
    """Return the browser's page and the printer's of the same explanation."""
    from app.cli.main import run

    printed = []
    target = tmp_path / "page.html"
    words = ["explain", str(person), "--rulebook", str(book), "--html", str(target)]
    status = run(
        [*words, "--pdf", str(tmp_path / "page.pdf")],
        Lent(print_pdf=lambda html, _target: printed.append(html)),
    )
    assert status == 0
    return target.read_text(encoding="utf-8"), printed[0]


def test_the_page_fetches_and_runs_nothing(pages):
    for html in pages:
        page = Page(html)
        names = {tag for tag, _attributes in page.tags}

        assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "a"}
        assert not re.search(r"https?:|//|url\(|@import", html.partition("<body>")[0])
        for _tag, attributes in page.tags:
            assert not {"src", "href", "srcset", "action"} & set(attributes)
            assert not any(name.startswith("on") for name in attributes)


def test_the_page_and_the_print_show_the_same_figures(pages):
    seen = [sorted(FIGURE.findall(" ".join(Page(html).shown))) for html in pages]

    assert seen[0] == seen[1]
    assert "626" in seen[0]


def test_the_sum_on_the_page_adds_up_by_hand(pages):
    rows = re.findall(
        r'<td class="figure (?:up|down)?">([^<]*)</td><td class="figure">([^<]*)</td>\n', pages[0]
    )
    start, *moves, end = [(int(moved.replace("−", "-") or 0), int(makes)) for moved, makes in rows]

    makes = start[1]
    for moved, after in moves:
        makes += moved
        assert makes == after
    assert makes == end[1]


def test_markup_in_the_file_is_shown_and_never_followed(tmp_path, book, whyscore):
    package = make_package(
        tmp_path / "hostile",
        RECORDS,
        contacts=["id,name", "c1,<script>alert(1)</script>\u202e"],
        contact_scores=["contact,date,score", "c1,2016-01-01,800"],
    )
    target = tmp_path / "page.html"

    whyscore("explain", package, "--rulebook", book, "--html", target, status=0)

    html = target.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


@pytest.mark.usefixtures("pages")
def test_the_page_is_for_its_owner_only(tmp_path):
    assert (tmp_path / "page.html").stat().st_mode & 0o077 == 0


def test_the_pdf_is_a_pdf(tmp_path, person, book, whyscore):
    target = tmp_path / "page.pdf"

    whyscore("explain", person, "--rulebook", book, "--pdf", target, status=0)

    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.glob(".whyscore*")] == []


def test_a_face_that_cannot_print_says_so(person, book, tmp_path):
    from app.cli.main import run
    from app.domain.errors import WhyscoreError

    words = ["explain", str(person), "--rulebook", str(book), "--pdf", str(tmp_path / "x.pdf")]
    with pytest.raises(WhyscoreError, match="--pdf"):
        run(words)
