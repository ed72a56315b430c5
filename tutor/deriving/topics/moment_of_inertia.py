"""A moment of inertia: the integral of the density times the square of the distance from an axis, a line or the origin."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Basic, Eq, Expr, Poly, S, Symbol, expand

from tutor.deriving import named
from tutor.deriving.over_region import HOW, concluded, integrated
from tutor.errors import Unsupported
from tutor.maths.regions.reasons import said
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Topic
from tutor.trees import tree

UPRIGHT = "z"  # the axis through the origin of a plane, across it


def squared(problem: Problem) -> Expr:
    """The square of the distance. Errors: `Unsupported` where it is not clear from what."""
    about, variables = problem.given["about"], problem.variables
    match about:
        case ():
            across = variables
        case Symbol() if about in variables:
            across = tuple(v for v in variables if v != about)
        case Symbol(name=name) if name == UPRIGHT and len(variables) == 2:
            across = variables
        case Eq() if len(variables) == 2:
            return _from_line(tree.plain(about.lhs - about.rhs), variables)
        case _:
            raise Unsupported("cannot do this: a moment is taken about the axis of a variable, the origin, or in the plane a line")
    squares = tuple(tree.power(v, S(2)) for v in across)
    return squares[0] if len(squares) == 1 else Add(*squares, evaluate=False)


def _from_line(form: Expr, variables: tuple[Symbol, ...]) -> Expr:
    if not form.is_polynomial(*variables) or Poly(form, *variables).total_degree() != 1:
        raise Unsupported("cannot do this: this equation is not that of a line")
    length = Add(*(expand(form).coeff(v) ** 2 for v in variables))
    square = tree.power(Add(*expand(form).as_ordered_terms(), evaluate=False), S(2))
    return square if length == 1 else tree.quotient(square, length)


def plan(problem: Problem) -> Plan:
    """The limits, and the integral of the square of the distance times the density."""
    integrand = tree.plain(squared(problem)) * tree.plain(problem.given.get("density", S.One))
    value, setup = yield from integrated(problem, integrand)
    return concluded(value, problem, setup.answer)


def _facts(problem: Problem) -> Mapping[str, object]:
    about = problem.given["about"]
    return {
        "said": said(problem.given["region"]),
        "axis": about if isinstance(about, Symbol) else None,
        "line": about if isinstance(about, Eq) else None,
        "square": squared(problem),
    }


def _named(problem: Problem, _: Answer) -> Basic | None:
    """I_z about that axis, I_0 about the origin, I about another line."""
    about = problem.given["about"]
    if isinstance(about, Symbol):
        return named.letter(problem, "I", about)
    return named.letter(problem, "I" if isinstance(about, Eq) else "I_0")


TOPIC = Topic(
    "Moment of inertia",
    (
        Field("region", "region"),
        Field("density", "function", required=False),
        Field("about", "axis"),
        *HOW,
    ),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=_named,
)
