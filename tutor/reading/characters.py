"""Unicode mathematics as LaTeX in ASCII, each character knowing where it stood in the original text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tutor.errors import Place, Unreadable
from tutor.reading.invisible import INVISIBLE
from tutor.reading.patterns import later

# Separates a command from what follows it without counting as a space; a NUL in the input itself is refused.
GLUE = "\x00"

GREEK_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "Π": "pi", "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi",
    "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_COMMANDS = {
    "√": "radical", "∛": "cuberadical", "∫": "int", "∬": "iint", "∭": "iiint", "∂": "partial", "∇": "nabla", "∞": "infty",
    "±": "pm", "∓": "mp", "×": "times", "✕": "times", "⨯": "times", "·": "cdot", "⋅": "cdot", "∙": "cdot", "•": "cdot", "∗": "ast",
    "∪": "cup", "∩": "cap", "∖": "setminus",
    "∈": "in", "∅": "emptyset", "≈": "approx", "⟨": "langle", "⟩": "rangle", "〈": "langle", "〉": "rangle",
    "❬": "langle", "❭": "rangle", "⟪": "langle", "⟫": "rangle",
    "∧": "land", "∨": "lor", "Σ": "Sigma", "∑": "sum", "∏": "prod", "∆": "Delta", "⁎": "ast", "⋆": "ast", "✖": "times", "⨉": "times",
}  # fmt: skip
_SIGNS = {
    "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "÷": "/", "∕": "/", "⁄": "/", "≤": "<=", "⩽": "<=", "≦": "<=", "≥": ">=",
    "⩾": ">=", "≧": ">=", "≠": "!=", "‖": "\\|", "∥": "\\|", "∣": "|", "′": "'", "’": "'", "ʹ": "'", "″": "''", "‴": "'''",
    "°": "^\\circ" + GLUE, "º": "^\\circ" + GLUE, "˚": "^\\circ" + GLUE, "∶": ":", "‚": ",", "‛": "'", "´": "'", "ʼ": "'", "‘": "'",
    "⁗": "''" + "''", "➖": "-", "⁃": "-", "—": "-", "➕": "+", "➗": "/", "ˆ": "^", "≔": "=", "≙": "=", "⩵": "=", "ı": "i", "ȷ": "j",
}  # fmt: skip
# Nothing is lost by leaving these out.
_NOTHING = later(f"[{INVISIBLE}]")
_INVISIBLE_TIMES = "\u2062"
_INVISIBLE_COMMA = "\u2063"
# Marks on a letter: those of unit vectors and vectors.
_MARKS = {"\u0302": "hat", "\u20d7": "vec"}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸ", "0123456789+-()nixy", strict=True))
_FRACTION = later("[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|[⁰¹²³⁴-⁹]{1,6}⁄[₀-₉]{1,6}")
# A whole number right before a fraction, and no part of a decimal or of a name.
_WHOLE = later(r"(?<![\w.^])(\d{1,6})\s{0,3}\Z")
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₓₙᵢⱼₖₘₚₛₜᵣᵤᵥ", "0123456789aexnijkmpstruv", strict=True))


def _one(char: str) -> str | None:
    """What one character stands for; None where it has no place in mathematics."""
    if char in GREEK_LETTERS:
        return f"\\{GREEK_LETTERS[char]}{GLUE}"
    if char in _COMMANDS:
        return f"\\{_COMMANDS[char]}{GLUE}"
    if char in _SIGNS:
        return _SIGNS[char]
    if _NOTHING.match(char):
        return ""
    if char == _INVISIBLE_COMMA:
        return ","
    if char.isspace() or char == _INVISIBLE_TIMES:
        return " "
    code = ord(char)
    # Mathematical alphanumerics, full-width forms and letterlike symbols only: NFKC at large turns the long s into s.
    if 0x1D400 <= code <= 0x1D7FF or 0xFF01 <= code <= 0xFF5E or 0x210A <= code <= 0x2149 or 0xFE50 <= code <= 0xFE6B:
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char:
            return plain if plain.isascii() else _one(plain)
    return _marked(unicodedata.normalize("NFD", char))


def _marked(pair: str) -> str | None:
    """A letter with a hat or an arrow over it, as LaTeX writes it."""
    letter, mark = pair[:1], pair[1:]
    if mark not in _MARKS:
        return None
    plain = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return f"\\{_MARKS[mark]}{{{plain}}}" if plain.isascii() and plain.isalpha() else None


def shown(char: str) -> str:
    """A character for a message: itself where it is printable, always with its code."""
    name = unicodedata.name(char, "")
    code = f"U+{ord(char):04X}" + (f", {name}" if name else "")
    return f"'{char}' ({code})" if char.isprintable() and not unicodedata.combining(char) else code


def printable(text: str) -> str:
    """The text with what must not be shown (controls, overrides, surrogates) replaced one for one."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t " else "\ufffd" for c in text)


def unreadable(text: str, message: str, start: int, end: int, hint: str | None = None) -> Unreadable:
    """The error at a place of the text."""
    return Unreadable(message, hint=hint, place=Place(text=printable(text), start=start, end=max(end, start + 1)))


def _fraction(text: str, start: int, end: int, before: str) -> str:
    """½ or ³⁄₄ as a fraction. Errors: Unreadable after a number, where it may be added or multiplied."""
    over, _, under = unicodedata.normalize("NFKC", text[start:end]).partition("\u2044")
    whole = _WHOLE.search(before)
    if whole is not None:
        number, top = whole[1], int(whole[1]) * int(under) + int(over)
        hint = f"Write {top}/{under} for the sum, {number}*({over}/{under}) for the product."
        raise unreadable(text, f"{number}{text[start:end]} can mean two things.", start, end, hint)
    return f"\\frac{{{over}}}{{{under}}}"


def _is_plain(char: str) -> bool:
    """Whether a character is ASCII and no control but a tab or the end of a line."""
    return char.isascii() and (char.isprintable() or char in "\t\n\r")


def plainly(text: str, first: int = 0, last: int | None = None) -> tuple[str, Sequence[int]]:
    """The text (or the stretch from `first` to `last`) in ASCII, and for each character and the end its place in the text.

    Raises Unreadable at a character that is not mathematics.
    """
    last = len(text) if last is None else last
    piece = text[first:last]
    if piece.isascii() and (piece.isprintable() or all(map(_is_plain, piece))):
        return piece, range(first, last + 1)
    out: list[str] = []
    where: list[int] = []
    k = first
    while k < last:
        start, char = k, text[k]
        k += 1
        if k < last and text[k] in _MARKS and (over := _marked(char + text[k])):
            made: str | None = over
            k += 1
        elif _is_plain(char):
            made = char
        elif found := _FRACTION.match(text, start, last):
            k = found.end()
            made = _fraction(text, start, k, "".join(out))
        elif char in _RAISED or char in _LOWERED:
            table, mark = (_RAISED, "^") if char in _RAISED else (_LOWERED, "_")
            while k < last and text[k] in table:
                k += 1
            made = f"{mark}{{{''.join(table[c] for c in text[start:k])}}}"
        else:
            made = _one(char)
        if made is None:
            raise unreadable(text, f"The character {shown(char)} cannot be read here.", start, k, _advice(char))
        out.append(made)
        where.extend([start] * len(made))
    where.append(last)
    return "".join(out), where


def _advice(char: str) -> str | None:
    """What to type instead, where the character only looks like mathematics."""
    name = unicodedata.name(char, "")
    if name.startswith(("CYRILLIC", "GREEK")):
        return "It only looks like a Latin letter: type the Latin one."
    if "QUOTATION" in name:
        return "Quotation marks are not part of mathematics."
    return None
