"""A page in the language that is spoken, where its formulas and its figures have to follow: decimals, and words that code puts in."""

from __future__ import annotations

import dataclasses
from typing import Any

from tutor.edges.language import ENGLISH, language, word
from tutor.page.document import Display, Figure, Inlines, Math, Text
from tutor.printing.notation.compose import compose
from tutor.printing.notation.native import native


def localized(value: object) -> Any:
    """A part of a document, or a tuple of such parts, in the language that is spoken. Errors: `Untranslated`."""
    if language() == ENGLISH:
        return value
    match value:
        case tuple():
            return tuple(map(localized, value))
        case Math(formula):
            return Math(_formula(formula))
        case Display():
            return dataclasses.replace(value, terms=tuple(map(_formula, value.terms)))
        case Figure():
            return dataclasses.replace(value, caption=_said(value.caption), facts=tuple(map(_said, value.facts)))
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type | Text):
            parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
            return dataclasses.replace(value, **{name: localized(part) for name, part in parts.items() if isinstance(part, tuple)})
    return value


def _said(inlines: Inlines) -> Inlines:
    """What a figure says, which is put together in code."""
    return tuple(Text(word(i.text)) if isinstance(i, Text) and i.text.strip(" .,;:()") else localized(i) for i in inlines)


def _formula(formula: object) -> object:
    """A formula with the decimals and the words of the language; as it is, where it has none."""
    laid = compose(formula)
    found = native(laid)
    return formula if found == laid else found
