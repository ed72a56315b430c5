"""A sentence as pieces: words, formulas and punctuation, each with its place in the text."""

from __future__ import annotations

import re

from tutor.errors import Invalid
from tutor.frozen import dataclass
from tutor.reading.scope import Scope
from tutor.reading.words import split

LONGEST = 1_500  # characters of a sentence
MOST_PIECES = 250
_PIECE = re.compile(r"\$[^$]+\$|[.,;:?!]+(?=\s|$)|[^\s$]+?(?=[.,;:?!]*(?:\s|$)|\$)")
_PUNCTUATION = frozenset(".,;:?!")
_COMMAND = re.compile(r"\\[A-Za-z]+|\\.")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[A-Za-z]+")
# Words that the reader of formulas would take for a product of letters, or for a function without its argument.
_ENGLISH = frozenset([
    *("an", "as", "at", "be", "by", "do", "go", "if", "in", "is", "it", "no", "of", "on", "or", "so", "to", "up", "us", "we", "am"),
    *("all", "and", "any", "are", "but", "can", "for", "had", "has", "how", "its", "let", "new", "not", "old", "one", "out", "per"),
    *("run", "say", "set", "six", "sum", "ten", "the", "top", "try", "two", "use", "via", "was", "who", "you", "since", "secant"),
    *("expect", "max", "min", "root", "norm", "sign", "abs", "var"),
])  # fmt: skip
_TENDS = re.compile(r"\b(?:approaches|approach|tends? to|goes to|go to)\b", re.I)
_WHATS = re.compile(r"\bwhat'?s\b", re.I)
_SIGNS = re.compile(r"(?<![\\\w])(i{0,2}o?int|lim)(?=[\s_(])")  # as they are typed: int_0^1
_ANGLES = re.compile(r"(?<![^\s=($,])<(?!=|\s)([^<>=]*,[^<>=]*?)(?<!\s)>(?![^\s.,;:?!)$])")  # <1, 2>, but not x < 3, y > 2
_NAMES = re.compile(r"[,;.]\s*(?:(?:where|with|and|let)\s+)?(\$?)([A-Z])(\$?)\s*:\s+")  # , C: x = cos t
_SETS = re.compile(r",\s*(?=\$?[A-Z]\s*=\s*(?:\\?\{|\[[^\],]*,[^\],]*\]\s*(?:x|×|\\times)))")  # , R = [0, 1] x [0, 2]
_CALLED = re.compile(r"(lineari[sz]ation|linear approximation)\s+\$?L\s*\(\s*[a-z](?:\s*,\s*[a-z])*\s*\)\$?", re.I)  # its own name
_NABLA = re.compile(r"(\$?)\s*(?:∇|\\nabla(?![A-Za-z]))(?!\s*[²^])\s*(×|·|⋅|\\times|\\cdot)?\s*")  # stands before the dollar
_TIMES = {"\\times": "×", "\\cdot": "·", "⋅": "·"}
_CLEAN = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\\(": "$", "\\)": "$",
    "\\[": "$", "\\]": "$", "$$": "$", "\\left\\langle": "⟨", "\\right\\rangle": "⟩", "\\langle": "⟨", "\\rangle": "⟩",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text without a space; a formula between dollars is one piece."""

    text: str
    start: int
    end: int
    word: str  # as a phrase spells it
    punctuation: bool  # whether it only parts others


def words_in(text: str) -> frozenset[str]:
    """A set of words from a text."""
    return frozenset(text.split())


def cleaned(text: str) -> str:
    """The sentence with one kind of quotes, spaces and dollars. Errors: `Invalid` for one that is too long, or empty."""
    if len(text) > LONGEST:
        raise Invalid(f"the sentence is too long: more than {LONGEST} characters")
    for old, new in _CLEAN.items():
        text = text.replace(old, new)
    if not text.strip():
        raise Invalid("there is no sentence to read")
    text = _SETS.sub(", where ", _NAMES.sub(r", where \1\2\3 is ", _CALLED.sub(r"\1", text.replace("point(s)", "points"))))
    text = _NABLA.sub(lambda m: f" ∇{_TIMES.get(m[2] or '', m[2] or '')} {m[1]}", " ".join(text.split()))
    return _ANGLES.sub(r"⟨\1⟩", _TENDS.sub("->", _WHATS.sub("what is", _SIGNS.sub(r"\\\1", text))))


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a cleaned sentence. Errors: `Invalid` for too many."""
    found = tuple(Piece(m[0], m.start(), m.end(), m[0].lower(), m[0][0] in _PUNCTUATION) for m in _PIECE.finditer(text))
    if len(found) > MOST_PIECES:
        raise Invalid(f"the sentence is too long: more than {MOST_PIECES} words")
    return found


def formula_like(text: str) -> bool:
    """Whether a piece can be a part of a formula: between dollars, or without a word in it."""
    if text.startswith("$"):
        return True
    bare = _COMMAND.sub(" ", text)
    return all(_may_be_product(run) for run in _LETTERS.findall(bare))


def _may_be_product(run: str) -> bool:
    if not _ASCII.fullmatch(run):
        return len(run) == 1 or not _ASCII.search(run)  # Greek letters stand alone
    return len(run) == 1 or (run.lower() not in _ENGLISH and split(run, Scope()) is not None)


def balanced(text: str) -> bool:
    """Whether every bracket is closed; half-open intervals have unequal ones."""
    depth = 0
    for c in text:
        depth += (c in "([{⟨") - (c in ")]}⟩")
        if depth < 0:
            return False
    return depth == 0


def parted(text: str, words: str = "and") -> list[str]:
    """A list at its commas, semicolons and `and`, outside brackets."""
    out, depth, last = [], 0, 0
    for m in re.finditer(rf"[(\[{{⟨]|[)\]}}⟩]|(?<!\\)[,;]|\b(?:{words})\b", text):
        depth += (m[0] in "([{⟨") - (m[0] in ")]}⟩")
        if depth == 0 and m[0] not in ")]}⟩":
            out.append(text[last : m.start()])
            last = m.end()
    return [p for p in (bare(t) for t in (*out, text[last:])) if p]


def bare(text: str) -> str:
    """A formula without the dollars and the punctuation around it."""
    return text.replace("$", " ").strip(" .,;:?!").strip()
