r"""LaTeX for amsmath and amssymb, in a closed set of commands; brackets grow only round what is tall."""

from __future__ import annotations

import re

from tutor.page.layout import (
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
    row,
)
from tutor.printing.notation.binding import is_prime, items
from tutor.printing.notation.break_lines import SCREEN_WIDTH, broken
from tutor.printing.notation.compose import compose
from tutor.printing.notation.letters import GREEK
from tutor.printing.notation.measure import tall

_VARIANTS = {"ϕ": r"\phi", "φ": r"\varphi", "ε": r"\varepsilon", "ϵ": r"\epsilon", "ϑ": r"\vartheta", "λ": r"\lambda", "Λ": r"\Lambda"}
# Greek letters that look Latin have no command.
_LATIN_LOOKS = {"ο": "o", "Υ": r"\Upsilon"}
LETTERS = {
    **{char: f"\\{name}" for name, char in GREEK.items()},
    **_VARIANTS,
    **_LATIN_LOOKS,
    "∂": r"\partial",
    "∇": r"\nabla",
    "∞": r"\infty",
    "ℓ": r"\ell",
    "ℝ": r"\mathbb{R}",
    "∅": r"\emptyset",
}
SIGNS = {
    "−": "-", "·": r"\cdot", "×": r"\times", "±": r"\pm", "∓": r"\mp", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx",
    "→": r"\to", "∈": r"\in", "∉": r"\notin", "∪": r"\cup", "∩": r"\cap", "∖": r"\setminus", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow",
    "↦": r"\mapsto", "∫": r"\int", "∮": r"\oint", "∬": r"\iint", "∭": r"\iiint",
    "∑": r"\sum", "∏": r"\prod", "′": "'", "\u2062": "", "\u2061": "", "…": r"\ldots",
}  # fmt: skip
FENCES = {
    "": ".", "(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "⟨": r"\langle", "⟩": r"\rangle",
    "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil",
}  # fmt: skip
_BARS = {"|": (r"\lvert", r"\rvert"), "‖": (r"\lVert", r"\rVert")}
# What amsmath defines; every other name is an \operatorname.
_NAMED = "sin cos tan sec csc cot sinh cosh tanh coth arcsin arccos arctan ln log exp max min lim det"
_GRIDS = {
    ("[", "]"): "bmatrix",
    ("(", ")"): "pmatrix",
    ("|", "|"): "vmatrix",
    ("‖", "‖"): "Vmatrix",
    ("{", ""): "cases",
    ("", ""): "matrix",
}
_ACCENTS = {"→": r"\vec", "^": r"\hat", "¯": r"\bar", "~": r"\tilde", "˙": r"\dot"}
_TEXT = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_{}"}}
_OPEN_COMMAND = re.compile(r"\\[A-Za-z]+$")
_OPEN_SCRIPT = re.compile(r"[_^]\d$")  # to TeX one digit is the whole of it; to people who read \sin^27 it is not


def latex(obj: object) -> str:
    """A formula, without dollar signs."""
    return _write(compose(obj))


def latex_display(terms: tuple[object, ...], relations: tuple[str, ...] = (), width: float = SCREEN_WIDTH) -> str:
    r"""A displayed chain, for \[ \]: one formula, or the rows of an `aligned`."""
    rows = broken(tuple(compose(t) for t in terms), relations, width)
    if len(rows) == 1:
        return _write(row(*rows[0]))
    body = " \\\\\n".join(f"{_write(left)} &{_write(right)}".strip() for left, right in rows)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _write(layout: Layout) -> str:
    match layout:
        case Row(parts):
            return _joined(parts)
        case Ident(name, style):
            return _ident(name, style)
        case Number(digits):
            return digits.replace("−", "-")
        case Operator(symbol, _):
            return SIGNS.get(symbol) if symbol in SIGNS else _text(symbol)  # type: ignore[return-value]
        case FunctionName(name):
            return f"\\{name}" if name in _NAMED.split() else f"\\operatorname{{{name}}}"
        case Words(text):
            return f"\\text{{{_text(text)}}}"
        case Space(size):
            return r"\," if size == "thin" else r"\quad"
        case Fraction(over, under):
            return f"\\frac{{{_write(over)}}}{{{_write(under)}}}"
        case Script():
            return _script(layout)
        case Root(radicand, index):
            return f"\\sqrt{f'[{_write(index)}]' if index else ''}{{{_write(radicand)}}}"
        case Fenced(open, body, close):
            return _fenced(open, _write(body), close, tall(body))
        case Grid(rows, open, close):
            return _grid(rows, open, close)
        case BigOperator(symbol, below, above, limits):
            bounds = (f"_{_group(_write(below))}" if below else "") + (f"^{_group(_write(above))}" if above else "")
            return _write(symbol) + (r"\limits" if limits and bounds else "") + bounds
        case Accent(body, mark):
            return f"{_ACCENTS[mark]}{{{_write(body)}}}"


def _joined(parts: tuple[Layout, ...]) -> str:
    out = ""
    for k, part in enumerate(parts):
        piece = _write(part)
        match part:
            case Operator(_, "infix") if part.symbol != "/":
                # At the start of a line an empty group keeps the sign one between two terms.
                piece = f"{{}} {piece} " if k == 0 or isinstance(parts[k - 1], Space) else f" {piece} "
            case Operator(_, "relation"):
                piece = f" {piece} "
            case Operator(_, "separator"):
                piece = f"{piece} "
        if (piece[:1].isalnum() and _OPEN_COMMAND.search(out)) or (piece[:1].isdigit() and _OPEN_SCRIPT.search(out)):
            out += " "
        out += piece.lstrip() if out.endswith(" ") else piece
    return out.strip()


def _ident(name: str, style: str) -> str:
    letters = "".join(LETTERS.get(c, c) for c in name)
    if style == "bold":
        return f"\\boldsymbol{{{letters}}}" if "\\" in letters else f"\\mathbf{{{letters}}}"
    if letters.startswith("\\"):
        return letters
    if not letters.isascii() or not letters.isalnum():
        return f"\\text{{{_text(name)}}}"
    return f"\\mathrm{{{letters}}}" if style == "upright" or len(letters) > 1 else letters


def _script(script: Script) -> str:
    base = _write(script.base)
    if not isinstance(script.base, Ident | Number | FunctionName | Fenced | Accent):
        base = f"{{{base}}}"
    sub = f"_{_group(_write(script.sub))}" if script.sub else ""
    if script.sup is None:
        return base + sub
    if is_prime(script.sup):
        return base + sub + "'" * len(items(script.sup))
    return f"{base}{sub}^{_group(_write(script.sup))}"


def _group(text: str) -> str:
    return text if len(text) == 1 and text.isdigit() else f"{{{text}}}"


def _fenced(open: str, body: str, close: str, grows: bool) -> str:
    left = _BARS[open][0] if open in _BARS else FENCES[open]
    right = _BARS[close][1] if close in _BARS else FENCES[close]
    if grows or not (open and close):
        return f"\\left{left} {body} \\right{right}"
    gap = " " if left[-1].isalpha() and body[:1].isalnum() else ""
    return f"{left}{gap}{body}{right}"


def _grid(rows: tuple[tuple[Layout, ...], ...], open: str, close: str) -> str:
    body = r" \\ ".join(" & ".join(_guarded(_write(c)) for c in r) for r in rows)
    known = _GRIDS.get((open, close))
    if known:
        return f"\\begin{{{known}}} {body} \\end{{{known}}}"
    return _fenced(open, f"\\begin{{matrix}} {body} \\end{{matrix}}", close, True)


def _guarded(cell: str) -> str:
    # A bracket right after \\ would be read as its optional argument.
    return f"{{{cell}}}" if cell.startswith("[") else cell


def _text(text: str) -> str:
    return "".join(_TEXT.get(c, c) for c in text)
