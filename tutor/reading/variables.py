"""Which letters of a problem are its variables, where it does not list them: as a teacher would guess, and say.

x, y, z first, then by the alphabet. Letters that are usual for constants (a x^2 + b y^2) are left out, unless the number
of coordinates says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

CONSTANT_LETTERS = frozenset("abcdkmnABCDEGHIKLMNRST")
ORDER = ("x", "y", "z")
FURTHER = ("u", "v", "w")  # those that go on where x, y and z are not enough
SINGLE = ("x", "t", "y", "z", "s", "u", "r", "theta")  # the likeliest name of a single variable, first


def inferred(found: Collection[str], named: Collection[str], wanted: int | None) -> list[str]:
    """The variables among the letters `found`; `named` ones are sure, and `wanted` is how many there must be, if known."""
    letters = set(found)
    likely = {n for n in letters if n not in CONSTANT_LETTERS or n in named}
    chosen = likely if likely and (wanted is None or len(likely) == wanted or len(letters) != wanted) else letters
    if wanted is not None and len(chosen) < wanted <= len(ORDER) and chosen <= set(ORDER[:wanted]):
        chosen = set(ORDER[:wanted])  # a function that does not contain all of its variables
    return in_order(chosen or {"x"})


def single(found: Collection[str]) -> str:
    """The one variable among the letters."""
    letters = [n for n in found if n not in CONSTANT_LETTERS] or list(found) or ["x"]
    return min(letters, key=lambda n: (SINGLE.index(n) if n in SINGLE else len(SINGLE), n))


def in_order(names: Iterable[str]) -> list[str]:
    """x, y, z, then by the alphabet."""
    return sorted(names, key=lambda n: (ORDER.index(n), "") if n in ORDER else (len(ORDER), n))


def described(variables: list[str], constants: Collection[str]) -> str:
    """How the letters were taken: `a and b are read as constants; the variables are x and y`."""
    said = f"the variable is {variables[0]}" if len(variables) == 1 else f"the variables are {listed(variables)}"
    if not constants:
        return said if len(variables) == 1 else f"{said}, in this order"
    are = "is read as a constant" if len(constants) == 1 else "are read as constants"
    return f"{listed(sorted(constants))} {are}; {said}"


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
