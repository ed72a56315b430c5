"""What a label names: `f_x(1, 2)`, `\\frac{dy}{dx}`, `∇f`, `y''` as an operation, a function and the variables."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.reading.characters import GLUE, plainly
from tutor.reading.functions import GREEK
from tutor.reading.patterns import compiled

Operation = Literal[
    "derivative",
    "gradient",
    "divergence",
    "curl",
    "laplacian",
    "hessian",
    "jacobian",
    "determinant",
    "directional",
    "limit",
    "differential",
    "value",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`of` is empty where the label does not say it; `by` has one name for each differentiation, empty for a prime.

    `at` is what stands in the brackets behind, or where a limit goes, as typed; None where there is nothing.
    """

    operation: Operation
    of: str = ""
    by: tuple[str, ...] = ()
    at: str | None = None


# Letters that functions are called by: fx is no product of them.
FUNCTION_NAMES = "fgzwuhFTV"
_LONGEST = 160
_BLANK = compiled(r"\\(?:left|right|displaystyle|quad|limits|[,;:!> ])(?![A-Za-z])|\\[,;:!> ]|\s|\$|\{\}|\*(?=[A-Za-z])")
_FRACTION = compiled(r"\\[dt]?frac\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_UPRIGHT = compiled(r"\\(?:mathrm|operatorname|mathbf|boldsymbol|vec|text|bm|mathit)\*?\{([A-Za-z∇∂Δ]+)\}")
_SIGNS = {
    "\\partial": "∂", "\\nabla": "∇", "\\Delta": "Δ", "\\cdot": "·", "\\times": "×", "\\differentialD": "d", "\\prime": "'", "²": "^2",
    "³": "^3", "’": "'", "′": "'", "″": "''", "\\to": "→", "\\rightarrow": "→", "->": "→", "\\lim": "lim", "\\det": "det", "\\vert": "|",
    "\\bigg": "", "\\Big": "", "\\big": "", "•": "·", "∙": "·", "⋅": "·",
}  # fmt: skip
_NAME = r"(?:\\?[A-Za-z]+_?\{?\d{1,2}\}?|\\?[A-Za-z]+)"
_AT = r"(?:\.?\|?_?[({]*(?P<at>\((?:[^()]|\([^()]*\))*\)|\|_\{?[^{}|]*\}?)[})]*)?"
_GREEK = "|".join(sorted(set(GREEK.values()), key=lambda name: (-len(name), name)))
_OVER = compiled(
    r"\.?\(?[d∂](?:\^?\{?(?P<n>\d)\}?)?\(?(?P<of>\\[a-z]{2,7}|" + _GREEK + r"|[A-Za-z](?:_?\{?\w\}?)?)?\)?\)?"
    r"/\(?(?P<by>(?:[d∂]\(?\\?[A-Za-z]+\)?(?:\^?\{?\d\}?)?)+?)\)?" + _AT
)
_BY = compiled(r"[d∂]\(?\\?(?P<v>[A-Za-z]+?)\)?(?:\^?\{?(?P<n>\d)\}?)?(?=[d∂]|\Z)")
_OPERATOR = compiled(r"\(?[d∂]\)?/\(?[d∂](?P<by>\\[a-z]+|[A-Za-z])\)?[\[({]?(?P<of>.+?)?[\])}]?")
_SUBSCRIPT = compiled(r"(?P<of>\\?(?:" + _GREEK + r")|[A-Za-z](?:_?\d)?)'?_\{?(?P<by>(?:\\?[A-Za-z])+)\}?" + _AT)
_GLUED = compiled(r"(?P<of>[A-Za-z])'?(?P<by>[A-Za-z]+)" + _AT)
_PRIMED = compiled(r"(?P<of>[A-Za-z]|\\(?:phi|varphi|psi))(?:\^\{)?(?P<primes>'+)\}?" + _AT)
_D_BY = compiled(r"[D∂]_?\{?(?P<by>\\?[A-Za-z])\}?\(?(?P<of>[A-Za-z])\)?" + _AT)
_APPLIED: dict[Operation, str] = {
    "divergence": r"(?:div|∇[·.])", "curl": "(?:curl|rot|∇×)", "laplacian": r"(?:∇\^(?:2|\{2\})|∇·∇)", "gradient": "(?:grad|∇)",
}  # fmt: skip
_OPERATIONS = [(name, compiled(rf"{sign}\(?(?P<of>[A-Za-z])\)?{_AT}")) for name, sign in _APPLIED.items()]
_LIMIT = compiled(r"lim_?[({]*(?P<by>\(?[A-Za-z,]+\)?)→(?P<at>\(.*?\)(?=[)}]*)|[^(){}]+?(?=[)}]|[A-Za-z(]|\Z))[)}]*.*")
_DIFFERENTIAL = compiled(r"[dΔδ]\(?(?P<of>[A-Za-z])\)?")
_VALUE = compiled(rf"(?P<of>{_NAME})" + _AT)


def quantity(label: str, variables: Collection[str], functions: Collection[str] = ()) -> Quantity | None:
    """What a label names; None where it is no single quantity. `variables` tell `f_x` from a letter with an index.

    `functions` are the letters that functions may be written with: `fx` is no product of them.
    """
    if len(label) > _LONGEST:
        return None
    try:
        text = plain(label)
    except Unreadable:
        return None
    if text.startswith("((") and text.endswith("))"):
        text = text[1:-1]
    for operation, pattern in _OPERATIONS:
        if (m := pattern.fullmatch(text)) is not None:
            return Quantity(operation, m["of"], (), m["at"])
    if (m := _LIMIT.fullmatch(text)) is not None:
        return Quantity("limit", "", tuple(m["by"].strip("()").split(",")), m["at"])
    return _derivative(text, variables, functions) or _named(text, variables)


def plain(label: str) -> str:
    """A label without layout, its fractions on one line. Errors: Unreadable at a character that has no place in mathematics."""
    label = label.replace("→", "->")
    label = plainly(label, 0, len(label))[0].replace(GLUE, "") if not label.isascii() else label
    for sign, meant in _SIGNS.items():
        label = label.replace(sign, meant)
    label = _BLANK.sub("", label)
    label = _UPRIGHT.sub(r"\1", label)
    for _ in range(3):
        label = _FRACTION.sub(r"\1/\2", label)
    return label


def _derivative(text: str, variables: Collection[str], functions: Collection[str]) -> Quantity | None:
    if (m := _OVER.fullmatch(text)) is not None and (m["of"] or m["at"] is None):
        by = [v for found in _BY.finditer(m["by"]) for v in [_name(found["v"])] * int(found["n"] or 1)]
        if len(by) == int(m["n"] or 1) and (m["of"] or len(by[0]) == 1 or by[0] in variables):
            return Quantity("derivative", _name(m["of"] or ""), tuple(by), m["at"])
    if (m := _OPERATOR.fullmatch(text)) is not None and "=" not in (m["of"] or ""):
        of = m["of"] or ""
        inner = _derivative(of, variables, functions) if set("∂d") & set(of) else None
        return Quantity("derivative", of if len(of) == 1 else "", (*(inner.by if inner else ()), _name(m["by"])))
    if (m := _PRIMED.fullmatch(text)) is not None:
        return Quantity("derivative", m["of"], ("",) * len(m["primes"]), m["at"])
    if (m := _SUBSCRIPT.fullmatch(text)) is not None and m["of"] != "D":
        by = _letters(m["by"], variables)
        return Quantity("derivative", _name(m["of"]), tuple(by), m["at"]) if by else None
    if (m := _D_BY.fullmatch(text)) is not None and (m["by"].lstrip("\\") in variables or m["by"] in ("u", "v")):
        return Quantity("derivative", m["of"], (_name(m["by"]),), m["at"])
    if (m := _GLUED.fullmatch(text)) is not None and (m["of"] in functions or "'" in text) and m["of"] not in variables:
        by = _letters(m["by"], variables)
        return Quantity("derivative", m["of"], tuple(by), m["at"]) if by else None
    return None


def _named(text: str, variables: Collection[str]) -> Quantity | None:
    if (m := _DIFFERENTIAL.fullmatch(text)) is not None and text not in variables:
        return Quantity("differential", m["of"])
    if (m := _VALUE.fullmatch(text)) is not None:
        name = _name(m["of"])
        known = len(name) == 1 or name in variables or name in GREEK.values() or "_" in name
        return Quantity("value", name, (), m["at"]) if known else None
    return None


def _name(typed: str) -> str:
    """The plain spelling of a name."""
    bare = re.sub(r"[\\{}]", "", typed)
    return GREEK.get(bare, bare)


def _letters(typed: str, variables: Collection[str]) -> list[str]:
    """The variables that a subscript is made of; none where it is something else."""
    whole = _name(typed)
    if whole in variables:
        return [whole]
    found = list(typed.replace("\\", ""))
    return found if all(letter in variables for letter in found) else []
