"""A phrase of a kind, and where a sentence matches it.

    find the gradient [vector] of (@f {function}|@it) [@at {point}]

Words stand for themselves, `[..]` may be left out, `(a|b)` is one of several, `@name` a phrase of `common.txt`. `{field}` is a
formula, `{field+}` may hold `and`, `{field*}` is in words, and `{field=value}` says a field without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tutor.errors import Invalid
from tutor.frozen import dataclass
from tutor.reading.sentences.pieces import Piece, balanced, formula_like, words_in

MOST_LOOKS = 400_000  # of a piece at a phrase, for one sentence
_TOKEN = re.compile(r"\{[^{}]*\}|@\w+|[()\[\]|]|[^\s()\[\]|{}@]+")
THINGS = words_in(
    "function field surface curve equation region solid integral integrand constraint constraints point points data expression map "
    "transformation system path"
)
# Words of regions, curves and surfaces, which their own readers know, and of counts.
SHAPES = words_in(
    "triangle triangular rectangle rectangular square polygon quadrilateral parallelogram trapezoid trapezium tetrahedron box disc disk "
    "circle circles ball sphere spheres hemisphere ellipse ellipsoid cylinder cylinders cone cones plane planes paraboloid paraboloids "
    "parabola parabolas helix line lines segment segments arc path curve curves surface surfaces graph region solid radius centre center "
    "centered centred vertices corners axes semi-axes first second third fourth quadrant octant bounded enclosed inside outside within "
    "between above below under over part portion boundary unit half half-plane upper lower left right semicircle quarter whole filled "
    "from to then followed by clockwise counterclockwise anticlockwise once origin axis x-axis y-axis z-axis xy-plane coordinate "
    "the a an and with of at in on that lies is about around its cut out off for where opposite "
    "cardioid cube triangular oriented both leaf loop petal rose positively negatively top bottom consisting consists closed curve "
    "circular twisted cubic "
    "one two three four five six seven eight nine ten first second third fourth fifth sixth linear quadratic cubic twice"
)
ORIGIN = "origin"  # stands for the coordinates of a point
_POINTING = words_in("given above same vector scalar closed following specified indicated")
_JOINING = frozenset({"and", "or", "&"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word, as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A field that the sentence says: a formula, a list of them (`+`), or words (`*`)."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Said:
    """A field that the words themselves say."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other."""

    parts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several; an empty row among them where it may be left out."""

    choices: tuple[Row, ...]


Phrase = Word | Slot | Said | Row | OneOf


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says of a field: a stretch of its pieces, or a value."""

    name: str
    sort: str
    start: int
    end: int
    value: str = ""


class TooMuch(Invalid):
    """A sentence at which more has to be looked than a sentence asks for."""


class Looks:
    """How often one sentence may be looked at."""

    def __init__(self, most: int = MOST_LOOKS) -> None:
        self.left = most

    def one(self) -> None:
        """Errors: `TooMuch`."""
        self.left -= 1
        if self.left < 0:
            raise TooMuch("the sentence can be read in too many ways", hint="Say it in two shorter ones.")


def compiled(text: str, common: Mapping[str, str]) -> Row:
    """A phrase from its text. Errors: `ValueError` for one that is not well written."""
    tokens = _TOKEN.findall(_expanded(text, common, 0))
    row, rest = _row(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"a bracket too many: {text}")
    return row


def _expanded(text: str, common: Mapping[str, str], depth: int) -> str:
    if depth > 5:
        raise ValueError(f"a phrase that holds itself: {text}")
    return re.sub(r"@(\w+)", lambda m: f"({_expanded(common[m[1]], common, depth + 1)})", text)


def _row(tokens: list[str], at: int) -> tuple[Row, int]:
    parts: list[Phrase] = []
    while at < len(tokens) and tokens[at] not in ")]|":
        mark = tokens[at]
        if mark in "([":
            part, at = _choices(tokens, at + 1, ")" if mark == "(" else "]")
            parts.append(part if mark == "(" else OneOf((*part.choices, Row(()))))
            continue
        parts.append(_part(mark))
        at += 1
    return Row(tuple(parts)), at


def _choices(tokens: list[str], at: int, close: str) -> tuple[OneOf, int]:
    rows: list[Row] = []
    while True:
        row, at = _row(tokens, at)
        rows.append(row)
        if at >= len(tokens):
            raise ValueError("a bracket is not closed")
        if tokens[at] == close:
            return OneOf(tuple(rows)), at + 1
        at += 1


def _part(token: str) -> Phrase:
    if not token.startswith("{"):
        return Word(token.lower())
    name, equals, value = token[1:-1].partition("=")
    if equals:
        return Said(name, value)
    return Slot(name.rstrip("+*"), name[-1] if name[-1] in "+*" else "")


def words_of(phrase: Phrase) -> Iterator[str]:
    """Every word that may stand in it."""
    return (p.text for p in _single(phrase) if isinstance(p, Word))


def slots_of(phrase: Phrase) -> Iterator[str]:
    """Every field that it may say."""
    return (p.name for p in _single(phrase) if isinstance(p, Slot | Said))


def _single(phrase: Phrase) -> Iterator[Phrase]:
    """What is in it that is neither a row nor a choice, left to right."""
    match phrase:
        case Row(parts) | OneOf(parts):
            for p in parts:
                yield from _single(p)
        case _:
            yield phrase


def needed(phrase: Row) -> frozenset[str]:
    """The words without which no sentence matches it."""
    return frozenset(p.text for p in phrase.parts if isinstance(p, Word))


def firsts(phrase: Phrase) -> frozenset[str] | None:
    """The words that a sentence of the phrase can begin with; None where it can begin with a formula, or be empty."""
    match phrase:
        case Word(text):
            return frozenset({text})
        case OneOf(choices):
            found = [firsts(c) for c in choices]
            return None if None in found else frozenset().union(*(f for f in found if f is not None))
        case Row(parts):
            out: frozenset[str] = frozenset()
            for p in parts:
                if isinstance(p, Said):
                    continue
                if isinstance(p, OneOf) and Row(()) in p.choices:
                    some = firsts(OneOf(tuple(c for c in p.choices if c.parts)))
                    if some is None:
                        return None
                    out |= some
                    continue
                own = firsts(p)
                return None if own is None else out | own
    return None


def matches(phrase: Row, text: str, sentence: tuple[Piece, ...], looks: Looks) -> Iterator[tuple[Heard, ...]]:
    """Every way in which the whole of the pieces is the phrase."""
    for at, found in _walk(phrase, text, sentence, 0, looks):
        if all(p.punctuation for p in sentence[at:]):
            yield found


def _walk(part: Phrase, text: str, sentence: tuple[Piece, ...], at: int, looks: Looks) -> Iterator[tuple[int, tuple[Heard, ...]]]:
    looks.one()
    match part:
        case Said(name, value):
            yield at, (Heard(name, "=", at, at, value),)
        case Word(word):
            at = _past(sentence, at)
            if at < len(sentence) and sentence[at].word == word:
                yield at + 1, ()
        case Slot(name, sort):
            start = _past(sentence, at)
            if name in ("point", "distance.from"):
                for end in _to_origin(sentence, start):
                    yield end, (Heard(name, "=", start, end, ORIGIN),)
            for end in _reference(sentence, start):
                yield end, (Heard(name, "it", start, end),)
            for end in _ends(text, sentence, start, sort or ("+" if name == "point" else ""), looks):
                yield end, (Heard(name, sort, start, end),)
        case OneOf(choices):
            here = _past(sentence, at)
            for choice in choices:
                if choice.parts and isinstance(choice.parts[0], Word):  # by far the most, and most of them are not it
                    if here < len(sentence) and sentence[here].word == choice.parts[0].text:
                        yield from _walk(Row(choice.parts[1:]), text, sentence, here + 1, looks)
                else:
                    yield from _walk(choice, text, sentence, at, looks)
        case Row(()):
            yield at, ()
        case Row((first, *rest)):
            for middle, found in _walk(first, text, sentence, at, looks):
                for end, more in _walk(Row(tuple(rest)), text, sentence, middle, looks):
                    yield end, found + more


def _reference(sentence: tuple[Piece, ...], at: int) -> Iterator[int]:
    """Where `it`, `the function`, `this surface` end, which stand for what was given before."""
    words = [p.word for p in sentence[at : at + 4]]
    if words[:1] == ["it"]:
        yield at + 1
    if words[:1] and words[0] in ("the", "this", "that", "its"):
        nouns = words[1:]
        last = next((k for k, w in enumerate(nouns) if w in THINGS), None)
        if last is not None and all(w in _POINTING for w in nouns[:last]):
            yield at + 2 + last


def _to_origin(sentence: tuple[Piece, ...], at: int) -> Iterator[int]:
    """Where `the origin` ends."""
    words = [p.word for p in sentence[at : at + 2]]
    if words == ["the", ORIGIN]:
        yield at + 2
    if words[:1] == [ORIGIN]:
        yield at + 1


def _past(sentence: tuple[Piece, ...], at: int) -> int:
    while at < len(sentence) and sentence[at].punctuation:
        at += 1
    return at


def _ends(text: str, sentence: tuple[Piece, ...], start: int, sort: str, looks: Looks) -> Iterator[int]:
    """Where a field that begins at a piece may end."""
    for end in range(start, len(sentence)):
        looks.one()
        piece = sentence[end]
        if piece.punctuation or (sort == "+" and piece.word in _JOINING):
            continue
        if not formula_like(piece.text) and not (sort == "*" and piece.word in SHAPES):
            return
        if balanced(text[sentence[start].start : piece.end]):
            yield end + 1
