"""Regression by gradient descent: the gradient of the squared error from sums over the data, the walk, and the direct solution."""

from __future__ import annotations

from collections.abc import Callable, Generator

from sympy import Add, Expr, Integer, Pow, Rational, S, Symbol

from tutor.deriving.topics.gradient_descent import MOST_STEPS
from tutor.errors import Unsupported
from tutor.maths.iteration.descending import descended
from tutor.maths.iteration.descent import Descent
from tutor.maths.iteration.fitting import Fit, fit
from tutor.maths.iteration.numbers import constant, readable, shown, signed
from tutor.maths.iteration.staged import compared
from tutor.maths.iteration.told import written_rows
from tutor.model import Answer, Claim, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name

WRITTEN = 6  # squares that are written out
LETTER = "L"


def plan(problem: Problem) -> Plan:
    """The loss, its gradient from sums, the walk, and the solution of the normal equations beside its end."""
    found, share, walk = posed(problem)
    decimals, loss = problem.origin.decimals, walk.function
    yield from _loss(found, share, loss, decimals)
    for p, slope in zip(found.parameters, walk.gradient, strict=True):
        goal = Diff(loss, p, *(q for q in found.parameters if q != p))
        written = _linear(tree.plain(slope), found, lambda c: _signed(c, decimals))
        yield compared("gradient", goal, {}, equals=slope, terms=(Name(LETTER, "∂", (p,)), written))
    told = _with_letter(problem)
    answer: Answer = yield from descended(told, walk, problem.given["steps"])
    yield from _meeting(found, loss, answer, decimals)
    iterates = tuple(dict(zip(found.parameters, point, strict=True)) for point in answer.fields["iterates"])
    return Answer({**answer.fields, "iterates": iterates}, answer.shown)


def posed(problem: Problem) -> tuple[Fit, Rational, Descent]:
    """The data with the model, what the sum of the squares is multiplied by, and the walk down that loss."""
    given = problem.given
    found = fit(given["model"], problem.variables, problem.origin.inputs, given["points"])
    if not found.exact:
        raise Unsupported("cannot do this: the data or the model's values at them are no rational numbers")
    share = Rational(1, len(found.rows)) if _mean(problem) else S.One
    loss = (share * found.error).expand()
    start = tuple(constant(given["start"][p], "the start") for p in found.parameters)
    rate = constant(given["learning_rate"], "the learning rate")
    slopes = tuple(_linear(loss.diff(p), found, lambda c: c) for p in found.parameters)
    return found, share, Descent(loss, found.parameters, slopes, start, rate)


def _mean(problem: Problem) -> bool:
    return bool(problem.given.get("loss", "mean") == "mean")


def _with_letter(problem: Problem) -> Problem:
    """The problem with the loss as its function."""
    from dataclasses import replace

    return replace(problem, origin=replace(problem.origin, letter=LETTER))


def _loss(found: Fit, share: Rational, loss: Expr, decimals: bool) -> Generator[Stage, Expr, None]:
    """The loss with its squares, multiplied out, and the sums that its gradient needs."""
    count = len(found.rows)
    name = Name(LETTER, "scalar", (), found.parameters)
    squares = [Pow(found.residual(k), 2, evaluate=False) for k in range(count)]
    whole = Add(*squares, evaluate=False)
    scaled = whole if share == 1 else tree.product(share, whole)
    facts: dict[str, object] = {"short": count <= WRITTEN, "count": count}
    yield compared("loss", scaled, facts, equals=loss, terms=(name, scaled), line=count <= WRITTEN)
    matrix, right = found.normal
    n = len(found.parameters)
    terms = {found.columns[i] * found.columns[j]: matrix[i, j] for i in range(n) for j in range(i, n)}
    rows: list[tuple[object, ...]] = [(_sum_of(term), _number(value, decimals)) for term, value in terms.items()]
    y = _value_letter(found)
    for i in range(n):
        rows.append((_sum_of(found.columns[i] * y), _number(right[i], decimals)))
    claims = tuple(
        Claim(tree.total(*(tree.product(r[i], r[j]) for r in found.design)), matrix[i, j]) for i in range(n) for j in range(i, n)
    )
    yield from _general(found, share, loss)
    facts = {"part": "sums"}
    yield compared("law", Integer(count), facts, equals=Integer(count), claims=claims, table=Table(tuple(rows)), line=False)


def _general(found: Fit, share: Rational, loss: Expr) -> Generator[Stage, Expr, None]:
    """The partial derivatives for any data: (2/n)(Σx² w + Σx b − Σxy)."""
    matrix, right = found.normal
    n, y = len(found.parameters), _value_letter(found)
    for i, p in enumerate(found.parameters):
        sums = [_sum_of(found.columns[i] * found.columns[j]) for j in range(n)]
        parts = (*(tree.product(s, q) for s, q in zip(sums, found.parameters, strict=True)), tree.negative(_sum_of(found.columns[i] * y)))
        front = Integer(2) if share == 1 else tree.quotient(Integer(2), Name("n", "scalar"))
        numbers = tree.total(*(tree.product(matrix[i, j], q) for j, q in enumerate(found.parameters)), -right[i])
        goal, equals = Diff(loss, p, *(q for q in found.parameters if q != p)), tree.product(2 * share, numbers)
        terms = (Name(LETTER, "∂", (p,)), tree.product(front, tree.total(*parts)))
        yield compared("general", goal, {"first": i == 0}, equals=equals, terms=terms)


def _value_letter(found: Fit) -> Symbol:
    """What the measured values are called: a letter that the model does not have."""
    taken = {s.name for s in (*found.inputs, *found.parameters)}
    return Symbol(next(c for c in ("y", "v", "d", "Y") if c not in taken), real=True)


def _sum_of(term: Expr) -> Expr:
    """A sum over the data, by its term."""
    return Name("Σ", "scalar", (), (term,)) if term != 1 else Name("n", "scalar")


def _number(value: Rational, decimals: bool) -> Expr:
    return shown(value, readable(value, decimals))


def _signed(value: Rational, decimals: bool) -> Expr:
    return signed(value, readable(value, decimals))


def _linear(slope: Expr, found: Fit, number: Callable[[Expr], Expr]) -> Expr:
    """A linear formula, the parameters in their order, each coefficient as `number` writes it."""
    terms = [tree.scaled(number(c), p) for p in found.parameters if (c := slope.coeff(p)) != 0]
    rest = slope.subs(dict.fromkeys(found.parameters, 0))
    return tree.total(*terms, *(() if rest == 0 else (number(rest),)))


def _meeting(found: Fit, loss: Expr, answer: Answer, decimals: bool) -> Generator[Stage, Expr, None]:
    """The end of the walk beside the solution of the normal equations, at which the gradient is 0."""
    matrix, _ = found.normal
    if matrix.rank() < len(found.parameters):
        return
    solution = found.solution()
    last = answer.fields["iterates"][-1]
    rows = tuple((p, v, _number(s, decimals)) for p, v, s in zip(found.parameters, last, solution, strict=True))
    claims = tuple(
        Claim(At(Diff(loss, p, *(q for q in found.parameters if q != p)), found.parameters, solution), S.Zero) for p in found.parameters
    )
    facts = {"part": "meeting", "taken": len(answer.fields["iterates"]) - 1}
    yield compared("meeting", Integer(1), facts, equals=Integer(1), claims=claims, table=Table(rows), line=False)


def _facts(problem: Problem) -> dict[str, object]:
    return {
        "parameters": problem.variables,
        "eta": problem.given["learning_rate"],
        "mean": _mean(problem),
        "method": "plain",
        "maximize": False,
        "plural": len(problem.variables) > 1,
        "momentum": S.Zero,
        "data_file": problem.origin.data_file,
        "points": written_rows(problem.given["points"]),
    }


TOPIC = Topic(
    "Regression by gradient descent",
    (
        Field("points", "data"),
        Field("model", "model"),
        Field("loss", "choice", required=False, choices=("mean", "sum")),
        Field("start", "point"),
        Field("learning_rate", "scalar"),
        Field("steps", "count", most=MOST_STEPS),
    ),
    plan,
    ("iterates", "values", "stable_below"),
    facts=_facts,
    decimals=True,
)
