"""The words: templates filled with facts, read into inlines and paragraphs.

A template is Markdown of the smallest kind (`**strong**`, `*term*`, paragraphs, `- ` lists) with Jinja blocks. A SymPy
object in it becomes a formula of the document: `finalize` leaves a private-use mark in the text and keeps the object,
so nothing is printed here and nothing needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, Undefined
from sympy import CRootOf, Eq, Expr, Float, Rational, Symbol, Tuple
from sympy.core.function import AppliedUndef

from tutor.document import Block, Emph, Inline, Inlines, ListBlock, Math, Paragraph, Strong, Text
from tutor.heads import Inert, MatrixOf, Name, Vector
from tutor.layout import Number, Operator, Row
from tutor.notation.compose import compose
from tutor.resources import template_folders
from tutor.templating import PACKAGE, environment_of, located
from tutor.tree import plain

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
EMPHASIS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*", re.S)
NEARLY = 1e-9
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DIGITS = 4  # significant digits of a decimal beside an exact value


class Words:
    """One rendering: the objects that its marks stand for."""

    def __init__(self) -> None:
        self.objects: list[object] = []

    def keep(self, value: object) -> object:
        """Text as it is; anything mathematical as a mark. Errors: `UndefinedError` for a fact that is not there."""
        if isinstance(value, Undefined):
            return str(value)  # which says what is missing
        if isinstance(value, str | int):
            return value
        self.objects.append(value)
        return f"{OPEN}{len(self.objects) - 1}{CLOSE}"


_current: list[Words] = []


def _finalize(value: object) -> object:
    return _current[-1].keep(value)


def listing(items: Iterable[object], word: str = "and") -> str:
    """`x`, `x and y`, `x, y and z`: the items as marks."""
    shown = [str(_finalize(i)) for i in items]
    if len(shown) <= 1:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def sequence(items: Iterable[object]) -> str:
    """`x, then y, then y`."""
    return ", then ".join(str(_finalize(i)) for i in items)


def equals(left: Expr, right: Expr) -> Eq:
    """`left = right` as one formula, which no line break parts."""
    return Eq(left, right, evaluate=False)


def coordinates(point: Mapping[Symbol, Expr]) -> str:
    """A point: `(1, 2)`, or `x = 1` for one coordinate."""
    if len(point) == 1:
        ((x, a),) = point.items()
        return str(_finalize(Eq(x, a, evaluate=False)))
    return str(_finalize(Tuple(*point.values())))


def equations(table: Mapping[Symbol, Expr]) -> str:
    """`x = u v and y = u - v`."""
    return listing(Eq(x, e, evaluate=False) for x, e in table.items())


def field(components: tuple[Expr, ...]) -> Eq:
    """`F = <P, Q>`."""
    return Eq(Name("F"), Vector(*components), evaluate=False)


def partial(called: AppliedUndef, order: tuple[Symbol, ...]) -> Name:
    """f_xy for f(x, y)."""
    return Name(called.func.__name__, "", order)


def measured(letter: str, rounded: str) -> Row:
    """`g = 9.79 ± 0.04` for g and `9.79 ± 0.04`."""
    numbers = [Number(n.replace("-", "−")) for n in rounded.split(" ± ")]
    return Row((compose(Symbol(letter)), Operator("=", "relation"), compose(numbers[0]), Operator("±"), numbers[1]))


def rate(dependent: Symbol, order: tuple[Symbol, ...], sign: str = "d") -> Name:
    """dy/dx for y, with a second x the second derivative."""
    return Name("", sign, (dependent, *order))


def applied(letter: str, arguments: Iterable[Expr]) -> Name:
    """L(x, y) for L."""
    return Name(letter, "scalar", (), arguments)


def spelled(count: int) -> str:
    """A small number as a word, a larger one in digits."""
    return COUNTS[count] if count < len(COUNTS) else str(count)


def approx(value: object, digits: int = DIGITS) -> Number | None:
    """A decimal for an exact number that is not rational, or a fraction with a long denominator; else None."""
    if not isinstance(value, Expr) or isinstance(value, Vector | MatrixOf) or value.free_symbols:
        return None
    exact = plain(value)
    if isinstance(exact, Rational | Float) or exact.has(CRootOf) or not exact.is_number or not exact.is_finite:
        return None
    number = exact.evalf(digits)
    if not number.is_Float or number.has(Inert):
        return None
    if abs(number - round(number)) < NEARLY:
        return None  # a whole number after all, written with logarithms
    return Number(decimal(float(number), digits))


def decimal(number: float, digits: int = DIGITS) -> str:
    """So many significant digits, without a trailing zero and without an exponent where that is short."""
    text = f"{number:.{digits}g}"
    if "e" in text and 1e-5 < abs(number) < 1e8:
        text = f"{number:f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def template(name: str) -> Template:
    """The words of a rule (`differentiate.product`) or of a kind (`gradient`)."""
    with located():
        return _environment(template_folders("prose")).get_template(_file(name))


def package_blocks(name: str) -> frozenset[str]:
    """The blocks that the package's own words of a rule or kind have."""
    source = _environment(template_folders("prose")[-1:]).get_template(_file(name))
    return frozenset(source.blocks)


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    """Jinja over `templates/prose`. Not autoescaped: what comes out is text of a document, which the writers escape."""
    made = environment_of(folders, finalize=_finalize, autoescape=False)
    filters = (listing, sequence, equals, coordinates, equations, field, partial, rate, measured, applied, approx, spelled)
    made.filters.update({f.__name__: f for f in filters})
    return made


def has(name: str, block: str) -> bool:
    """Whether a template has a block."""
    return _block(name, block) is not None


def words(name: str, block: str, facts: Mapping[str, Any]) -> tuple[Block, ...]:
    """A block of a template as paragraphs and lists; empty where the template has no such block."""
    found = _block(name, block)
    if found is None:
        return ()
    source, write = found
    kept = Words()
    _current.append(kept)
    try:
        with located(facts):
            text = "".join(write(source.new_context(dict(facts))))
    finally:
        _current.pop()
    return tuple(_blocks(text, kept.objects))


def _block(name: str, block: str) -> tuple[Template, Callable[..., Iterable[str]]] | None:
    """A block of the instructor's own template, else of the package's: who changes one sentence need not copy the others."""
    return _found_block(template_folders("prose"), name, block)


@cache
def _found_block(folders: tuple[Path, ...], name: str, block: str) -> tuple[Template, Callable[..., Iterable[str]]] | None:
    environment = _environment(folders)
    with located():
        for file in (_file(name), f"{PACKAGE}/{_file(name)}")[: len(folders)]:
            source = environment.get_template(file)
            if block in source.blocks:
                return source, source.blocks[block]
    return None


def _file(name: str) -> str:
    return f"{name.replace('.', '/')}.md.j2"


def line(name: str, block: str, facts: Mapping[str, Any]) -> Inlines:
    """A block that is one line."""
    return tuple(i for b in words(name, block, facts) if isinstance(b, Paragraph) for i in b.inlines)


def _blocks(text: str, objects: list[object]) -> Iterable[Block]:
    for part in re.split(r"\n\s*\n", text.strip()):
        rows = [r.strip() for r in part.strip().splitlines() if r.strip()]
        if not rows:
            continue
        if all(r.startswith("- ") for r in rows):
            yield ListBlock(tuple(inlines(r[2:], objects) for r in rows))
        else:
            yield Paragraph(inlines(" ".join(rows), objects))


def inlines(text: str, objects: list[object]) -> Inlines:
    """Marked-up text as inlines."""
    out: list[Inline] = []
    last = 0
    for found in EMPHASIS.finditer(text):
        out.extend(_plain(text[last : found.start()], objects))
        strong, emph = found.groups()
        out.append(Strong(tuple(_plain(strong, objects))) if strong else Emph(tuple(_plain(emph, objects))))
        last = found.end()
    out.extend(_plain(text[last:], objects))
    return tuple(out)


def _plain(text: str, objects: list[object]) -> Iterable[Inline]:
    for k, piece in enumerate(MARK.split(text)):
        if k % 2:
            yield Math(objects[int(piece)])
        elif piece:
            yield Text(piece)
