"""Placeholders in a statement: `{a}` stands for the value of the parameter a, in words and in formulas.

In words `{{` and `}}` are braces, and every other brace must enclose a parameter. In a formula braces are LaTeX's own, so
only the group `{a}` is replaced, and signs and ones are written as one would: `$x^2 + {a} y$` with a = -1 is x^2 - y.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tutor.errors import Place, Unreadable, nearest
from tutor.page.document import Inline, Math, Text
from tutor.reading.typeset import split_statement, typeset

_WORDS = re.compile(r"\{\{|\}\}|\{\s*([^{}]*?)\s*\}|[{}]")
_GROUP = re.compile(r"(?<!\\)\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*\Z")
# What stands in the braces of these is words or a font, not a value.
_TEXTUAL = frozenset({"text", "textbf", "textit", "textrm", "mathrm", "mathbf", "mathit", "operatorname", "mbox"})
# The braces of these are their own: a value goes between them as it is.
_ARGUMENT = frozenset({"frac", "dfrac", "tfrac", "binom", "sqrt", "vec", "hat", "bar", "overline"})
_SECOND = re.compile(r"\\(?:d|t)?(?:frac|binom)\s*\{(?:[^{}]|\{[^{}]*\})*\}\Z")
# What a factor of one may be left out before: letters, brackets, functions.
_FACTOR = re.compile(r"[A-Za-z(]|\\(?:left|sqrt|sin|cos|tan|ln|log|exp)(?![A-Za-z])")


def filled(statement: str, values: Mapping[str, str], known: Collection[str] = ()) -> tuple[Inline, ...]:
    """The statement with `values` (name -> LaTeX) in it; `known` are the other names of the problem.

    Errors: `Unreadable`, with the place in the statement, for a placeholder that names no parameter.
    """
    out: list[Inline] = []
    for is_math, piece in split_statement(statement):
        if is_math:
            out.append(Math(typeset(_formula(statement, piece, values, known))))
        else:
            out.extend(_words(statement, piece, values))
    return tuple(out)


def _words(statement: str, piece: str, values: Mapping[str, str]) -> list[Inline]:
    out: list[Inline] = []
    at, said = 0, ""
    for found in _WORDS.finditer(piece):
        said += piece[at : found.start()]
        at = found.end()
        if found[0] in ("{{", "}}"):
            said += found[0][0]
            continue
        if found[1] not in values:
            raise _unknown(statement, found[0], found[1] or "", values)
        out += [*([Text(said)] if said else []), Math(typeset(values[found[1]]))]
        said = ""
    said += piece[at:]
    return [*out, *([Text(said)] if said else [])]


def _formula(statement: str, piece: str, values: Mapping[str, str], known: Collection[str]) -> str:
    out, at = "", 0
    for found in _GROUP.finditer(piece):
        out += piece[at : found.start()]
        at = found.end()
        name, before = found[1], out.rstrip()
        command = _COMMAND.search(before)
        if command and command[1] in _TEXTUAL:
            out += found[0]
        elif (command and command[1] in _ARGUMENT) or before.endswith(("^", "_", "]")) or _SECOND.search(before):
            out += f"{{{values.get(name, name)}}}"
        elif name in values:
            out = _joined(before, values[name], piece[at:].lstrip())
        elif name in known or command:
            out += found[0]
        else:
            raise _unknown(statement, found[0], name, values)
    return out + piece[at:]


# Commands after which a value is no factor: brackets that open, relations and signs.
_NO_FACTOR = re.compile(r"\\(?:langle|lvert|lVert|lfloor|lceil|left|in|to|le|leq|ge|geq|ne|neq|lt|gt|pm|mp|quad|qquad)\Z")


def _joined(before: str, value: str, after: str) -> str:
    """What stands before a value, and the value, with the sign, the bracket or the dot that it needs there."""
    if after.startswith("^") and not value.isalnum():
        return f"{before} \\left({value}\\right)"
    if value.startswith("-") and before.endswith(("+", "-")):
        leading = before[:-1].rstrip().endswith(("=", "(", ",", "<", ">")) or not before[:-1].strip()
        sign = "-" if before.endswith("+") else "" if leading else "+"
        before, value = before[:-1] + sign, value[1:]
    sign = "-" if value.startswith("-") else ""
    if value in ("1", "-1") and _FACTOR.match(after) and not before[-1:].isalnum():
        return f"{before} {sign}"
    if re.search(r"[A-Za-z0-9)}]\Z|\\(?:cdot|times)\Z", before) and not _NO_FACTOR.search(before):
        dot = "" if before.endswith(("\\cdot", "\\times")) or sign else " \\cdot"
        return f"{before}{dot} \\left({value}\\right)" if sign else f"{before}{dot} {value}"
    return f"{before} {value}"


def _unknown(statement: str, token: str, name: str, values: Mapping[str, str]) -> Unreadable:
    start = max(statement.find(token), 0)
    place = Place(field="statement", text=statement, start=start, end=start + len(token))
    hint = nearest(name, values) or "Write {{ and }} for braces in words."
    said = f"{{{name}}} is not a parameter" if name else "a brace has no partner"
    return Unreadable(said, hint=hint, place=place)
