"""Regions that one formula says: a product of intervals, [0, 1] x [0, 2], and one loop of r = cos(2 theta)."""

from __future__ import annotations

import re

_INTERVAL = r"\[\s*([^\[\],]+?)\s*,\s*([^\[\],]+?)\s*\]"
_PRODUCT = re.compile(rf"(?:[A-Z]\s*=\s*)?({_INTERVAL}(?:\s*(?:x|×|\\times)\s*{_INTERVAL})+)", re.S)
_NOUN = re.compile(
    r"(?:the\s+)?(?:(?:closed|solid|unit)\s+)*(?:rectangle|rectangular\s+(?:region|box|solid)|square|box|cube|region|solid)\s+(?=\[|[A-Z]\s*=)",
    re.I,
)
LETTERS = ("x", "y", "z")  # of a product of intervals, in their order
_LOOP = re.compile(
    r"(?:inside\s+|enclosed\s+by\s+|bounded\s+by\s+)?(?:the\s+)?(?:one|a\s+single|a)\s+(?:loop|leaf|petal)\s+of\s+(?:the\s+)?"
    r"(?:polar\s+)?(?:(?:curve|rose|graph|lemniscate)\s+)?(?:of\s+)?"
    r"r(?P<squared>\s*(?:\^\s*\{?\s*2\s*\}?|²))?\s*=\s*(?P<size>\d*)\s*\*?\s*"
    r"\\?(?P<way>sin|cos)\s*\(?\s*(?P<n>[2-9])\s*\*?\s*(?:\\?theta|θ)\s*\)?", re.I,
)  # fmt: skip


def box(text: str) -> list[str] | None:
    """[0, 1] x [0, 2] as inequalities in x and y; None for anything else."""
    bare = text.strip(" .")
    noun = _NOUN.match(bare)
    found = _PRODUCT.fullmatch(bare if noun is None else bare[noun.end() :])
    if found is None:
        return None
    ends = re.findall(_INTERVAL, found[1])
    if len(ends) > len(LETTERS):
        return None
    return [f"{low} <= {v} <= {high}" for v, (low, high) in zip(LETTERS, ends, strict=False)]


def loop(text: str) -> list[str] | None:
    """One loop of r = a cos(n theta) or a sin(n theta), or of r^2, between two zeros that follow each other; None for anything else."""
    found = _LOOP.fullmatch(text.strip(" ."))
    if found is None:
        return None
    n, way = found["n"], found["way"].lower()
    size = found["size"]
    if size and not int(size):
        return None
    quarter = f"pi/{2 * int(n)}"
    ends = (f"-{quarter}", quarter) if way == "cos" else ("0", f"pi/{n}")
    radius = f"{size} {way}({n} theta)"
    return [f"{ends[0]} <= theta <= {ends[1]}", f"0 <= r <= {f'sqrt({radius})' if found['squared'] else radius}"]
