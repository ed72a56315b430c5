"""The same answer in other clothes: as phones, word processors, web pages and equation editors write it."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable

from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK

_WORD = re.compile(r"[A-Za-z]{2,}")
_BACKSLASH = re.compile(r"\\[A-Za-z]+")
_UNICODE = [
    ("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("-", "−"), ("*", "·"), ("^2", "²"), ("^3", "³"), ("sqrt(", "√("), ("'", "′"),
]  # fmt: skip
_SYMBOLS = {"pi": "π", "theta": "θ", "phi": "φ", "rho": "ρ", "oo": "∞", "lambda": "λ", "alpha": "α"}
_CIRCULAR = re.compile(r"(?<![A-Za-z\\])(sin|cos|tan|ln|exp|arctan)(?=[\s(^])")


def is_formula(answer: str) -> bool:
    """Whether an answer is signs and names of mathematics only, on one line and without LaTeX."""
    words = _WORD.findall(answer)
    return "\\" not in answer and "\n" not in answer and all(w in FUNCTIONS or w in GREEK or w in CONSTANTS or len(w) == 2 for w in words)


def _html(answer: str) -> str:
    return html.escape(answer, quote=False).replace(" ", "&nbsp;")


def _entities(answer: str) -> str:
    return "".join(f"&#{ord(c)};" if c in "-+<>=^*" else c for c in answer)


def _unicode(answer: str) -> str:
    for plain, sign in _UNICODE:
        answer = re.sub(rf"{re.escape(plain)}(?!\d)" if plain.startswith("^") else re.escape(plain), sign, answer)
    return re.sub(r"(?<![A-Za-z\\_])[a-z]+(?![A-Za-z])", lambda m: _SYMBOLS.get(m[0], m[0]), answer)


def _full_width(answer: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789+=(),;^" else c for c in answer)


def _spaced(answer: str) -> str:
    return re.sub(r"(?<![<>!=:])([+=,;])(?![=>])", " \\1\u00a0 ", answer)


def _invisible(answer: str) -> str:
    return "\u200e\ufeff" + answer.replace(",", ",\u200b").replace("=", "\u2060=").replace("(", "(\u2066") + "\u200f\u00ad"


def _programmed(answer: str) -> str:
    return re.sub(r"(?<![A-Za-z_\d.^])(\d+)(?=[a-df-zA-Z(])", r"\1*", answer).replace("^", "**")


def _edited(answer: str) -> str:
    """With the brackets of an equation editor."""
    answer = _CIRCULAR.sub(lambda m: rf"\operatorname{{{m[1]}}}", answer)
    return answer.replace("(", r"\left( {").replace(")", r"} \right)").replace("*", r"\cdot ")


ANY: dict[str, Callable[[str], str]] = {
    "html": _html,
    "entities": _entities,
    "full stop": lambda a: a if a.endswith(".") else f"{a}.",
    "invisible": _invisible,
    "line ends": lambda a: f"\r\n{a} \r\n",
    "words": lambda a: f"So the answer is {a}",
    "german": lambda a: f"Antwort: {a}",
    "unicode": _unicode,
    "full width": _full_width,
}
FORMULA: dict[str, Callable[[str], str]] = {
    "spaced": _spaced,
    "dollars": lambda a: f"$ {a} $",
    "escaped dollars": lambda a: rf"\${a}\$",
    "boxed": lambda a: rf"\boxed{{{a}}}",
    "programmed": _programmed,
    "edited": _edited,
    "paragraph": lambda a: f"<p>{html.escape(a, quote=False)}</p>",
    "i get": lambda a: f"Hence I get {a}",
    "the answer": lambda a: f"{a} is the answer",
}


def dressed(answer: str, seed: str, count: int) -> list[tuple[str, str]]:
    """So many of the clothes that fit an answer, each with its name; the same ones for the same seed."""
    fitting = {**ANY, **(FORMULA if is_formula(answer) else {})}
    chosen = random.Random(seed).sample(sorted(fitting), min(count, len(fitting)))
    return [(name, fitting[name](answer)) for name in chosen]
