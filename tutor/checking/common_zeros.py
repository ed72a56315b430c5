"""Proved common zeros of polynomials: Newton's method finds them, and Krawczyk's test proves that there is one in a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Any

from flint import arb, arb_mat

from tutor.checking.factors import FactorTable
from tutor.checking.places import TrialPlace
from tutor.checking.values import NoValue
from tutor.checking.zeros_on_lines import BITS, drawn
from tutor.reading.syntax import Sym

STARTS = 12  # of Newton's method
NEWTON_STEPS = 24


def common_zeros(table: FactorTable, system: tuple[int, ...], names: Sequence[str], numbers: Sequence[int]) -> Iterator[TrialPlace]:
    """Places with a proved common zero of polynomials: Newton's method, and Krawczyk's test for a proof."""
    factors = [table.factors[k] for k in system]
    if not all(f.letters and all(isinstance(table.generators[g], Sym) or not table.inside[g] for g in f.generators) for f in factors):
        return
    inside = sorted({n for f in factors for n in f.letters})
    size = len(factors)
    if len(inside) < size:
        return
    choices = list(combinations(inside, size))
    for n, where in enumerate(islice(drawn(table, names, numbers), STARTS)):
        solved = choices[n % len(choices)]
        found = _newton(table, system, solved, where)
        if found is not None:
            yield TrialPlace(table, where | found, system)


def _newton(table: FactorTable, system: tuple[int, ...], solved: tuple[str, ...], where: dict[str, Any]) -> dict[str, arb] | None:
    size = len(system)
    columns = [table.numbers[Sym(name)] for name in solved]
    slopes = [[table.slope(k, c) for c in columns] for k in system]

    def values(x: Sequence[arb]) -> arb_mat:
        place = TrialPlace(table, where | dict(zip(solved, x, strict=True)))
        return arb_mat([[place.factor(k)] for k in system])

    def matrix(x: Sequence[arb]) -> arb_mat:
        place = TrialPlace(table, where | dict(zip(solved, x, strict=True)))
        return arb_mat([[place.polynomial(s) for s in row] for row in slopes])

    def middle(m: arb_mat) -> arb_mat:
        return arb_mat([[m[i, j].mid() for j in range(m.ncols())] for i in range(m.nrows())])

    x = [where[name] for name in solved]
    try:
        for _ in range(NEWTON_STEPS):
            step = middle(matrix(x).solve(values(x)))
            x = [(x[i] - step[i, 0]).mid() for i in range(size)]
            if all(abs(step[i, 0]) < arb(2) ** -(BITS // 2) for i in range(size)):
                break
        else:
            return None
        radius = arb(2) ** -(BITS // 3)
        box = [c.union(c + radius).union(c - radius) for c in x]
        inverse = middle(middle(matrix(x)).inv())
        one = arb_mat([[arb(int(i == j)) for j in range(size)] for i in range(size)])
        offset = arb_mat([[b - c] for b, c in zip(box, x, strict=True)])
        image = arb_mat([[c] for c in x]) - inverse * values(x) + (one - inverse * matrix(box)) * offset
    except (ZeroDivisionError, NoValue):
        return None
    if not all(box[i].contains_interior(image[i, 0]) for i in range(size)):
        return None
    return {name: image[i, 0] for i, name in enumerate(solved)}
