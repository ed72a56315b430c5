"""A run of letters to names: `xsin` is x and sin, `pir` is pi and r, `thetar` theta and r; `import` is no product."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tutor.reading.functions import (
    COMMON_LETTERS,
    CONSTANTS,
    FUNCTIONS,
    GREEK,
    WHOLE_ONLY,
    WORDS,
)
from tutor.reading.scope import Scope

# More undeclared letters in a row than this are a word, not a product.
LONGEST_PRODUCT = 3
MOST_LETTERS = 6  # of letters in a row that are variables each
_LAST_LETTERS = frozenset("stuvwxyz")
# Letters that follow d in dx where nothing is declared.
_INTEGRATED = frozenset("rstuvwxyz")
_LONGEST_NAME = max(map(len, (*FUNCTIONS, *GREEK, *CONSTANTS)))


class Stretch(NamedTuple):
    """A part of a run: its kind (`name`, `constant`, `function`), its plain text, its offset and length in the run."""

    kind: str
    text: str
    offset: int
    length: int


def _known(word: str, scope: Scope, whole: bool) -> tuple[str, str] | None:
    """The kind and plain text of a known name of more than one letter."""
    if word in scope.variables or word in scope.functions:
        return "name", word
    if word in FUNCTIONS and (whole or word not in WHOLE_ONLY):
        return "function", FUNCTIONS[word]
    if word in GREEK and (whole or word not in ("Xi", "Phi", "Psi")) and not (word == "xi" and scope.vectors):
        return "name", GREEK[word]
    if word in CONSTANTS and (whole or word == "pi"):
        return "constant", CONSTANTS[word]
    return None


def _single(letter: str, scope: Scope) -> tuple[str, str]:
    """What one letter is."""
    if letter in scope.variables:
        return "name", letter
    if letter == "e" or (letter == "i" and scope.complex):
        return "constant", letter
    if letter in "ijk" and scope.vectors:
        return "basis", letter
    return "name", letter


@lru_cache(maxsize=4096)
def split(run: str, scope: Scope, bracket_follows: bool = False) -> tuple[Stretch, ...] | None:
    """The pieces of a run, longest known name first from the left; None where the run looks like a word.

    Declared letters beat library names: `lg` is l times g where both are declared, and `asinx` begins with a where a is.
    """
    if len(run) == 1:
        return (Stretch(*_single(run, scope), 0, 1),)
    all_declared = all(letter in scope.variables for letter in run)
    if not (all_declared and len(run) <= 2):
        known = _known(run, scope, whole=True)
        # a sin(t), not the inverse sine, where a is declared: but only for the spelling that begins with that letter.
        declared_first = run[0] == "a" and "a" in scope.variables and run[1:] in FUNCTIONS
        if known and not declared_first:
            return (Stretch(*known, 0, len(run)),)
    if run.lower() in WORDS and not all_declared:
        return None
    pieces = _longest_first(run, scope)
    return pieces if all_declared or _is_product(pieces, scope, bracket_follows) else None


def _longest_first(run: str, scope: Scope) -> tuple[Stretch, ...]:
    pieces: list[Stretch] = []
    at = 0
    while at < len(run):
        skip_inverse = run[at] == "a" and "a" in scope.variables
        for length in range(min(len(run) - at, _LONGEST_NAME), 1, -1):
            known = _known(run[at : at + length], scope, whole=False)
            if known and not (skip_inverse and known[0] == "function" and known[1] != "abs"):
                pieces.append(Stretch(*known, at, length))
                break
        else:
            pieces.append(Stretch(*_single(run[at], scope), at, 1))
        at += pieces[-1].length
    return tuple(pieces)


def has_known(run: str, scope: Scope) -> bool:
    """Whether a run of letters is or holds the name of a library function or constant: `cos`, `Cos`, `xcos`, `e`."""
    return any(p.kind in ("function", "constant") for word in (run, run.lower()) for p in split(word, scope, True) or ())


def usual_row(letters: str) -> bool:
    """Whether letters are those that variables are called, each once: wxyz, xyzt, abcd."""
    once = len(set(letters)) == len(letters) <= MOST_LETTERS
    return once and (set(letters) <= _LAST_LETTERS or letters in "abcdefghijklmnopqrstuvwxyz")


def _is_product(pieces: tuple[Stretch, ...], scope: Scope, bracket_follows: bool) -> bool:
    """Whether the pieces are a product someone would type, and not a word that falls apart into letters."""
    undeclared = [p.length == 1 and p.text not in scope.variables for p in pieces]
    for k, (left, right) in enumerate(pairwise(pieces)):
        # dx, dtheta: one thing, and not two letters of a word.
        if left.text == "d" and undeclared[k] and (right.length > 1 or right.text in _INTEGRATED):
            undeclared[k] = undeclared[k + 1] = False
    in_a_row = longest = 0
    for flag, piece in zip(undeclared, pieces, strict=True):
        # A Greek name of two letters among others is a part of a word more often: exists, minumum.
        short = piece.length == 2 and piece.kind == "name" and piece.text not in scope.variables
        in_a_row = in_a_row + 1 if flag else in_a_row + 2 if short else 0
        longest = max(longest, in_a_row)
    if longest > LONGEST_PRODUCT:
        return not scope.answer and usual_row("".join(p.text for p, flag in zip(pieces, undeclared, strict=True) if flag))
    functions = [k for k, p in enumerate(pieces) if p.kind == "function"]
    if functions:
        glued = [k for k in range(functions[0] + 1, len(pieces)) if undeclared[k]]
        if bracket_follows and len(pieces) - 1 in glued and pieces[-1].text not in _INTEGRATED:
            return False  # sinc(x) is another function, not sin c times x
        return all(pieces[k].text in COMMON_LETTERS for k in glued)
    if bracket_follows and sum(undeclared) > 2:
        return all(p.text in COMMON_LETTERS for p in pieces)
    return True
