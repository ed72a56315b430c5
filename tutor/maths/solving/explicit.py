"""Letters that a few equations give explicitly, one after the other, so that places where they all hold are easily found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from sympy import Eq, Expr, Matrix, Symbol

from tutor.trees.tree import plain

MOST = 4  # equations whose orders are tried


def explicitly(equations: Sequence[Eq], unknowns: Sequence[Symbol], letters: Sequence[Symbol]) -> tuple[tuple[Symbol, Expr], ...] | None:
    """Each letter by those that are free and those before it; None where the equations do not give them linearly.

    One at a time, in the first order that works, else the unknowns, or as many other letters, at once where they stand linearly.
    """
    sides = [plain(e.lhs) - plain(e.rhs) for e in equations]
    if len(sides) > MOST:
        return None
    for order in permutations(sides):
        found: dict[Symbol, Expr] = {}
        used: set[Symbol] = set()
        for side in order:
            letter = next((v for v in letters if v not in used and v not in found and _coefficient(side, v) is not None), None)
            if letter is None:
                break
            found[letter] = -side.subs(letter, 0) / _coefficient(side, letter)
            used |= side.free_symbols
        else:
            return tuple(found.items())
    each = (_together(sides, chosen) for chosen in (unknowns, *combinations(letters, len(sides))))
    return next((found for found in each if found is not None), None)


def _coefficient(side: Expr, letter: Symbol) -> Expr | None:
    """What multiplies a letter that stands linearly; None where it does not."""
    if letter not in side.free_symbols:
        return None
    slope = side.diff(letter).expand()
    return None if letter in slope.free_symbols or slope.is_zero else slope


def _together(sides: Sequence[Expr], unknowns: Sequence[Symbol]) -> tuple[tuple[Symbol, Expr], ...] | None:
    """By Cramer's rule."""
    rows = [[side.diff(v).expand() for v in unknowns] for side in sides]
    grid = Matrix(rows)
    if grid.shape[0] != grid.shape[1] or grid.free_symbols & set(unknowns) or grid.det().expand().is_zero:
        return None
    rights = Matrix([-side.subs(dict.fromkeys(unknowns, 0)) for side in sides])
    below = grid.det()
    out = []
    for k, v in enumerate(unknowns):
        column = grid.copy()
        column[:, k] = rights
        out.append((v, column.det() / below))
    return tuple(out)
