"""Improper integral: up to an infinite limit, or to an end where the integrand grows beyond all bounds, it is a limit."""

from collections.abc import Iterator

from sympy import S

from tutor.maths.integrals.improper import grows, open_end
from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Int, Lim


def moves(node: Int) -> Iterator[Move]:
    """The integral from a to infinity is the limit of that from a to t, as t grows."""
    found = open_end(node)
    if found is None:
        return
    a, b = node.limits
    t, end = found.letter, found.end
    inner = Int(node.expr, node.variable, *((a, t) if found.upper else (t, b)))
    infinite = end in (S.Infinity, S.NegativeInfinity)
    facts = {
        "t": t,
        "end": end,
        "f": node.expr,
        "x": node.variable,
        "infinite": infinite,
        "grows": not infinite and grows(node, end),
        "upper": found.upper,
    }
    yield Move(Lim(inner, (t,), (end,), "" if infinite else "-" if found.upper else "+"), facts)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_a^oo f dx = lim_(t -> oo) int_a^t f dx",
    ("1/x^2; x from 1 to oo", "e^(-x); x from 0 to oo", "1/sqrt(x); x from 0 to 1", "1/(1 + x^2); x from 0 to oo"),
    "Stewart, Calculus, 7.8",
    effort=1.0,
)
