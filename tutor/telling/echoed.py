"""A line of a working as it was read: its formulas laid out, the operations in them as one writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tutor.checking.plain import replaced
from tutor.edges.language import message
from tutor.page.layout import APPLY, Fenced, Fraction, FunctionName, Ident, Layout, Number, Operator, Row, Script, Words, listed, row
from tutor.reading.echo import layout_of, letter
from tutor.reading.syntax import Apply, Call, DerivativeNode, Node, Prod, Rows, Sum, Sym
from tutor.reading.working.line import Chain, Member, WorkingLine
from tutor.reading.working.operations import Operation

_CALL = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\(([a-z])\)")
_DOT = re.compile(r"[·⋅]|\\cdot(?![A-Za-z])")
_PLAIN = (
    (re.compile(r"\\partial\s*"), "∂"),
    (re.compile(r"\\oint(?![A-Za-z])"), "∮"),
    (re.compile(r"\\iint(?![A-Za-z])"), "∬"),
    (re.compile(r"\\iiint(?![A-Za-z])"), "∭"),
    (re.compile(r"\\cdot(?![A-Za-z])"), "·"),
    (re.compile(r"\\[,;!:]"), " "),
    (re.compile(r"\\(?:left|right|limits)(?![A-Za-z])"), ""),
    (re.compile(r"\\(?:vec|mathbf|boldsymbol)\s*\{([A-Za-z])\}"), r"\1"),
    (re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"\1/\2"),
)
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_EXTREMES = ("min", "max")
_HEADS = {"gradient": "∇", "divergence": "∇·", "curl": "∇×", "laplacian": "∇²"}


def echoed(line: WorkingLine, operations: Mapping[str, Operation]) -> Layout | None:
    """All chains of a line with the words between them; None where nothing was read, or where a word is read as a function: min(1, 2)."""
    if any(isinstance(m.tree, Call) and m.tree.function in _EXTREMES for c in line.chains for m in c.members):
        return None
    parts: list[Layout] = []
    for k, chains in enumerate(line.alternatives):
        parts += [Words(message(" or "), typed=True)] if k else []
        for n, chain in enumerate(chains):
            goes_on = line.goes_on and not parts
            gap = " " if n and chain.before[:1] not in (",", ";", " ") else ""
            parts += [Words(f"{gap}{chain.before} ", typed=True)] if chain.before else [Words(", ")] if n else []
            parts += _chain(chain, operations, goes_on)
            parts += [Words(f"{'' if chain.behind[:1] in (',', ';', ' ') else ' '}{chain.behind}", typed=True)] if chain.behind else []
    return Row(tuple(parts)) if parts else None


def _chain(chain: Chain, operations: Mapping[str, Operation], goes_on: bool) -> list[Layout]:
    out: list[Layout] = [Operator("=", "relation")] if goes_on else []
    for k, member in enumerate(chain.members):
        if k:
            sign = chain.signs[k - 1]
            out.append(Operator(_SIGNS.get(sign, sign), "relation"))
        out.append(_member(member, operations))
    return out


def _member(member: Member, operations: Mapping[str, Operation]) -> Layout:
    tree = member.tree
    if tree is None:
        return Words(_plainly(member.text), typed=True)
    for m in _CALL.finditer(member.text):  # r(t) and A(z), of letters that are no functions for the reader
        tree = replaced(tree, Prod((Sym(m[1]), Sym(m[2]))), Apply(m[1], (Sym(m[2]),)))
    names = tree.factors if isinstance(tree, Prod) else ()
    if (
        len(names) > 1
        and len(_DOT.findall(member.text)) == len(names) - 1
        and all(isinstance(f, Sym | Apply | DerivativeNode) for f in names)
    ):
        laid = [part for f in names for part in (Operator("·"), _laid(f, operations))]  # of vectors, F · n
        return Row(tuple(laid[1:]))
    return _laid(tree, operations)


def _plainly(text: str) -> str:
    """What could not be read, without the commands of LaTeX for signs and fractions."""
    for command, sign in _PLAIN:
        text = command.sub(sign, text)
    return text


def _laid(tree: Node, operations: Mapping[str, Operation]) -> Layout:
    """The layout of a tree, with each letter that stands for an operation as that operation."""
    laid = {letter(name): _operation(o, operations) for name, o in operations.items()} if operations else {}
    made: Layout = _replaced(layout_of(tree), laid)
    return made


def _replaced(layout: object, laid: Mapping[Layout, Layout]) -> Any:
    if is_dataclass(layout) and not isinstance(layout, type):
        if layout in laid:
            return laid[layout]  # type: ignore[index]
        changed = {f.name: _replaced(getattr(layout, f.name), laid) for f in fields(layout)}
        return replace(layout, **changed)
    return tuple(_replaced(x, laid) for x in layout) if isinstance(layout, tuple) else layout


def _operation(o: Operation, operations: Mapping[str, Operation]) -> Layout:
    """An operation as it is written."""
    inner = {name: x for name, x in operations.items() if int(name[3:]) < int(o.letter[3:])}
    of = _laid(o.of, inner) if o.of is not None else Words("")
    at = [_laid(a, inner) for a in o.at]
    match o.kind:
        case "derivative" if "" in o.by:
            return Script(Fenced("(", of, ")"), sup=row(*(Operator("′", "postfix"),) * len(o.by)))
        case "derivative":
            over = Ident("d") if len(o.by) == 1 else Script(Ident("d"), sup=Number(str(len(o.by))))
            return row(Fraction(over, row(*(part for v in o.by for part in (Ident("d"), letter(v))))), Fenced("[", of, "]"))
        case "ends":
            return Script(Fenced("[", of, "]"), sub=at[0], sup=at[1])
        case "at":
            places = [row(letter(n), Operator("=", "relation"), a) for n, a in zip(o.by, at, strict=True)] if o.by else [listed(tuple(at))]
            return Script(Fenced("", of, "|"), sub=listed(tuple(places)))
        case "limit" if not o.by:
            return row(FunctionName("lim"), APPLY, of)
        case "sum":
            return row(Operator("Σ", "prefix"), Fenced("(", of, ")") if isinstance(o.of, Sum) else of)
        case "limit":
            sides = (tuple(map(letter, o.by)), tuple(at))
            letters_, ends = (listed(side) if len(side) == 1 else Fenced("(", listed(side), ")") for side in sides)
            to = row(letters_, Operator("→", "relation"), ends)
            return row(Script(FunctionName("lim"), sub=to), Words(" "), Fenced("(", of, ")") if isinstance(o.of, Sum) else of)
        case "determinant":
            return row(FunctionName("det"), APPLY, of if isinstance(o.of, Rows) else Fenced("(", of, ")"))
        case "over":
            inside = Fenced("(", of, ")") if isinstance(o.of, Sum) else of
            return row(Operator("∬" if o.name == "A" else "∭", "prefix"), inside, Ident("d"), Ident(o.name))
        case "cross":
            return row(of, Operator("×"), _laid(o.second, inner) if o.second is not None else Words(""))
    called: Layout = Words(o.name.strip().replace("\\nabla", "∇").replace("\\", ""), typed=True)
    return row(called, Fenced("(", listed(tuple(at)), ")")) if at else called
