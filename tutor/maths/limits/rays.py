"""Ways to a point, straight ones and parabolas, and in which of several pieces each of them ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sympy import Basic, Expr, Poly, S, Symbol
from sympy.core.relational import Relational

from tutor.model import Claim, stated
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Ray:
    """The way p + t d, or a bent one, for t from above 0."""

    places: Mapping[Symbol, Expr]
    t: Symbol

    def piece(self, conditions: Sequence[Sequence[Basic]]) -> int | None:
        """The first piece whose conditions all hold on the last stretch of the way. None where that is not seen."""
        for k, relations in enumerate(conditions):
            found = [self._holds(r) for r in relations]
            if None in found:
                return None
            if all(found):
                return k
        return None

    def _holds(self, relation: Basic) -> bool | None:
        """By the sign of the lowest power of t in the difference of the sides, which decides close to 0."""
        least = self._least(relation)
        if least is None or least.free_symbols:
            return None
        signs = {"==": least == 0, "!=": least != 0, "<": least < 0, "<=": least <= 0, ">": least > 0, ">=": least >= 0}
        return bool(signs[relation.rel_op])

    def _least(self, relation: Basic) -> Expr | None:
        if not isinstance(relation, Relational):
            return None
        difference = self._difference(relation)
        if not difference.is_polynomial(self.t):
            return None
        return difference if difference == 0 else Poly(difference, self.t).terms()[-1][1]

    def _difference(self, relation: Basic) -> Expr:
        left, right = (tree.plain(tree.substitute(side, dict(self.places))) for side in relation.args)
        difference: Expr = (left - right).expand()
        return difference

    def claims(self, relations: Sequence[Basic]) -> list[Claim]:
        """That the conditions of a piece hold close to the point: the differences of their sides, and the signs that decide."""
        out = []
        for r in relations:
            left, right = (tree.substitute(side, dict(self.places)) for side in r.args)
            out.append(Claim(tree.total(left, tree.negative(right)), self._difference(r)))
            least = self._least(r)
            if least is not None and least != 0:
                out.append(stated(r.func(least, 0, evaluate=False)))
        return out


def rays(point: Mapping[Symbol, Expr]) -> Iterator[Ray]:
    """Along the axes first, then along the diagonals; in the plane on curves that touch an axis after these."""
    t = Symbol(next(n for n in ("t", "s", "tau") if n not in {str(s) for a in point.values() for s in a.free_symbols}), real=True)
    steps = sorted((d for d in product((1, 0, -1), repeat=len(point)) if any(d)), key=lambda d: sum(map(abs, d)))
    for direction in steps:
        yield Ray({x: tree.evaluated(a + c * t) for (x, a), c in zip(point.items(), direction, strict=True)}, t)
    if len(point) == 2:
        for k, c, sign, axis in product((2, 3, 4, 5), (S.One, S.Half, 2), (1, -1), (0, 1)):
            bent = (t, sign * c * t**k) if axis == 0 else (sign * c * t**k, t)
            yield Ray({x: tree.evaluated(a + b) for (x, a), b in zip(point.items(), bent, strict=True)}, t)
