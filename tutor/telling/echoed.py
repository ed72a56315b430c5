"""A line of a working as it was read: its formulas laid out, the operations in them as one writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tutor.checking.working.points import CLASSES
from tutor.edges.language import message
from tutor.page.layout import APPLY, Fenced, Fraction, FunctionName, Ident, Layout, Number, Operator, Row, Script, Words, listed, row
from tutor.reading.echo import layout_of, letter
from tutor.reading.syntax import Call, Node, Rows, Sum
from tutor.reading.working.line import Chain, Member, WorkingLine
from tutor.reading.working.operations import Operation

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_WORD = re.compile(r"[A-Za-z]+")
_EXTREMES = ("min", "max")
_HEADS = {"gradient": "∇", "divergence": "∇·", "curl": "∇×", "laplacian": "∇²"}


def echoed(line: WorkingLine, operations: Mapping[str, Operation]) -> Layout | None:
    """All chains of a line; None where nothing was read, or where words hold it together: min 1 at (0, 1)."""
    if any(isinstance(m.tree, Call) and m.tree.function in _EXTREMES for c in line.chains for m in c.members):
        return None
    parts: list[Layout] = []
    for k, chains in enumerate(line.alternatives):
        parts += [Words(message(" or "), typed=True)] if k else []
        for n, chain in enumerate(chains):
            parts += [Words(", ")] if n else []
            parts += _chain(chain, operations, line.goes_on and not parts)
    classes = [m[0] for m in _WORD.finditer(line.typed or line.text) if m[0].lower() in CLASSES and m[0].lower() in line.words]
    if parts and classes:  # what is claimed of a point belongs to what was read
        parts += [Words(", "), Words(" ".join(classes), typed=True)]
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
    return Words(member.text, typed=True) if member.tree is None else _laid(member.tree, operations)


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
            to = row(listed(tuple(map(letter, o.by))), Operator("→", "relation"), listed(tuple(at)))
            return row(Script(FunctionName("lim"), sub=to), APPLY, of)
        case "determinant":
            return row(FunctionName("det"), APPLY, of if isinstance(o.of, Rows) else Fenced("(", of, ")"))
        case "over":
            inside = Fenced("(", of, ")") if isinstance(o.of, Sum) else of
            return row(Operator("∬" if o.name == "A" else "∭", "prefix"), inside, Ident("d"), Ident(o.name))
        case "cross":
            return row(of, Operator("×"), _laid(o.second, inner) if o.second is not None else Words(""))
    called: Layout = Words(o.name.strip().replace("\\nabla", "∇").replace("\\", ""), typed=True)
    return row(called, Fenced("(", listed(tuple(at)), ")")) if at else called
