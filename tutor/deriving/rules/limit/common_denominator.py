"""Common denominator: a difference of fractions that both grow beyond all bounds is put over one line."""

from collections.abc import Iterator

from sympy import Add, S, fraction, together

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """1/f - 1/g = (g - f)/(f g)."""
    value = tree.evaluated(node.expr)
    over, under = fraction(value)
    for part in (value, over, under):
        if isinstance(part, Add) and not part.has(Diff) and any(fraction(t)[1].has(*node.variables) for t in part.args):
            fixed = part is value or (part is over and tendency(node.of(under)) == "finite")  # else 0/0 may come of settled terms
            unsettled = not fixed or any(tendency(node.of(t)) not in ("zero", "finite") for t in part.args)
            top, bottom = fraction(together(value))
            if unsettled and bottom is not S.One:
                yield Move(node.of(written(top / bottom)), {"f": node.expr})
                return


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "1/f - 1/g = (g - f)/(f g)",
    ("1/x - 1/sin(x); x = 0", "1/(x - 1) - 2/(x^2 - 1); x = 1"),
    "Stewart, Calculus, 4.4",
)
