"""A place at which statements are tried: exact numbers and balls for the letters, and what is known to be nought there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.definite import Terms, evaluated
from tutor.checking.factors import FactorTable
from tutor.checking.logic import Formula, Has, Leaf, Lit, truth
from tutor.checking.unwinding import Unclear
from tutor.checking.values import NoValue, TooMuch, value, weighed
from tutor.reading.syntax import Node, Sym

HIDING = 4  # times its radius: what is smaller than that is hidden in a ball
NOUGHT_BITS = 40  # a ball around nought that is so much smaller than its terms looks like nought


class TrialPlace:
    """Values of the letters; `zeros` are the factors proved to vanish within the balls."""

    def __init__(self, table: FactorTable, where: Mapping[str, Ball], zeros: Iterable[int] = ()) -> None:
        self.table = table
        self.where = where
        self.zeros = frozenset(zeros)
        self.values: dict[int, Ball | None] = {}
        self.found: dict[int, tuple[int | None, bool]] = {}
        self.hidden = False  # something that is not nought was too small to be seen in a kernel

    def generator(self, k: int) -> Any:
        """The value of a letter or kernel. Raises NoValue."""
        if k not in self.values:
            tree = self.table.generators[k]
            try:
                if isinstance(tree, Sym):
                    self.values[k], lost = self.where.get(tree.name), False
                else:
                    self.values[k], lost = weighed(tree, self.where, self.table.domain)
                self.hidden |= lost
            except TooMuch:
                raise Unclear from None
            except NoValue:
                self.values[k] = None
        if self.values[k] is None:
            raise NoValue
        return self.values[k]

    def factor(self, k: int) -> Any:
        """The value of a factor. Raises NoValue."""
        factor = self.table.factors[k]
        values: list[Ball | None] = [None] * len(self.table.generators)
        for g in factor.generators:
            values[g] = self.generator(g)
        return evaluated(factor.terms, values)

    def polynomial(self, terms: Terms) -> Any:
        """The value of any polynomial in letters and kernels. Raises NoValue."""
        used = {g for m, _ in terms for g, e in enumerate(m) if e}
        return evaluated(terms, [self.generator(g) if g in used else None for g in range(len(self.table.generators))])

    def sign(self, k: int, *, apparent: bool = False) -> int | None:
        """The sign of a factor where it is certain; where `apparent`, also nought where it looks like that."""
        if k in self.zeros:
            return 0
        if k not in self.found:
            self.found[k] = self._sign(k)
        sign, looks = self.found[k]
        return 0 if sign is None and looks and apparent else sign

    def _sign(self, k: int) -> tuple[int | None, bool]:
        try:
            x = self.factor(k)
        except NoValue:
            return None, False
        if self.table.domain.complex:
            return (None if x.contains(0) else 1), x.contains(0) and self._looks_nought(k, x)
        if x > 0 or x < 0:
            return (1 if x > 0 else -1), False
        return (0, False) if x.is_zero() else (None, self._looks_nought(k, x))

    def _looks_nought(self, k: int, x: Ball) -> bool:
        """Whether a ball around nought is narrow, as its terms are large, and hides none of them."""
        size, least = self._sizes(k)
        radius = x.rad()
        return not self.hidden and bool(x.abs_upper() < size * arb(2) ** -NOUGHT_BITS) and (least is None or bool(least > radius * HIDING))

    def seen(self, k: int) -> bool:
        """Whether every term of a factor is large enough to be seen in its value."""
        try:
            x = self.factor(k)
        except NoValue:
            return False
        least = self._sizes(k)[1]
        return not self.hidden and (least is None or bool(least > x.rad() * HIDING))

    def _sizes(self, k: int) -> tuple[arb, arb | None]:
        """How large the terms of a factor are together, and how large the smallest one that is not nought, if any."""
        factor = self.table.factors[k]
        terms = []
        for m, c in factor.terms:
            values: list[Ball | None] = [None] * len(self.table.generators)
            for g in factor.generators:
                values[g] = self.generator(g)
            terms.append(evaluated(((m, c),), values))
        sizes = [t.abs_upper() for t in terms if t != 0]
        least = None
        for s in sizes:
            least = s if least is None else least.min(s)
        return sum(sizes, arb(0)), least

    def holds(self, formula: Formula, *, apparent: bool = False) -> bool | None:
        """Whether a statement holds here, None where that is not certain."""
        return truth(formula, lambda leaf: self._holds(leaf, apparent))

    def _holds(self, leaf: Leaf, apparent: bool) -> bool | None:
        if isinstance(leaf, Has):
            return self._has_value(leaf.tree)
        assert isinstance(leaf, Lit)
        signs = [self.sign(k, apparent=apparent) for k in leaf.ids]
        product: int | None = 1
        if 0 in signs:
            product = 0
        elif None in signs:
            return False if leaf.signs == frozenset() else None
        else:
            for s in signs:
                assert s is not None and product is not None
                product *= s
        return product in leaf.signs

    def _has_value(self, tree: Node) -> bool | None:
        try:
            value(tree, self.where, self.table.domain)
        except NoValue:
            return None
        return True
