"""The resources are found from a checkout, from a wheel and from a bundle."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import assets
from app.domain.errors import WhyscoreError


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    assets.root.cache_clear()
    yield
    assets.root.cache_clear()


def test_a_checkout_keeps_them_beside_the_app() -> None:
    assert assets.root() == Path(assets.__file__).parent.parent / "resources"


def test_a_wheel_keeps_them_within_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(assets, "_APP", tmp_path / "app")

    assert assets.folder("locale") == tmp_path / "app" / "_resources" / "locale"


def test_a_bundle_keeps_them_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert assets.root() == tmp_path / "resources"


def test_an_incomplete_installation_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_APP", tmp_path / "app")

    with pytest.raises(WhyscoreError, match="not complete"):
        assets.root()


def test_the_four_rulebooks_are_shipped() -> None:
    assert [file.stem for file in assets.rulebook_files()] == [
        "article-2016",
        "rongcheng-2019",
        "schufa-2026",
        "sesame-reported",
    ]


def test_the_sample_person_is_shipped() -> None:
    assert (assets.sample_person() / "datapackage.json").is_file()
