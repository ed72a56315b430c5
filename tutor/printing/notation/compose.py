"""From objects to layouts. A ready-made layout is itself and needs no SymPy: what a student typed is shown without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tutor.page.layout import Layout, Number, Operator, Row
from tutor.printing.notation.letters import MINUS

_LAYOUTS = frozenset(Layout.__args__)
_inherited: dict[type, Callable[..., Layout]] = {}  # classes seen that are laid out as one of their bases


class NoNotation(TypeError):
    """An object of a class that nothing says how to write."""


def compose(obj: object) -> Layout:
    """The layout of a SymPy object, a head of ours, a Python number or tuple; a layout is itself.

    NoNotation for a class that has no notation: nothing is ever printed by a guess.
    """
    if type(obj) in _LAYOUTS:
        return _itself(obj)
    laid = _inherited.get(type(obj)) or _found(type(obj))
    return laid(obj, compose)


def _found(kind: type) -> Callable[..., Layout]:
    """Who lays out the objects of a class: found for the class or the nearest of its bases."""
    from sympy.core.function import AppliedUndef

    from tutor.printing.notation.classes import LAYERS

    laid = next((LAYERS[c] for c in kind.__mro__ if c in LAYERS), None)
    if laid is None:
        raise NoNotation(f"no notation for {kind.__name__}")
    if not issubclass(kind, AppliedUndef):  # whose classes are made by the problem: they must not pile up
        _inherited[kind] = laid
    return laid


def compose_chain(terms: tuple[object, ...], relations: tuple[str, ...]) -> list[Layout]:
    """terms[0] relations[0] terms[1] ..., each laid out."""
    out = [compose(terms[0])]
    for sign, term in zip(relations, terms[1:], strict=True):
        out += [Operator(sign, "relation"), compose(term)]
    return out


def _itself(layout: Any) -> Layout:
    """A ready-made layout; a numeral with a sign gets a real minus sign, which brackets go by."""
    match layout:
        case Number(digits) if digits[:1] in ("-", "−"):
            return Row((MINUS, Number(digits[1:])))
    return layout  # type: ignore[no-any-return]
