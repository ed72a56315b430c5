"""Taylor polynomials in several variables: every derivative once, each order as a bracket, the Hessian form for order 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement
from math import factorial, prod

from sympy import Expr, Integer, Rational, S, Symbol

from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.total_differential import differential
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, MatrixOf, Name, QuadraticForm, Vector
from tutor.trees.heads.name import derivative_name

Index = tuple[Symbol, ...]  # (x, x, y) is the derivative twice by x, once by y

HIGHEST = 6  # of the order; a page with more derivatives explains nothing
MOST_DERIVATIVES = 40


def plan(problem: Problem) -> Plan:
    """Value and derivatives at the point, order by order; the terms of each order; their sum; and the check along lines."""
    f, letter, order = problem.given["function"], problem.letter, problem.given["order"]
    point = problem.given.get("point") or {v: Symbol(f"{v.name}_0", real=True) for v in problem.variables}
    if order > HIGHEST:
        raise Unsupported(f"cannot do this: Taylor polynomials of an order above {HIGHEST}")
    if sum(1 for _ in indices(problem.variables, order)) > MOST_DERIVATIVES:
        raise Unsupported(f"cannot do this: more than {MOST_DERIVATIVES} derivatives would be needed")
    value = yield Stage("value", At(f, point.keys(), point.values()), {"at": point}, Name(letter, "scalar", (), point.values()))
    general: dict[Index, Expr] = {(): f}
    there: dict[Index, Expr] = {(): value}
    for index in indices(problem.variables, order):
        before, x = general[index[:-1]], index[-1]
        name, same = derivative_name(letter, index, problem.variables), _other_orders(letter, index)
        if before.is_zero:
            general[index] = there[index] = S.Zero  # of a derivative that is 0 everywhere nothing new comes
            continue
        of = derivative_name(letter, index[:-1], problem.variables)
        facts = {"k": len(index), "x": x, "of": of, "same": same, "name": name, "held": problem.held(x)}
        general[index] = yield Stage("derivative", Diff(before, x, *problem.held(x)), facts, name)
        if general[index].free_symbols & point.keys():
            goal = At(general[index], point.keys(), point.values())
            here = derivative_name(letter, index, problem.variables, point.values())
            there[index] = yield Stage("there", goal, {"k": len(index)}, here)
        else:
            there[index] = general[index]
    parts = [value]
    for k in range(1, order + 1):
        written, terms = _order(point, there, k)
        goal = tree.summed(*terms)
        parts.extend(terms)
        if k > 1 and not written.is_zero:
            yield Stage("terms", written, {"k": k, "fold": factorial(k)}, equals=goal, check=True, shown=Shown(as_written=True))
        if k == 2 and len(point) > 1 and goal is not S.Zero:
            yield _hessian(problem, point, there, goal)
    name = Name(f"T_{order}", "scalar", (), problem.variables)
    found = yield Stage("polynomial", tree.summed(*parts), {"order": order, "at": point}, name, kept=True)
    yield agreement(problem, point, found, order)
    return Answer({"expression": found})


def indices(variables: tuple[Symbol, ...], order: int) -> Iterator[Index]:
    """Every derivative up to an order, each mixed one once, the lower ones first."""
    for k in range(1, order + 1):
        yield from combinations_with_replacement(variables, k)


def agreement(problem: Problem, point: Mapping[Symbol, Expr], found: Expr, order: int) -> Stage:
    """A check: along every line through the point, f and the polynomial have the same derivatives up to the order."""
    t = parameter(problem)
    values = {x: tree.total(a, tree.product(t, differential(x))) for x, a in point.items()}
    sides = []
    for g in (problem.given["function"], found):
        slopes = [tree.substitute(g, values)]
        for _ in range(order):
            slopes.append(Diff(slopes[-1], t))
        sides.append(At(Vector(*slopes), (t,), (S.Zero,)))
    return Stage("agreement", sides[0], {"order": order, "at": point}, check=True, equals=sides[1], solve=False)


def _order(point: Mapping[Symbol, Expr], there: Mapping[Index, Expr], k: int) -> tuple[Expr, list[Expr]]:
    """The terms of one order: as 1/k! times a bracket with the multiplicities, and simplified, each with its coefficient."""
    bracket: list[Expr] = []
    simple: list[Expr] = []
    for index, value in there.items():
        if len(index) != k or value.is_zero:
            continue
        powers = {x: index.count(x) for x in dict.fromkeys(index)}
        times = factorial(k) // prod(factorial(n) for n in powers.values())
        monomial = tree.product(*(_power(tree.displacement(x, point[x]), n) for x, n in powers.items()))
        number = tree.evaluated(value)
        alone = times == 1 or number in (S.One, S.NegativeOne)
        bracket.append(tree.scaled(times * value, monomial) if alone else tree.product(Integer(times), value, monomial))
        coefficient = tree.plain(value) * Rational(times, factorial(k))
        simple.append(tree.scaled(_spelled(coefficient, value, times, k), monomial))
    written = tree.product(Rational(1, factorial(k)), tree.summed(*bracket)) if bracket else S.Zero
    return written, simple


def _spelled(coefficient: Expr, value: Expr, times: int, k: int) -> Expr:
    """The coefficient as one number, or the value over what is left of the factorial."""
    if coefficient.is_Rational:
        return coefficient
    under = Rational(factorial(k), times)
    return value if under == 1 else tree.quotient(value, under)


def _power(base: Expr, n: int) -> Expr:
    return base if n == 1 else tree.power(base, n)


def _hessian(problem: Problem, point: Mapping[Symbol, Expr], there: Mapping[Index, Expr], terms: Expr) -> Stage:
    """The terms of order 2 by the Hessian matrix."""
    order = {v: i for i, v in enumerate(problem.variables)}
    rows = [[there[tuple(sorted((a, b), key=order.__getitem__))] for b in problem.variables] for a in problem.variables]
    d = Vector(*(tree.displacement(x, a) for x, a in point.items()))
    form = tree.product(Rational(1, 2), QuadraticForm(MatrixOf(*rows), d))
    return Stage("hessian", form, {"at": point}, equals=terms, check=True, shown=Shown(as_written=True))


def _other_orders(letter: str, index: Index) -> Name | None:
    """The name of the same derivative in the reverse order, where that is another one."""
    return Name(letter, "", index[::-1]) if len(set(index)) > 1 else None


TOPIC = Topic(
    "Taylor polynomial",
    (
        Field("function", "function"),
        Field("point", "point", required=False),
        Field("order", "count"),
    ),
    plan,
    ("expression",),
    local="near",
    expected=Expected(operations=("value",), nouns=(), approximates=True),
)
