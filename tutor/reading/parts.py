"""A problem with parts: `parts = [...]` as one row a part, each with the fields of the problem and its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.errors import Invalid, Place
from tutor.frozen import dataclass

MOST_PARTS = 26  # one letter each
# One draw holds for all parts, and its symbols are those of all of them.
TOGETHER = ("parameters", "where", "assume")
# What a problem says of itself and not of each part.
OF_THE_WHOLE = ("id", "parts", "statement", "title", "marks")


@dataclass(frozen=True, slots=True)
class PartOf:
    """The letter of a part, and the problem it is a part of: its id and its row as it stands in the file."""

    letter: str
    of: str
    row: Mapping[str, Any]

    @property
    def statement(self) -> Any:
        """What stands above all parts, None where nothing does."""
        return self.row.get("statement")

    def inherited(self, field: str) -> bool:
        """Whether a field is the problem's and not the part's own."""
        own = self.row["parts"][ord(self.letter) - ord("a")]
        return field in self.row and field not in OF_THE_WHOLE and field not in own


def parted(row: Mapping[str, object], name: str, file: str | None) -> list[tuple[PartOf, dict[str, object] | Invalid]]:
    """The parts of a row, each with its fields or with what is wrong with it. Errors: `Invalid` where there are no parts to speak of."""
    parts = row["parts"]
    place = Place(file=file, problem=name, field="parts")
    if not isinstance(parts, list) or not parts:
        raise Invalid("parts is a list of at least one table", hint='For example: parts = [{ kind = "gradient" }]', place=place)
    if len(parts) > MOST_PARTS:
        raise Invalid(f"there are {len(parts)} parts, at most {MOST_PARTS}", place=place)
    shared = {field: value for field, value in row.items() if field not in OF_THE_WHOLE}
    letters = (chr(ord("a") + k) for k in range(len(parts)))
    return [
        (PartOf(letter, name, row), _fields(shared, part, f"{name}.{letter}", file)) for letter, part in zip(letters, parts, strict=True)
    ]


def _fields(shared: Mapping[str, object], part: object, name: str, file: str | None) -> dict[str, object] | Invalid:
    if not isinstance(part, dict):
        return Invalid("a part is a table of fields", place=Place(file=file, problem=name))
    if "parts" in part:
        return Invalid("a part has no parts of its own", place=Place(file=file, problem=name, field="parts"))
    if "id" in part:
        return Invalid(f"the id of a part is that of its problem and its letter: {name}", place=Place(file=file, problem=name, field="id"))
    for field in TOGETHER:
        if field in part:
            message = f"{field} stands in the problem, since it holds for all its parts"
            return Invalid(message, place=Place(file=file, problem=name, field=field))
    return {**shared, **part}
