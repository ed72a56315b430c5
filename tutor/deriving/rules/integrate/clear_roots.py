"""Roots cleared: the root itself is the new variable, and everything is a power of it."""

from collections.abc import Iterator

from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.roots import cleared
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Int


def moves(node: Int) -> Iterator[Move]:
    """With u the n-th root of k x + c: x = (u^n - c)/k, dx = n u^(n-1)/k du."""
    if not proper(node):
        return
    x = node.variable
    for change in cleared(tree.evaluated(node.expr), x):
        u, root = change.letter, written(change.root)
        facts = {"u": u, "g": root, "x": x, "by": written(change.by), "slope": written(change.slope), "definite": node.is_definite}
        integrand = written(change.integrand)
        if node.is_definite:
            a, b = node.limits
            low, high = (tree.evaluated(tree.substitute(root, {x: end})) for end in (a, b))
            yield Move(Int(integrand, u, low, high), facts | {"a": a, "b": b, "low": low, "high": high})
        else:
            yield Move(At(Int(integrand, u), (u,), (root,)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int f(x, (k x + c)^(1/n)) dx, u = (k x + c)^(1/n)",
    ("1/(1 + sqrt(x))", "sqrt(x)/(x - 4)", "1/(sqrt(x) + x^(1/3))", "sqrt(1 + e^x)", "e^(sqrt(x))", "1/(1 + sqrt(x)); x from 0 to 4"),
    "Stewart, Calculus, 7.4",
    effort=5.0,
)
