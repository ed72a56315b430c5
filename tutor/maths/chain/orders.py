"""Which derivatives are asked: one for each name, or a single one of higher order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def orders(names: Sequence[T], order: int | None = None) -> tuple[tuple[T, ...], ...]:
    """The letters of each derivative, in the order of differentiation.

    A name that is repeated asks for one higher derivative, and so does an `order` above 1: of one name that many times, of
    as many names the mixed one. ValueError where names and order do not fit together.
    """
    listed = tuple(names)
    if len(set(listed)) < len(listed):
        if order not in (None, len(listed)):
            raise ValueError(f"{len(listed)} names, one of them repeated, ask for order {len(listed)}, not {order}")
        return (listed,)
    if order in (None, 1):
        return tuple((x,) for x in listed)
    if len(listed) == 1:
        return (listed * order,)
    if len(listed) != order:
        raise ValueError(f"a derivative of order {order} needs {order} names, or one for each time, not {len(listed)}")
    return (listed,)
