"""The code in the foot of a sheet, `B-8779`: its version, and digits that tell it from the sheets of another set or seed."""

from __future__ import annotations

import json
from hashlib import sha256

from tutor.desk.version import CHECKED, MOST_VERSIONS, Version, said_of
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet, Record

# Fields that may change when a sheet is printed: they change no value on it.
BESIDE = ("title", "statement", "marks", "space", "answer", "expected", "wrong", "tolerance")
HINT = "It is a letter, as B, or the code in the foot of the sheet, as B-8779."


class Codes:
    """The codes of the sheets of a set."""

    def __init__(self, found: ProblemSet) -> None:
        content = json.dumps([_content(r) for r in found.records], sort_keys=True, default=str)
        self._content = sha256(content.encode("utf-8", "replace")).hexdigest()

    def code(self, version: Version, shuffle: bool = False) -> str:
        """The code of a version."""
        content = f"{version.draw}:{version.letter}:{shuffle}:{self._content}"
        return f"{version.letter}-{sha256(content.encode('utf-8', 'replace')).hexdigest()[:CHECKED]}"

    def version(self, said: str, seed: int) -> Version:
        """The version that letters or a code name. Errors: `Invalid` for what is none, or a code of another set or seed."""
        found = said_of(said)
        version = None if found is None else Version(found[0], seed)
        if found is None or version is None or version.place >= MOST_VERSIONS:
            raise Invalid(f"{said.strip()[:40]!r} is no version", hint=HINT)
        if found[1] and f"{found[0]}-{found[1]}" not in {self.code(version, shuffle) for shuffle in (False, True)}:
            if version.of_student:
                hint = "Was it mistyped, or was the set changed since? Its letters alone are taken without this check."
                raise Invalid(f"{said.strip()} is the code of no sheet of this set", hint=hint)
            hint = "Name the seed that the sheet was made with: --seed S."
            raise Invalid(f"{said.strip()} is no sheet of this set with the seed {seed}", hint=hint)
        return version


def _content(entry: Record) -> tuple[object, ...]:
    """What the values of a sheet depend on."""
    return (entry.id, entry.kind, {k: v for k, v in entry.fields.items() if k not in BESIDE})
