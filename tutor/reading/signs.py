"""The signs of typeset mathematics: what each LaTeX command is drawn as."""

from __future__ import annotations

from tutor.page.layout import Style
from tutor.reading.echo import LETTERS
from tutor.reading.functions import FUNCTIONS

GREEK = {
    **LETTERS, "lambda": "λ", "Lambda": "Λ", "varepsilon": "ε", "vartheta": "ϑ", "varphi": "φ", "varrho": "ϱ", "varsigma": "ς", "ell": "ℓ",
    "hbar": "ℏ",
}  # fmt: skip
UPRIGHT = {
    "infty": "∞", "partial": "∂", "nabla": "∇", "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "ldots": "…", "dots": "…",
    "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "degree": "°", "imath": "ı", "jmath": "ȷ", "Re": "ℜ", "Im": "ℑ",
    "%": "%", "$": "$", "#": "#", "&": "&",
}  # fmt: skip
INFIX = {
    "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷", "ast": "∗", "circ": "∘", "cup": "∪", "cap": "∩", "setminus": "∖",
    "wedge": "∧", "vee": "∨", "land": "∧", "lor": "∨", "oplus": "⊕", "bullet": "•", "+": "+", "-": "−", "/": "/", "*": "∗",
}  # fmt: skip
RELATIONS = {
    "=": "=", "<": "<", ">": ">", "<=": "≤", ">=": "≥", "!=": "≠",
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠",
    "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "simeq": "≃", "cong": "≅", "propto": "∝", "in": "∈", "notin": "∉", "subset": "⊂",
    "subseteq": "⊆", "perp": "⊥", "parallel": "∥", "ll": "≪", "gg": "≫", "to": "→", "rightarrow": "→", "mapsto": "↦", "Rightarrow": "⇒",
    "implies": "⟹", "Leftrightarrow": "⇔", "iff": "⟺", "longrightarrow": "⟶", "leftarrow": "←", "mid": "|", "colon": ":", ":": ":",
}  # fmt: skip
BIG = {"int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮", "sum": "∑", "prod": "∏", "bigcup": "⋃", "bigcap": "⋂"}
# Those that carry what stands at them below and above, not beside.
STACKED = frozenset({"sum", "prod", "bigcup", "bigcap", "lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmin", "argmax"})
NAMES = frozenset({*FUNCTIONS, "lim", "max", "min", "sup", "inf", "det", "arg", "dim", "ker", "gcd", "deg", "lg", "Pr"})
ACCENTS = {"vec": "→", "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~", "dot": "˙", "overrightarrow": "→"}
STYLES: dict[str, Style] = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "mathrm": "upright", "mathit": "italic", "mathcal": "italic", "mathsf": "upright",
}  # fmt: skip
WORDS = frozenset({"text", "textrm", "textit", "textbf", "mbox"})
DOUBLE = dict(zip("RNZQC", "ℝℕℤℚℂ", strict=True))
SPACES = {",": "thin", ":": "thin", ";": "thin", " ": "thin", "!": "", "quad": "wide", "qquad": "wide", "~": "thin", ">": "thin"}
IGNORED = frozenset(["displaystyle", "textstyle", "scriptstyle", "limits", "nolimits"])
SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r"))
# Brackets by what is typed, with their signs; the bars close what they open.
OPEN = {"(": "(", "[": "[", "\\{": "{", "\\langle": "⟨", "\\lvert": "|", "\\lVert": "‖", "\\lfloor": "⌊", "\\lceil": "⌈", "\\lbrace": "{"}
CLOSE = {")": ")", "]": "]", "\\}": "}", "\\rangle": "⟩", "\\rvert": "|", "\\rVert": "‖", "\\rfloor": "⌋", "\\rceil": "⌉", "\\rbrace": "}"}
BARS = {"|": "|", "\\|": "‖", "\\vert": "|", "\\Vert": "‖"}
GRIDS = {
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "Bmatrix": ("{", "}"),
    "cases": ("{", ""), "array": ("", ""), "aligned": ("", ""), "smallmatrix": ("(", ")"),
}  # fmt: skip
KNOWN = (
    *GREEK, *UPRIGHT, *INFIX, *RELATIONS, *NAMES, *BIG, *ACCENTS, *STYLES, "frac", "sqrt", "text", "left", "right", "begin", "end",
)  # fmt: skip
ENDS = frozenset({"}", "&", "\\\\", "\\end", "\\right", "", *CLOSE})
