"""L'Hospital's rule: for 0/0 and oo/oo the derivatives above and below the line are compared."""

from collections.abc import Iterator

from sympy import Eq, Expr, Mul, S, diff, exp, fraction, log, together

from tutor.maths.limits.tendency import sign_near, tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

MOST_GROWTH = 2  # derivatives that are so much longer lead nowhere
SMALL = 12  # operations that are not counted in that
LIMITS = {"zero": S.Zero, "oo": S.Infinity, "-oo": S.NegativeInfinity}


def moves(node: Lim) -> Iterator[Move]:
    """lim f/g = lim f'/g', where both tend to 0 or both to infinity, g' is not 0 near the point, and the second limit exists."""
    if len(node.variables) != 1 or node.expr.has(Diff) or tendency(node) is None:
        return
    (x,) = node.variables
    for over, under in _quotients(tree.evaluated(node.expr), node):
        kinds = tendency(node.of(over)), tendency(node.of(under))
        if kinds != ("zero", "zero") and not (kinds[0] in ("oo", "-oo") and kinds[1] in ("oo", "-oo")):
            continue
        slope = diff(under, x)
        if not _never_zero(slope, node):
            continue
        later = node.of(diff(over, x) / slope)
        if tendency(later) is None or later.expr.count_ops() > MOST_GROWTH * (node.expr.count_ops() + SMALL):
            continue
        f, g = written(over), written(under)
        conditions = tuple(Eq(node.of(p), LIMITS[k], evaluate=False) for p, k in zip((f, g), kinds, strict=True) if k is not None)
        tends = {"over_limit": LIMITS[kinds[0]], "under_limit": LIMITS[kinds[1]], "far": node.at_infinity}  # type: ignore[index]
        product = None if fraction(tree.evaluated(node.expr)) == (over, under) else node.expr
        facts = {"over": f, "under": g, "x": x, "slope": written(slope), "product": product, "quotient": tree.quotient(f, g), **tends}
        yield Move(node.of(tree.quotient(Diff(f, x), Diff(g, x))), facts, conditions)
        return


def _never_zero(slope: Expr, node: Lim) -> bool:
    """Whether an expression keeps one sign on each side of the point near it."""
    if slope.is_number:
        return slope.is_nonzero is True
    if node.free_symbols:
        return False
    sides = (node,) if node.side or node.at_infinity else (node.from_side("+"), node.from_side("-"))
    return all(sign_near(slope, side) for side in sides)


def _quotients(value: Expr, node: Lim) -> Iterator[tuple[Expr, Expr]]:
    """The fraction as it stands; else a product 0 oo as one: the logarithm stays above the line."""
    over, under = fraction(value)
    if under is not S.One:
        yield over, under
    together_over, together_under = fraction(together(value))
    if (together_over, together_under) != (over, under) and together_under is not S.One:
        yield together_over, together_under
    if isinstance(over, Mul):
        logarithms = [f for f in over.args if f.has(log) and not f.is_polynomial(*node.variables)]
        for above in logarithms or sorted(over.args, key=lambda f: f.has(exp)):  # x e^x is x over e^-x
            rest = over / above
            if rest.free_symbols & set(node.variables):
                yield above / under if under is not S.One else above, 1 / rest
    grown = Mul(*(f for f in Mul.make_args(value) if isinstance(f, exp)))
    if over is S.One and grown.free_symbols and grown != value:  # 1/(x e^x) is e^-x over x
        yield grown, grown / value


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "lim f/g = lim f'/g' for 0/0 and oo/oo, where g' is not 0 near the point and the second limit exists or is infinite",
    ("(e^x - 1 - x)/x^2; x = 0", "ln(x)/x; x = oo", "x ln(x); x = 0+"),
    "Stewart, Calculus, 4.4",
)
