"""What a reader chooses, kept in the open store; each choice but a setting can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.corrections import Correction, Corrections, Scope
from app.store.door import Door


class Chosen(Door):
    """The reader's choices: records set aside, names, scenarios, settings."""

    def asides(self, person: str) -> dict[str, str]:
        """Return the reason of every record that is set aside, by the record's id."""
        from app.store import choices

        with self._reading_of(person) as (connection, number):
            return choices.asides(connection, number)

    def set_aside(self, person: str, record: str, reason: str) -> None:
        """Set a record aside, for a reason (``wrong``, ``not_mine``); it stays in the store."""
        self._choose(person, "set_aside", record, reason)

    def put_back(self, person: str, record: str) -> None:
        """Put a record back that was set aside."""
        self._choose(person, "put_back", record, None)

    def corrections(self, person: str) -> Corrections:
        """Return the kinds that the reader gave to records and payees."""
        from app.store import choices

        with self._reading_of(person) as (connection, number):
            return Corrections.of(
                tuple(
                    Correction(Scope(whose), name, kind)
                    for (whose, name), kind in choices.kinds(connection, number).items()
                )
            )

    def correct(self, person: str, correction: Correction) -> None:
        """Keep a kind that the reader gave to a record or a payee; ``None`` takes it back."""
        from app.store import change_log, choices

        key = (correction.whose.value, correction.name)
        with self._writing_of(person) as (connection, number):
            was = choices.kinds(connection, number).get(key)
            if was != correction.kind:
                choices.put_kind(connection, number, key, correction.kind)
                content = {"corrected": list(key), "was": was, "now": correction.kind}
                change_log.note(connection, number, change_log.CORRECT_KIND, content)

    def rename(self, person: str, name: str | None) -> None:
        """Give a person a name of the reader's own; ``None`` takes the file's again."""
        from app.store import change_log, choices

        with self._writing_of(person) as (connection, number):
            was = choices.name(connection, number)
            if name != was:
                choices.put_name(connection, number, name)
                change_log.note(connection, number, "rename", {"was": was, "now": name})

    def scenarios(self, person: str) -> dict[str, Any]:
        """Return the scenarios that are kept, by name, in the order they were kept."""
        from app.store import choices

        with self._reading_of(person) as (connection, number):
            return choices.scenarios(connection, number)

    def keep_scenario(self, person: str, name: str, content: Any) -> None:
        """Keep a scenario (any JSON but ``null``) under a name, in place of an older one."""
        self._choose(person, "keep_scenario", name, content)

    def rename_scenario(self, person: str, name: str, wanted: str) -> None:
        """Call a scenario something else; it is kept anew, so undoing does not take it away."""
        from app.store import change_log, choices

        with self._writing_of(person) as (connection, number):
            found = choices.scenarios(connection, number).get(name)
            if found is None or name == wanted:
                return
            choices.put_scenario(connection, number, name, None)
            choices.put_scenario(connection, number, wanted, found)
            content = {"scenario": wanted, "was": None, "now": found, "from": name}
            change_log.note(connection, number, change_log.KEEP_SCENARIO, content)

    def drop_scenario(self, person: str, name: str) -> None:
        """Drop a scenario."""
        self._choose(person, "drop_scenario", name, None)

    def settings(self, person: str | None = None) -> dict[str, Any]:
        """Return where the reader was with a person, or in the whole store: any JSON, by name."""
        from app.store import adding, choices

        with self._reading() as connection:
            number = None if person is None else adding.exists(connection, person)
            return choices.settings(connection, number)

    def keep_settings(self, person: str | None, values: Mapping[str, Any]) -> None:
        """Keep settings beside those that are kept; ``None`` forgets one. They are not undone."""
        from app.store import adding, choices

        with self._writing() as connection:
            number = None if person is None else adding.exists(connection, person)
            choices.put_settings(connection, number, values)

    def _choose(self, person: str, kind: str, what: str, chosen: Any) -> None:
        from app.store import change_log, choices

        about, held, put = (
            ("record", choices.asides, choices.put_aside)
            if kind in {"set_aside", "put_back"}
            else ("scenario", choices.scenarios, choices.put_scenario)
        )
        with self._writing_of(person) as (connection, number):
            was = held(connection, number).get(what)
            if was != chosen:
                put(connection, number, what, chosen)
                content = {about: what, "was": was, "now": chosen}
                change_log.note(connection, number, kind, content)
