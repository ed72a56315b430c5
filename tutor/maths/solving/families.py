"""Families of solutions: their usual form, and when one solution, family or curve is part of another.

A family whose whole numbers enter linearly is an offset and a lattice: (x, y) = (π + 2mπ, 2nπ). Its usual form has the
lattice in Hermite normal form and the offset reduced by it, so that two families are equal where they look equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sympy import Eq, Expr, Rational, S, Symbol, expand, pi

from tutor.maths.solving.tree import Root
from tutor.maths.solving.values import nice, same, vanishes

LETTERS = ("k", "m", "n", "j", "p", "q")


def normalised(root: Root) -> Root:
    """A family in its usual form; anything else as it is."""
    whole = [p for p in root.parameters if p.is_integer]
    if not whole or len(whole) < len(root.parameters) or root.conditions:
        return root
    split = _lattice(root, whole)
    if split is None:
        return root
    offset, rows = split
    basis = hermite(rows)
    offset = reduced(offset, basis)
    letters = sorted(whole, key=lambda s: LETTERS.index(s.name) if s.name in LETTERS else len(LETTERS))[: len(basis)]
    values = []
    for j, (x, _) in enumerate(root.values):
        step = sum((Rational(b[j]) * k for b, k in zip(basis, letters, strict=True)), S.Zero)
        values.append((x, offset[j] + expand(step * pi)))
    return Root(tuple(values), tuple(letters))


def _lattice(root: Root, whole: Sequence[Symbol]) -> tuple[list[Expr], list[list[Fraction]]] | None:
    """The offset, and by how many times π each whole number moves each unknown."""
    offset: list[Expr] = []
    rows: list[list[Fraction]] = [[] for _ in whole]
    for _, v in root.values:
        value = expand(v)
        for k, row in zip(whole, rows, strict=True):
            step = nice(value.diff(k) / pi)
            if not step.is_Rational:
                return None
            row.append(Fraction(int(step.p), int(step.q)))
        offset.append(nice(value.subs(dict.fromkeys(whole, 0))))
    return offset, rows


def hermite(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """A basis of the lattice that the rows span, in Hermite normal form."""
    left = [list(r) for r in rows if any(r)]
    basis: list[list[Fraction]] = []
    columns = len(left[0]) if left else 0
    for j in range(columns):
        while True:
            with_entry = sorted((r for r in left if r[j]), key=lambda r: abs(r[j]))
            if len(with_entry) < 2:
                break
            first = with_entry[0]
            for r in with_entry[1:]:
                q = r[j] // first[j]
                for i in range(columns):
                    r[i] -= q * first[i]
        pivot = next((r for r in left if r[j]), None)
        if pivot is None:
            continue
        left = [r for r in left if r is not pivot and any(r)]
        if pivot[j] < 0:
            pivot = [-e for e in pivot]
        for b in basis:
            q = b[j] // pivot[j]
            for i in range(columns):
                b[i] -= q * pivot[i]
        basis.append(pivot)
    return basis


def reduced(offset: Sequence[Expr], basis: Sequence[Sequence[Fraction]]) -> list[Expr]:
    """The offset moved by the lattice so that its entries at the pivots lie in (-p/2, p/2]."""
    out = list(offset)
    for row in basis:
        j = next(i for i, e in enumerate(row) if e)
        turns = -Rational(int((Rational(1, 2) - nice(out[j] / (Rational(row[j]) * pi)).evalf(30)) // 1))
        out = [nice(o - turns * Rational(e) * pi) for o, e in zip(out, row, strict=True)]
    return out


def united(a: Root, b: Root) -> Root | None:
    """Two families as one: 2kπ for 4kπ and 2π + 4kπ, of one lattice and half a step of it apart; None where they are none."""
    letters = [p for p in a.parameters if p.is_integer]
    if not letters or a.parameters != b.parameters or len(letters) < len(a.parameters) or a.conditions or b.conditions:
        return None
    mine, theirs = _lattice(a, letters), _lattice(b, letters)
    if mine is None or theirs is None or hermite(mine[1]) != hermite(theirs[1]):
        return None
    basis = hermite(mine[1])
    apart = reduced([nice(v - w) for v, w in zip(mine[0], theirs[0], strict=True)], basis)
    steps = [nice(d / pi) for d in apart]
    if len(basis) < len(letters) or not all(s.is_Rational for s in steps) or any(reduced([2 * d for d in apart], basis)):
        return None
    finer = hermite([*basis, [Fraction(int(s.p), int(s.q)) for s in steps]])
    if any(sum(map(bool, row)) > 1 for row in finer):  # (kπ, kπ + 2mπ) is no simpler than the two
        return None
    moved = (sum((Rational(b[j]) * k * pi for b, k in zip(finer, letters, strict=True)), mine[0][j]) for j in range(len(steps)))
    return normalised(Root(tuple(zip((x for x, _ in a.values), moved, strict=True)), a.parameters))


def contained(a: Root, b: Root) -> bool:
    """Whether every solution of a is one of b."""
    if not a.parameters and not b.parameters:
        return all(same(v, w) for (_, v), (_, w) in zip(a.values, b.values, strict=True))
    if a == b:
        return True
    real = [p for p in b.parameters if not p.is_integer]
    if not a.parameters and real:
        return len(real) == len(b.parameters) and _on(a, b, real)
    whole = [p for p in a.parameters if p.is_integer], [p for p in b.parameters if p.is_integer]
    if not real and len(whole[0]) == len(a.parameters) and not a.conditions and not b.conditions:
        return _within(a, b)
    return False


def _within(a: Root, b: Root) -> bool:
    """Whether a family, or a point, lies in a family."""
    mine, theirs = _lattice(a, a.parameters), _lattice(b, b.parameters)
    if mine is None or theirs is None:
        return False
    basis = hermite(theirs[1])
    if len(hermite([*theirs[1], *mine[1]])) != len(basis) or hermite([*theirs[1], *mine[1]]) != basis:
        return False
    apart = reduced([nice(v - w) for v, w in zip(mine[0], theirs[0], strict=True)], basis)
    return all(vanishes(d) for d in apart)


def _on(point: Root, curve: Root, real: Sequence[Symbol]) -> bool:
    """Whether a point lies on a curve."""
    at = point.at
    placed = {p: at[p] for p in real if p in at}
    if len(placed) < len(real):
        return False
    if not all(_zero(v - at[x], placed) for x, v in curve.values):
        return False
    return all(isinstance(c, Eq) and _zero(c.lhs - c.rhs, placed) for c in curve.conditions)


def _zero(difference: Expr, at: dict[Symbol, Expr]) -> bool:
    value = difference.xreplace(at)
    return not value.free_symbols and vanishes(value)
