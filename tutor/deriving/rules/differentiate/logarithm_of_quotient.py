"""Logarithm of a quotient: ln(f/g) is ln f - ln g before anything is differentiated, with bars where the signs are not known."""

from collections.abc import Iterator

from sympy import Abs, Expr, Gt, Mul, log

from tutor.deriving.rules.differentiate.constant_factor import numerator_and_denominator
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(ln f/g)' = (ln f)' - (ln g)' where f/g is positive."""
    match node.expr:
        case log(args=(Mul() as inside,)):
            above, below = numerator_and_denominator(inside)
            f, g = tree.product(*above), tree.product(*below)
            if not f.free_symbols or not g.free_symbols or node.variable not in inside.free_symbols:
                return
            positive = bool(tree.plain(f).is_nonnegative or tree.plain(g).is_nonnegative)  # neither is 0
            first, second = (_logarithm(u, positive) for u in (f, g))
            after = tree.total(node.of(first), tree.negative(node.of(second)))
            facts = {"whole": node.expr, "first": first, "second": second, "absolute": not positive}
            yield Move(after, facts, (Gt(tree.plain(inside), 0),))


def _logarithm(u: Expr, positive: bool) -> Expr:
    """ln u, of its size where it may be negative."""
    return tree.apply(log, u if positive else tree.apply(Abs, u))


RULE = Rule(
    Diff,
    moves,
    Rank.COMBINE,
    "d/dx [ln(f/g)] = d/dx [ln |f|] - d/dx [ln |g|], f/g > 0",
    ("ln((1 + x)/(1 - x))", "ln(sin(x)/(x^2 + 1))", "ln(x/y)"),
    "Stewart, Calculus, 3.6",
    show_parts=True,
)
