"""What is to be pictured: a function of two variables, and the part of the plane that is asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sympy import Expr, Symbol

from tutor.errors import Invalid, Place, TutorError, Unreadable, nearest
from tutor.frozen import dataclass
from tutor.model import Problem
from tutor.printing.figures.numeric import PlaneFunction, field, number
from tutor.reading.build import build
from tutor.reading.functions import GREEK
from tutor.reading.parse import parse
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.reading.variables import listed

FIELDS = ("function", "variables", "assume", "log_base")
EXAMPLE = "For example: tutor picture function='x^2 - y^2' --range 'x=-2..2,y=-2..2'"
LARGEST, FINEST = 1e9, 1e-6  # a bound, and the width of a range beside its bounds: beyond these numbers on the axes blur
_PART = re.compile(r"\s*(?P<name>\\?[A-Za-z]\w*)\s*=(?P<low>.*?)\.\.(?P<high>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A function as typed and as numbers, its name, and the bounds of the variables that have any."""

    function: Expr
    letter: str
    field: PlaneFunction
    bounds: Mapping[Symbol, tuple[float, float]]


def read_picture(fields: Mapping[str, object], span: str | None) -> Pictured:
    """The fields of a function and a text such as `x=-2..2,y=-2..2`. Errors: `Invalid`, `Unreadable`, with their place."""
    for name in fields:
        if name not in FIELDS:
            raise Invalid(f"unknown field {name!r} for a picture", hint=nearest(name, FIELDS) or f"The fields are {', '.join(FIELDS)}.")
    if "function" not in fields:
        raise Invalid("the field function is missing", hint=EXAMPLE)
    try:
        problem = read_problem(Record("", "gradient", fields))  # read as a function is there
    except TutorError as error:
        raise type(error)(error.message, hint=error.hint, place=replace(error.place, problem=None)) from None
    variables = _two(problem)
    made = field(problem.given["function"], variables)
    if made is None:
        raise Invalid(_not_drawn(problem), hint="A picture needs numbers in place of letters.", place=Place(field="function"))
    return Pictured(problem.given["function"], problem.letter, made, {} if span is None else dict(_bounds(span, variables)))


def _two(problem: Problem) -> Sequence[Symbol]:
    names = listed(str(v) for v in problem.variables)
    if len(problem.variables) == 1:
        other = "y" if str(problem.variables[0]) != "y" else "x"
        hint = f"If it is meant as one of two variables: variables='{names}, {other}'"
        raise Invalid(
            f"a picture is of a function of two variables, and this one has only {names}", hint=hint, place=Place(field="function")
        )
    if len(problem.variables) > 2:
        raise Invalid(f"a picture is of a function of two variables, and this one has {names}", place=Place(field="function"))
    return problem.variables


def _not_drawn(problem: Problem) -> str:
    letters = sorted(str(s) for s in problem.given["function"].free_symbols - set(problem.variables))
    return f"cannot draw this function: {listed(letters)} has no value" if letters else "cannot draw a function that has no formula"


def _bounds(span: str, variables: Sequence[Symbol]) -> Iterator[tuple[Symbol, tuple[float, float]]]:
    """The bounds part by part, between commas."""
    known, seen, start = {str(v): v for v in variables}, set(), 0
    for part in span.split(","):
        end = start + len(part)
        found = _PART.fullmatch(part)
        if found is None:
            raise Invalid(
                f"{part.strip()!r} is no range", hint="A range is x=-2..2, several have commas between.", place=Place(field="range")
            )
        name = GREEK.get(found["name"], found["name"])
        if name not in known or name in seen:
            message = f"{name} has two ranges" if name in seen else f"there is no variable {name!r}; there are {listed(known)}"
            raise Invalid(message, hint=nearest(name, known), place=Place(field="range"))
        seen.add(name)
        low, high = (_number(span, start + found.start(side), start + found.end(side)) for side in ("low", "high"))
        if not low < high or high - low < FINEST * max(abs(low), abs(high)):
            raise Invalid(f"the range of {name} does not go from a lower to a higher number", place=Place(field="range"))
        yield known[name], (low, high)
        start = end + 1


def _number(span: str, start: int, end: int) -> float:
    """A bound, such as -2 or pi/2."""
    try:
        found = number(build(parse(span, span=(start, end)).tree))
    except Unreadable as error:
        raise error.at(Place(field="range")) from None
    if found is None or not math.isfinite(found) or abs(found) > LARGEST:
        place = Place(field="range", text=span, start=start, end=end)
        raise Invalid(f"a bound is a number up to {LARGEST:g}", place=place)
    return found
