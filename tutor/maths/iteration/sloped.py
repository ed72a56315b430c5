"""A function that is walked on, with the formulas of its partial derivatives and the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr, Rational, Symbol

from tutor.maths.iteration.numbers import number
from tutor.maths.iteration.terms import terms, value
from tutor.trees import tree
from tutor.trees.heads import At, Diff


@dataclass(frozen=True, slots=True)
class Sloped:
    """A state of a walk begins with a point; what a method remembers may follow it."""

    function: Expr
    variables: tuple[Symbol, ...]
    gradient: tuple[Expr, ...]
    start: tuple[Expr, ...]

    def _at(self, state: Sequence[Expr]) -> dict[Symbol, Expr]:
        return dict(zip(self.variables, state, strict=False))

    def slopes(self, state: Sequence[Expr], digits: int) -> list[tuple[Rational, bool]]:
        """The partial derivatives at a state's point, by their formulas, each with whether it is exact."""
        return [self._value(d, state, digits) for d in self.gradient]

    def height(self, state: Sequence[Expr], digits: int) -> tuple[Rational, bool]:
        """The function at a state's point."""
        return self._value(self.function, state, digits)

    def _value(self, formula: Expr, state: Sequence[Expr], digits: int) -> tuple[Rational, bool]:
        place = state[: len(self.variables)]
        made = terms(formula, self.variables) if all(isinstance(v, Rational) for v in place) else None
        return number(tree.substitute(formula, self._at(state)) if made is None else value(made, place), digits)

    def sought(self, state: Sequence[Expr]) -> list[Expr]:
        """The partial derivatives at a state's point, still to be found."""
        point = tuple(self._at(state).values())
        return [At(Diff(self.function, v, *(u for u in self.variables if u != v)), self.variables, point) for v in self.variables]
