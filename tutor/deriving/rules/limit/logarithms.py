"""A difference of logarithms that both grow is the logarithm of a quotient."""

from collections.abc import Iterator

from sympy import Add, Mul, Pow, S, log

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """a ln f - b ln g = ln(f^a/g^b) for f, g > 0."""
    value = tree.evaluated(node.expr)
    if not isinstance(value, Add) or value.has(Diff):
        return
    logs = []
    for t in value.args:
        number, rest = t.as_coeff_Mul()
        if not (isinstance(rest, log) and number.is_Rational):
            return
        logs.append((number, rest.args[0]))
    if all(tendency(node.of(t)) in ("zero", "finite") for t in value.args):
        return
    over, under = (Mul(*(Pow(u, abs(c)) for c, u in logs if (c > 0) == up)) for up in (True, False))
    if over is S.One or under is S.One:
        return
    inside = tree.quotient(written(over), written(under))
    yield Move(node.of(tree.apply(log, inside)), {"f": node.expr, "inside": inside})


RULE = Rule(Lim, moves, Rank.COMPOSE, "ln f - ln g = ln(f/g)", ("ln(x + 1) - ln(x); x = oo",), "Stewart, Calculus, 1.5")
