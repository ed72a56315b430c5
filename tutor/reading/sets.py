"""Exercise sets, TOML or JSON lines, and problems typed on the command line: records read one by one.

A broken record spoils nothing else: it keeps its error in its place. A part of a problem is a record of its own.

No SymPy here: the command line reads a set before it knows whether anything has to be solved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from tutor.edges.data import json_value, toml
from tutor.edges.files import read_text
from tutor.errors import Invalid, Place, TutorError, nearest
from tutor.frozen import dataclass
from tutor.reading.escapes import place_of
from tutor.reading.parts import PartOf, parted

HEADER = ("title", "course", "author", "due", "instructions", "language", "style", "tolerance", "domain", "feedback", "mistakes", "problem")
# Bytes by the ending of the name. 100,000 problems are about 13 million; TOML takes up to ten times as long as JSON to be read.
LARGEST_FILE = {".toml": 16_000_000, ".jsonl": 64_000_000}
SUFFIXES = tuple(LARGEST_FILE)
TOLERANCE = "a tolerance is a table such as { relative = 0.05 } or { absolute = 0.01 }"
FEEDBACK = 'feedback is "none", "verdict", "mistake" or "full"'
LEVELS = ("none", "verdict", "mistake", "full")
CREDIT = "mistakes is a table of names with a share of the marks below 1, such as { sign_slip = 0.5 }"
SHORT_ANSWER = "short_answer"  # the kind that is only checked, not solved


@dataclass(frozen=True, slots=True)
class Record:
    """One problem, or one part of a problem, as it stands in its file: nothing checked but that it is a table with a kind.

    `leniency` is how an answer is judged: its fields `tolerance` (a table), `domain` ("ignored"), `feedback` (how much is said)
    and `mistakes` (what a named one still earns), or those of the set. `folder` is where files lie that a field names: that of
    the set, out of which none leads, or where the command was typed; None: none can be named.
    """

    id: str
    kind: str
    fields: Mapping[str, Any]
    file: str | None = None
    error: TutorError | None = None
    part: PartOf | None = None
    leniency: Mapping[str, Any] = field(default_factory=dict)
    folder: str | None = None

    @property
    def whole(self) -> str:
        """The id of the problem, where this is a part of it; else the record's own."""
        return self.id if self.part is None else self.part.of

    def place(self, field: str | None = None) -> Place:
        """Where this record, or one of its fields, is."""
        return Place(file=self.file, problem=self.id, field=field)

    def wrong(self, message: str, field: str | None = None, hint: str | None = None) -> Invalid:
        """An error about this record, or about one of its fields."""
        return Invalid(message, hint=hint, place=self.place(field))

    def together(self) -> tuple[Record, ...]:
        """The parts of the problem that this is a part of; else the record alone."""
        if self.part is None:
            return (self,)
        return tuple(replace(r, folder=self.folder) for r in as_records(self.part.row, self.part.of, self.file))


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """A set: its header and its records, broken ones among them in their places."""

    records: tuple[Record, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    style: Any = field(default_factory=dict)  # the table [style] as it stands; tutor.printing.style reads it

    @property
    def problems(self) -> tuple[tuple[Record, ...], ...]:
        """The problems in order, each with its parts; one without parts is alone."""
        out: list[tuple[Record, ...]] = []
        for entry in self.records:
            if out and entry.part is not None and entry.part.letter > "a" and entry.whole == out[-1][0].whole:
                out[-1] += (entry,)
            else:
                out.append((entry,))
        return tuple(out)

    def chosen(self, name: str) -> ProblemSet:
        """Only the problem with this id, with all its parts, or only that part. Errors: `Invalid` where there is none."""
        kept = tuple(r for r in self.records if name in (r.id, r.whole))
        if not kept:
            known = dict.fromkeys(n for r in self.records for n in (r.whole, r.id))
            raise Invalid(f"{self.file} has no problem {name!r}", hint=nearest(name, known))
        return replace(self, records=kept)


def load_set(path: Path) -> ProblemSet:
    """The set in a file. `Invalid` where the file itself cannot be read; a broken record only carries its error."""
    if path.suffix not in SUFFIXES:
        ending = path.suffix or "nothing"
        raise Invalid(f"{path} is not an exercise set: its name ends in {ending}", hint="A set is a .toml or .jsonl file.")
    text = read_text(path, LARGEST_FILE[path.suffix])
    found = _toml(text, path.name) if path.suffix == ".toml" else _jsonl(text, path.name)
    return replace(found, records=tuple(replace(r, folder=str(path.parent)) for r in found.records))


def _toml(text: str, file: str) -> ProblemSet:
    try:
        data = toml(text)
    except Invalid as error:
        place, hint = place_of(error.message, text, file)
        raise Invalid(error.message, hint=hint or error.hint, place=place) from None
    for key in data:
        if key not in HEADER:
            raise Invalid(f"unknown header field {key!r}", hint=nearest(key, HEADER), place=Place(file=file))
    problems = data.pop("problem", None)
    if not isinstance(problems, list) or not problems:
        raise Invalid("there is no problem in the set", hint="Each one begins with [[problem]].", place=Place(file=file))
    style = data.pop("style", {})
    shared, rest = _leniency(data)
    if "domain" in rest:
        raise Invalid('the domain of all answers of a set can only be "ignored"', place=Place(file=file, field="domain"))
    for name, said in (("tolerance", TOLERANCE), ("feedback", FEEDBACK), ("mistakes", CREDIT)):
        if name in rest:
            raise Invalid(said, place=Place(file=file, field=name))
    header = {k: str(v) for k, v in rest.items()}
    records = tuple(replace(r, leniency={**shared, **r.leniency}) for r in _records(problems, file))
    return ProblemSet(records, header, file, style)


def _leniency(fields: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """How an answer is judged, and the other fields: some kinds have a domain, or a tolerance, of their own."""
    mine = {k: v for k, v in fields.items() if _is_leniency(k, v)}
    return mine, {k: v for k, v in fields.items() if k not in mine}


def share(value: Any) -> float | None:
    """A number from 0 to less than 1, as it stands in a file; None for anything else."""
    try:
        found = float(str(value)) if not isinstance(value, bool) else 1.0
    except ValueError:
        return None
    return found if 0 <= found < 1 else None


def credits_of(leniency: Mapping[str, Any]) -> dict[str, float]:
    """What each named mistake still earns, as a share of the marks."""
    return {str(name): earned for name, v in leniency.get("mistakes", {}).items() if (earned := share(v)) is not None}


def _is_leniency(name: str, value: Any) -> bool:
    match name:
        case "domain":
            return bool(value == "ignored")
        case "tolerance":
            return isinstance(value, Mapping)
        case "feedback":
            return value in LEVELS
        case "mistakes":
            return isinstance(value, Mapping) and None not in map(share, value.values())
    return False


def _jsonl(text: str, file: str) -> ProblemSet:
    rows: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(json_value(line))
        except Invalid as error:
            rows.append(Invalid(f"line {number}: {error.message}", place=Place(file=file)))
    return ProblemSet(_records(rows, file), {}, file)


def _records(rows: Sequence[object], file: str) -> tuple[Record, ...]:
    out: list[Record] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        made = as_records(row, str(number), file)
        names = {name for r in made for name in (r.id, r.whole)}
        for record in made:
            twice = next((name for name in (record.whole, record.id) if name in seen), None)
            error = record.error or (record.wrong(f"the id {twice!r} is given twice", "id") if twice is not None else None)
            out.append(replace(record, error=error))
        seen |= names
    return tuple(out)


def as_records(row: object, default_id: str, file: str | None = None) -> tuple[Record, ...]:
    """A row of a set as a record, or as one for each of its parts."""
    name = row.get("id", default_id) if isinstance(row, dict) else default_id
    if not isinstance(row, dict) or "parts" not in row or not _is_id(name):
        return (as_record(row, default_id, file),)
    try:
        found = parted(row, str(name), file)
    except Invalid as error:
        return (as_record(error, str(name), file),)
    return tuple(replace(as_record(fields, f"{name}.{part.letter}", file), part=part) for part, fields in found)


def as_record(row: object, default_id: str, file: str | None = None) -> Record:
    """A row of a set as a record; what is wrong with it is kept in it."""
    if isinstance(row, TutorError):
        return Record(default_id, "", {}, file, row)
    if not isinstance(row, dict):
        error = Invalid("a problem is a table of fields", place=Place(file=file, problem=default_id))
        return Record(default_id, "", {}, file, error)
    name = row.get("id", default_id)
    if not _is_id(name):
        error = Invalid("an id is a short text", place=Place(file=file, problem=default_id, field="id"))
        return Record(default_id, "", {}, file, error)
    kind = row.get("kind")
    leniency, fields = _leniency({k: v for k, v in row.items() if k not in ("id", "kind")})
    if not isinstance(kind, str):
        error = Invalid("the field kind is missing", place=Place(file=file, problem=str(name)))
        return Record(str(name), "", fields, file, error)
    for wrong, said in (("feedback", FEEDBACK), ("mistakes", CREDIT)):
        if wrong in fields:
            error = Invalid(said, place=Place(file=file, problem=str(name), field=wrong))
            return Record(str(name), kind, fields, file, error)
    return Record(str(name), kind, fields, file, leniency=leniency)


def _is_id(name: object) -> bool:
    return isinstance(name, str | int) and not isinstance(name, bool)


def from_arguments(kind: str, arguments: Iterable[str]) -> Record:
    """`gradient`, `function=x^2 y`, `point=(1, 2)` as typed in a shell. Tables, and lists that are TOML, are read as such."""
    fields: dict[str, object] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise Invalid(f"{argument!r} is not field=value", hint="For example: tutor solve gradient function='x^2 y' point='(1, 2)'")
        if name in fields:
            raise Invalid(f"the field {name} is given twice")
        fields[name] = _value(value.strip())
    return replace(as_record({**fields, "kind": kind}, "1"), folder=".")


def _value(text: str) -> object:
    if text[:1] in ("{", "["):
        try:
            return toml(f"value = {text}")["value"]
        except Invalid:
            return text  # mathematics in brackets: [x^2, y]; what is too long or too deep is refused where it is read
    return text
