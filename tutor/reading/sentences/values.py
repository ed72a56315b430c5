"""A stretch of a sentence as the value of a field, by the type of the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tutor.reading.regions import is_worded
from tutor.reading.sentences.notations import NoFit
from tutor.reading.sentences.pieces import bare, parted
from tutor.reading.sentences.worded import half_of_disc, in_known_words
from tutor.rule import Field

PLACES = ("region", "relations", "curve", "patch")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = {w: k for words in (_COUNTS, _ORDINALS) for k, w in enumerate(words, 1)} | {
    "linear": 1, "quadratic": 2, "cubic": 3, "once": 1, "twice": 2,
}  # fmt: skip
_TABLE = re.compile(r"\s*\\?([A-Za-z]\w*|[α-ω])(?:_\{?\w+\}?)?\s*(?:\([^()=]*\))?\s*=(?!=)\s*(.+)", re.S)
_NAMED_POINT = re.compile(r"(?:[A-Z](?:_\{?\w+\}?)?|\([a-z_\d,\s]+\)|\\mathbf\{?[a-z]\}?)\s*(?:=|:)?\s*(?=[(\[<⟨])")
_NAMED_VECTOR = re.compile(r"(?:\\(?:vec|mathbf|boldsymbol)\s*\{?\s*)?[a-zA-Z]\s*\}?\s*=\s*")
_TO_POINT = re.compile(r"[A-Z](?:_\{?\w+\}?)?\s*\(")
_BRACKETED = re.compile(r"[(\[⟨][^()\[\]⟨⟩]*[)\]⟩]")
_TO_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)?")


def value(field: Field, text: str, words: bool) -> Any:
    """The value of a field as a set would hold it. Errors: `NoFit` for a text that is nothing of the kind."""
    text = bare(text) if not words else text.strip(" .,;:")
    if field.type in PLACES:
        text = in_known_words(text)
        half = half_of_disc(text) if field.type == "region" else None
        if half is not None:
            return half
    return _AS.get(field.type, _plain)(text)


def _plain(text: str) -> object:
    return text


def table(text: str) -> dict[str, str] | None:
    """`x = 1 and y = 2`; None for anything else."""
    found = [_TABLE.fullmatch(p) for p in parted(text)]
    named = {m[1]: m[2] for m in found if m is not None}
    return named if found and len(named) == len(found) else None


def _point(text: str) -> object:
    return table(text) or _NAMED_POINT.sub("", text, count=1)


def _table(text: str) -> object:
    found = table(text)
    if found is None:
        raise NoFit
    return found


def _table_or_list(text: str) -> object:
    found = table(re.sub(r"\b(?:d|\\Delta\s*|Δ)([a-zA-Z])(?=\s*=)", r"\1", text))
    return found or parted(text.strip("()"))


def _list(text: str) -> object:
    parts = [text] if is_worded(text) else parted(text)
    return parts if len(parts) > 1 else text


def _functions(text: str) -> object:
    """Several functions, each without its name."""
    parts = [p.partition("=")[2].strip() if _TABLE.fullmatch(p) else p for p in parted(text)]
    return parts if len(parts) > 1 else parts[0]


def _names(text: str) -> object:
    out = [t for p in parted(text, "and|then") for t in re.split(r"\s+", p.replace("\\,", " ").strip("() ")) if t]
    return [re.sub(r"^d(?=[a-zA-Z\\])", "", t).lstrip("\\") for t in out]


def _count(text: str) -> object:
    number = _TO_NUMBER.fullmatch(text)
    if number is not None:
        return int(number[1])
    if text.lower() not in _NUMBERS:
        raise NoFit
    return _NUMBERS[text.lower()]


def _number(text: str) -> object:
    return re.sub(r"^(?:\\?[a-zA-Zηαλ]+\s*)?=\s*", "", text)


def _vector(text: str) -> object:
    if _TO_POINT.match(text):  # a point, and not the vector to it
        raise NoFit
    return _NAMED_VECTOR.sub("", text)


def _rows(text: str) -> object:
    """(0, 1), (1, 2) as rows."""
    rows = _BRACKETED.findall(text)
    if not rows or re.sub(r"[\s,;]|\band\b", "", _BRACKETED.sub("", text)):
        raise NoFit
    return [parted(row[1:-1]) for row in rows]


def _field(text: str) -> Any:
    return re.sub(r"\\(?:vec|mathbf|boldsymbol)\s*\{?\s*([A-Za-z])\s*\}?", r"\1", text)


def _limits(text: str) -> object:
    return parted(text)[::-1]


_AS: Mapping[str, Callable[[str], object]] = {
    "point": _point, "transform": _table, "layers": _table, "uncertainties": _table_or_list, "functions": _functions, "roots": _list,
    "relations": _list, "names": _names, "symbols": _names, "count": _count, "scalar": _number, "direction": _vector, "data": _rows,
    "limits": _limits,
}  # fmt: skip


def components(text: str) -> object:
    """A field of vectors: its components, whatever it is called."""
    text = _field(bare(text))
    return re.sub(r"^[A-Za-z]\s*(?:\([^()=]*\))?\s*=\s*", "", text)
