"""Dominant terms: above and below the line everything is divided by the term that grows fastest."""

from collections.abc import Iterator

from sympy import Add, Dummy, Eq, Expr, Mul, Pow, S, expand, fraction, powsimp, preorder_traversal, simplify, sqrt

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

GROWS = ("oo", "-oo")


def moves(node: Lim) -> Iterator[Move]:
    """(a x^2 + b)/(c x^2 + d x) = (a + b/x^2)/(c + d/x)."""
    if len(node.variables) != 1 or not node.at_infinity or node.expr.has(Diff):
        return
    over, under = fraction(tree.evaluated(node.expr))
    if tendency(node.of(over)) not in (*GROWS, None, "finite") and tendency(node.of(under)) not in GROWS:
        return
    if under is S.One:
        yield from _sum(node, over)
        return
    leading = _leading(expand(under), node)
    if leading is None or tendency(node.of(under)) not in GROWS or not isinstance(over + under, Add):
        return
    if not (isinstance(expand(over), Add) or isinstance(expand(under), Add) or over.has(Pow)):
        return
    top, bottom = _divided(expand(over), leading, node), _divided(expand(under), leading, node)
    if tendency(node.of(bottom)) != "finite":
        return
    after = node.of(tree.quotient(written(top), written(bottom)) if bottom != 1 else written(top))
    if tree.evaluated(after.expr) != tree.evaluated(node.expr):
        yield Move(after, {"leading": written(leading), "sum": False, "root": _root(over + under, node)})


def _root(value: Expr, node: Lim) -> Eq | None:
    """What the square root of x^2 is far out, where roots of sums are divided."""
    (x,) = node.variables
    if not any(isinstance(e, Pow) and e.args[0].is_Add and abs(e.args[1]) == S.Half for e in preorder_traversal(value)):
        return None
    return Eq(tree.power(tree.power(x, 2), S.Half), -x if node.point[x] is S.NegativeInfinity else x, evaluate=False)


def _sum(node: Lim, value: Expr) -> Iterator[Move]:
    """a - b with both infinite: the greater one taken out."""
    terms = expand(value)
    if not isinstance(terms, Add):
        return
    leading = _leading(terms, node)
    if leading is None or tendency(node.of(leading)) not in GROWS:
        return
    inside = _divided(terms, leading, node)
    if tendency(node.of(inside)) == "finite":
        yield Move(node.of(tree.product(written(leading), written(inside))), {"leading": written(leading), "sum": True, "root": None})


def _leading(value: Expr, node: Lim) -> Expr | None:
    """The term that no other term outgrows, without its number; a square root counts as its own leading term."""
    x = node.variables[0]
    terms = [_model(t, node) for t in Add.make_args(value)]
    for t in terms:
        if t is not None and all(u is not None and tendency(node.of(u / t)) in ("zero", "finite") for u in terms):
            return t.as_independent(x, as_Add=False)[1]
    return None


def _model(term: Expr, node: Lim) -> Expr | None:
    """What a term grows like: sqrt(4 x^2 + 1) like x."""

    def root(p: Expr) -> Expr:
        inner = _leading(expand(p.args[0]), node)
        return p if inner is None else sqrt(inner) if p.args[1] == S.Half else 1 / sqrt(inner)

    x = node.variables[0]
    made = term.replace(lambda e: isinstance(e, Pow) and e.args[0].is_Add and abs(e.args[1]) == S.Half, root)
    sign = -1 if node.point[x] is S.NegativeInfinity else 1
    made = made.replace(lambda e: e.func.__name__ == "Abs" and e.args[0] == x, lambda e: sign * x)
    return made


def _divided(value: Expr, by: Expr, node: Lim) -> Expr:
    """Each term over `by`; a root over the root of its leading term, with the signs that hold far out."""
    x = node.variables[0]
    far = Dummy("far", positive=True)
    sign = -1 if node.point[x] is S.NegativeInfinity else 1

    def over(term: Expr) -> Expr:
        beside, inside = S.One, S.One
        for f in Mul.make_args(term):
            inner = _leading(expand(f.args[0]), node) if isinstance(f, Pow) and f.args[1] == S.Half and f.args[0].is_Add else None
            if inner is None:
                beside *= f
            else:
                beside *= sqrt(inner.subs(x, sign * far))
                inside *= sqrt(expand(f.args[0] / inner))
        out = (beside / by).subs(x, sign * far)
        if not out.is_rational_function():
            out = powsimp(simplify(out))
        return out.subs(far, sign * x) * inside

    return Add(*(over(t) for t in Add.make_args(value)))


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "divide above and below by the fastest growing term",
    ("(3x^2 + 1)/(2x^2 - x); x = oo", "x^3 - x^2; x = oo", "sqrt(4x^2 + 1)/(x + 1); x = -oo"),
    "Stewart, Calculus, 2.6",
)
