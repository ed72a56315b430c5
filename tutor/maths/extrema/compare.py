"""Values put in order, every comparison proved: what is greatest, what is least, and what is equal."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr

from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.trees import tree

UNDECIDED = "cannot do this: it is not proved which of two values is greater"


def ranked(values: Sequence[Expr]) -> tuple[tuple[int, ...], ...]:
    """Groups of indices of equal values, the least value first. `Unsupported` where a comparison is not decided."""
    plain = [tree.plain(v) for v in values]
    groups: list[list[int]] = []
    for k, value in enumerate(plain):
        _insert(groups, k, value, plain)
    return tuple(map(tuple, groups))


def _insert(groups: list[list[int]], k: int, value: Expr, values: Sequence[Expr]) -> None:
    """Binary search; the order of what is there is proved already."""
    low, high = 0, len(groups)
    while low < high:
        middle = (low + high) // 2
        match compared(value, values[groups[middle][0]]):
            case 0:
                groups[middle].append(k)
                return
            case 1:
                low = middle + 1
            case _:
                high = middle
    groups.insert(low, [k])


def compared(a: Expr, b: Expr) -> int:
    """1 where a > b, 0 where a = b, -1 where a < b. Letters are compared by what is assumed of them."""
    if a == b:
        return 0
    found = sign_of(a - b)
    if found is None:
        hint = "It depends on letters whose sign is not known." if (a - b).free_symbols else None
        raise Unsupported(UNDECIDED, hint=hint)
    return found
