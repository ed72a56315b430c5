"""Chain rule: the derivative of the outside, taken at the inside, times the derivative of the inside."""

from collections.abc import Iterator

from sympy import Abs, Expr, Function, Pow, Symbol, log
from sympy.core.function import AppliedUndef

from tutor.maths.integrals.letters import unused
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Diff, LogBase

LETTERS = ("u", "w", "v", "p", "q")  # for the inside, the first that is not in use
FURTHER = ("w", "p", "q", "s", "m")  # where functions u and v may be meant


def moves(node: Diff) -> Iterator[Move]:
    """(F(g))' = F'(g) g'."""
    x = node.variable
    for path in _inside(node.expr, x):
        inside = tree.get(node.expr, path)
        u = _letter(node)
        outside = tree.put(node.expr, path, u)
        after = tree.product(At(Diff(outside, u), (u,), (inside,)), node.of(inside))
        yield Move(after, {"outside": outside, "inside": inside, "u": u, "x": x, "held": node.held})


def _inside(expr: Expr, x: Symbol) -> Iterator[tree.Path]:
    """The path to the inside: the only argument that contains x, and more than x alone. ln |g| has the inside g."""
    if not isinstance(expr, Function | Pow | LogBase) or isinstance(expr, AppliedUndef):
        return
    with_x = [k for k, a in enumerate(expr.args) if x in a.free_symbols]
    if len(with_x) == 1 and expr.args[with_x[0]] != x:
        inside = expr.args[with_x[0]]
        if isinstance(expr, Pow) and isinstance(inside, Pow) and with_x == [0] and not inside.args[1].free_symbols and inside.args[0] != x:
            yield (0, 0)  # 1/(g)^2 is u^-2 at u = g
            return
        if isinstance(expr, log) and isinstance(inside, Abs):
            if inside.args[0] != x:
                yield (0, 0)
        else:
            yield (with_x[0],)


def _letter(node: Diff) -> Symbol:
    unknown = {f.func.__name__ for f in node.atoms(AppliedUndef)}
    used = {str(s) for s in node.free_symbols} | unknown
    return Symbol(unused(LETTERS if not unknown else FURTHER, used), real=True)


RULE = Rule(
    Diff,
    moves,
    Rank.COMPOSE,
    "d/dx [F(g)] = F'(g) g'",
    ("sin(x^2)", "(2x + 1)^10", "e^(x y)", "ln(x^2 + y)", "2^(3x)"),
    "Stewart, Calculus, 3.4",
    show_parts=True,
)
