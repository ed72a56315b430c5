"""The numeric check of a page: its derivatives once more by central differences, beside what they should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from sympy import Abs, Expr, Integer, Le, Rational, Symbol

from tutor.maths.iteration.differences import Difference, Where, central, numeric, somewhere
from tutor.maths.iteration.libraries import LibraryResult
from tutor.maths.iteration.numbers import exponent
from tutor.maths.iteration.staged import compared
from tutor.model import Claim, Problem, stated
from tutor.rule import Stage
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Rounded
from tutor.trees.heads.name import derivative_name

ROOM = 10  # times the error that a difference should have: what is within is said to agree
DIGITS = 12  # of a difference that are shown
ROUGH = 2  # of an error


@dataclass(frozen=True, slots=True)
class Sought:
    """A derivative that the page has derived: of which function, by which letters, and what it is called."""

    function: Expr
    by: tuple[Symbol, ...]
    name: Name


def first(problem: Problem) -> list[Sought]:
    """The partial derivatives of the problem's function."""
    f, variables = problem.given["function"], problem.variables
    return [Sought(f, (x,), derivative_name(problem.letter, (x,), variables)) for x in variables]


def second(problem: Problem) -> list[Sought]:
    """Its second partial derivatives, mixed ones once."""
    f, variables = problem.given["function"], problem.variables
    return [Sought(f, two, derivative_name(problem.letter, two, variables)) for two in combinations_with_replacement(variables, 2)]


def numerically(problem: Problem, sought: Sequence[Sought], point: str = "point") -> Iterator[Stage]:
    """The check, where it is asked for; with the reason where it cannot be made."""
    if not problem.origin.numeric_check:
        return
    functions = list(dict.fromkeys(s.function for s in sought))
    where = _where(problem, functions, point)
    found = [None if where is None else central(s.function, where, s.by) for s in sought]
    made = [(s, d) for s, d in zip(sought, found, strict=True) if d is not None]
    facts: dict[str, object] = {"made": len(made) == len(sought), "order": len(sought[0].by), "asked": bool(problem.given.get(point))}
    goal = Integer(len(sought))
    if where is None or not facts["made"]:
        facts["letters"] = any(not numeric(f, problem.variables) for f in functions)
        yield compared("numeric", goal, facts, equals=goal, check=True, line=False)
        return
    close = all(d.error <= ROOM * d.expected for _, d in made)
    facts |= {"where": dict(where), "h": _float(made[0][1].h, ROUGH), "close": close}
    claims = tuple(_claim(s, d, where) for s, d in made) if close else ()
    yield compared("numeric", goal, facts, equals=goal, claims=claims, check=True, line=False, table=Table(tuple(_rows(made))))


def _where(problem: Problem, functions: Sequence[Expr], point: str) -> Where | None:
    if not all(numeric(f, problem.variables) for f in functions):
        return None
    given = problem.given.get(point)
    if not given:
        return somewhere(functions, problem.variables)
    placed = {x: tree.evaluated(v) for x, v in given.items()}
    if any(v.free_symbols for v in placed.values()):
        return None
    return {x: v if isinstance(v, Rational) else Rational(float(v)) for x, v in placed.items()}


def _claim(sought: Sought, difference: Difference, where: Where) -> Claim:
    """That the difference is as near to the derivative as it should be."""
    goal: Expr = sought.function
    for x in sought.by:
        goal = Diff(goal, x, *(v for v in where if v != x))
    away = tree.total(At(goal, tuple(where), tuple(where.values())), tree.negative(Rational(difference.found)))
    return stated(Le(Abs(away), Rational(ROOM * difference.expected), evaluate=False))


def _rows(made: Sequence[tuple[Sought, Difference]]) -> Iterator[tuple[object, ...]]:
    for sought, d in made:
        yield sought.name, _float(d.found), _float(d.exact), _float(d.error, ROUGH), _float(d.expected, ROUGH)


def _float(value: float, digits: int = DIGITS) -> Rounded:
    """A float with so many digits."""
    number = Rational(value)
    return Rounded(number, digits + 2 - exponent(number), digits) if number else Rounded(number, digits, digits)


def by_library(
    problem: Problem, names: Sequence[Expr], ours: Sequence[Expr], find: Callable[[], LibraryResult], walked: bool = True
) -> Iterator[Stage]:
    """What a library finds beside the numbers of the page, where it is asked for."""
    if not problem.origin.numeric_check:
        return
    found = find()
    facts = {
        "library": found.library,
        "method": found.method,
        "walked": walked,
        "taken": found.steps,
        "failed": found.failed,
        "missing": found.missing,
    }
    goal = Integer(len(names))
    table = (
        Table(tuple((n, _float(float(tree.plain(v))), _float(f)) for n, v, f in zip(names, ours, found.values, strict=True)))
        if found.values
        else None
    )
    yield compared("library", goal, facts, equals=goal, check=True, line=False, table=None if found.failed else table)
