"""Names of functions with a slip in them, that fall apart into letters: sqr, tna, xp."""

from __future__ import annotations

_NAMES = ("sin", "cos", "tan", "sec", "csc", "cot", "exp", "log", "sqrt", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan")
# The sine in other languages.
_ELSEWHERE = {"sen": "sin", "sinus": "sin", "raiz": "sqrt"}


def _slips(name: str) -> set[str]:
    """The name with two letters exchanged or one lost; of a short name not the last, since ex and ta are products."""
    exchanged = {name[:k] + name[k + 1] + name[k] + name[k + 2 :] for k in range(len(name) - 1)}
    lost = {name[:k] + name[k + 1 :] for k in range(len(name) if len(name) > 3 else len(name) - 1)}
    lost |= {name[:-1]} if set(name[:-1]) & {"i", "o"} else set()
    return {slip for slip in exchanged | lost if slip not in _NAMES}


_SLIPS = {slip: name for name in reversed(_NAMES) for slip in _slips(name)} | _ELSEWHERE


def slip_of(word: str) -> str | None:
    """The function that was meant; None where the word is near none."""
    return _SLIPS.get(word)
