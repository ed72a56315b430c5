"""Values put in order, every comparison proved: what is greatest, what is least, and what is equal."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr

from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.trees import tree

LETTERS = "It depends on letters whose sign is not known."
UNDECIDED = "cannot do this: it is not proved which of two values is greater"


def ranked(values: Sequence[Expr]) -> tuple[tuple[int, ...], ...]:
    """Groups of indices of equal values, the least value first. `Unsupported` where a comparison is not decided."""
    plain = [tree.plain(v) for v in values]
    groups: list[list[int]] = []
    for k, value in enumerate(plain):
        _insert(groups, k, value, plain)
    return tuple(map(tuple, groups))


def extreme(values: Sequence[Expr], sign: int) -> tuple[int, ...]:
    """The indices of the greatest values (the least, for sign -1), which need not be in order among the others."""
    plain = [tree.plain(v) for v in values]
    for value in plain:
        signs = [_sign(value, other) for other in plain]
        if all(s is not None and s * sign >= 0 for s in signs):
            return tuple(k for k, s in enumerate(signs) if s == 0)
    if not plain:
        return ()
    raise _undecided(plain)


def _sign(a: Expr, b: Expr) -> int | None:
    return 0 if a == b else sign_of(a - b)


def _undecided(values: Sequence[Expr]) -> Unsupported:
    return Unsupported(UNDECIDED, hint=LETTERS if any(v.free_symbols for v in values) else None)


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
    found = _sign(a, b)
    if found is None:
        raise _undecided([a - b])
    return found
