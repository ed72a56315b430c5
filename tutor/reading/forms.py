"""A field that is written as a differential form: `x^4 dx + x y dy`."""

from __future__ import annotations

import re

_TERM = re.compile(r"(.*?)\s*(?:\\?,)?\s*d([xyz])\s*(?=$|[+-])", re.S)


def components_of(text: str) -> list[str] | None:
    """The components of P dx + Q dy, of three where there is a dz; None for anything else."""
    parts: dict[str, str] = {}
    at = 0
    for m in _TERM.finditer(text):
        if m.start() != at or not m[0]:
            break
        term = m[1].strip()
        term = {"": "1", "+": "1", "-": "-1"}.get(term, term.removeprefix("+").strip())
        if m[2] in parts:
            return None
        parts[m[2]] = term
        at = m.end()
    if at != len(text) or not parts:
        return None
    return [parts.get(v, "0") for v in ("x", "y", *(["z"] if "z" in parts else []))]
