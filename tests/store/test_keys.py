"""Where a key is kept: which keyrings are trusted, what a passphrase is worth."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, fail, null

from app.domain.errors import UsageError
from app.store import keyrings
from app.store.archive import Archive, place_of, restore
from app.store.errors import KeyMissing, WrongKey
from app.store.key_file import KeyFile
from app.store.keyrings import keyring_state
from app.store.keys import KeyHolder, KeyPlace, Unlock, strength
from app.store.wrapping import Cost, unwrapped, wrapped
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of

BY_KEYRING = Unlock.by_keyring()


class Drawer:
    """Keeps entries as a keyring does; stands in for a trusted one."""

    name = "Drawer"

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise RuntimeError("a prompt was dismissed")
        return None if self.forgetful else self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise RuntimeError("a prompt was dismissed")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


Drawer.__module__ = "keyring.backends.SecretService"


class Plain(Drawer):
    """Writes what it keeps into a plain file."""


Plain.__module__ = "keyrings.alt.file"


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), Plain()])
def test_a_keyring_that_keeps_nothing_safe_counts_as_none(
    backend: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    state = keyring_state()

    assert not state.available
    assert "passphrase" in state.why
    with pytest.raises(KeyMissing, match="cannot be reached"):
        Archive.make(tmp_path / "store", BY_KEYRING)
    assert place_of(tmp_path / "store") is None
    assert not list((tmp_path / "store").glob("*.db"))


def test_of_several_keyrings_the_trusted_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = chainer.ChainerBackend()
    good = Drawer()
    for members, expected in (([Plain(), good], True), ([Plain()], False)):
        monkeypatch.setattr(chainer.ChainerBackend, "backends", members)
        monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
        assert keyring_state().available is expected
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [Plain(), good])
    keyrings.keep("entry", KeyHolder.fresh())
    assert list(good.entries) == [("Whyscore", "entry")]


def test_a_keyring_that_cannot_be_set_up_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert not keyring_state().available


def test_a_key_in_the_keyring_opens_the_store_and_is_let_go_with_it(
    tmp_path: Path, drawer: Drawer
) -> None:
    assert keyring_state().name == "Drawer"
    with Archive.make(tmp_path / "store", BY_KEYRING) as archive:
        archive.add(reading_of(lin()))
        assert archive.place is KeyPlace.KEYRING
        with pytest.raises(UsageError, match="Choose a passphrase for the back-up"):
            archive.back_up(tmp_path / "b")
        archive.back_up(tmp_path / "b", Unlock.by_passphrase("elsewhere"))
    assert place_of(tmp_path / "store") is KeyPlace.KEYRING
    with pytest.raises(WrongKey):
        Archive.open(tmp_path / "store", Unlock.by_passphrase("x"))
    with Archive.open(tmp_path / "store", BY_KEYRING) as again:
        assert plain(again.person("p1")) == plain(lin())
        assert again.erase().keyring is True
    assert drawer.entries == {}
    backed = tmp_path / "b"
    assert backed.exists()  # nobody asked for it to go


def test_a_store_moves_between_the_keyring_and_a_passphrase(
    tmp_path: Path, drawer: Drawer, unlock: Unlock
) -> None:
    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as archive:
        archive.add(reading_of(lin()))
        for renew in (False, True):
            archive.change_key(BY_KEYRING, renew=renew)
            assert len(drawer.entries) == 1
            archive.change_key(BY_KEYRING, renew=renew)
            assert len(drawer.entries) == 1
            with Archive.open(tmp_path / "store", BY_KEYRING) as again:
                assert len(again.people()) == 1
            archive.change_key(unlock, renew=renew)
            assert drawer.entries == {}
    with Archive.open(tmp_path / "store", unlock) as again:
        assert plain(again.person("p1")) == plain(lin())


def test_a_restored_store_is_kept_in_the_keyring_where_asked(
    tmp_path: Path, drawer: Drawer, unlock: Unlock
) -> None:
    with Archive.make(tmp_path / "store", BY_KEYRING) as archive:
        archive.add(reading_of(lin()))
        archive.back_up(tmp_path / "b", unlock)
    with restore(
        tmp_path / "store", tmp_path / "b", unlock, keep=BY_KEYRING, replace=True
    ) as again:
        assert again.place is KeyPlace.KEYRING
    assert len(drawer.entries) == 1
    with Archive.open(tmp_path / "store", BY_KEYRING) as again:
        assert len(again.people()) == 1


def test_a_locked_keyring_is_told_and_nothing_is_lost(tmp_path: Path, drawer: Drawer) -> None:
    archive = Archive.make(tmp_path / "store", BY_KEYRING)
    archive.add(reading_of(lin()))
    archive.close()
    drawer.locked = True
    with pytest.raises(KeyMissing, match="locked or does not answer"):
        Archive.open(tmp_path / "store", BY_KEYRING)
    drawer.locked = False
    with Archive.open(tmp_path / "store", BY_KEYRING) as again:
        assert plain(again.person("p1")) == plain(lin())
        drawer.locked = True
        with pytest.raises(KeyMissing):
            again.change_key(BY_KEYRING, renew=True)
        again.change_key(Unlock.by_passphrase(PASSPHRASE))  # the older entry cannot be let go now
        assert again.place is KeyPlace.PASSPHRASE
        drawer.locked = False
        assert again.people()
        again.rename("p1", "Lin")  # who writes next lets go of it, and of the one never used
        assert drawer.entries == {}
        assert again.erase().keyring is None


def test_erasing_while_the_keyring_is_locked_says_so(tmp_path: Path, drawer: Drawer) -> None:
    with Archive.make(tmp_path / "store", BY_KEYRING) as archive:
        drawer.locked = True
        assert archive.erase().keyring is False
    assert place_of(tmp_path / "store") is None


def test_a_keyring_that_lost_or_changed_the_key_is_told(tmp_path: Path, drawer: Drawer) -> None:
    Archive.make(tmp_path / "store", BY_KEYRING).close()
    ((entry, kept),) = drawer.entries.items()
    drawer.entries[entry] = "not a key"
    with pytest.raises(KeyMissing, match="did not keep the key"):
        Archive.open(tmp_path / "store", BY_KEYRING)
    drawer.entries[entry] = "AAAA" * 10 + "AAA="
    with pytest.raises(WrongKey, match="not the one of this store"):
        Archive.open(tmp_path / "store", BY_KEYRING)
    drawer.entries.clear()
    with pytest.raises(KeyMissing, match="no longer has the key"):
        Archive.open(tmp_path / "store", BY_KEYRING)
    drawer.entries[entry] = kept
    Archive.open(tmp_path / "store", BY_KEYRING).close()


def test_a_keyring_that_forgets_at_once_is_not_trusted_with_a_key(
    tmp_path: Path, drawer: Drawer
) -> None:
    drawer.forgetful = True
    with pytest.raises(KeyMissing, match="did not keep"):
        Archive.make(tmp_path / "store", BY_KEYRING)
    assert place_of(tmp_path / "store") is None


def test_the_usual_cost_of_a_guess_is_rfc_9106_s_second_choice() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=4)
    key = KeyHolder.fresh()
    wrap = wrapped(key, "a passphrase", "store", Cost())

    assert unwrapped(wrap, "a passphrase").raw == key.raw
    with pytest.raises(WrongKey):
        unwrapped(replace(wrap, of="another store"), "a passphrase")
    with pytest.raises(WrongKey):
        unwrapped(wrap, "another passphrase")


def test_one_passphrase_typed_on_two_keyboards_is_one() -> None:
    wrap = wrapped(KeyHolder.fresh(), "Zürich 10:30", "s", CHEAP)  # u and its dots in one
    assert unwrapped(wrap, "Zu\u0308rich 10:30").check  # the dots by themselves


@pytest.mark.usefixtures("drawer")
def test_a_key_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for way in (BY_KEYRING, Unlock.by_passphrase("x")):
        key = KeyHolder.fresh()
        file = KeyFile.sealed(
            key,
            way,
            store="ab" * 16,
            data="store-0123456789ab.db",
            cost=CHEAP,
        )
        file.write(tmp_path)
        assert KeyFile.read(tmp_path) == file
        assert KeyFile.read(tmp_path).key(way).raw == key.raw


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "weak"),
        ("aaaaaaaaaaaaaaaa", "weak"),
        ("12345678901234567890", "weak"),
        ("abcabcabcabcabcabc", "weak"),
        ("Summer2016", "weak"),
        ("rather longish words", "fair"),
        ("copper lantern drizzle parade", "good"),
        ("copper lantern drizzle parade ottoman", "strong"),
        ("q7#Vd!m2Zs&4Lp%x9G$t", "strong"),
    ],
)
def test_a_passphrase_is_called_what_it_is_worth(passphrase: str, word: str) -> None:
    assert strength(passphrase).word == word


def test_a_longer_passphrase_is_never_weaker() -> None:
    passphrase = "Correct horse 42! 电池 staple"  # noqa: S105 - nobody's
    bits = [strength(passphrase[:end]).bits for end in range(len(passphrase) + 1)]

    assert all(one < two for one, two in itertools.pairwise(bits))
