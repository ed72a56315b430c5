"""A step-by-step tutor for multivariable calculus: worked solutions in which every step is named, explained and checked.

    >>> import tutor
    >>> tutor.solve("gradient", function="x^2 y", point=[1, 2]).answer["vector"]
    Vector(4, 1)

    >>> tutor.check("gradient", "(2xy, y^2)", function="x^2 y").verdict.feedback
    'The y-component is not right yet.'

    >>> tutor.ask("find the critical points of x^3 - 3xy + y^3").kind
    'critical_points'

`load` reads an exercise set, `ask` a sentence, `solve` works a problem, `check` judges an answer, `mark` a class,
`working` the lines of a working, `hint` says what comes next, `render` prints solutions in a format, `handout` a sheet,
`picture` draws a function, `kinds` says what there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.released import __version__ as __version__

os.environ.setdefault("SYMPY_CACHE_SIZE", "20000")  # before SymPy is imported: one problem is more than the thousand it would keep

if TYPE_CHECKING:
    from tutor.checking.judge import Checked
    from tutor.checking.question import Question as Asked
    from tutor.desk.classwork.attempts import Attempts
    from tutor.desk.classwork.marked import Marked
    from tutor.desk.sheet import Show
    from tutor.desk.solution import Solution
    from tutor.desk.worked.hints import Hint, Strength
    from tutor.desk.worked.working import Working
    from tutor.model import Derivation, Problem
    from tutor.reading.sentences.read import Question, Understood
    from tutor.telling.narrate import Detail

__all__ = ["ask", "check", "handout", "hint", "kinds", "load", "mark", "picture", "render", "solve", "working"]


def load(path: str | Path) -> list[Problem]:
    """The problems of a set (.toml or .jsonl). `errors.Invalid`, with its place, at the first that cannot be read."""
    from tutor.desk.authored import read
    from tutor.reading.sets import load_set

    return [read(r) for r in load_set(Path(path)).records]


def ask(sentence: str) -> Understood | Question:
    """What a sentence of a textbook asks: its `kind` and `fields`, which `solve(kind, **fields)` takes, and `shown`, both as a line.

    Where it cannot be read, or not in one way, a `Question` with a `text` and `choices` that are to be completed. No errors.
    """
    from tutor.reading.sentences.read import read_sentence

    return read_sentence(sentence)


def solve(
    problem: Problem | str, *, time_limit: float | None = None, detail: Detail = "normal", numeric_check: bool = False, **fields: Any
) -> Solution:
    """A loaded problem, or a kind and its fields, worked out; with `numeric_check` beside what a program finds in floating point.

    Errors: `errors.Invalid` where the fields cannot be read. A problem that cannot be solved comes back with its status.
    """
    from tutor.desk.authored import read
    from tutor.desk.solution import solve as work_out
    from tutor.model import Problem
    from tutor.reading.sets import as_record

    if not isinstance(problem, Problem):
        problem = read(as_record({"kind": problem, **_plain(fields)}, "1"))
    return work_out(problem, time_limit=time_limit, detail=detail, numeric_check=numeric_check)


def check(problem: Problem | str, answer: object, /, *, time_limit: float | None = None, **fields: Any) -> Checked:
    """What is to be said of an answer to a loaded problem, or to a kind and its fields (`short_answer` among them).

    The answer is text, a number, a SymPy expression or a list of these, else there is a `TypeError`. Errors: `errors.Invalid`
    where the problem cannot be read, `errors.Unsupported` where it has no verified solution. An answer that cannot be read has
    the verdict `unreadable`.
    """
    from tutor.checking.judge import check as judged
    from tutor.desk.asked import asked, asked_of
    from tutor.desk.given import as_typed
    from tutor.model import Problem
    from tutor.reading.sets import as_record

    typed = as_typed(answer)
    if isinstance(problem, Problem):
        return judged(asked_of(problem, time_limit), typed)
    return judged(asked(as_record({"kind": problem, **_plain(fields)}, "1"), time_limit), typed)


def working(problem: Problem | str, lines: str, /, *, time_limit: float | None = None, **fields: object) -> Working:
    """A student's working of several lines, each judged: to a loaded problem, or to a kind and its fields.

    Errors: `errors.Invalid` where the problem cannot be read, `errors.Unsupported` where it has no verified solution.
    """
    from tutor.desk.worked.working import work_through

    derivation, question = _solved(problem, time_limit, fields)
    return work_through(derivation, question, lines)


def hint(
    problem: Problem | str, lines: str | None = None, /, *, strength: Strength = 1, time_limit: float | None = None, **fields: object
) -> Hint:
    """The next hint to a problem, from the last right one of the lines that a student has: 1 what to look at, 2 which rule, 3 the step.

    Errors: as of `working`.
    """
    from tutor.desk.worked.hints import hint as hinted
    from tutor.desk.worked.working import work_through

    derivation, question = _solved(problem, time_limit, fields)
    return hinted(derivation, None if lines is None else work_through(derivation, question, lines), strength)


def _solved(problem: Problem | str, time_limit: float | None, fields: dict[str, Any]) -> tuple[Derivation, Asked]:
    """The derivation and the question of a problem."""
    from tutor.desk.worked.solved import solved, solved_problem
    from tutor.model import Problem
    from tutor.reading.sets import as_record

    if isinstance(problem, Problem):
        return solved_problem(problem, time_limit)
    return solved(as_record({"kind": problem, **_plain(fields)}, "1"), time_limit)


def mark(
    path: str | Path,
    answers: str | Path | Iterable[Mapping[str, object]],
    *,
    students: str | Path | None = None,
    version: str | None = None,
    seed: int = 0,
    attempts: Attempts | None = None,
    columns: str | None = None,
    overrides: str | Path | None = None,
) -> Marked:
    """A class marked: the `records` of all answers, the marks of the `students`, a `report()` and `feedback(folder)` for each.

    The answers to a set (.toml or .jsonl) are a file as `tutor check --answers` takes it, or rows such as
    `{"student": "Ada", "problem": "ridge", "answer": "11/sqrt(2)"}`. `students` is a roster whose sheets are their own, `version` and
    `seed` say to which sheet answers are that do not say so, and `attempts`, `columns` and `overrides` are as on the command line.
    Errors: `errors.Invalid` where a file cannot be used; a broken row is a record that says so.
    """
    from tutor.desk.classwork.marked import marked
    from tutor.reading.sets import load_set

    return marked(
        load_set(Path(path)),
        answers,
        students=students,
        version=version,
        seed=seed,
        attempts=attempts,
        columns=columns,
        overrides=overrides,
    )


def render(solutions: Solution | Iterable[Solution], form: str = "html", *, detail: Detail | None = None, title: str = "") -> str | bytes:
    """One or more solutions as a whole page of a format (`html`, `text`, `pdf` ...); bytes for `pdf`, else text."""
    from tutor.desk.solution import Solution
    from tutor.printing.output.base import PageMeta, load

    chosen = load(form)
    listed = [solutions] if isinstance(solutions, Solution) else list(solutions)
    return chosen.page([chosen.fragment(s.document(detail)) for s in listed], PageMeta(title=title))


def handout(path: str | Path, form: str = "pdf", *, show: Show = "questions", versions: int = 1, seed: int = 0) -> list[str | bytes]:
    """The sheet of a set as a whole page of a format, one for each version; `show` as on the command line: `answers`, `solutions`.

    Errors: `errors.Invalid` where the set, or the first broken problem in it, cannot be used.
    """
    from tutor.desk.handout import handout as sheets
    from tutor.desk.sheet import heading
    from tutor.printing.output.base import load as printer
    from tutor.reading.sets import load_set

    found, chosen = load_set(Path(path)), printer(form)
    made = sheets(found, show, count=versions, seed=seed)
    return [chosen.page([chosen.fragment(page) for page in pages], heading(found, sheet, show)) for sheet, pages in made]


def picture(function: Any, *, views: Iterable[str] = ("contours",), span: str | None = None, **fields: Any) -> str:
    """The level curves (`contours`), `surface` or `heatmap` of a function of two variables, side by side as an SVG.

    `span` is such as `x=-2..2, y=0..pi`; without it the picture is where something happens. Errors: `errors.Invalid`.
    """
    from tutor.desk.pictured import pictured
    from tutor.printing.figures.views import side_by_side
    from tutor.printing.output._svg import svg

    _, figures = pictured(_plain({"function": function, **fields}), span, tuple(views))
    return svg(side_by_side(figures), paper=True)


def kinds() -> dict[str, str]:
    """What can be asked: the name of each kind of problem, as `solve` takes it, with its title."""
    from tutor.rule import kinds as known
    from tutor.rule import topic

    return {kind: topic(kind).title for kind in known()}


def _plain(value: object) -> Any:
    """Python values as a set would hold them: decimals and SymPy expressions as text, tuples and arrays as lists."""
    if hasattr(value, "free_symbols"):
        return str(value)
    if hasattr(value, "tolist"):  # an array, or a number of NumPy
        return _plain(value.tolist())
    match value:
        case float():
            return repr(value)
        case tuple() | list():
            return [_plain(v) for v in value]
        case dict():
            return {str(k): _plain(v) for k, v in value.items()}
    return value
