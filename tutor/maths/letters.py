"""Letters that stand for others and of which more is known, always the same ones: what SymPy has found of a formula then stays found."""

from __future__ import annotations

from functools import lru_cache

from sympy import Dummy


@lru_cache(maxsize=1024)
def letter(name: str, **known: bool) -> Dummy:
    """The letter of that name of which this is known."""
    return Dummy(name, **known)
