"""The guides: there in every language, alike in their parts, and true."""

from __future__ import annotations

import re

import pytest

from app.front_door import VERBS
from app.wording import guides, language
from app.wording.guides import Topic
from app.wording.language import Language
from app.workflow import rulebooks

LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
CODE = re.compile(r"```(?:toml)?\n(.*?)```", re.DOTALL)

every = pytest.mark.parametrize("topic", Topic)
spoken = pytest.mark.parametrize("said_in", Language)


def text_of(topic: Topic, said_in: Language) -> str:
    language.use(said_in)
    return guides.guide(topic).text


@every
@spoken
def test_every_guide_is_there_in_every_language(topic, said_in) -> None:
    language.use(said_in)
    guide = guides.guide(topic)

    assert guide.text.startswith(f"# {guide.title}\n")
    assert guides.title(topic) == guide.title
    assert "<!--" not in guide.text


@every
@spoken
def test_a_guide_leads_to_other_guides_only(topic, said_in) -> None:
    text = text_of(topic, said_in)
    links = set(LINK.findall(text))

    assert links == {other.value for other in Topic if other is not topic}
    assert not re.search(r"https?:|!\[|<\w", text.replace("https://", ""))


@every
def test_the_guides_have_the_same_parts_and_the_same_commands_in_all_languages(topic) -> None:
    def outline(said_in: Language) -> tuple[list[int], list[str]]:
        text = text_of(topic, said_in)
        plain = CODE.sub("", text)
        return [len(mark) for mark in re.findall(r"^(#+) ", plain, re.MULTILINE)], CODE.findall(
            text
        )

    english = outline(Language.ENGLISH)

    assert outline(Language.GERMAN) == english
    assert outline(Language.CHINESE) == english


@every
@spoken
def test_a_guide_names_only_verbs_that_there_are(topic, said_in) -> None:
    named = set(re.findall(r"whyscore ([a-z]+)", text_of(topic, said_in)))

    assert named <= VERBS


def test_the_small_book_in_the_guide_can_be_used_and_proves_itself(tmp_path) -> None:
    (book,) = CODE.findall(text_of(Topic.RULEBOOK, Language.ENGLISH))
    file = tmp_path / "village.toml"
    file.write_text(book, encoding="utf-8")

    report = rulebooks.check(str(file))

    assert [example.ok for example in report.examples] == [True]


def test_a_link_to_anything_but_a_guide_leads_nowhere() -> None:
    assert guides.led_to("journalist") is Topic.JOURNALIST
    for link in ("https://example.org/", "file:///etc/passwd", "journalist.md", ""):
        assert guides.led_to(link) is None
