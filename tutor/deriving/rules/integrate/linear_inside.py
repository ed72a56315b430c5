"""Linear inside: of f(k x + c) an antiderivative is F(k x + c)/k."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Ne, Pow, S, Symbol, preorder_traversal

from tutor.maths.integrals.table import entry
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The slope of the inside is a constant, and is divided by."""
    if node.is_definite:
        return
    f, x = tree.evaluated(node.expr), node.variable
    u = Symbol("u_inside", real=True)
    for inside in _insides(f, x):
        outside = f.subs(inside, u) if isinstance(inside, Add | Mul) else f
        k = inside.coeff(x)
        found = None if outside.has(x) else _known(outside, u)
        if found is not None:
            value = written(found.subs(u, inside) / k)
            yield Move(value, {"inside": written(inside), "k": k, "x": x, "after": value}, (Ne(k, 0),))
            return


def _known(outside: Expr, u: Symbol) -> Expr | None:
    if isinstance(outside, Pow) and outside.base == u and outside.exp.is_number and outside.exp is not S.NegativeOne:
        return outside * u / (outside.exp + 1)
    return entry(outside, u)


def _insides(f: Expr, x: Symbol) -> list[Expr]:
    """What is linear in x, and is more than x, the largest first."""
    linear = {
        e for e in preorder_traversal(f) if isinstance(e, Add | Mul) and e.is_polynomial(x) and e.has(x) and e.as_poly(x).degree() == 1
    }
    return sorted(linear, key=lambda e: (-e.count_ops(), str(e)))


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "int f(k x + c) dx = F(k x + c)/k",
    ("cos(3x)", "e^(-2x)", "(2x + 1)^5", "1/(3x - 1)", "sin(2x + y)", "e^(x y)"),
    "Stewart, Calculus, 5.5",
    routine=True,
)
