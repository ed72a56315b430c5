"""Regions, curves and surfaces as a textbook words them, in the words that their readers know."""

from __future__ import annotations

import re

from tutor.reading.boxes import LETTERS, box
from tutor.reading.sentences.pieces import parted

_NAMED = r"(?:[A-Z]\s*=\s*)?"
_SET = re.compile(rf"{_NAMED}\\?\{{\s*(?:\(\s*[a-z](?:\s*,\s*[a-z])+\s*\)|[a-z])\s*(?:\||\\mid|\\vert|:)\s*(.+?)\s*\\?\}}", re.S)
_SEGMENTS = re.compile(
    r"(?:the\s+)?(?:closed\s+|triangular\s+|polygonal\s+)*(?:curve|path)\s+(?:that\s+)?(?:consisting|consists|made\s+up)\s+of\s+(?:the\s+)?"
    r"(?:line\s+)?segments?\s+(from\s.+)", re.I | re.S,
)  # fmt: skip
_WORDS = tuple(
    (re.compile(pattern, re.I), instead)
    for pattern, instead in (
        (r"^[A-Z]\s+(?=(?:bounded|enclosed)\b)", ""),
        (r"\bbounded\s+above\s+by\s+(.+?)\s+and\s+(?:bounded\s+)?below\s+by\s+", r"bounded by \1 and "),
        (r"\btriangular\s+region\b", "triangle"),
        (r"\brectangular\s+(?:region|box|solid)\b(?=.*\(.*\(.*\()", "box"),
        (r"\brectangular\s+region\b", "rectangle"),
        (r"^(?:the\s+)?closed\s+(?=triangle|rectangle|disk|disc|square)", ""),
        (r"\btop\s+half\b", "upper half"),
        (r"\bbottom\s+half\b", "lower half"),
        (r"\bunit\s+circle\s+(?=x\^2\s*\+\s*y\^2\s*=\s*1\s*$)", "circle "),
        (r"\bunit\s+sphere\s+(?=x\^2\s*\+\s*y\^2\s*\+\s*z\^2\s*=\s*1\s*$)", "sphere "),
    )
)
_BARE = re.compile(
    r"^(?:the\s+)?(?:closed\s+|solid\s+)?(?:cube|box|rectangle|square|dis[ck]|ball|region|solid|set|triangle|tetrahedron)\s+(?:where\s+|given\s+by\s+)?"
    r"(?=[^A-Za-z]*[-+0-9a-z^().\s*/]*(?:[<≤>≥]|\\[lg]e)|(?:[A-Z]\s*=\s*)?\[)", re.I,
)  # fmt: skip
_BARE_CURVE = re.compile(
    r"^(?:the\s+)?(?:(?:quarter|half|unit)[\s-]+circle|semicircle|(?:circular\s+)?helix|twisted\s+cubic|curve|path)\s+(?:given\s+by\s+)?"
    r"(?=r\s*(?:\(|=)|[xyz]\s*=|⟨)", re.I,
)  # fmt: skip
_HALF_DISC = re.compile(r"(?:the\s+)?(upper|lower|left|right)\s+half\s+of\s+(?:the\s+)?(dis[ck]\b.+|unit\s+dis[ck])", re.I | re.S)
_HALVES = {"upper": "y >= 0", "lower": "y <= 0", "left": "x <= 0", "right": "x >= 0"}


def in_known_words(text: str) -> str:
    """A region, a curve or a surface without what its reader would not know."""
    for pattern, instead in _WORDS:
        text = pattern.sub(instead, text)
    text = _BARE_CURVE.sub("", _BARE.sub("", text))
    found = _SET.fullmatch(text)
    if found is not None:
        return found[1]
    segments = _SEGMENTS.fullmatch(text)
    if segments is not None:
        parts = [re.sub(r"^from\s+", "", p) for p in parted(segments[1])]
        return "; ".join(f"segment {p}" for p in parts)
    return text


def half_of_disc(text: str) -> list[str] | None:
    """The upper half of a disc about the origin, as the disc and a side of an axis; None for anything else."""
    found = _HALF_DISC.fullmatch(text)
    return None if found is None else [found[2], _HALVES[found[1].lower()]]


__all__ = ["LETTERS", "box", "half_of_disc", "in_known_words"]
