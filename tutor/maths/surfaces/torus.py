"""A torus about an axis of coordinates: how it is seen in two parameters, its equation, and what it encloses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, Poly, Pow, S, Symbol, cos, pi, sin, sqrt
from sympy.core.relational import Relational

from tutor.maths.numbers import sign_of
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Torus:
    """The circle of radius `tube` round the circle of radius `ring` about the axis of a variable, at a height."""

    axis: Symbol
    ring: Expr
    tube: Expr
    height: Expr

    def equation(self, variables: Sequence[Symbol]) -> Eq:
        """(sqrt(x^2 + y^2) - R)^2 + z^2 = r^2."""
        x, y = (v for v in variables if v != self.axis)
        across = tree.power(tree.displacement(sqrt(x**2 + y**2), self.ring), 2)
        return Eq(tree.total(across, tree.power(tree.displacement(self.axis, self.height), 2)), self.tube**2, evaluate=False)

    @property
    def volume(self) -> Expr:
        """By Pappus: the disc, carried once round."""
        return 2 * pi**2 * self.ring * self.tube**2


def torus_of(at: Mapping[Symbol, Expr], parameters: Sequence[Symbol]) -> Torus | None:
    """The torus on which coordinates by two parameters lie; None where they are not seen to be those of one."""
    for axis, height in at.items():
        square = sum((c**2 for v, c in at.items() if v != axis), start=S.Zero)
        for v in parameters:
            u = next(p for p in parameters if p != v)
            distance = _root(_even(square, u), u, v)
            if distance is None or u in height.free_symbols:
                continue
            wave = next((w for w in (cos(v), sin(v)) if w in distance.atoms(cos, sin)), None)
            other = {cos(v): sin(v), sin(v): cos(v)}.get(wave)
            if wave is None or other is None:
                continue
            (tube, ring), (rise, middle) = (
                (e.expand().coeff(w, 1), e.expand().coeff(w, 0)) for e, w in ((distance, wave), (height, other))
            )
            round_one = not any(e.has(v) for e in (tube, ring, rise, middle)) and sign_of(rise**2 - tube**2) == 0
            if round_one and sign_of(ring - abs(tube)) == 1 and sign_of(tube) in (1, -1):
                return Torus(axis, ring, abs(tube), middle)
    return None


def _even(square: Expr, u: Symbol) -> Expr:
    """With sin(u)^2 as 1 - cos(u)^2."""
    return square.expand().subs(sin(u) ** 2, 1 - cos(u) ** 2).expand()


def _root(square: Expr, u: Symbol, v: Symbol) -> Expr | None:
    """R + r cos v of its square, which must not hold u."""
    if u in square.free_symbols:
        return None
    for wave in (cos(v), sin(v)):
        form = Poly(square, wave) if square.is_polynomial(wave) and square.has(wave) else None
        if form is None or form.degree() != 2 or any(c.has(v) for c in form.all_coeffs()):
            continue
        a, b, c = form.all_coeffs()
        ring = sqrt(c)
        tube = b / (2 * ring)
        if sign_of(c) == 1 and sign_of((tube**2 - a).expand()) == 0:
            return ring + tube * wave
    return None


def torus_in(relation: Basic, variables: Sequence[Symbol]) -> Torus | None:
    """The torus that an equation, or an inequality of its inside, of the form above is about."""
    if not isinstance(relation, Eq | Relational):
        return None
    left, right = map(tree.plain, relation.args)
    squares = [p for p in left.atoms(Pow) if p.exp == 2 and p.base.is_Add]
    for p in squares:
        roots = [q for q in p.base.atoms(Pow) if q.exp == S.Half]
        if len(roots) != 1:
            continue
        across = roots[0].base.free_symbols & set(variables)
        axis = next((v for v in variables if v not in across), None)
        if axis is None or len(across) != 2 or (roots[0].base - sum(v**2 for v in across)).expand() != 0:
            continue
        ring = (roots[0] - p.base).expand()
        middle = -(left - p).expand().coeff(axis, 1) / 2
        made = Torus(axis, ring, sqrt(right), middle)
        whole = made.equation(variables)
        if not ring.free_symbols & set(variables) and ((tree.plain(whole.lhs) - left).expand()).is_zero:
            return made
    return None
