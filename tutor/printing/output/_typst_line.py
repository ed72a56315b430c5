"""A line of Typst: words in string literals, where nothing acts, and formulas with the words they are read aloud with."""

from __future__ import annotations

from tutor.edges.harmless import clean
from tutor.page.document import Emph, Formula, Inlines, Math, Strong, Text
from tutor.printing.output.base import WORDS

GLYPHS = 2.0  # digits to the em, in New Computer Modern
UNBROKEN = 0.5  # of a line: a formula in a line that is no longer is kept in one piece
SMALLEST = 0.5  # of its size, however wide a formula in a line is


def said_inline(inlines: Inlines, room: float) -> str:
    """Inlines side by side; `room` is the width of the line in ems."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                out.append(words(text))
            case Strong(inner):
                out.append(f"#strong[{said_inline(inner, room)}]")
            case Emph(inner):
                out.append(f"#emph[{said_inline(inner, room)}]")
            case Math(formula):
                out.append(_formula(formula, room))
    return "".join(out)


def _formula(formula: Formula, room: float) -> str:
    """A formula in a line. Only a long one is broken, and one with a part wider than the line is made smaller."""
    from tutor.printing.notation.compose import compose
    from tutor.printing.notation.measure import widest, width
    from tutor.printing.notation.spoken import spoken
    from tutor.printing.notation.typst import typst

    layout = compose(formula)
    said, written = quoted(spoken(layout)), f"${typst(layout)}$"
    whole, line = widest(layout), room * GLYPHS
    if whole > line:
        return f"#small-m({said}, {max(SMALLEST, line / whole):.2f}, {written})"
    return f"#{'m' if width(layout) <= UNBROKEN * line else 'long-m'}({said}, {written})"


def call(name: str, *arguments: str, content: str) -> str:
    """A call of a function of the layout."""
    shown = f"({', '.join(arguments)})" if arguments else ""
    return f"#{name}{shown}[{content}]"


def words(text: str) -> str:
    """Words as content."""
    return f"#{quoted(text)}" if text else ""


def not_verified() -> str:
    """The mark of a claim without evidence."""
    return f"#mark({quoted(WORDS['not_verified'])})"


def quoted(text: str) -> str:
    """A string literal; a newline is a blank, as in every text that is wrapped."""
    from tutor.printing.notation.typst_literal import literal

    return literal(clean(text).replace("\n", " ").replace("\t", " "))


def optional(text: str) -> str:
    """A string literal, or `none` where there is no text."""
    return quoted(text) if text else "none"
