"""A difference quotient in two variables: by the mean value theorem it is the derivative in between."""

from collections.abc import Iterator

from sympy import Add, Expr, S, Symbol, diff, fraction

from tutor.maths.limits.arithmetic import continuous
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

LETTERS = ("c", "s", "w", "p")


def moves(node: Lim) -> Iterator[Move]:
    """lim (F(x) - F(y))/(x - y) as both tend to a is F'(a), where F' is continuous."""
    if len(node.variables) != 2 or node.expr.has(Diff) or node.at_infinity or len(set(node.point.values())) != 1:
        return
    (x, a), (y, _) = node.point.items()
    over, under = fraction(tree.evaluated(node.expr))
    scale = (under / (x - y)).cancel()
    c = Symbol(next(n for n in LETTERS if n not in {str(s) for s in node.expr.free_symbols}), real=True)
    f = _of_one(over, x, y, c)
    if f is None:
        return
    beside = scale if scale.free_symbols & {x, y} else None
    if beside is not None and not (continuous(beside, node) and beside.subs(node.point).is_nonzero):
        return
    f = f / scale if beside is None else f
    between = Lim(diff(f, c), (c,), (a,))
    if f.is_polynomial(c) or not continuous(f, between) or not continuous(diff(f, c), between):
        return  # a difference of powers is divided by x - y
    facts = {"x": x, "y": y, "c": c, "a": a, "slope": written(diff(f, c)), "f": written(f), "beside": beside, "apart": x - y}
    if beside is None:
        yield Move(Lim(Diff(written(f), c), (c,), (a,)), facts)
    else:
        chord = tree.quotient(written(over), x - y)
        yield Move(tree.product(node.of(tree.quotient(S.One, written(beside))), node.of(chord)), facts)


def _of_one(over: Expr, x: Symbol, y: Symbol, c: Symbol) -> Expr | None:
    """The F with F(x) - F(y) for the sum, in the letter c."""
    terms = Add.make_args(over)
    first, second = (Add(*(t for t in terms if v in t.free_symbols)) for v in (x, y))
    if {x, y} & (over - first - second).free_symbols or first.has(y) or second.has(x) or over != first + second:
        return None
    f = first.subs(x, c)
    return f if (f + second.subs(y, c)).is_zero else None


RULE = Rule(
    Lim,
    moves,
    Rank.CLOSE,
    "lim (F(x) - F(y))/(x - y) as x -> a, y -> a is F'(a), where F' is continuous near a",
    ("(sin(x) - sin(y))/(x - y); x = 0, y = 0", "(e^x - e^y)/(x - y); x = 1, y = 1", "(e^x - e^y)/(x^2 - y^2); x = 1, y = 1"),
    "Stewart, Calculus, 4.2",
)
