r"""Words for LaTeX: no character of a text acts, and each is seen on the page with pdflatex's own fonts."""

from __future__ import annotations

import re
from unicodedata import category, decomposition, normalize

from tutor.edges.harmless import clean

# What keeps `--`, `,,`, `''`, `<<` and the like from melting into one sign; lualatex overlooks an empty group.
_APART = r"{\kern0pt}"
_ASCII = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "\n": " ", "\t": " ", **{c: f"\\{c}" for c in "&%$#_{}"},
}  # fmt: skip
_MELTING = re.compile(r"([-,'!?<>])(?=[-,'`<>])")
# What T1 and the text companion fonts hold: the Latin letters of European languages, and the signs of print.
_PRINTED = frozenset([chr(c) for c in range(0xA1, 0x180) if chr(c) not in "\xadĦħĸĿŀŉŦŧſ"] + list("ȘșȚț‐‑‒–—‘’‚“”„†‡•…‰‹›€™"))
_SPACES = {"\xa0": "~", "\u202f": r"\,", "\u2009": r"\,", "\xad": r"\-"}
# Mathematics in plain words, besides what the formulas use.
_SIGNS = {"′": r"{}^{\prime}", "″": r"{}^{\prime\prime}", "√": r"\surd", "←": r"\leftarrow", "↔": r"\leftrightarrow", "⋅": r"\cdot",
          "∀": r"\forall", "∃": r"\exists", "⊂": r"\subset", "⊆": r"\subseteq", "≡": r"\equiv", "∝": r"\propto", "⊥": r"\perp",
          "≪": r"\ll", "≫": r"\gg", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "∬": r"\iint",
          "∭": r"\iiint", "∮": r"\oint", "∘": r"\circ", "∖": r"\setminus", "∼": r"\sim", "⟶": r"\longrightarrow"}  # fmt: skip
_MARKS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".", "\u0308": '"',
    "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip


def words(text: str) -> str:
    """A text as LaTeX source on one line, for pdflatex and lualatex alike."""
    apart = _MELTING.sub("\\1\x00", normalize("NFC", clean(text)))
    return "".join(_APART if c == "\x00" else character(c) for c in apart)


def character(char: str) -> str:
    """One character. One that the fonts lack is shown by its number, so that nothing is lost in silence."""
    if char.isascii():
        return _ASCII.get(char, char)
    if char in _PRINTED:
        return char
    if char in _SPACES:
        return _SPACES[char]
    sign = _sign(char)
    if sign is not None:
        return f"\\ensuremath{{{sign}}}" if sign else ""
    return _taken_apart(char)


def _sign(char: str) -> str | None:
    """The command for a sign or letter of mathematics; empty for one that is not seen."""
    from tutor.printing.notation.latex import LETTERS, SIGNS

    return _SIGNS.get(char, LETTERS.get(char, SIGNS.get(char)))


def _taken_apart(char: str) -> str:
    match decomposition(char).split():
        case ["<super>" | "<sub>" as place, *codes]:
            inner = "".join(character(chr(int(code, 16))) for code in codes)
            return f"\\text{'superscript' if place == '<super>' else 'subscript'}{{{inner}}}"
        case [tag, *codes] if tag.startswith("<"):
            return "".join(character(chr(int(code, 16))) for code in codes)
        case [base, mark] if chr(int(mark, 16)) in _MARKS:
            return f"\\{_MARKS[chr(int(mark, 16))]}{{{character(chr(int(base, 16)))}}}"
        case [alone]:
            return character(chr(int(alone, 16)))
    match category(char):
        case "Cf":  # joiners and the like are not seen
            return ""
        case "Zs":
            return " "
    return f"\\tutorcharacter{{U+{ord(char):04X}}}"
