"""What is said about the store: where data lie, how they are locked, and how they are erased."""

from __future__ import annotations

import datetime as dt

from app.domain.calendar import day_of
from app.wording import storing
from app.wording.language import _, ngettext, number, short_day
from app.wording.visible import visible


def title() -> str:
    """Name the page."""
    return _("Data and privacy")


def sentence(*, there: bool, is_open: bool, people: int) -> str:
    """Answer what is kept, in one line."""
    if not there:
        return _("Nothing is kept. What you open is forgotten when the window closes.")
    if not is_open:
        return _("What you kept is locked on this computer.")
    if not people:
        return _("Nobody’s data are kept. The store is empty.")
    return ngettext(
        "One person’s data are kept on this computer, encrypted. Nothing leaves it.",
        "The data of {count} people are kept on this computer, encrypted. Nothing leaves it.",
        people,
    ).format(count=number(people))


# Busy


def unlocking() -> str:
    """Head the work of opening the store."""
    return _("Unlocking your data")


def opening() -> str:
    """Head the work of taking a person out of the store."""
    return _("Opening what was kept")


def keeping() -> str:
    """Head the work of keeping a file."""
    return _("Locking your data away")


def changing_key() -> str:
    """Head the work of changing the key."""
    return _("Changing the key")


def backing_up() -> str:
    """Head the work of backing up."""
    return _("Writing the backup")


def restoring() -> str:
    """Head the work of restoring."""
    return _("Putting the backup in place")


def exporting() -> str:
    """Head the work of writing a score package."""
    return _("Writing the score package")


def erasing() -> str:
    """Head the work of erasing."""
    return _("Erasing")


# Done


def kept_heading() -> str:
    """Head what should be known of files that were kept."""
    return _("Kept, and one thing to know")


def key_changed() -> str:
    """Say that the key was changed."""
    return _("The key was changed")


def key_lies(keyring: str, *, by_passphrase: bool) -> str:
    """Say how the store is opened from now on."""
    if by_passphrase:
        return _("From now on your passphrase opens what is kept.")
    return _("From now on the keyring of this computer ({name}) opens what is kept.").format(
        name=keyring
    )


def backed_up() -> str:
    """Say that a backup was written."""
    return _("The backup was written")


def backup_meaning(file: str) -> str:
    """Say what a backup is."""
    return _(
        "{file}\n\nIt is encrypted, and only its passphrase opens it. Keep it on another disk."
    ).format(file=file)


def restored() -> str:
    """Say that a backup is in place."""
    return _("The backup is in place")


def exported() -> str:
    """Say that a score package was written."""
    return _("The score package was written")


def exported_meaning(file: str) -> str:
    """Say what a score package is, and that it is not locked."""
    return _("{file}\n\nAnyone who has this file can read it: it is not encrypted.").format(
        file=file
    )


def erased(*, everything: bool) -> str:
    """Say that data were erased."""
    return _("Everything was erased") if everything else _("The person was erased")


def what_a_disk_keeps() -> str:
    """Say honestly what erasing cannot promise."""
    return _(
        "Erasing overwrites the data and destroys their key. A disk without moving parts (SSD) may "
        "keep old copies of a file for a while; they are encrypted, and without the key nobody "
        "can read them. Files that you exported, and the settings of the program (language, look, "
        "size of the window), stay; no name is in the settings."
    )


# What went wrong


def not_done() -> str:
    """Head why something was not done."""
    return _("That was not done")


def not_open() -> str:
    """Head why the store is not open."""
    return _("What is kept cannot be unlocked now")


def not_kept() -> str:
    """Head why a change was not kept."""
    return _("This change was not kept")


def wrong_passphrase() -> str:
    """Head that a passphrase does not fit."""
    return _("That passphrase does not open it")


# The key


def passphrase_heading() -> str:
    """Head the card that asks for the passphrase."""
    return _("What is kept is locked")


def passphrase_text(*, again: bool) -> str:
    """Say what to type."""
    if again:
        return _("That passphrase does not open it. Nothing was changed. Try it again.")
    return _("Type your passphrase to go on where you were.")


def backup_passphrase(file: str, *, again: bool) -> tuple[str, str]:
    """Ask for the passphrase of a backup by its name: a heading, and what to type."""
    heading = _("The passphrase of the backup {file}").format(file=visible(file))
    if again:
        return heading, _(
            "That passphrase does not open the backup. Nothing was changed. Try it again."
        )
    return heading, _(
        "Type the passphrase that the backup was made with; the store may have another one now."
    )


def own_passphrase(*, again: bool) -> tuple[str, str]:
    """Ask for the passphrase of the store that a backup is to replace."""
    heading = _("The passphrase of what is kept here now")
    meaning = _(
        "The backup opens. What is kept here has another passphrase: type that one, so that nobody "
        "else replaces it."
    )
    if again:
        return heading, _(
            "That one does not open what is kept here. Nothing was changed."
        ) + " " + meaning
    return heading, meaning


def no_longer_known() -> str:
    """Name the way on for who has forgotten the passphrase of the store."""
    return _("I no longer know it: put what is here aside")


def new_key() -> str:
    """Name the box that draws a new key."""
    return _("Draw a new key")


def new_key_meaning() -> str:
    """Say what a new key is for."""
    return _(
        "Where somebody else may know the old passphrase: whoever has an older backup and that "
        "passphrase can then open nothing of what is kept from now on."
    )


def older_backups(*, renew: bool) -> str:
    """Say what older backups still open after the passphrase was changed."""
    if renew:
        return storing.key_renewed()
    return _(
        "The key is the same as before: who has an older backup and knows its passphrase can still "
        "open what is kept today."
    )


def restored_meaning(file: str) -> str:
    """Say which backup is in place, and what opens it."""
    return visible(file) + "\n\n" + storing.opens_with_backup_s()


def folders_forgotten() -> str:
    """Say that the list of folders of Qt's file dialogs was emptied."""
    return _("The folders and files that the file dialog remembered are forgotten.")


def damaged() -> str:
    """Head that the disk has lost a part of what is kept."""
    return _("A part of what is kept is damaged")


def salvage_on_page() -> str:
    """Say where what can still be read can be saved."""
    return _(
        "On “{page}”, “{action}” writes a whole copy of what can still be read; restore it "
        "afterwards. Exporting a person saves what is left of them."
    ).format(page=title(), action=salvage())


def salvage() -> str:
    """Name what saves what can still be read."""
    return _("Back up what can be read …")


def salvaging() -> str:
    """Head the work of saving what can still be read."""
    return _("Saving what can be read")


def salvaged() -> str:
    """Say that what could be read is saved."""
    return _("What could be read is saved")


def new_key_heading(*, first: bool) -> str:
    """Head the card that asks how the store shall be locked."""
    return _("Choose a passphrase") if first else _("Change how it is locked")


def copy_key_heading() -> str:
    """Head the card that asks for a backup's passphrase."""
    return _("Choose a passphrase for the backup")


def copy_key_text() -> str:
    """Say why a backup has a passphrase of its own."""
    return _(
        "The key of what is kept lies in this computer’s keyring. A backup must open without this "
        "computer, so it gets a passphrase of its own."
    )


def not_erased(left: tuple[str, ...]) -> str:
    """Say honestly what erasing did not reach: backups elsewhere, and what a disk may keep."""
    if not left:
        return what_a_disk_keeps()
    return (
        _("These backups were not erased:") + "\n" + "\n".join(left) + "\n\n" + what_a_disk_keeps()
    )


def no_keyring() -> str:
    """Say why a passphrase is needed, and what happens without one."""
    return _(
        "What you keep is encrypted. Nothing on this computer can hold the key safely, so a "
        "passphrase of yours locks it. Without one, nothing is kept."
    )


def no_way_back() -> str:
    """Say that a forgotten passphrase is final."""
    return _("Nobody can open it without the passphrase, and nobody can reset it. Write it down.")


def strength(word: str, bits: float) -> str:
    """Say how hard a passphrase is to guess."""
    return _("Strength: {word}, about {bits} bits").format(word=word, bits=number(round(bits)))


def key_place(keyring: str, *, by_passphrase: bool) -> str:
    """Say where the key is."""
    if by_passphrase:
        return _("In no file: your passphrase makes it")
    return keyring or _("In the keyring of this computer")


def lock_times() -> dict[int, str]:
    """Name the times after which the store is locked. Unit: minutes; 0 is never."""
    said = {
        minutes: ngettext("After {count} minute", "After {count} minutes", minutes).format(
            count=number(minutes)
        )
        for minutes in (1, 5, 15, 30, 60)
    }
    return {**said, 0: _("Never by itself")}


def moment(when: str) -> str:
    """Say when something happened, as this computer's clock has it: ``6 Mar 2016, 14:05``."""
    try:
        local = dt.datetime.fromisoformat(when).astimezone()
    except ValueError:
        return when
    return f"{short_day(day_of(local.date()))}, {local:%H:%M}"


def reader(code: str) -> str:
    """Name the format that a file was read as."""
    names = {
        "score-package": _("Score package"),
        "score_package": _("Score package"),
        "package": _("Score package"),
        "alipay": _("Alipay bill"),
        "wechat": _("WeChat Pay bill"),
        "answers": _("Own answers"),
        "vcard": _("Contacts (vCard)"),
    }
    return ", ".join(names.get(part, part) for part in code.split("+"))


# Checking


def steps(settings: str) -> tuple[tuple[str, str, str], ...]:
    """List how to check that nothing leaves the computer: icon, what to do, what it shows.

    Args:
        settings: Folder of the program's settings.
    """
    return (
        (
            "wifi-slash",
            _("Turn off the network."),
            _("Everything works as before: nothing is fetched and nothing is sent."),
        ),
        (
            "folder-open",
            _("Look into the folder above."),
            _(
                "There lies what you keep, encrypted: search it for your name, it is not there. The "
                "settings lie in {folder}: language, look, the window’s place, keys that you trust; "
                "no person. What you export and back up lies where you put it."
            ).format(folder=settings),
        ),
        (
            "magnifying-glass",
            _("Ask the system."),
            _(
                "Its monitor lists the connections of each program: “lsof -i” in a terminal, the "
                "Resource Monitor of Windows, or Activity Monitor on a Mac. Whyscore is in none."
            ),
        ),
        (
            "lock-simple",
            _("Lock, and switch off."),
            _(
                "Locking closes what is kept, forgets its key, whoever is open and all that was "
                "typed, and empties the clipboard if Whyscore filled it. Until it is switched off, "
                "the computer’s memory may still hold traces, and the system may have written some "
                "of it to the disk."
            ),
        ),
        (
            "code",
            _("Read the program."),
            _("It has no part that speaks to a network, and a test fails if one is added."),
        ),
    )


# Erasing


def erase_person_text(name: str, records: int) -> str:
    """Say what erasing a person takes away."""
    return ngettext(
        "{name} with {count} record, what was set aside, and every file that came in.",
        "{name} with {count} records, what was set aside, and every file that came in.",
        records,
    ).format(name=name, count=number(records))


def erase_all_text() -> str:
    """Say what erasing everything takes away."""
    return _(
        "All people, the store with its journals, its key, and the folders that the file dialog "
        "remembers. Backups stay, but for those that you tick. There is no way back."
    )


def backups_heading() -> str:
    """Head the list of backups."""
    return _("These backups go only where you tick them:")


def backups_unknown() -> str:
    """Say that backups stay where the store is not open."""
    return _("Where its backups lie, only the unlocked store knows: all of them stay.")


def backup_line(path: str, made: str, *, whose: str) -> str:
    """Say where a backup lies, from when it is, and who may need it."""
    where = _("{path}, of {when}").format(path=visible(path), when=moment(made))
    if whose == "other":
        return where + " · " + _("written by the store this one came from, which may need it")
    if whose == "gone":
        return where + " · " + _("not there any more")
    return where


def word_to_type() -> str:
    """Return the word that confirms erasing everything."""
    return _("erase")


def type_it(word: str) -> str:
    """Ask for the word."""
    return _("Type “{word}” to confirm").format(word=word)
