"""Unspecified function: f(u, v) is differentiated slot by slot, each times the derivative of what stands in it."""

from collections.abc import Iterator

from sympy import Expr, Integer, Symbol
from sympy.core.function import AppliedUndef

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Slot


def moves(node: Diff) -> Iterator[Move]:
    """d/dx f(u, v) = f_u u' + f_v v'; for a plain argument only the symbol f' or f_x is written."""
    match node.expr:
        case AppliedUndef() as applied:
            slots: tuple[int, ...] = ()
            once = [isinstance(a, Symbol) and applied.args.count(a) == 1 for a in applied.args]
            names = tuple(a if once[k] else Integer(k + 1) for k, a in enumerate(applied.args))
        case Slot(applied=applied, slots=slots, names=names):
            pass
        case _:
            return
    found = [
        tree.product(Slot(applied, (*slots, k), names), *_inner(node, a))
        for k, a in enumerate(applied.args)
        if node.variable in a.free_symbols
    ]
    if found:
        yield Move(tree.total(*found), {"f": node.expr, "args": applied.args, "x": node.variable})


def _inner(node: Diff, argument: Expr) -> tuple[Expr, ...]:
    return () if argument == node.variable else (node.of(argument),)


RULE = Rule(
    Diff,
    moves,
    Rank.COMPOSE,
    "d/dx f(u, v) = f_1(u, v) u' + f_2(u, v) v'",
    ("f(x)", "f(x, y)", "g(x^2)", "f(x, x^2)"),
    "Stewart, Calculus, 14.5",
    routine=True,
)
