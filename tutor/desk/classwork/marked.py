"""A marked class for who works in Python: its records, its marks, its report and what goes back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.desk.classwork.attempts import ATTEMPTS, Attempts
from tutor.desk.classwork.marking import Marking
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.record import Kept
from tutor.desk.classwork.roster import roster
from tutor.desk.classwork.sheets import Sheets
from tutor.desk.codes import Codes
from tutor.desk.given import as_typed
from tutor.desk.version import FIRST, Version
from tutor.edges.harmless import json_text
from tutor.errors import Invalid
from tutor.printing.style import PLAIN
from tutor.reading.sets import ProblemSet

GIVEN = "answers.jsonl"  # the name of answers that come as values


@dataclass(frozen=True, slots=True)
class Marked:
    """A class. `records` has the object of each answer, in the order in which they came; `told` what was said on the way."""

    records: list[dict[str, object]]
    told: list[str]
    marking: Marking

    @property
    def students(self) -> dict[str, float]:
        """The marks of each student; each problem counts one where the set states no marks."""
        return {name: self.marking.summary.total(name) for name in self.marking.summary.students}

    @property
    def most(self) -> float:
        """The marks that can be had."""
        return self.marking.summary.most

    def report(self, form: str = "html") -> str:
        """The report as a page (`html`) or as `text`. Errors: `Invalid` for another form."""
        if form not in ("html", "text"):
            raise Invalid(f"a class has no report as {form}", hint="The forms are html and text; records has the rest.")
        return self.marking.report.printed(form)

    def feedback(self, folder: str | Path) -> None:
        """Write a page for each student, .html and .pdf, and the tables of a gradebook into a folder. Errors: `Invalid`."""
        from tutor.desk.classwork.feedback import handed_back

        handed_back(self.marking, Path(folder), PLAIN, os.cpu_count() or 1)

    def __repr__(self) -> str:
        return f"<Marked: {len(self.records)} answers of {len(self.students)} students, of {self.most:g}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f'<iframe srcdoc="{escape(self.report())}" style="width: 100%; height: 40em; border: 0"></iframe>'


def marked(
    found: ProblemSet,
    answers: str | Path | Iterable[Mapping[str, object]],
    *,
    students: str | Path | None = None,
    version: str | None = None,
    seed: int = 0,
    attempts: Attempts | None = None,
    columns: str | None = None,
    overrides: str | Path | None = None,
) -> Marked:
    """Mark a class; the options are those of the command `check`. Errors: `Invalid` where something cannot be used."""
    if attempts not in (None, *ATTEMPTS):
        raise Invalid(f"attempts is {', '.join(ATTEMPTS)}, not {attempts!r}")
    said: list[str] = []
    sheet = Version(FIRST.letter, seed) if version is None else Codes(found).version(version, seed)
    listed = None if students is None else roster(Path(students), said.append)
    sheets = Sheets(found, sheet, version is not None, listed)
    with _file(answers) as path:
        ruled = None if overrides is None else Path(overrides)
        marking = Marking(found, path, sheets, said.append, columns, attempts, ruled)
        rows, count = marking.read(), os.cpu_count() or 1
        marking.pose(count, stated=True)
        records = [r for r in marking.records(rows, partial(here, processes=count)) if not isinstance(r, Kept)]
        marking.end()
    return Marked(records, said, marking)


@contextmanager
def _file(answers: str | Path | Iterable[Mapping[str, object]]) -> Iterator[Path]:
    """The file of the answers. Errors: `TypeError` for an answer that is none."""
    if isinstance(answers, str | Path):
        yield Path(answers)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / GIVEN
        rows = [{k: as_typed(v) if k == "answer" and v is not None else v for k, v in row.items()} for row in answers]
        path.write_text("".join(json_text(row) + "\n" for row in rows), encoding="utf-8")
        yield path
