"""Squeeze: the greater or the smaller of two numbers is of no greater size than both sizes together."""

from collections.abc import Iterator

from sympy import Abs, Le, Max

from tutor.deriving.squeezed import squeezed
from tutor.maths.limits.bounds import chosen_of_two, size_of_two
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Apart, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|max(a, b)| <= |a| + |b|, and 0 <= min(a, b) <= a where both are not negative."""
    if len(node.variables) < 2 or node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    for chosen, n in chosen_of_two(value):
        rest = Abs(value / chosen**n)
        for most in size_of_two(chosen):
            larger = written(most**n * rest)
            if tendency(node.of(larger)) != "zero":
                continue
            size = Abs(chosen, evaluate=False)
            least = Le(size, written(most), evaluate=False)
            inside = Apart(tree.power(size, n) if n != 1 else size, written(rest)) if rest != 1 else None
            facts = {"chosen": chosen, "least": least, "greater": isinstance(chosen, Max), "larger": larger}
            if (move := squeezed(node, larger, facts, inside=inside)) is not None:
                yield move
                return


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "if |f| <= g and g -> 0, then f -> 0; |max(a, b)| <= |a| + |b|",
    ("min(x^2, y^2)/(abs(x) + abs(y)); x = 0, y = 0", "max(x, y) y/(abs(x) + abs(y)); x = 0, y = 0"),
    "Stewart, Calculus, 14.2",
)
