"""Limits of integration: `int_0^1 int_y^1 f dx dy`, or `y <= x <= 1, 0 <= y <= 1`, or `x from y to 1`."""

from __future__ import annotations

import re

from tutor.reading.answers import Limits, SetUp
from tutor.reading.draft import Draft, Span, listed
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import IntegralNode, Joined, Neg, Node, Prod, Quot, Relation, Sum, Sym, Tup, walk

_ADVICE = "Write them as in y <= x <= 1, 0 <= y <= 1, the inner one first."
_DOUBLE = compiled(r"\\i{2,3}nt(?![A-Za-z])|∬|∭")
_MULTIPLE = compiled(r"\\i{1,3}nt(?![A-Za-z])|∬|∭|∫|(?<![A-Za-z])int(?![A-Za-z])")
_FROM = compiled(
    r"(?<![A-Za-z])([A-Za-z]|\\?theta|\\?phi|\\?rho|θ|φ|ρ|\\varphi)\s*(?:from|=|:|goes\s+from|von|runs\s+from|in)\s*"
    r"(?=[^=<>]{0,200}?(?:(?<![A-Za-z])(?:to|bis)(?![A-Za-z])|\.\.))",
    re.IGNORECASE,
)
_TO = compiled(r"(?<![A-Za-z])(?:to|bis)(?![A-Za-z])|\.\.\.?", re.IGNORECASE)
_RANGE = compiled(r"[<>≤≥∈]|\\(?:le|ge|leq|geq|in|leqslant|geqslant)(?![A-Za-z])|(?<![A-Za-z])(?:from|to|bis|von|in)(?![A-Za-z])|\.\.")
_COMMA = compiled(r",|(?<![A-Za-z])and(?![A-Za-z])")


def limits(draft: Draft, span: Span) -> Result:
    """The limits in the order typed, or from the inside of an integral outwards."""
    labels.worded(draft)
    found = steps(draft, span)
    last = found[-1]
    if _MULTIPLE.search(draft.text, *last):
        return Result(_integrals(draft, _without_name(draft, last)), None, (), tuple(found))
    if not _RANGE.search(draft.text, *last):
        return Result(SetUp((), draft.parse(last)), None, (), tuple(found))
    ranges: list[tuple[str, Node, Node]] = []
    single: dict[str, dict[str, Node]] = {}
    for piece in (p for line in rows(draft, last) for p in draft.pieces(_COMMA, line)):
        spoken = spoken_range(draft, piece)
        if spoken is not None:
            ranges.append(spoken)
            continue
        for item in listed(draft.parse(piece)):
            for one in item.items if isinstance(item, Joined) else (item,):
                add_range(draft, one, ranges, single)
    close_ranges(draft, ranges, single, last)
    if not ranges:
        raise draft.fail("Limits of integration are needed here.", last, _ADVICE)
    return Result(Limits(tuple(ranges), None), None, (), tuple(found))


def close_ranges(draft: Draft, ranges: list[tuple[str, Node, Node]], single: dict[str, dict[str, Node]], span: Span) -> None:
    """Ranges whose ends were typed one by one are added to the others; each variable has one."""
    for name, ends in single.items():
        if len(ends) < 2:
            raise draft.fail(f"Only one limit is given for {name}.", span, _ADVICE)
        ranges.append((name, ends["lower"], ends["upper"]))
    names = [r[0] for r in ranges]
    if len(set(names)) < len(names):
        raise draft.fail("A variable has two pairs of limits.", span, _ADVICE)


def _without_name(draft: Draft, span: Span) -> Span:
    """An integral without what stands before its first sign and an equals sign: V = int ..."""
    first = _MULTIPLE.search(draft.text, *span)
    assert first is not None
    before = draft.text[span[0] : first.start()].rstrip()
    return draft.trimmed(first.start(), span[1]) if before.endswith("=") else span


def _integrals(draft: Draft, span: Span) -> Limits | SetUp:
    """One iterated integral, or a sum of several."""
    for m in draft.outside(_DOUBLE, span):
        said = "A double integral sign has no limits of its own."
        raise draft.fail(said, m.span(), "Write one integral sign for each variable, with its limits.")
    match draft.parse(span):
        case Sum(terms) if all(any(isinstance(n, IntegralNode) for n in walk(t)) for t in terms):
            return SetUp(tuple(_integral(draft, span, t) for t in terms))
        case node:
            return _integral(draft, span, node)


def _integral(draft: Draft, span: Span, node: Node) -> Limits:
    outside: list[Node] = []
    ranges: list[tuple[str, Node, Node]] = []
    while True:
        match node:
            case Relation(items) if (inner := next((i for i in items if isinstance(i, IntegralNode | Prod)), None)) is not None:
                node = inner
            case IntegralNode(inner, variable, lower, upper):
                if lower is None or upper is None:
                    raise draft.fail(f"The integral over {variable} has no limits.", node, "Write int_0^1 f dx.")
                ranges.insert(0, (variable, lower, upper))
                node = inner
            case Neg(IntegralNode() as inner):
                raise draft.fail("Write the integral without the sign before it.", inner)
            case Prod(factors) if sum(isinstance(f, IntegralNode) for f in factors) == 1:
                outside += [f for f in factors if not isinstance(f, IntegralNode)]
                node = next(f for f in factors if isinstance(f, IntegralNode))
            case Quot(IntegralNode()):
                raise draft.fail("Write the integral first, without dividing it.", node)
            case _:
                break
    if not ranges or any(isinstance(n, IntegralNode) for n in walk(node)):
        raise draft.fail("One iterated integral is needed here.", span, "Write int_0^1 int_y^1 f dx dy.")
    names = [r[0] for r in ranges]
    if len(set(names)) < len(names):
        raise draft.fail("Two integrals have the same variable.", span)
    return Limits(tuple(ranges), Prod((*outside, node), "", node.start, node.end) if outside else node)


def spoken_range(draft: Draft, span: Span) -> tuple[str, Node, Node] | None:
    """x from 0 to 1, x = 0..1, x: 0 to 1."""
    head = _FROM.match(draft.text, *span)
    if head is None:
        return None
    to = next((m for m in draft.outside(_TO, (head.end(), span[1]))), None)
    variable = draft.parse(head.span(1))
    if to is None or not isinstance(variable, Sym):
        return None
    return variable.name, draft.parse(draft.trimmed(head.end(), to.start())), draft.parse(draft.trimmed(to.end(), span[1]))


def add_range(draft: Draft, item: Node, ranges: list[tuple[str, Node, Node]], single: dict[str, dict[str, Node]]) -> None:
    """One chain of inequalities, one membership, or one end of a range."""
    match item:
        case Relation((lower, Sym(name), upper), ("<" | "<=", "<" | "<=")):
            ranges.append((name, lower, upper))
        case Relation((upper, Sym(name), lower), (">" | ">=", ">" | ">=")):
            ranges.append((name, lower, upper))
        case Relation((Sym(name), Tup((lower, upper))), ("in",)):
            ranges.append((name, lower, upper))
        case Relation((left, right), ("<" | "<=" | ">" | ">=" as sign,)):
            small, large = (left, right) if sign.startswith("<") else (right, left)
            _end(draft, item, small, large, single)
        case Relation(items) if len(items) > 3:
            raise draft.fail("This chain says more than one range.", item, _ADVICE)
        case _:
            raise draft.fail("This is no range of a variable.", item, _ADVICE)


def _end(draft: Draft, item: Node, small: Node, large: Node, single: dict[str, dict[str, Node]]) -> None:
    """x >= 0 or x <= 1: which variable, and which end."""
    known = draft.names or draft.scope.variables
    for node, other, end in ((small, large, "upper"), (large, small, "lower")):
        if isinstance(node, Sym) and (node.name in known or not isinstance(other, Sym)):
            ends = single.setdefault(node.name, {})
            if end in ends:
                raise draft.fail(f"{node.name} has this limit twice.", item, _ADVICE)
            ends[end] = other
            return
    raise draft.fail("This is no range of a variable.", item, _ADVICE)
