"""Gradient descent and its variants: what one step makes of a point and of what the method remembers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Expr, Rational, S, sqrt

from tutor.maths.iteration.numbers import agrees
from tutor.maths.iteration.sloped import Sloped
from tutor.maths.iteration.walk import Walk, WalkState, walked
from tutor.model import Claim
from tutor.trees import tree

Method = Literal["plain", "momentum", "rmsprop", "adam"]
MEMORY: dict[Method, tuple[str, ...]] = {"plain": (), "momentum": ("v",), "rmsprop": ("s",), "adam": ("m", "s")}


@dataclass(frozen=True, slots=True)
class Descent(Sloped):
    """A function with the formulas of its partial derivatives, a start, and a method with its numbers; uphill with `sign` 1."""

    rate: Expr
    method: Method = "plain"
    sign: int = -1
    momentum: Expr = S.Zero
    decay: Expr = S.Zero
    epsilon: Expr = S.Zero

    @property
    def memory(self) -> tuple[str, ...]:
        """The letters of what is remembered, a vector each."""
        return MEMORY[self.method]

    def part(self, k: int) -> slice:
        """Where in a state a vector stands: 0 is the point, then what is remembered."""
        n = len(self.variables)
        return slice(k * n, (k + 1) * n)

    def update(self, state: Sequence[Expr], slopes: Sequence[Expr], k: int) -> tuple[Expr, ...]:
        """Step k + 1 as formulas: the new point, then the new memory."""
        n = len(self.variables)
        old = [state[i * n : (i + 1) * n] for i in range(1 + len(self.memory))]
        eta = self.rate if self.sign > 0 else tree.negative(self.rate)
        match self.method:
            case "plain":
                ways: Sequence[Expr] = slopes
                kept: list[Sequence[Expr]] = []
            case "momentum":
                ways = [tree.total(tree.product(self.momentum, v), g) for v, g in zip(old[1], slopes, strict=True)]
                kept = [ways]
            case "rmsprop":
                squares = [_mixed(self.decay, s, tree.power(g, 2)) for s, g in zip(old[1], slopes, strict=True)]
                ways = [tree.quotient(g, self._root(s)) for g, s in zip(slopes, squares, strict=True)]
                kept = [squares]
            case "adam":
                means = [_mixed(self.momentum, m, g) for m, g in zip(old[1], slopes, strict=True)]
                squares = [_mixed(self.decay, s, tree.power(g, 2)) for s, g in zip(old[2], slopes, strict=True)]
                ways = [
                    tree.quotient(_unbiased(m, self.momentum, k), self._root(_unbiased(s, self.decay, k)))
                    for m, s in zip(means, squares, strict=True)
                ]
                kept = [means, squares]
        point = [tree.total(x, tree.product(eta, w)) for x, w in zip(old[0], ways, strict=True)]
        return (*point, *(v for block in kept for v in block))

    def _root(self, square: Expr) -> Expr:
        return tree.total(sqrt(square, evaluate=False), self.epsilon)

    def walk(self, steps: int) -> Walk:
        """All steps."""
        n, blocks = len(self.variables), len(self.memory)

        def move(state: WalkState, k: int, digits: int) -> tuple[tuple[Expr, ...], bool]:
            slopes = self.slopes(state.values[:n], digits)
            return self.update(state.values, [g for g, _ in slopes], k), all(sure for _, sure in slopes)

        def there(values: Sequence[Rational], digits: int) -> None:
            self.height(values, digits)
            self.slopes(values[:n], digits)

        return walked((*self.start, *(S.Zero,) * (n * blocks)), move, steps, there, steady=self.method != "adam")

    def claims(self, walk: Walk) -> Iterator[Claim]:
        """Every step, with the derivatives at its point not taken from their formulas; one that is like the last is not said twice."""
        for k, (now, then) in enumerate(zip(walk.states, walk.states[1:], strict=False)):
            if k and self.method != "adam" and now == then == walk.states[k - 1]:
                continue
            made = self.update(now.values, self.sought(now.values), k)
            for left, value in zip(made, then.values, strict=True):
                yield agrees(left, value, then.exact, now.values)


def _mixed(share: Expr, old: Expr, new: Expr) -> Expr:
    """A running mean: so much of the old one, the rest of what is new."""
    return tree.total(tree.product(share, old), tree.product(tree.evaluated(1 - share), new))


def _unbiased(mean: Expr, share: Expr, k: int) -> Expr:
    """A running mean that began at 0, as if it had not."""
    return tree.quotient(mean, tree.evaluated(1 - share ** (k + 1)))
