"""The parts of a Taylor polynomial by their order in the displacements."""

from __future__ import annotations

from sympy import Expr, Poly, S, Symbol

from tutor.model import Derivation
from tutor.trees import tree


def homogeneous(derivation: Derivation) -> tuple[Expr, ...]:
    """The terms of order 0, 1, 2, ... of the answer; none where it is no Taylor polynomial."""
    whole, back = _in_displacements(derivation)
    parts: dict[int, Expr] = {}
    for powers, c in () if whole is None else whole.terms():
        parts[sum(powers)] = parts.get(sum(powers), S.Zero) + c * _monomial(back, powers)
    return tuple(parts.get(k, S.Zero) for k in range(max(parts, default=-1) + 1))


def mixed(derivation: Derivation) -> tuple[Expr, Expr]:
    """The whole answer, and its terms of the second order in two displacements."""
    whole, back = _in_displacements(derivation)
    terms = [] if whole is None else [(p, c * _monomial(back, p)) for p, c in whole.terms()]
    return sum((t for _, t in terms), S.Zero), sum((t for p, t in terms if sum(p) == 2 and max(p) == 1), S.Zero)


def _in_displacements(derivation: Derivation) -> tuple[Poly | None, tuple[Expr, ...]]:
    """The answer as a polynomial in h = x - a, and the displacements."""
    point = derivation.problem.given.get("point")
    if derivation.problem.kind != "taylor_polynomial" or not point or derivation.answer is None:
        return None, ()
    steps = {x: Symbol(f"h_{x}") for x in point}
    moved = tree.plain(tree.substitute(derivation.answer.fields["expression"], {x: a + steps[x] for x, a in point.items()}))
    return Poly(moved, *steps.values()), tuple(x - a for x, a in point.items())


def _monomial(back: tuple[Expr, ...], powers: tuple[int, ...]) -> Expr:
    made: Expr = S.One
    for d, n in zip(back, powers, strict=True):
        made *= d**n
    return made
