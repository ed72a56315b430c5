"""Which letter stands for what is substituted: none that the problem has already, though it be no part of the integral at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_taken: ContextVar[frozenset[str]] = ContextVar("taken", default=frozenset())


@contextmanager
def reserved(names: Iterable[str]) -> Iterator[None]:
    """While it lasts, these letters mean something else on the page."""
    token = _taken.set(frozenset(names))
    try:
        yield
    finally:
        _taken.reset(token)


def unused(wanted: Iterable[str], used: Collection[str]) -> str:
    """The first of the wanted letters that is neither used in the integral nor taken by the problem; else one not used in the integral."""
    free = [n for n in wanted if n not in used]
    return next((n for n in free if n not in _taken.get()), free[0])
