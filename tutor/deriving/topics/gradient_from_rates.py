"""The gradient from rates of change in some directions: each rate is its dot product with a unit vector, which is a linear equation."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Expr, Matrix, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.numbers import is_zero
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Claim, Problem
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import Dot, Equation, Name, Norm, System, Vector

Rates = Sequence[tuple[Vector, Expr]]


def plan(problem: Problem) -> Plan:
    """Unit vectors, an equation for each rate, the system, the gradient; every rate is then found from it again."""
    given: Rates = problem.given["rates"]
    used = _independent(given, len(problem.variables))
    point = problem.given.get("point") or {}
    nabla = Name(problem.letter, "∇", (), point.values())
    slopes = tuple(Symbol(f"{problem.letter}_{v}", real=True) for v in problem.variables)
    units, lengths = [], []
    for k, (direction, _) in enumerate(given):
        unit, length = yield from _unit(k, direction)
        units.append(unit)
        lengths.append(length)
    rows = []
    for k in used:
        direction, rate = given[k]
        along = tree.summed(*(tree.scaled(tree.plain(c), s) for c, s in zip(direction.args, slopes, strict=True)))
        first = Equation(along if lengths[k] == 1 else tree.quotient(along, lengths[k]), rate)
        facts: dict[str, object] = {"u": _u(k), "rate": rate, "gradient": nabla, "slopes": slopes, "first": k == used[0]}
        claims = (Claim(Dot(Vector(*slopes), units[k]), first.left),)
        yield Stage("equation", first, facts, claims=claims, solve=False, equals=first, shown=Shown(sides="before"))
        rows.append(Equation(along, tree.evaluated(tree.plain(rate) * tree.plain(lengths[k]))))
    solved = solve_system(System(rows, slopes))
    yield system_stage("solve", solved, {"roots": solved.roots, "slopes": slopes, "multiplied": any(lengths[k] != 1 for k in used)})
    if len(solved.roots) != 1 or not solved.complete:
        raise Unsupported("cannot do this: the equations for the gradient were not solved")
    found = Vector(*(solved.roots[0].at[s] for s in slopes))
    gradient = yield Stage("gradient", found, {"gradient": nabla}, nabla, final=False)
    for k, (_, rate) in enumerate(given):
        if k not in used:
            yield _agrees(gradient, k, units[k], rate)
    again = Vector(*(Dot(gradient, units[k]) for k in used))
    facts = {"names": tuple(map(_u, used)), "found": tuple(given[k][1] for k in used)}
    yield Stage("rates", again, facts, check=True, equals=Vector(*(given[k][1] for k in used)), solve=False)
    return Answer({"vector": gradient})


def _u(k: int) -> Name:
    return Name(f"u_{k + 1}")


def _unit(k: int, direction: Vector) -> Generator[Stage, Expr, tuple[Vector, Expr]]:
    """The unit vector of a direction, and the direction's length."""
    name = Name(f"v_{k + 1}")
    length = yield Stage("length", Norm(direction), {"v": direction, "u": _u(k)}, Norm(direction))
    if length.is_zero:
        raise Unsupported("cannot do this: one of the directions is the zero vector, which points nowhere")
    if length is S.One:
        return direction, length
    goal = Vector(*(tree.quotient(c, length) for c in direction.args))
    unit = yield Stage("unit", goal, {"v": direction, "length": length, "name": name}, _u(k))
    return Vector(*unit.args), length


def _independent(given: Rates, n: int) -> list[int]:
    """Directions, by their places, that span the space, the first ones. `Unsupported` where there are too few, or letters in them."""
    if any(d.free_symbols for d, _ in given):
        raise Unsupported("cannot do this: whether the directions are independent depends on the letters in them")
    rows = [[tree.plain(c) for c in d.args] for d, _ in given]
    used: list[int] = []
    for k in range(len(rows)):
        if len(used) < n and Matrix([rows[i] for i in (*used, k)]).rank() > len(used):
            used.append(k)
    if len(used) == n:
        return used
    if len(given) < n:
        raise Unsupported(f"cannot do this: {n} rates are needed for the {n} components of the gradient")
    right = [tree.plain(rate) * sum(c**2 for c in row) ** S.Half for (_, rate), row in zip(given, rows, strict=True)]
    together = Matrix([[*row, r] for row, r in zip(rows, right, strict=True)])
    which = "the directions are parallel" if len(used) == 1 else "the directions lie in one plane"
    if together.rank() > len(used):
        raise Unsupported(f"cannot do this: {which}, and their rates contradict each other: no gradient has them")
    raise Unsupported(f"cannot do this: {which}, so their rates leave the gradient open")


def _agrees(gradient: Expr, k: int, unit: Vector, rate: Expr) -> Stage:
    """A rate more than is needed. `Unsupported` where it contradicts the others."""
    value = tree.plain(Dot(gradient, unit))
    if not is_zero(value - tree.plain(rate)):
        raise Unsupported(
            f"cannot do this: the rates contradict each other. The others give the gradient ({', '.join(map(text, gradient.args))}), "
            f"with the rate {text(tree.evaluated(value))} in the direction number {k + 1}, and not {text(rate)}"
        )
    return Stage("agrees", Dot(gradient, unit), {"u": _u(k), "rate": rate}, equals=rate, solve=False, check=True, shown=UNSAID)


TOPIC = Topic(
    "Gradient from rates of change",
    (Field("rates", "rates"), Field("point", "point", required=False)),
    plan,
    ("vector",),
)
