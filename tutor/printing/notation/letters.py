"""The name of a symbol as it is printed: theta is θ, R_1 has a subscript, x' a prime, dx is a differential."""

from __future__ import annotations

import re
from functools import lru_cache

from tutor.page.layout import Ident, Layout, Number, Operator, Row, Script, listed, row

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varphi vartheta"
)
_LETTERS = "αβγδεζηθικλμνξοπρστυϕχψωΓΔΘΛΞΠΣΥΦΨΩφϑ"
GREEK: dict[str, str] = {**dict(zip(_NAMES.split(), _LETTERS, strict=True)), "lamda": "λ", "Lamda": "Λ", "varepsilon": "ε"}

_SHAPE = re.compile(r"([^\W\d_]+)(\d*)((?:_[^_']+)*)('*)")
MINUS = Operator("−", "prefix")
PRIME = Operator("′", "postfix")


@lru_cache(maxsize=4096)
def letter(name: str) -> Layout:
    """The layout of a symbol's name; a name of several letters that is not Greek is an upright word."""
    found = _SHAPE.fullmatch(name.replace("′", "'"))
    if found is None:
        return Ident(name, "italic" if len(name) == 1 else "upright")
    word, digits, indices, primes = found.groups()
    if word[0] == "d" and not primes and (len(word) == 2 or word[1:] in GREEK):
        return Row((Ident("d"), letter(word[1:] + digits + indices)))
    parts = [p for p in (digits, *indices.split("_")) if p]
    sub = listed(tuple(_index(p) for p in parts)) if parts else None
    sup = row(*(PRIME,) * len(primes)) if primes else None
    base = _base(word)
    return Script(base, sub, sup) if parts or primes else base


def _base(word: str) -> Ident:
    found = GREEK.get(word, word)
    return Ident(found, "italic" if len(found) == 1 else "upright")


def _index(text: str) -> Layout:
    return row(*(Number(p) if p.isdigit() else _base(p) for p in re.findall(r"\d+|\D+", text)))
