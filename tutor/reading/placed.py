"""The coordinates of a point, and what belongs to them: with their units brought together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tutor.model import Notice
from tutor.reading import syntax
from tutor.reading.converted import Apart, factor, factors, times
from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK
from tutor.reading.measured import blanked, left_out, letters_of, typed_unit, unit_of
from tutor.reading.units import Unit

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

_WORD_BEHIND = re.compile(r"\s*[-+]?[\d.]+\s+([A-Za-z]{2,})\s*")
_FIRST, _LAST = re.compile(r"\s*(?:\\left)?\s*(?:[(\[<]|\\langle)"), re.compile(r"(?:\\right)?\s*(?:[)\]>]|\\rangle)?\s*\Z")
# What may stand before a point: its name, P(1, 2) or P_0 = (1, 2), or that of its vector, x_0 = (1, 2), x^{(0)} = (1, 2).
_NAMED = re.compile(
    r"\s*(?:[A-Z](?:_\{?\d\}?)?\s*=?|(?:\\(?:mathbf|vec|boldsymbol|bm)\s*\{\s*[a-z]\s*\}|[a-z])(?:_\{?0\}?|\^\{?\(?0\)?\}?)\s*=)"
    r"\s*(?=(?:\\left\s*)?[(\[<⟨][^=]*,[^=]*(?:\\right\s*)?[)\]>⟩]\s*\Z)"
)
_ARROW = re.compile(r"\\(?:to|rightarrow)(?![A-Za-z])|→|->")
_TRANSPOSED = re.compile(r"(?<=[)\]⟩>])\s*\^\s*(?:T|\{?\s*(?:\\mathrm\s*\{?)?\\?(?:T|top|intercal)\s*\}{0,2})\s*\Z")
_LISTED = re.compile(r"[^()\[\]]*(?:\([^()|;,]+(?:(?:;[^()|;,]+)+|(?:\|[^()|;,]+)+)\)|\[[^\[\]|;,]+(?:;[^\[\]|;,]+)+\])\s*")
_APART = re.compile(r"[;|]")
_FIRST_INDEX = re.compile(r"_0\Z")
_TOGETHER = "Write all of them in units that belong together, such as m, kg and s."
Key = int | str


@dataclass(slots=True)
class Measures:
    """The units of the point, by what each coordinate was multiplied, and letters behind a number that may be a unit."""

    units: dict[Key, tuple[Unit | None, Fraction]] = field(default_factory=dict)
    doubtful: list[tuple[str, str, set[str]]] = field(default_factory=list)
    others: set[str] = field(default_factory=set)  # letters of coordinates that have no unit: (2h, h)

    def settle(self, found: Fields, variables: list[str]) -> None:
        """Say that a letter is no unit. Errors: `Invalid` where it is a variable, which no coordinate holds."""
        for name, text, letters in self.doubtful:
            both = sorted(letters & set(variables))
            if both:
                raise found.record.wrong(
                    f"{both[0]} in {text.strip()!r} can be the unit or the variable", name, "Write the number alone, or list the variables."
                )
            found.notices.append(Notice(f"In {text.strip()} the letters are those of the problem, and no unit.", name))


def placed(found: Fields, value: object, name: str) -> Any:
    """A list of trees, or a table name -> tree."""
    found.measures.others = _letters_alone(value)
    match value:
        case dict():
            table: dict[Key, Any] = {found.name(k, name): quantity(found, v, name) for k, v in value.items()}
            return _together(found, table, name)
        case list():
            return list(_together(found, dict(enumerate(quantity(found, v, name) for v in value)), name).values())
    text = untransposed(_ARROW.sub(lambda m: "=".ljust(len(m[0])), found.text(value, name)))
    text, units = _measured(found, _NAMED.sub(lambda m: " " * len(m[0]), text), name)
    node = found.math(text, name)
    items: tuple[syntax.Node, ...] = column(node) or (node.items if isinstance(node, syntax.Tup) else (node,))
    match node:
        case syntax.Joined(word="and", items=items):
            pass
        case syntax.Relation(items=(syntax.Tup(letters), syntax.Tup(at)), signs=("=",)) if len(letters) == len(at):
            items = tuple(syntax.Relation(pair, ("=",)) for pair in zip(letters, at, strict=True))
    if len(units) != len(items):
        if len({one.scale for one in units if one is not None}) > 1:
            raise found.record.wrong("the units cannot be told apart", name, "List the coordinates one by one.")
        units = [None] * len(items)
    if not any(isinstance(i, syntax.Relation) for i in items):
        return list(_together(found, dict(enumerate(zip(items, units, strict=True))), name).values())
    out: dict[Key, Any] = {}
    for i, one in zip(items, units, strict=True):
        match i:
            case syntax.Relation(items=(syntax.Sym(name=letter), right), signs=("=",)):
                letter = letter if letter in found.declared else _FIRST_INDEX.sub("", letter)
                if letter in out:
                    raise found.record.wrong("a variable is listed twice", name)
                out[letter] = right, one
            case _:
                raise found.record.wrong("expected a point such as (1, 2) or x = 1, y = 2", name)
    return _together(found, out, name)


def untransposed(text: str) -> str:
    """A list in brackets without the sign that makes a column of it, and with commas for its semicolons or strokes: (1, 2)^T, (1|2)."""
    text = _TRANSPOSED.sub(lambda m: " " * len(m[0]), text)
    return _APART.sub(",", text) if _LISTED.fullmatch(text) else text


def column(node: syntax.Node) -> tuple[syntax.Node, ...] | None:
    """The entries of a matrix with a single column."""
    if not isinstance(node, syntax.Rows) or any(len(r) != 1 for r in node.rows):
        return None
    return tuple(r[0] for r in node.rows)


def quantity(found: Fields, value: object, name: str) -> tuple[syntax.Node, Unit | None]:
    """A value and its unit: `9.81 m/s^2`."""
    text = found.text(value, name)
    bare, one = _without_unit(found, text, name)
    word = _WORD_BEHIND.fullmatch(bare)
    constants = found.letters - set(found.declared)
    if word is not None and word[1] not in (*FUNCTIONS, *GREEK, *CONSTANTS, *found.declared) and not set(word[1]) & constants:
        raise found.record.wrong(f"{word[1]!r} is not the name of a unit", name, "Write the number alone, or a product with *.")
    return found.math(bare, name), one


def _without_unit(found: Fields, text: str, name: str) -> tuple[str, Unit | None]:
    span = typed_unit(text)
    if span is None:
        return text, unit_of(text)
    letters = letters_of(text, span)
    if letters <= found.letters - set(found.declared) or letters & found.measures.others:
        doubt = (name, text, letters)
        if doubt not in found.measures.doubtful:
            found.measures.doubtful.append(doubt)
        return text, None
    found.notices.append(Notice(left_out(text, *span).message, name))
    return blanked(text, span), unit_of(text)


def _letters_alone(value: object) -> set[str]:
    """The letters of coordinates without a unit."""
    listed = list(value.values()) if isinstance(value, dict) else value
    pieces = listed if isinstance(listed, list) else str(value).strip("()[]<> ").split(",")
    plain = [p for p in pieces if isinstance(p, str) and "\\" not in p and typed_unit(p) is None]
    return {letter for p in plain for letter in letters_of(p.rpartition("=")[2], (0, len(p)))}


def _measured(found: Fields, text: str, name: str) -> tuple[str, list[Unit | None]]:
    """A point in one text, without its typed units, and the unit of each coordinate."""
    units: list[Unit | None] = []
    first, last = _FIRST.match(text), _LAST.search(text)
    at, end = first.end() if first else 0, last.start() if last else len(text)
    for piece in text[at:end].split(","):
        bare, one = _without_unit(found, piece, name)
        text = text[:at] + bare + text[at + len(piece) :]
        at += len(piece) + 1
        units.append(one)
    return text, units


def _together(found: Fields, values: Mapping[Key, tuple[syntax.Node, Unit | None]], name: str) -> dict[object, syntax.Node]:
    """The values in the units of the point. Errors: `Invalid` where their units do not go together."""
    units = [one for _, one in values.values()]
    try:
        if name == "point" or not found.measures.units:
            by = dict(zip(values, factors(units), strict=True))
        elif set(values) <= set(found.measures.units):
            by = {k: factor(one, *found.measures.units[k]) for k, (_, one) in values.items()}
            shared = [one for k, (_, one) in values.items() if found.measures.units[k][0] is None]
            if any(f != 1 for f in factors(shared)):
                raise Apart("the point has no units, and these differ")
        else:
            by = dict.fromkeys(values, Fraction(1))
            _same_units([*units, *(one for one, _ in found.measures.units.values())])
    except Apart as error:
        raise found.record.wrong(str(error), name, _TOGETHER) from None
    if name == "point":
        found.measures.units = {k: (one, by[k]) for k, (_, one) in values.items()}
    for k, (_, one) in values.items():
        if by[k] != 1 and one is not None:
            message = f"{_called(k)} is multiplied by {by[k]}, for the unit of the other quantities."
            if all((n.message, n.field) != (message, name) for n in found.notices):
                found.notices.append(Notice(message, name))
    return {k: times(node, by[k]) for k, (node, _) in values.items()}


def _same_units(units: list[Unit | None]) -> None:
    if any(f != 1 for f in factors(units)):
        raise Apart("which unit belongs to which coordinate is not sure")


def _called(key: Key) -> str:
    return f"The value number {key + 1}" if isinstance(key, int) else f"The value of {key}"
