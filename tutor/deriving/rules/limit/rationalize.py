"""Rationalising: a difference with a square root is multiplied by its conjugate, above and below the line."""

from collections.abc import Iterator

from sympy import Add, Dummy, Expr, Pow, S, expand, factor_terms, fraction, together

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """sqrt(a) - b = (a - b^2)/(sqrt(a) + b)."""
    if node.expr.has(Diff):
        return
    over, under = _over_one_line(tree.evaluated(node.expr))
    for part, other, above in ((over, under, True), (under, over, False)):
        found = _conjugate(part, node)
        if found is None:
            continue
        rest, conjugate = found
        product = expand(expand(part / rest * conjugate)) * rest
        if node.at_infinity and not above:
            continue
        top, bottom = (product, other * conjugate) if above else (other * conjugate, product)
        yield Move(node.of(_simplest(top, bottom)), {"conjugate": written(conjugate), "product": written(product)})
        return


def _over_one_line(value: Expr) -> tuple[Expr, Expr]:
    """Numerator and denominator, what stands in roots left as it is."""
    roots = {p: Dummy() for p in value.atoms(Pow) if p.exp == S.Half}
    back = {letter: root for root, letter in roots.items()}
    over, under = fraction(together(value.xreplace(roots)))
    return over.xreplace(back), under.xreplace(back)


def _conjugate(part: Expr, node: Lim) -> tuple[Expr, Expr] | None:
    """The rest of a product beside a difference of roots that tends to 0 (or is oo - oo), and the conjugate of the difference."""
    x = set(node.variables)
    for factor in part.args if part.is_Mul else (part,):
        if not (isinstance(factor, Add) and len(factor.args) <= 3):
            continue
        roots = [t for t in factor.args if any(isinstance(p, Pow) and p.exp == S.Half and p.free_symbols & x for p in (*t.args, t))]
        if not roots:
            continue
        root = roots[0]
        others = factor - root
        signs = tendency(node.of(root)), tendency(node.of(others))
        opposite = "oo" in signs and "-oo" in signs
        if tendency(node.of(factor)) == "zero" or opposite:
            return part / factor, root - others if not root.could_extract_minus_sign() else others - root
    return None


def _simplest(top: Expr, bottom: Expr) -> Expr:
    return written(factor_terms(top) / bottom)


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "sqrt(a) - b = (a - b^2)/(sqrt(a) + b)",
    ("(sqrt(x + 4) - 2)/x; x = 0", "sqrt(x^2 + x) - x; x = oo", "(x - y)/(sqrt(x) - sqrt(y)); x = 1, y = 1"),
    "Stewart, Calculus, 2.3 and 14.2",
)
