"""A line of solutions of one case of the KKT conditions, held against the other inequalities and the signs of the multipliers.

The solver leaves a letter free, (0, -m) with the multiplier m. What else must hold there is linear in that letter, and
often leaves one value of it, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Ge, Le, S, Symbol

from tutor.maths.extrema.compact import sides
from tutor.maths.extrema.inequalities import Inequality, Program
from tutor.maths.numbers import Undecided, decided
from tutor.maths.solving.tree import Root
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Pinned:
    """What must hold on the line, each as a relation in its letter; `value` is the one it can have, None where there is none."""

    letter: Symbol
    needed: tuple[Basic, ...]
    value: Expr | None


def pinned(setting: Program, active: Sequence[Inequality], root: Root, sign: int) -> Pinned | None:
    """Whether the inequalities that are not active, and multipliers of one sign (1: not negative), leave one point at most."""
    if len(root.parameters) != 1 or root.conditions:
        return None
    (p,) = root.parameters
    low: tuple[Expr, Basic] | None = None
    high: tuple[Expr, Basic] | None = None
    try:
        for at_most_zero, relation in _needed(setting, active, root, sign):
            slope, rest = at_most_zero.coeff(p, 1), at_most_zero.coeff(p, 0)
            if (at_most_zero - slope * p - rest).expand() != 0 or slope.free_symbols or rest.free_symbols:
                continue  # not linear in the letter: it can only take more points away
            if slope == 0:
                if decided(rest) > 0:
                    return Pinned(p, (relation,), None)
                continue
            bound = -rest / slope
            if decided(slope) > 0 and (high is None or decided(bound - high[0]) < 0):
                high = bound, relation
            elif decided(slope) < 0 and (low is None or decided(bound - low[0]) > 0):
                low = bound, relation
        if low is None or high is None or decided(high[0] - low[0]) > 0:
            return None
        same = decided(high[0] - low[0]) == 0
    except Undecided:
        return None
    return Pinned(p, (low[1], high[1]), low[0] if same else None)


def stretch(setting: Program, active: Sequence[Inequality], root: Root) -> dict[Symbol, Expr] | None:
    """The line of solutions by one of its coordinates, where a stretch of it satisfies all constraints; None where that is not seen."""
    asked = (*setting.posed.conditions, *setting.posed.inside)
    strict = any(sign in ("<", ">", "!=") for *_, sign in map(sides, asked))
    if len(root.parameters) != 1 or root.conditions or strict:
        return None
    (p,) = root.parameters
    at = {v: tree.plain(root.at[v]).expand() for v in setting.variables}
    if any(e.diff(p).free_symbols or e.free_symbols - {p} for e in at.values()):
        return None
    x = next(v for v, e in at.items() if e.has(p))
    by = (x - at[x].coeff(p, 0)) / at[x].coeff(p, 1)
    line = {v: x if v == x else e.subs(p, by).expand() for v, e in at.items()}
    lows: list[Expr] = []
    highs: list[Expr] = []
    for c in (c for c in setting.inequalities if c not in active):
        at_most_zero = tree.plain(c.function).xreplace(line).expand()
        slope, rest = at_most_zero.coeff(x, 1), at_most_zero.coeff(x, 0)
        if (at_most_zero - slope * x - rest).expand() != 0 or not (slope.is_Rational and rest.is_Rational):
            return None
        if slope:
            (highs if slope > 0 else lows).append(-rest / slope)
        elif rest > 0:
            return None
    return line if not lows or not highs or max(lows) < min(highs) else None


def _needed(setting: Program, active: Sequence[Inequality], root: Root, sign: int) -> Iterator[tuple[Expr, Basic]]:
    """Every condition as an expression that is at most 0, and as it is written."""
    for c in setting.inequalities:
        if c in active:
            value = tree.plain(root.at[c.multiplier])
            written = (Ge if sign > 0 else Le)(value, S.Zero, evaluate=False)
            yield (-sign * value).expand(), written
        else:
            put = {v: root.at[v] for v in setting.variables}
            left, right = (tree.plain(side).xreplace(put).expand() for side in c.relation.args)
            written = c.relation.func(left, right, evaluate=False)
            yield tree.plain(c.function).xreplace(put).expand(), written
