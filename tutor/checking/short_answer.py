"""Questions with an author's own answer: the kind `short_answer`, read without SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, get_args

from tutor.checking.forms import forms
from tutor.checking.labels import Asked
from tutor.checking.opinion import Assumption, Domain
from tutor.checking.question import Question, Tolerance
from tutor.checking.readings import entries
from tutor.checking.strangers import named_in
from tutor.errors import Invalid, Place, Unreadable, nearest
from tutor.reading.answers import Shape
from tutor.reading.free import applied_functions, free_names
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.sets import TOLERANCE, Record, credits_of
from tutor.reading.shapes.measured import DEGREES, in_radians
from tutor.reading.statement import stated_units
from tutor.reading.syntax import Node, Pow, Prod, Quot, Relation, Rows, Sum, Sym, Tup, walk
from tutor.reading.typed import Typed, typed
from tutor.reading.units import UNITS, unit

TYPES: tuple[Shape, ...] = (
    "expression", "antiderivative", "equation", "system", "inequality", "vector", "matrix", "set", "curve", "surface",
)  # fmt: skip
FIELDS = ("type", "value", "variable", "variables", "complex", "form", "tolerance")
TOLERANCES = ("relative", "absolute")


def question(record: Record) -> Question:
    """The question of a record. Errors: `Invalid`, with its place, where the author's answer cannot be read."""
    answer = record.fields.get("answer")
    if not isinstance(answer, Mapping):
        raise Invalid("the answer is a table such as { type = 'expression', value = '2x' }", place=record.place("answer"))
    for name in answer:
        if name not in FIELDS:
            raise Invalid(f"unknown field {name!r} of the answer", hint=nearest(name, FIELDS), place=record.place("answer"))
    shape = answer.get("type", "expression")
    if shape not in TYPES:
        raise Invalid(f"unknown type {shape!r} of answer", hint=nearest(str(shape), TYPES), place=record.place("answer"))
    form = answer.get("form")
    if form is not None and form not in forms():
        raise Invalid(f"unknown form {form!r}", hint=nearest(str(form), forms()), place=record.place("answer"))
    domain = Domain(_assumed(record), answer.get("complex") is True or record.fields.get("complex") is True)
    variables = _names(answer.get("variables", record.fields.get("variables")))
    own = Scope(frozenset(variables), complex=domain.complex, log_base=_log_base(record), vectors=shape == "vector")
    read = _read(record, answer.get("value"), shape, own)
    expected = read.reading
    tree = expected if isinstance(expected, Node) else None
    letters = free_names(tree) if tree is not None else []
    statement = str(record.fields.get("statement", ""))
    stated = named_in(statement)
    # A letter of the statement behind a number is no unit.
    known = frozenset((*variables, *letters, *domain.letters, *(name for name in stated if name in UNITS)))
    percent = tree is not None and any(isinstance(n, Quot) and n.percent for n in walk(tree))
    scope = Scope(known, _functions(tree), own.vectors, own.log_base, own.complex, answer=True, percent=percent)
    return Question(
        record.id,
        shape,
        expected,
        scope,
        domain,
        len(entries(expected)) if isinstance(expected, Tup | Rows) and shape == "vector" else None,
        (),
        tuple(_names(answer.get("variable", "x"))) if shape == "antiderivative" else (),
        form,
        _tolerance(record, answer.get("tolerance")) or tolerance(record.leniency, record.place("tolerance")),
        strict=True,
        any_domain="domain" in record.leniency,
        feedback=record.leniency.get("feedback", "full"),
        credits=credits_of(record.leniency),
        letters=stated,
        asked=Asked(own=frozenset(letters), variables=tuple(sorted(known)), stated=stated),
        unit=None if read.unit is None else unit(read.unit),
        units=stated_units(statement),
    )


def _read(record: Record, value: Any, shape: Shape, scope: Scope) -> Typed:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Invalid("the answer needs a value, as mathematics in a text", place=record.place("answer"))
    if shape == "expression" and _is_equation(str(value), scope):
        raise Invalid("the value is an equation", hint="Write type = 'equation', or the expression alone.", place=record.place("answer"))
    try:
        read = typed(str(value), shape, scope, strict_brackets=True)
    except Unreadable as error:
        raise error.at(record.place("answer")) from None
    return replace(read, reading=in_radians(read.reading), unit=None) if read.unit == DEGREES and isinstance(read.reading, Node) else read


def _is_equation(text: str, scope: Scope) -> bool:
    """Whether a text is x^2 + y^2 = z, and no name or value with what it is equal to."""
    if "=" not in text:
        return False
    try:
        tree = parse(text, scope).tree
    except Unreadable:
        return False  # read as an answer is, which says what is wrong
    match tree:
        case Relation(items=(Prod(factors=(Sym(name=name), *_)), *_)) if name[0] in "Dd":  # D_u f(1, 2) = 3
            return False
        case Relation(items=(Sum() | Prod() | Pow() as left, *_)):
            return bool(free_names(left))
    return False


def _names(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [] if value is None else str(value).split(",")
    return [str(v).strip() for v in listed]


def _log_base(record: Record) -> int | None:
    base = record.fields.get("log_base")
    return int(base) if isinstance(base, int | str) and str(base).isdigit() and int(base) > 1 else None


def _assumed(record: Record) -> dict[str, Assumption]:
    table = record.fields.get("assume", {})
    if not isinstance(table, Mapping):
        raise Invalid('assume is a table such as { r = "positive" }', place=record.place("assume"))
    for word in table.values():
        if word not in get_args(Assumption):
            raise Invalid(f"unknown assumption {word!r}", hint=nearest(str(word), get_args(Assumption)), place=record.place("assume"))
    return dict(table)


def _tolerance(record: Record, value: Any) -> Tolerance | None:
    return None if value is None else tolerance({"tolerance": value}, record.place("answer"))


def tolerance(leniency: Mapping[str, Any], place: Place) -> Tolerance | None:
    """How far an answer may be from the exact value; None where nothing is said of it."""
    if "tolerance" not in leniency:
        return None
    value = leniency["tolerance"]
    wrong = Invalid(TOLERANCE, place=place)
    if not isinstance(value, Mapping) or not value or any(name not in TOLERANCES for name in value):
        raise wrong
    try:
        found = {name: Fraction(str(v)) for name, v in value.items() if len(str(v)) < 30}
    except (ValueError, ZeroDivisionError):
        raise wrong from None
    if any(not 0 <= v <= 10**6 for v in found.values()) or len(found) != len(value):
        raise wrong
    if found.get("relative", 0) >= 1:
        raise Invalid("a relative tolerance is below 1: 0.05 is five per cent", place=place)
    return Tolerance(found.get("relative"), found.get("absolute"))


def _functions(tree: Node | None) -> frozenset[str]:
    return frozenset() if tree is None else frozenset(name for name, _ in applied_functions(tree))
