"""Repeated integration by parts in a table: a polynomial is differentiated down to 0, the other factor integrated as often.

The other factor is an exponential, a sine or cosine, or the product of two such, e^(3x) cos x.
"""

from collections.abc import Iterator

from sympy import Expr, Mul, Ne, S, Symbol, cos, cosh, exp, factor, sin, sinh

from tutor.maths.integrals.cyclic import exponential_and_wave, solved
from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int

HIGHEST = 8  # degree


def moves(node: Int) -> Iterator[Move]:
    """The integral of p v is p V1 - p' V2 + p'' V3 - ..., where each V is an antiderivative of the one before."""
    if not proper(node):
        return
    f, x = tree.evaluated(node.expr), node.variable
    found = _factors(f, x)
    if found is None:
        return
    p, v = found
    degree = p.as_poly(x).degree()
    if not (1 if v.is_Mul else 2) <= degree <= HIGHEST:
        return
    rows, terms, sign = [], [], S.One
    d, column = p, v
    for _ in range(degree + 1):
        column = _antiderivative(column, x)
        rows.append((written(d), written(column), sign is S.One))
        terms.append(written(sign * d * column))
        d, sign = d.diff(x), -sign
    total = tree.total(*terms)
    inner = next(iter(Mul.make_args(v))).args[0]
    k = slope_of(inner, x)
    facts = {"p": written(p), "v": v, "rows": rows, "x": x, "degree": degree}
    yield Move(Bracket(total, x, *node.limits) if node.is_definite else total, facts, (Ne(k, 0),))


def _factors(f: Expr, x: Symbol) -> tuple[Expr, Expr] | None:
    """A polynomial, and an exponential, sine or cosine with a linear inside."""
    factors = Mul.make_args(f)
    others = [a for a in factors if isinstance(a, exp | sin | cos | sinh | cosh) and slope_of(a.args[0], x) is not None]
    v = Mul(*others)
    if len(others) != 1 and exponential_and_wave(v, x) is None:
        return None
    p = Mul(*(a for a in factors if a not in others))
    if not p.is_polynomial(x) or not p.has(x):
        return None
    return (p.expand() if p.is_Add or p.is_Mul else p), v


def _antiderivative(v: Expr, x: Symbol) -> Expr:
    """Of c times such a function; with a wave beside the exponential of sums of such."""
    c, f = v.as_independent(x, as_Add=False)
    if f.is_Mul or f.is_Add:
        parts = [t.as_independent(x, as_Add=False) for t in f.expand().as_ordered_terms()]
        return c * factor(sum((k * solved(*_pair(g, x), x) for k, g in parts), S.Zero).expand())
    turned = {exp: exp, sin: lambda u: -cos(u), cos: sin, sinh: cosh, cosh: sinh}[type(f)]
    found: Expr = c * turned(f.args[0]) / f.args[0].diff(x)
    return found


def _pair(g: Expr, x: Symbol) -> tuple[Expr, Expr]:
    found = exponential_and_wave(g, x)
    assert found is not None
    return found


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "int p v dx = p V1 - p' V2 + p'' V3 - ...",
    ("x^2 e^x", "x^3 sin(2x)", "(x^2 + 1) cos x", "x e^(2x) cos x", "x^2 e^(-x); x from 0 to 1"),
    "Thomas, Calculus, 8.2",
    effort=4.5,
)
