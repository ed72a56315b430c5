"""Substitution: where the slope of an inside stands beside it, the inside is the new variable."""

from collections.abc import Iterator

from sympy import Expr, Mul, S, Symbol, factor_terms

from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.substitution import Change, substituted
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Int

PARTNER = 2.0  # the effort of writing cos^2 x by sin x beside it
WHOLE = 2.2  # of seeing e^(x^2) as the inside, where x^2 would do
WAY_BACK = 0.5


def moves(node: Int) -> Iterator[Move]:
    """The integral of h(g) g' in x is that of h in u = g; the limits become their values of u."""
    if not proper(node):
        return
    for change in substituted(tree.evaluated(node.expr), node.variable, linear=True):
        yield _move(node, change)


def _move(node: Int, change: Change) -> Move:
    x, u, g = node.variable, change.letter, written(change.inside)
    integrand = written(change.integrand)
    stands, k, rest = _beside(tree.evaluated(node.expr), change.slope, x)
    facts = {
        "u": u,
        "g": g,
        "slope": written(change.slope),
        "x": x,
        "definite": node.is_definite,
        "plain": change.slope == 1,
        "square": None,
        "for_square": None,
        "rest": written(rest) if k != 1 and rest != 1 else None,
        "factor": None if stands is None else written(stands / k),
        "beside": None if stands is None else written(stands * rest),
    }
    if (said := change.square or change.rest) is not None:
        facts |= {"square": said[0], "for_square": written(said[1])}
    effort = PARTNER * (change.square is not None) + WHOLE * change.whole
    if node.is_definite:
        a, b = node.limits
        low, high = (tree.evaluated(tree.substitute(g, {x: end})) for end in (a, b))
        facts |= {"a": a, "b": b, "low": low, "high": high}
        return Move(Int(integrand, u, low, high), facts, effort=effort)
    return Move(At(Int(integrand, u), (u,), (g,)), facts, effort=effort + WAY_BACK)


def _beside(f: Expr, slope: Expr, x: Symbol) -> tuple[Expr | None, Expr, Expr]:
    """The constant factor beside which f has what moves in the slope, None where it has not; the slope's own; what moves."""
    (c, others), (k, rest) = (factor_terms(e).as_independent(x, as_Add=False) for e in (f, slope))
    powers: dict[Expr, Expr] = {}
    for base, power in (p.as_base_exp() for p in Mul.make_args(others)):
        powers[base] = powers.get(base, S.Zero) + power
    stand = all((powers.get(base, S.Zero) / power - 1).is_nonnegative for base, power in (p.as_base_exp() for p in Mul.make_args(rest)))
    return S.One if rest == 1 else c if stand else None, k, rest


RULE = Rule(
    Int,
    moves,
    Rank.COMPOSE,
    "int h(g(x)) g'(x) dx = int h(u) du, u = g(x)",
    ("2x cos(x^2)", "x/(x^2 + 1)^2", "ln(x)^3/x", "e^(sqrt(x))/sqrt(x)", "x sqrt(x + 1)", "x e^(x^2); x from 0 to 2", "x^3/(x^2 + 1)^3"),
    "Stewart, Calculus, 5.5",
    effort=3.0,
)
