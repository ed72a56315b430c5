"""Integrals without ends, over what is only named: ∬_D f dA, ∮_C F · dr."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"\s*(?:(?:\\?(?:i{2,3}nt|oi{1,2}nt|int)(?![a-z])|[∫∬∭∮∯])(?:\\limits)?\s*)+"
    r"(?:_\s*(?:\{[^{}]*\}|(?:∂|\\partial\s*)?[A-Z]\d?)\s*)?(?![_^])(?=\S)"
)
_LAID = re.compile(r"\\(?:mathbf|vec|boldsymbol|bm|mathrm|operatorname|left|right|hat)(?![A-Za-z])|\\[,;:! ]|[{}\s]")
_DOT = re.compile(r"\\cdot(?![A-Za-z])|[⋅∙•*]")


def unended(text: str) -> str | None:
    """What stands behind the signs of such an integral; None for anything else."""
    found = _SIGNS.match(text)
    return None if found is None else text[found.end() :].strip()


def bare(text: str) -> str:
    """A formula without its layout: F·dr."""
    return _DOT.sub("·", _LAID.sub("", text))
