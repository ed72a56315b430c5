"""What is to be made largest and smallest on a region: the equations that give a variable are used up first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, Ge, Gt, Rational, S, Symbol, cancel, expand, fraction, together

from tutor.maths.extrema.graph import isolated
from tutor.maths.extrema.region import FeasibleSet, Side, numerator, written
from tutor.maths.solving.signs import Signs
from tutor.trees import tree
from tutor.trees.heads import Equation


@dataclass(frozen=True, slots=True)
class Task:
    """A function on a region; `back` gives the variables of the problem by those of the region."""

    function: Expr
    letter: str
    region: FeasibleSet
    back: Mapping[Symbol, Expr]

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """Those of the region."""
        return self.region.variables

    def point(self, at: Mapping[Symbol, Expr]) -> dict[Symbol, Expr]:
        """A point of the problem by one of the region."""
        return {v: expand(e.xreplace(at)) for v, e in self.back.items()}


@dataclass(frozen=True, slots=True)
class Isolated:
    """An equation of the region solved for a variable: `solved` follows from `equation`."""

    equation: Eq
    variable: Symbol
    value: Expr

    @property
    def solved(self) -> Equation:
        """variable = value, with the factor by which the equation was divided."""
        difference = tree.plain(self.equation.lhs - self.equation.rhs)
        return Equation(self.variable, self.value, cancel(difference / (self.variable - self.value)))


def isolate(region: FeasibleSet) -> Isolated | None:
    """The equation and the variable that leave least to write; None where no equation gives a variable."""
    signs = Signs(tuple(s.relation for s in region.sides if not s.implied), ())
    found: list[tuple[tuple[int, int, int, int], Isolated]] = []
    for e in region.equations:
        u = numerator(e)
        for place, v in enumerate(region.variables):
            made = isolated(u, v, signs)
            if made is not None:
                value, whole = made
                fractions = sum(1 for n in value.atoms(Rational) if not n.is_Integer)
                found.append(((0 if whole else 1, fractions, value.count_ops(), -place), Isolated(e, v, value)))
    return min(found, key=lambda f: f[0])[1] if found else None


def without(region: FeasibleSet, used: Isolated) -> FeasibleSet:
    """The region in the other variables."""
    values = {used.variable: used.value}
    signs = Signs(tuple(s.relation for s in region.sides if not s.implied and used.variable not in s.inside.free_symbols), ())
    equations = []
    for e in region.equations:
        if e is not used.equation:
            u = _cleared(tree.plain(e.lhs - e.rhs).subs(values), signs)
            equations.append(_equation(u))
    sides = tuple(_placed(region, values, signs))
    return FeasibleSet(tuple(v for v in region.variables if v != used.variable), tuple(equations), sides)


def _placed(region: FeasibleSet, values: Mapping[Symbol, Expr], signs: Signs) -> Iterator[Side]:
    for s in region.sides:
        if not s.inside.free_symbols & values.keys():
            yield s
            continue
        inside = _cleared(s.inside.subs(values), signs, s.strict)
        if not inside.free_symbols and (inside.is_positive or (inside.is_zero and not s.strict)):
            continue
        if signs.sign(inside) > 0:
            continue
        shown = written(inside, s.strict, region.variables) if inside.free_symbols else _kept(inside, s.strict)
        yield Side(shown, inside, s.strict, s.implied)


def _kept(inside: Expr, strict: bool) -> Basic:
    made: Basic = (Gt if strict else Ge)(inside, S.Zero, evaluate=False)
    return made


def _cleared(u: Expr, signs: Signs, strict: bool = False) -> Expr:
    """Without a denominator, or for u > 0 a numerator, whose sign is known."""
    over, under = fraction(together(u))
    if strict and under.free_symbols and signs.sign(over):
        return expand(signs.sign(over) * under)
    sign = signs.sign(under)
    if sign:
        return expand(sign * over)
    return cancel(u) if u.is_rational_function() else expand(u)


def _equation(u: Expr) -> Eq:
    number = u.as_coeff_Add()[0]
    return Eq(u - number, -number, evaluate=False)


def equality(u: Expr, variables: Collection[Symbol] | None = None) -> Eq:
    """u = 0 as one writes it: the number on the right, positive terms first."""
    made = written(u, False, variables)
    return Eq(*made.args, evaluate=False)
