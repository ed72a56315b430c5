"""A power with the variable above and below is written with e: f^g = e^(g ln f)."""

from collections.abc import Iterator

from sympy import Pow, exp, log

from tutor.maths.limits.tendency import tendency
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """lim f^g = e^(lim g ln f), because e^x is continuous; where the exponent is infinite, lim e^(g ln f)."""
    match node.expr:
        case Pow(args=(base, n)) if not node.expr.has(Diff) and n.free_symbols & set(node.variables):
            inside = node.of(tree.product(n, tree.apply(log, base)))
            if tendency(inside) in ("zero", "finite"):
                yield Move(tree.apply(exp, inside), {"base": base, "exponent": n, "settles": True})
            elif tendency(inside) in ("oo", "-oo"):
                yield Move(node.of(tree.apply(exp, inside.expr)), {"base": base, "exponent": n, "settles": False})


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "lim f^g = e^(lim g ln f)",
    ("(1 + 2/x)^x; x = oo", "x^x; x = 0+", "x^(1/x); x = 0+"),
    "Stewart, Calculus, 4.4",
)
