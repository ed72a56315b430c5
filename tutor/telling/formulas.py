"""Formulas that words are written with, between dollar signs: `$C v = λ v$`, `$dr dθ$`, `$s sᵀ/r$`.

Letters are single, but for the functions below; `d` before a letter makes a differential. Above the line of a quotient stands the
whole product before its stroke. A formula among the facts stands in one like a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.page.layout import APPLY, TIMES, Fenced, Fraction, FunctionName, Ident, Layout, Number, Operator, Root, Script, Space, row
from tutor.printing.notation.compose import compose
from tutor.printing.notation.functions import NAMES

FUNCTIONS = ("det", *NAMES.values())
ABOVE: dict[str, Layout] = {"²": Number("2"), "ᵀ": Ident("T", "upright")}
BOLD = {"𝐧": "n"}  # vectors
BELOW: dict[str, Layout] = {"ᵢ": Ident("i")}
SIGNS = {**dict.fromkeys("=≈<≤", "relation"), **dict.fromkeys("+−", "infix"), ",": "separator"}
FENCES = {"(": ")", "|": "|"}
TOKEN = re.compile(rf"\ue000(?P<fact>\d+)\ue001|(?P<function>{'|'.join(FUNCTIONS)})(?![a-z])|(?P<number>\d+(?:\.\d+)?)|(?P<sign>\S)")


def written(text: str, facts: Sequence[object]) -> Layout:
    """The formula; `facts` are those that its marks count. Errors: ValueError where it is none, a mistake of the template."""
    left = [(m.lastgroup, m[m.lastgroup]) for m in reversed(list(TOKEN.finditer(text))) if m.lastgroup]
    try:
        laid = _line(left, facts)
    except (IndexError, KeyError) as error:
        raise ValueError(f"this is no formula: ${text}$") from error
    if left:
        raise ValueError(f"this is no formula from {left[-1][1]} on: ${text}$")
    return laid


def _next(left: list[tuple[str, str]]) -> str:
    """The sign that comes next, or nothing."""
    return left[-1][1] if left and left[-1][0] == "sign" else ""


def _line(left: list[tuple[str, str]], facts: Sequence[object]) -> Layout:
    items: list[Layout] = []
    alone = True  # no term yet that a sign could stand behind
    while alone or _next(left) in SIGNS:
        if _next(left) in SIGNS:
            sign = left.pop()[1]
            items.append(Operator(sign, "prefix" if alone and SIGNS[sign] == "infix" else SIGNS[sign]))  # type: ignore[arg-type]
            alone = True
        else:
            items.append(_term(left, facts))
            alone = False
    return row(*items)


def _term(left: list[tuple[str, str]], facts: Sequence[object]) -> Layout:
    laid = _factor(left, facts)
    while left and _next(left) not in (*SIGNS, *FENCES.values()):
        match _next(left):
            case "/":
                left.pop()
                laid = Fraction(_bare(laid), _bare(_factor(left, facts)))
            case "·" | "×":
                laid = row(laid, Operator(left.pop()[1]), _factor(left, facts))
            case sign:
                laid = row(laid, Space() if sign == "d" else TIMES, _factor(left, facts))
    return laid


def _factor(left: list[tuple[str, str]], facts: Sequence[object]) -> Layout:
    laid = _atom(left, facts)
    while (sign := _next(left)) in (*ABOVE, *BELOW, "^"):
        left.pop()
        laid = Script(laid, sub=BELOW.get(sign), sup=_bare(_atom(left, facts)) if sign == "^" else ABOVE.get(sign))
    return laid


def _atom(left: list[tuple[str, str]], facts: Sequence[object]) -> Layout:
    match left.pop():
        case "fact", number:
            return compose(facts[int(number)])
        case "function", name:
            raised = Script(FunctionName(name), sup=ABOVE[left.pop()[1]]) if _next(left) in ABOVE else FunctionName(name)
            return row(raised, APPLY, _factor(left, facts))
        case "number", digits:
            return Number(digits)
        case _, "√":
            return Root(_bare(_atom(left, facts)))
        case _, "d" if (left and left[-1][0] == "fact") or _next(left).isalpha():
            return row(Ident("d"), _atom(left, facts))
        case _, sign if sign in FENCES:
            body = _line(left, facts)
            if left.pop()[1] != FENCES[sign]:
                raise KeyError(sign)
            return Fenced(sign, body, FENCES[sign])
        case _, letter if letter in BOLD:
            return Ident(BOLD[letter], "bold")
        case _, letter if letter.isalpha() or letter == "∇":
            return Ident(letter)
        case _, other:
            raise KeyError(other)


def _bare(laid: Layout) -> Layout:
    """What is above or below a line or under a root, without its bracket."""
    return laid.body if isinstance(laid, Fenced) and laid.open == "(" else laid
