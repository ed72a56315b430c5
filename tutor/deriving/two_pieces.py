"""A function in two pieces whose border goes through the point that is asked about: where each holds, and what it tends to there."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Expr, Ge, Gt, Le, Lt

from tutor.errors import Unsupported
from tutor.maths.numbers import is_zero
from tutor.model import Problem
from tutor.rule import Stage
from tutor.trees import tree
from tutor.trees.heads import Lim, Name


def sides(problem: Problem) -> Generator[Stage, Expr, tuple[Expr, Expr]]:
    """The limits of both pieces at the point: one-sided ones on a line, else each in its own part of the plane."""
    given = problem.given
    pieces = (given["function"], given["second"])
    if len(problem.variables) == 1:
        out = []
        for f, side, order in sorted(zip(pieces, one_sided(problem), (0, 1), strict=True), key=lambda p: p[1] != "-"):
            out.append((order, (yield Stage("from_side", _goal(problem, f, side), {"side": side}, _goal(problem, _called(problem), side)))))
        first, second = (value for _, value in sorted(out, key=lambda p: p[0]))
        return first, second
    values = []
    for f, condition in zip(pieces, conditions(problem), strict=True):
        values.append((yield Stage("in_part", _goal(problem, f), {"condition": (condition,), "f": f})))
    first, second = values
    return first, second


def _goal(problem: Problem, f: Expr, side: str = "") -> Lim:
    return Lim(f, problem.variables, problem.given["point"].values(), side)


def _called(problem: Problem) -> Expr:
    return Name(problem.letter, "scalar", (), problem.variables)


def one_sided(problem: Problem) -> tuple[str, str]:
    """From which sides the first and the second of two pieces come to the point, of a function of one variable."""
    (x,) = problem.variables
    beyond = _beyond(problem)
    slope = tree.plain(beyond).diff(x).subs(problem.given["point"])
    if slope.is_positive:
        return "+", "-"
    if slope.is_negative:
        return "-", "+"
    raise Unsupported("cannot do this: it is not seen on which side of the point each piece holds")


def _beyond(problem: Problem) -> Expr:
    """What is positive where the first piece holds, and 0 at the point."""
    border = problem.given["border"]
    more, less = (border.lhs, border.rhs) if border.rel_op in (">", ">=") else (border.rhs, border.lhs)
    return tree.total(more, tree.negative(less))


def must_have_two_sides(problem: Problem) -> None:
    """`Unsupported` where it is not seen that both pieces come to the point."""
    if not has_two_sides(problem):
        raise Unsupported("cannot do this: it is not seen that both pieces come to the point")


def has_two_sides(problem: Problem) -> bool:
    """Whether the border has a tangent at the point, so that both pieces come to it."""
    point = problem.given["point"]
    slopes = [tree.evaluated(tree.plain(_beyond(problem)).diff(x).subs(point)) for x in problem.variables]
    return any(s.is_nonzero for s in slopes)


def conditions(problem: Problem) -> tuple[Basic, Basic]:
    """Where the first and the second of two pieces hold; the border belongs to one of them, or to neither."""
    border = problem.given["border"]
    if "value_there" not in problem.given and not problem.origin.hole:
        return border, border.negated
    up = border.rel_op in (">", ">=")
    first, second = (Gt, Lt) if up else (Lt, Gt)
    if "value_there" in problem.given and is_value(problem, problem.given["second"]):
        second = Le if up else Ge
    return first(border.lhs, border.rhs, evaluate=False), second(border.lhs, border.rhs, evaluate=False)


def is_value(problem: Problem, piece: Expr) -> bool:
    """Whether a piece has the value that the function has at the point."""
    given = problem.given
    return is_zero(tree.plain(tree.substitute(piece, given["point"])) - tree.plain(given["value_there"])) is True
