"""A formula in plain English, every bracket and fraction closed aloud where its end could be missed."""

from __future__ import annotations

from functools import lru_cache

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

_LETTERS = {char: name.removeprefix("var") for name, char in GREEK.items() if name not in ("lamda", "Lamda")} | {
    "∂": "partial", "∇": "nabla", "∞": "infinity", "ℓ": "ell", "ℝ": "the real numbers", "∅": "the empty set",
}  # fmt: skip
_SIGNS = {
    "+": "plus", "−": "minus", "±": "plus or minus", "∓": "minus or plus", "·": "times", "×": "cross", "/": "over", "=": "equals",
    "≠": "is not equal to", "≈": "is approximately", "<": "is less than", "≤": "is at most", ">": "is greater than",
    "≥": "is at least", "→": "tends to", "∈": "in", "⇒": "implies", "⇔": "if and only if", "!": "factorial", "′": "prime", ",": ",",
    "∫": "the integral", "∮": "the integral round", "∑": "the sum", "∏": "the product", "\u2062": "", "\u2061": "of", "↦": "maps to",
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
_PARTS = {"2": "half", "3": "third", "4": "quarter", "5": "fifth", "6": "sixth", "7": "seventh", "8": "eighth", "9": "ninth"}
_POWERS = {"2": "squared", "3": "cubed"}


def spoken(obj: object) -> str:
    """The formula as it is read aloud."""
    return " ".join(_say(compose(obj)).split()).replace(" ,", ",")


@lru_cache(maxsize=4096)
def _say(layout: Layout) -> str:
    match layout:
        case Row(parts):
            return _row(parts)
        case Ident(name):
            return _LETTERS.get(name, name)
        case Number(digits):
            return digits.replace("−", "minus ")
        case Operator(symbol, "prefix") if symbol == "−":
            return "minus"
        case Operator(symbol):
            return _SIGNS.get(symbol, symbol)
        case FunctionName(name):
            return _FUNCTIONS.get(name, name)
        case Words(text):
            return text
        case Space():
            return ""
        case Fraction():
            return _fraction(layout)
        case Script(base, None, Operator("+" | "−" as side, "postfix")):
            return f"{_say(base)} from the {'right' if side == '+' else 'left'}"
        case Script():
            return _script(layout)
        case Root(radicand, index):
            kind = {"None": "square", "3": "cube"}.get(index.digits if isinstance(index, Number) else str(index))
            kind = kind or f"{_say(index)}th"
            return _closed(f"the {kind} root of", radicand, "end root")
        case Fenced(open, body, close):
            return _fenced(open, body, close)
        case Grid():
            return _grid(layout)
        case BigOperator(FunctionName() as symbol, below, None) if below:
            return f"{_say(symbol)} as {_say(below)} of"
        case BigOperator(symbol, below, above):
            bounds = (f"from {_say(below)} " if below else "") + (f"to {_say(above)} " if above else "")
            return f"{_say(symbol)} {bounds}of" if isinstance(symbol, Operator) else f"{_say(symbol)} {bounds}"
        case Accent(body, mark):
            return f"{_say(body)} {_ACCENTS[mark]}"


def _row(parts: tuple[Layout, ...]) -> str:
    out: list[str] = []
    for k, part in enumerate(parts):
        before, after = parts[k - 1] if k else None, parts[k + 1] if k + 1 < len(parts) else None
        match part:
            case Operator("\u2062" | "·"):
                out.append(_times(parts, k))
            case Ident("∇"):
                out.append({"·": "the divergence of", "×": "the curl of"}.get(getattr(after, "symbol", ""), "the gradient of"))
            case Operator() if before == Ident("∇", "upright"):
                pass  # said with the nabla
            case Fraction() if isinstance(after, Fenced | Script) and (said := _operator(part)):
                out.append(said)
            case FunctionName() if isinstance(after, Ident):
                out.append(f"{_say(part)} of")
            case Fenced() | Script(base=Fenced("(")) if isinstance(before, Ident | Row) or _is_name(before):
                out.append(f"of {_say(part)}")
            case _:
                out.append(_say(part))
    return " ".join(out)


def _times(parts: tuple[Layout, ...], k: int) -> str:
    """The word for a product: none between numerals and letters, a comma first where what stands before is not closed."""
    before, after = parts[k - 1], parts[k + 1]
    silent = parts[k] == TIMES and _joins(after)
    if parts[k] != TIMES and (_is_vector(before) or _is_vector(after)):
        return "dot"
    match before:
        case _ if k > 1 and (parts[k - 2] == APPLY or (isinstance(before, Fenced) and not isinstance(parts[k - 2], Operator))):
            return ", times"  # the end of an argument
        case Ident() | Number() | Script(base=Ident(), sup=None | Number("2" | "3")):
            return "" if silent else "times"
        case Fenced() | Fraction(Number()):
            return "times"
    return ", times"


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
            return f"the {kind} with respect to {_say(Row(tuple(variable)))} of"
    return None


def _fraction(fraction: Fraction) -> str:
    over, under = fraction.over, fraction.under
    match over, under:
        case Row((Ident("d" | "∂") | Script(base=Ident("d" | "∂")), *_)), Row((Ident("d" | "∂"), *_)):
            return f"{_say(over)} by {_say(under)}"
        case Number(p), Number(q) if q in _PARTS:
            return f"{p} {_PARTS[q] if p == '1' else _PARTS[q].replace('half', 'halve') + 's'}"
    return f"the fraction {_say(over)} over {_say(under)}, end fraction"


def _script(script: Script) -> str:
    base, sub, sup = script.base, script.sub, script.sup
    if isinstance(base, Fenced) and not base.open and sub is not None:
        return f"{_say(base.body)}, evaluated at {_say(sub)}, end evaluation"
    said = f"open bracket {_say(base.body)} close bracket" if isinstance(base, Fenced) and base.open == "(" else _say(base)
    if sub is not None:
        said += f" sub {_say(sub)}" if _is_short(sub) else f" sub {_say(sub)}, end sub,"
    if sup is None:
        return said
    if is_prime(sup):
        return f"{said} {' '.join('prime' for _ in items(sup))}"
    if isinstance(sup, Number) and sup.digits in _POWERS:
        return f"{said} {_POWERS[sup.digits]}"
    return f"{said} to the power {_say(sup)}" if _is_short(sup) else f"{said} to the power {_say(sup)}, end power"


def _is_short(layout: Layout) -> bool:
    return isinstance(layout, Ident | Number)


def _closed(opening: str, body: Layout, closing: str) -> str:
    return f"{opening} {_say(body)}" if _is_short(body) else f"{opening} {_say(body)}, {closing}"


def _fenced(open: str, body: Layout, close: str) -> str:
    if open in ("(", "[") and _is_short(body):
        return _say(body)
    opening, closing = _FENCES.get(open, ("", _FENCES.get(close, ("", ""))[1]))
    if open in ("(", "[", "{", ""):
        return f"{opening} {_say(body)} {closing}"
    return _closed(opening, body, closing)


def _grid(grid: Grid) -> str:
    if grid.open == "{":
        return "the cases " + "; ".join(" ".join(_say(c) for c in r) for r in grid.rows) + "; end cases"
    if len(grid.rows) == 2 and len(grid.rows[0]) == 1 and grid.open == "(":
        return f"{_say(grid.rows[0][0])} choose {_say(grid.rows[1][0])}"
    kind = "determinant" if grid.open == "|" else "matrix"
    rows = "; ".join(f"row {k}: {', '.join(_say(c) for c in r)}" for k, r in enumerate(grid.rows, start=1))
    return f"the {kind} with {rows}; end {kind}"
