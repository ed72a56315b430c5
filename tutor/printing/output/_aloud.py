"""The words of a figure as a screen reader says them, formulas and all."""

from __future__ import annotations

from tutor.edges.harmless import clean
from tutor.page.document import Emph, Figure, Inlines, Math, Strong, Text


def described(figure: Figure) -> str:
    """The facts of a figure in words."""
    return " ".join(map(aloud, figure.facts))


def aloud(inlines: Inlines) -> str:
    """A line as it is read aloud."""
    from tutor.printing.notation.spoken import spoken

    out = ""
    for inline in inlines:
        match inline:
            case Text(words):
                out += clean(words)
            case Strong(inner) | Emph(inner):
                out += aloud(inner)
            case Math(formula):
                out += spoken(formula)
    return out
