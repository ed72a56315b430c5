"""Squeeze in several variables: a fraction whose size is at most a number times what tends to 0."""

from collections.abc import Iterator
from dataclasses import replace

from sympy import Abs, Add, Eq, Expr, Le, S, Symbol, expand, fraction

from tutor.maths.limits.bounds import Squeeze, bounded, squeezed
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.shown import Chain, Shown
from tutor.trees import tree
from tutor.trees.heads import Apart, Bounded, Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """|f| <= g and g -> 0, so f -> 0."""
    if len(node.variables) < 2 or node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    over, under = fraction(value)
    finite = {v: a for v, a in node.point.items() if not a.is_infinite}
    there = {v: v + a for v, a in finite.items()}
    back = {v: v - a for v, a in finite.items()}
    moved = under.xreplace(there).expand()
    terms = [squeezed(t.xreplace(there) / moved, node) for t in (over, *Add.make_args(expand(over)))]
    terms = terms[:1] if terms[0] is not None else terms[1:]
    if under is S.One or any(t is None for t in terms):
        return
    found = [_moved(t, back) for t in terms if t is not None]
    statements = tuple(Bounded(written(t.term), _bound(t), node.variables, node.point.values()) for t in found)
    if any(bounded(s) == "none" for s in statements):
        return
    bound = tree.total(*map(_bound, found))
    size = Abs(node.expr, evaluate=False)
    middle = tree.total(*(Apart(written(t.rest), written(t.fraction)) for t in found))
    terms, signs = [S.Zero, size, middle, bound], ["≤", "=" if len(found) == 1 else "≤", "≤"]
    together = written(tree.evaluated(bound))
    if len(Add.make_args(together)) < len(found):  # |x| + 2 |x|
        terms, signs = [*terms, together], [*signs, "="]
    chain = Chain((*terms, S.Zero), (*signs, "→"))
    facts = {"terms": [_told(t) for t in found], "bound": bound, "f": node.expr, "far": node.at_infinity}
    yield Move(S.Zero, facts, (*statements, Eq(node.of(bound), 0, evaluate=False)), shown=Shown(chain=chain))


def _moved(t: Squeeze, back: dict[Symbol, Expr]) -> Squeeze:
    """The same about the point."""
    return replace(t, **{name: getattr(t, name).xreplace(back) for name in ("term", "rest", "fraction", "bound")})


def _bound(t: Squeeze) -> Expr:
    return written(t.bound)


def _told(t: Squeeze) -> dict[str, object]:
    over, under = fraction(t.fraction)
    least = Le(written(over / t.most), written(under), evaluate=False)
    return {"fraction": written(t.fraction), "most": t.most, "least": least, "means": t.by_means}


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "if |f| <= g and g -> 0, then f -> 0",
    (
        "x^2 y/(x^2 + y^2); x = 0, y = 0",
        "x y/sqrt(x^2 + y^2); x = 0, y = 0",
        "(x^3 + y^3)/(x^2 + y^2); x = 0, y = 0",
        "x y/(abs(x) + abs(y)); x = 0, y = 0",
        "x/(x^2 + y^2); x = oo, y = oo",
    ),
    "Stewart, Calculus, 14.2",
)
