"""What a sentence says before and beside its question: `Let f(x, y) = x^2 y`, `where C is the circle of radius 2`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.frozen import dataclass
from tutor.reading.sentences.phrase import THINGS
from tutor.reading.sentences.pieces import Piece, bare, formula_like, parted, words_in

BEFORE = frozenset(["let", "suppose", "if", "given", "consider", "for", "assume", "define", "with", "take", "when", "on", "where"])
BEHIND = frozenset(["where", "if", "when", "for", "given", "with", "let", "suppose", "and"])
_FILLING = words_in("that the a an we have us given there be")
_LETTER = r"(?:\\?[A-Za-z]+|[α-ωΑ-Ω])(?:_\{?\w+\}?)?"
_VECTOR = r"(?:\\(?:vec|mathbf|boldsymbol)\s*\{?\s*([A-Za-z])\s*\}?)"
_HEAD = re.compile(rf"(?:{_VECTOR}|({_LETTER}))\s*(\((?:\s*{_LETTER}\s*,)*\s*{_LETTER}\s*\))?\s*=(?!=)\s*(.+)", re.S)
_IS = re.compile(r"\$?\s*([A-Z])\s*\$?\s+(?:is|be|denotes?|denote)\s+(.+)", re.S)
_NOUNS = re.compile(
    rf"(?:(?:the|a|an|this|its)\s+)?(?:(?:given|scalar|vector|plane|space|closed|smooth|joint|density|velocity|force|position)\s+)*"
    rf"(?:(?:{'|'.join(sorted(THINGS))}|density|constraint|position|vector|transform|substitution)\s+)?(?:(?:given|defined)\s+by\s+)?",
    re.I,
)

_POINT = re.compile(r"(?:[A-Z](?:_\{?\w+\}?)?)?\s*\((?:[^(),]|\([^()]*\))+(?:,(?:[^(),]|\([^()]*\))+)+\)")
_IMPLICIT = re.compile(
    r"\$?\s*([a-z])\s*\$?\s+is\s+(?:defined\s+|given\s+)?(?:implicitly\s+)?(?:as\s+)?a\s+(?:differentiable\s+)?function\s+of\s+"
    r"\$?[a-z]\$?(?:(?:\s*,\s*|\s+and\s+)\$?[a-z]\$?)*\s+(?:that\s+is\s+)?"
    r"(?:defined\s+|given\s+)?(?:implicitly\s+)?by\s+(?:the\s+equation\s+)?", re.S,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """One thing given: its name (empty where it has none), what stands in the brackets after the name, what it is, and all of it."""

    name: str
    arguments: str
    body: str
    text: str
    words: bool = False  # said in words, as a region is
    dependent: str = ""  # the letter that it is said to define

    @property
    def is_point(self) -> bool:
        """Whether it is coordinates alone."""
        return not self.name and bool(_POINT.fullmatch(self.body))


def definitions(text: str) -> tuple[Definition, ...] | None:
    """The things that a stretch of a sentence gives; None where something in it is no such thing."""
    rest = _filled(text)
    implicit = _IMPLICIT.match(rest)
    if implicit is not None:
        equation = bare(rest[implicit.end() :])
        whole = "=" in equation and all(formula_like(t) for t in equation.split()) and len(parted(equation)) == 1
        return (Definition("", "", equation, equation, dependent=implicit[1]),) if whole else None
    said = re.search(r"(?:^|[,;]\s*|\band\s+)(\$?\s*[A-Z]\s*\$?\s+(?:is|be|denotes?|denote)\s)", rest)
    tail: tuple[Definition, ...] = ()
    if said is not None:
        found = _IS.fullmatch(rest[said.start(1) :].strip(" ,;.:"))
        if found is None:
            return None
        tail = (Definition(found[1], "", bare(found[2]), rest[said.start(1) :], words=True),)
        rest = rest[: said.start()]
    out = [_definition(part) for part in parted(rest, "and|with|where")]
    return None if None in out or not (out or tail) else (*(d for d in out if d is not None), *tail)


def _filled(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in _FILLING:
        words.pop(0)
    return " ".join(words)


def _definition(part: str) -> Definition | None:
    text = bare(part[_NOUNS.match(part).end() :])  # type: ignore[union-attr]  # it also matches nothing
    if not text or not all(formula_like(t) for t in text.split()):
        return None
    named = _HEAD.fullmatch(text)
    if named is None:
        return Definition("", "", text, text)
    return Definition((named[1] or named[2]).lstrip("\\"), (named[3] or "").strip("() "), named[4], text)


def splits(sentence: tuple[Piece, ...], openings: frozenset[str]) -> Iterator[tuple[slice | None, slice, slice | None]]:
    """Each way to part a sentence into what it gives first, its question, and what it gives behind it. `openings` begin a question."""
    firsts: list[int] = [0]
    if sentence and sentence[0].word in BEFORE:
        firsts += [k for k in range(2, len(sentence)) if sentence[k].word in openings]
    lasts = [k for k in range(1, len(sentence)) if sentence[k].word in BEHIND or sentence[k].text == ":"]
    for first in firsts:
        before = slice(1, first) if first else None
        yield before, slice(first, len(sentence)), None
        for last in lasts:
            if last > first:
                yield before, slice(first, last), slice(last + 1, len(sentence))
