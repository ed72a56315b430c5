"""The simplest number that refutes a line: values for its letters at which its two sides differ, and both sides there."""

from __future__ import annotations

from itertools import product
from typing import Any

from tutor.checking.shown import said
from tutor.checking.values import NoValue, fraction, letters, precision, value
from tutor.checking.working.worked import entries, put, worked
from tutor.checking.working.world import World, candidates
from tutor.frozen import dataclass
from tutor.reading.syntax import Node, Rows

MOST = 400  # choices tried
BITS = 100
DIGITS = 5


@dataclass(frozen=True, slots=True)
class Refutation:
    """Where two sides differ, by letters with their values as written, and what each side is there."""

    at: tuple[tuple[str, str], ...]
    left: str
    right: str


def refutation(a: Node, b: Node, world: World) -> Refutation | None:
    """The simplest place where both sides, or their slopes, have values that are proved different; None where none is found."""
    u, v = _parts(worked(a, world.dimension)), _parts(worked(b, world.dimension))
    if u is not None and v is not None:
        found = [r for x, y in zip(u, v, strict=False) if (r := refutation(x, y, world)) is not None]
        return min(found, key=lambda r: len(r.at), default=None)
    a, b = world.slopes(worked(a, world.dimension), worked(b, world.dimension))
    names = letters(a, b)
    for numbers in sorted(product(enumerate(candidates()), repeat=len(names)), key=lambda c: sum(k for k, _ in c))[:MOST]:
        where = {name: number for name, (_, number) in zip(names, numbers, strict=True)}
        x, y = _value(put(a, where), world), _value(put(b, where), world)
        if x is not None and y is not None and not x[1].overlaps(y[1]) and x[0] != y[0]:
            return Refutation(tuple((name, said(number)) for name, number in where.items()), x[0], y[0])
    return None


def _parts(node: Node) -> tuple[Node, ...] | None:
    """The entries of a vector or a matrix."""
    return tuple(e for r in node.rows for e in r) if isinstance(node, Rows) else entries(node)


def _value(node: Node, world: World) -> tuple[str, Any] | None:
    """A value as it is written, and the ball that holds it."""
    exact = fraction(node)
    with precision(BITS):
        try:
            ball = value(node, {}, world.domain)
        except (NoValue, RecursionError):
            return None
        if exact is not None:
            return (str(exact) if exact >= 0 else f"−{-exact}"), ball
        return ball.str(DIGITS, radius=False).replace("-", "−"), ball
