"""Fundamental theorem of calculus: a function given as an integral, with limits that may depend on the variable."""

from collections.abc import Iterator

from sympy import Expr, Integral

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """d/dx of the integral of f from a to b is f(b) b' - f(a) a', plus the integral of df/dx where f contains x."""
    match node.expr:
        case Integral(args=(f, limits)) if len(limits.args) == 3:
            t, a, b = limits.args
            x = node.variable
            if t == x:
                return
            parts: list[Expr] = []
            if x in b.free_symbols:
                parts.append(tree.product(tree.substitute(f, {t: b}), *_inner(node, b)))
            if x in a.free_symbols:
                parts.append(tree.negative(tree.product(tree.substitute(f, {t: a}), *_inner(node, a))))
            under = x in f.free_symbols
            if under:
                parts.append(Integral(Diff(f, x, *node.held, t), (t, a, b)))
            facts = {"f": f, "t": t, "a": a, "b": b, "x": x, "under": under}
            facts["lower"] = x in a.free_symbols
            facts["inner"] = any(x in limit.free_symbols and limit != x for limit in (a, b))
            yield Move(tree.total(*parts), facts)


def _inner(node: Diff, limit: Expr) -> tuple[Expr, ...]:
    return () if limit == node.variable else (node.of(limit),)


RULE = Rule(
    Diff,
    moves,
    Rank.COMPOSE,
    "d/dx int_a^b f(t) dt = f(b) b' - f(a) a'",
    ("int_0^x e^(-t^2) dt", "int_x^(x^2) cos(t^3) dt"),
    "Stewart, Calculus, 5.3",
    show_parts=True,
)
