"""What a problem asks of an answer: the author's own, or what the tutor finds by solving it."""

from __future__ import annotations

from typing import Any

from tutor.check.opinion import Assumption, Domain
from tutor.check.question import Question
from tutor.check.short_answer import question
from tutor.errors import OutOfTime, Unsupported
from tutor.reading.answers import Reading, Shape, Steepest, ValuedGradient
from tutor.reading.scope import Scope
from tutor.reading.sets import SHORT_ANSWER, Record

# The shape of an answer by the first of its fields.
SHAPES: dict[str, Shape] = {
    "expression": "expression", "vector": "vector", "matrix": "matrix", "direction": "steepest", "value": "valued_gradient",
}  # fmt: skip
WITH_VECTORS: tuple[Shape, ...] = ("vector", "steepest", "valued_gradient", "line")  # where i, j, k are basis vectors


def asked(record: Record, time_limit: float | None = None) -> Question:
    """The question of a record. SymPy is needed only where a problem has to be solved first.

    Errors: `Invalid` where it cannot be read; `Unsupported` or `OutOfTime` where there is no verified solution to compare with.
    """
    if record.error is not None:
        raise record.error
    return question(record) if record.kind == SHORT_ANSWER else _solved(record, time_limit)


def _solved(record: Record, time_limit: float | None) -> Question:
    from tutor.reading.problem import read_problem
    from tutor.reading.unbuild import tree_of
    from tutor.solution import solve

    problem = read_problem(record)
    found = solve(problem, time_limit=time_limit)
    if found.status != "solved":
        message = found.derivation.message or found.status
        raise OutOfTime(message) if found.status == "timeout" else Unsupported(message)
    if not found.verified:
        raise Unsupported("the tutor's own solution has a step that could not be verified, so no answer is compared with it")
    answer = found.answer
    shape = SHAPES[next(iter(answer))]
    expected: Reading
    match shape:
        case "steepest":
            expected = Steepest(tuple(map(tree_of, answer["direction"].args)), tree_of(answer["rate"]))
        case "valued_gradient":
            expected = ValuedGradient(tree_of(answer["value"]), tuple(map(tree_of, answer["vector"].args)))
        case _:
            expected = tree_of(answer[shape])
    names = tuple(v.name for v in problem.variables)
    return Question(
        record.id,
        shape,
        expected,
        Scope(
            frozenset(problem.symbols),
            _functions(problem.given),
            vectors=shape in WITH_VECTORS,
            log_base=_log_base(record),
            complex=record.fields.get("complex") is True,
            answer=True,
        ),
        Domain({name: _assumed(symbol) for name, symbol in problem.symbols.items()}, record.fields.get("complex") is True),
        len(answer["vector"].args) if shape == "vector" else len(names),
        names,
    )


def _assumed(symbol: Any) -> Assumption:
    if symbol.is_integer:
        return "integer"
    if symbol.is_positive:
        return "positive"
    if symbol.is_nonnegative:
        return "nonnegative"
    return "real" if symbol.is_real else "complex"


def _functions(given: Any) -> frozenset[str]:
    """The unspecified functions of a problem."""
    from sympy import Basic
    from sympy.core.function import AppliedUndef

    found: set[str] = set()
    for value in given.values() if hasattr(given, "values") else given:
        match value:
            case Basic():
                found |= {a.func.__name__ for a in value.atoms(AppliedUndef)}
            case dict() | tuple() | list():
                found |= _functions(value)
    return frozenset(found)


def _log_base(record: Record) -> int | None:
    base = str(record.fields.get("log_base", "e"))
    return int(base) if base.isdigit() else None
