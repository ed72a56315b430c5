"""A key by which equal values share a group, however they were typed: for counting mistakes, not for judging them."""

from __future__ import annotations

from itertools import islice

from tutor.checking.opinion import Domain
from tutor.checking.shown import shown
from tutor.checking.values import NoValue, letters, points, precision, value
from tutor.printing.notation.text import text
from tutor.reading.answers import Reading, Steepest, ValuedGradient
from tutor.reading.syntax import Node, Rows, Tup

PLACES = 2  # sample points at which there is a value,
TRIED = 24  # of so many
DIGITS = 12  # significant digits that are compared


def group(reading: Reading, domain: Domain) -> str:
    """Numbers, vectors and matrices by their values at a few points; the rest as it is shown."""
    match reading:
        case Tup(items, open, _) if open != "{":
            return f"({', '.join(_number(i, domain) for i in items)})"
        case Rows(rows):
            return "; ".join(", ".join(_number(e, domain) for e in r) for r in rows)
        case Steepest(direction, rate):
            return f"{group(Tup(direction, '<', '>'), domain)} {'' if rate is None else _number(rate, domain)}"
        case ValuedGradient(of, gradient):
            return f"{'' if of is None else _number(of, domain)} {group(Tup(gradient, '<', '>'), domain)}"
    return _number(reading, domain) if isinstance(reading, Node) else text(shown(reading))


def _number(node: Node, domain: Domain) -> str:
    names, found = letters(node), []
    with precision(64):
        for where in islice(points(names, domain), TRIED if names else 1):
            try:
                found.append(value(node, where, domain).str(DIGITS, radius=False))
            except (NoValue, RecursionError):
                continue
            if len(found) == PLACES:
                break
    if not found:
        return text(shown(node))
    if len(set(found)) == 1:  # sin^2 t + cos^2 t is a number too
        return f":{found[0]}"
    return f"{','.join(names)}:{','.join(found)}"
