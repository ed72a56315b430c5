"""Which sheet each answer is to: as its row says, by its student in a roster, or the one that the command names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tutor.desk.classwork.row import Broken, Row
from tutor.desk.codes import Codes
from tutor.desk.people import Students
from tutor.desk.version import FIRST, Version, word_of
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet

MOST = 5_000  # sheets with values of their own


@dataclass(slots=True)
class Sheets:
    """The sheets of a class. `version` is that of who says nothing, `said` whether it was named; `students` have sheets of their own."""

    found: ProblemSet
    version: Version = FIRST
    said: bool = False
    students: Students | None = None
    drawn: frozenset[str] = frozenset()
    some: bool = False  # some row says which sheet it is to
    _codes: Codes | None = None
    _known: dict[tuple[str, str], Version | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.drawn = frozenset(r.id for r in self.found.records if r.fields.get("parameters"))

    def wanted(self, rows: Iterable[Row | Broken]) -> dict[str, tuple[Version, ...]]:
        """The sheets that each problem with parameters is answered on. Errors: `Invalid` where there are too many."""
        listed = [r for r in rows if isinstance(r, Row) and r.problem in self.drawn] if self.drawn else []
        self.some = any(row.version or row.seed for row in listed)
        out: dict[str, dict[Version, None]] = {name: {} for name in self.drawn}
        for row in listed:
            sheet = self.sheet(row)
            if isinstance(sheet, Version):
                out[row.problem][sheet] = None
        if sum(map(len, out.values())) > MOST:
            raise Invalid(f"the answers are to more than {MOST} problems with values of their own", hint="Judge them in several files.")
        return {name: tuple(sheets) or (self.version,) for name, sheets in out.items()}

    def of(self, rows: Iterable[Row | Broken]) -> Iterator[Row | Broken]:
        """The rows, each with its sheet; one that nobody knows the sheet of is told, and not judged."""
        for row in rows:
            if isinstance(row, Broken) or row.problem not in self.drawn:
                yield row
                continue
            sheet = self.sheet(row)
            yield Broken(row.number, sheet, row.student, row.problem) if isinstance(sheet, str) else replace(row, sheet=sheet)

    def sheet(self, row: Row) -> Version | str:
        """The sheet of a row, or why it is not known."""
        if row.version or row.seed:
            key = (row.version, row.seed)
            if key not in self._known:
                self._known[key] = self._named(*key)
            return self._known[key]
        if self.students is not None:
            student = self.students.find(row.student, row.known)
            if student is None:
                near = self.students.near(row.student) or "The version of the sheet may stand in a column of its own."
                whose = row.student or "a student without a name"
                return f"{whose} is not in the roster, so that the sheet is not known. {near}".rstrip(".")
            return Version(word_of(student.key, self.version.seed), self.version.seed)
        if self.some and not self.said:
            return "the version of the sheet is missing; --version says which one is meant then"
        return self.version

    def _named(self, said: str, seed: str) -> Version | str:
        if seed and not (seed.lstrip("+-").isdecimal() and len(seed) < 20):
            return f"{seed[:40]!r} is no seed"
        number = int(seed) if seed else self.version.seed
        if self._codes is None:
            self._codes = Codes(self.found)
        try:
            return self._codes.version(said, number) if said else Version(FIRST.letter, number)
        except Invalid as error:
            return str(error).rstrip(".")
