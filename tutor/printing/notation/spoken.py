"""A formula in plain words, every bracket and fraction closed aloud where its end could be missed.

The words are English here; another language has each, by the English, in the table `speech` of its catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tutor.edges.language import language, speech
from tutor.page.layout import (
    APPLY,
    TIMES,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Space,
    Words,
)
from tutor.printing.notation.binding import is_prime, items
from tutor.printing.notation.compose import compose
from tutor.printing.notation.letters import GREEK

_LETTERS = {char: name.removeprefix("var") for name, char in GREEK.items() if name.islower() and name != "lamda"} | {
    "∂": "partial", "∇": "nabla", "∞": "infinity", "ℓ": "ell", "ℝ": "the real numbers", "∅": "the empty set",
}  # fmt: skip
_SIGNS = {
    "+": "plus", "−": "minus", "±": "plus or minus", "∓": "minus or plus", "·": "times", "×": "cross", "/": "over", "=": "equals",
    "≠": "is not equal to", "≈": "is approximately", "<": "is less than", "≤": "is at most", ">": "is greater than",
    "≥": "is at least", "→": "tends to", "∈": "in", "⇒": "implies", "⇔": "if and only if", "!": "factorial", "′": "prime", ",": ",",
    "∫": "the integral", "∮": "the contour integral", "∬": "the double integral", "∭": "the triple integral",
    "∑": "the sum", "∏": "the product", "\u2062": "", "\u2061": "of", "↦": "maps to",
    "∪": "union", "∩": "intersected with", "∖": "without",
}  # fmt: skip
_FUNCTIONS = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "sec": "secant", "csc": "cosecant", "cot": "cotangent", "ln": "natural log",
    "log": "log", "det": "determinant", "max": "maximum", "min": "minimum", "sgn": "sign", "lim": "limit", "exp": "exponential",
}  # fmt: skip
_FUNCTIONS |= {f"{f}h": f"hyperbolic {said}" for f, said in list(_FUNCTIONS.items())[:6]}
_FUNCTIONS |= {f"ar{f}": f"inverse {said}" for f, said in _FUNCTIONS.items() if f.endswith("h")}
_FUNCTIONS |= {f"arc{f}": f"arc {said}" for f, said in list(_FUNCTIONS.items())[:6]}
_FENCES = {
    "(": ("open bracket", "close bracket"), "[": ("open square bracket", "close square bracket"), "{": ("open brace", "close brace"),
    "|": ("the absolute value of", "end absolute value"), "‖": ("the length of", "end length"), "⟨": ("the vector", "end vector"),
    "⌊": ("the floor of", "end floor"), "⌈": ("the ceiling of", "end ceiling"),
}  # fmt: skip
_ACCENTS = {"→": "vector", "^": "hat", "¯": "bar", "~": "tilde", "˙": "dot"}
_PARTS = {
    "2": ("1 half", "{} halves"), "3": ("1 third", "{} thirds"), "4": ("1 quarter", "{} quarters"), "5": ("1 fifth", "{} fifths"),
    "6": ("1 sixth", "{} sixths"), "7": ("1 seventh", "{} sevenths"), "8": ("1 eighth", "{} eighths"), "9": ("1 ninth", "{} ninths"),
}  # fmt: skip
_BOUNDS = {(True, True): "{} from {} to {}", (True, False): "{} over {}", (False, True): "{} up to {}", (False, False): "{}"}
_NABLA = {"·": "the divergence of", "×": "the curl of"}
_POWERS = {"2": "{} squared", "3": "{} cubed"}


def spoken(obj: object) -> str:
    """The formula as it is read aloud."""
    return " ".join(_say(compose(obj)).split()).replace(" ,", ",")


def _say(layout: Layout, last: bool = True) -> str:
    """The layout; where it is not the last thing on its level, with an end to what a listener could draw further."""
    return _said(layout, language(), last)


@lru_cache(maxsize=4096)
def _said(layout: Layout, code: str, last: bool) -> str:
    """In the language of that code, the one that is spoken."""
    match layout:
        case Row(parts):
            return _row(parts)
        case Ident(name):
            return speech("capital {}", _letter(name)) if len(name) == 1 and name.isupper() else _letter(name)
        case Number(digits):
            return digits.replace("−", f"{speech('minus')} ")
        case Operator(symbol, "prefix") if symbol == "−":
            return speech("minus")
        case Operator(symbol):
            return _named(_SIGNS, symbol)
        case FunctionName(name):
            return _named(_FUNCTIONS, name)
        case Words(text):
            return text
        case Space():
            return ""
        case Fraction():
            return _fraction(layout)
        case Script(base, None, Operator("+" | "−" as side, "postfix")):
            return speech("{} from the right" if side == "+" else "{} from the left", _say(base))
        case Script():
            return _script(layout, last)
        case Root(radicand, index):
            return _closed(_root(index), radicand, speech("end root"), last)
        case Fenced(open, body, close):
            return _fenced(open, body, close, last)
        case Grid():
            return _grid(layout)
        case BigOperator(FunctionName() as symbol, below, None) if below:
            return speech("{} as {} of", _say(symbol), _say(below))
        case BigOperator(symbol, below, above):
            said = _BOUNDS[below is not None, above is not None] + (" of" if isinstance(symbol, Operator) else "")
            return speech(said, _say(symbol), *(_say(end) for end in (below, above) if end))
        case Accent(body, mark):
            return f"{_say(body)} {speech(_ACCENTS[mark])}"


def _root(index: Layout | None) -> str:
    match index:
        case None:
            return speech("the square root of")
        case Number("3"):
            return speech("the cube root of")
    return speech("the {}th root of", _say(index))


def _letter(name: str) -> str:
    return _named(_LETTERS, name.lower() if name in GREEK.values() else name)


def _named(words: Mapping[str, str], symbol: str) -> str:
    """The word for a symbol: the symbol itself where it has none."""
    return speech(words[symbol]) if words.get(symbol) else words.get(symbol, symbol)


def _row(parts: tuple[Layout, ...]) -> str:
    out: list[str] = []
    for k, part in enumerate(parts):
        before, after = parts[k - 1] if k else None, parts[k + 1] if k + 1 < len(parts) else None
        match part:
            case Ident("∇"):
                out.append(speech(_NABLA.get(getattr(after, "symbol", ""), "the gradient of")))
            case Operator() if before == Ident("∇", "upright"):
                pass  # said with the nabla
            case Operator("\u2062" | "·"):
                out.append(_times(parts, k))
            case Fraction() if isinstance(after, Fenced | Script) and (said := _operator(part)):
                out.append(said)
            case FunctionName() if isinstance(after, Ident):
                out.append(speech("{} of", _say(part)))
            case Fenced() | Script(base=Fenced("(")) if isinstance(before, Ident | Row) or _is_name(before):
                out.append(speech("of {}", _say(part)))
            case _:
                out.append(_say(part, not _continues(after)))
    return " ".join(out)


def _continues(after: Layout | None) -> bool:
    """Whether what stands behind a root or a power could be heard as a part of it: a product says of itself that it is not."""
    match after:
        case None | Space() | Words() | Operator("\u2062" | "·") | Operator(role="relation" | "separator"):
            return False
    return True


def _times(parts: tuple[Layout, ...], k: int) -> str:
    """The word for a product: none between numerals and letters, a comma first where what stands before is not closed."""
    before, after = parts[k - 1], parts[k + 1]
    silent = parts[k] == TIMES and _joins(after)
    if parts[k] != TIMES and (_is_vector(before) or _is_vector(after)):
        return speech("dot")
    match before:
        case _ if k > 1 and (parts[k - 2] == APPLY or (isinstance(before, Fenced) and not isinstance(parts[k - 2], Operator))):
            return speech(", times")  # the end of an argument
        case Ident() | Number() | Script(base=Ident(), sup=None | Number("2" | "3")):
            return "" if silent else speech("times")
        case Fenced() | Fraction(Number()):
            return speech("times")
    return speech(", times")


def _is_vector(part: Layout) -> bool:
    return (isinstance(part, Fenced) and part.open == "⟨") or (isinstance(part, Ident) and part.style == "bold")


def _joins(after: Layout) -> bool:
    """What is heard as a factor without a word: x, 2, x squared, but not e to a power."""
    match after:
        case Script(base=Ident(name)):
            return name != "e"
    return isinstance(after, Ident | Number)


def _is_name(part: Layout | None) -> bool:
    """f_x or f′, before a bracket: with anything else there is a sign between."""
    return isinstance(part, Script) and isinstance(part.base, Ident)


def _operator(fraction: Fraction) -> str | None:
    """d/dx before a bracket."""
    match fraction.over, fraction.under:
        case Ident("d" | "∂" as d), Row((Ident(), *variable)):
            kind = "partial derivative" if d == "∂" else "derivative"
            return speech(f"the {kind} with respect to {{}} of", _say(Row(tuple(variable))))
    return None


def _fraction(fraction: Fraction) -> str:
    over, under = fraction.over, fraction.under
    match over, under:
        case Row((Ident("d" | "∂") | Script(base=Ident("d" | "∂")), *_)), Row((Ident("d" | "∂"), *_)):
            return speech("{} by {}", _say(over), _say(under))
        case Number(p), Number(q) if q in _PARTS:
            one, more = _PARTS[q]
            return speech(one) if p == "1" else speech(more, p)
    return speech("the fraction {} over {}, end fraction", _say(over), _say(under))


def _script(script: Script, last: bool) -> str:
    base, sub, sup = script.base, script.sub, script.sup
    if isinstance(base, Fenced) and not base.open and sub is not None:
        return speech("{}, evaluated at {}, end evaluation", _say(base.body), _say(sub))
    if isinstance(base, Fenced) and base.open == "[" and sub is not None and sup is not None:
        return speech("{}, from {} to {}, end evaluation", _enclosed("[", base.body), _say(sub), _say(sup))
    said = _enclosed("(", base.body) if isinstance(base, Fenced) and base.open == "(" else _say(base, False)
    if sub is not None:
        said = speech("{} sub {}" if _is_short(sub) else "{} sub {}, end sub,", said, _say(sub))
    if sup is None:
        return said
    if is_prime(sup):
        return " ".join([said, *(speech("prime") for _ in items(sup))])
    if isinstance(sup, Number) and sup.digits in _POWERS:
        return speech(_POWERS[sup.digits], said)
    brief = isinstance(sup, Number) or (last and isinstance(sup, Ident))
    return speech("{} to the power {}" if brief else "{} to the power {}, end power", said, _say(sup))


def _is_short(layout: Layout) -> bool:
    return isinstance(layout, Ident | Number)


def _closed(opening: str, body: Layout, closing: str, last: bool) -> str:
    return f"{opening} {_say(body)}" if last and _is_short(body) else f"{opening} {_say(body)}, {closing}"


def _fenced(open: str, body: Layout, close: str, last: bool) -> str:
    if _is_short(body) and (open == "(" or (open == "[" and last)):
        return _say(body)
    if open in ("(", "[", "{"):
        return _enclosed(open, body)
    opening, closing = map(_opened, _FENCES.get(open, ("", _FENCES.get(close, ("", ""))[1])))
    return _closed(opening, body, closing, last) if open else f"{_say(body)} {closing}"


def _enclosed(open: str, body: Layout) -> str:
    opening, closing = map(speech, _FENCES[open])
    return f"{opening} {_say(body)} {closing}"


def _opened(said: str) -> str:
    return speech(said) if said else ""


def _grid(grid: Grid) -> str:
    if grid.open == "{":
        return speech("the cases {}; end cases", "; ".join(" ".join(_say(c) for c in r) for r in grid.rows))
    if len(grid.rows) == 2 and len(grid.rows[0]) == 1 and grid.open == "(":
        return speech("{} choose {}", _say(grid.rows[0][0]), _say(grid.rows[1][0]))
    rows = "; ".join(speech("row {}: {}", str(k), ", ".join(_say(c) for c in r)) for k, r in enumerate(grid.rows, start=1))
    return speech("the determinant with {}; end determinant" if grid.open == "|" else "the matrix with {}; end matrix", rows)
