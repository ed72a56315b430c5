"""Sign, floor, ceiling, the greater and the smaller of two: on one side of the point each is one formula."""

from collections.abc import Iterator

from sympy import Basic, Expr, Ge, Gt, Le, Lt, Max, Min, S, ceiling, floor, sign
from sympy.core.relational import Relational

from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.tendency import sign_near
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """sgn u = 1 where u > 0; floor u = n where n < u < n + 1; max(a, b) = a where a > b."""
    if len(node.variables) != 1 or node.expr.has(Diff) or node.free_symbols:
        return
    for f in sorted(node.expr.atoms(sign, floor, ceiling, Max, Min), key=str):
        found = _piece(f, node) if f.has(*node.variables) else None
        if found is not None:
            piece, where = found
            facts = {"f": f, "piece": piece, "where": where, "both_sides": not (node.side or node.at_infinity), "far": node.at_infinity}
            yield Move(node.of(tree.replaced(node.expr, f, piece)), facts)
            return


def _piece(f: Basic, node: Lim) -> tuple[Expr, tuple[Relational, ...]] | None:
    """The formula near the point, on the side of the limit, and the relations by which it is that one."""
    match f:
        case sign(args=(u,)) if found := sign_near(u, node):
            return S(found), ((Gt if found > 0 else Lt)(written(u), 0, evaluate=False),)
        case floor(args=(u,)) | ceiling(args=(u,)):
            end = extended(u, node)
            if end is None or not end.is_finite:
                return None
            for n in (floor(end), ceiling(end) - 1):
                if sign_near(u - n, node) > 0 and sign_near(u - n - 1, node) < 0:
                    within = (Gt(written(u), n, evaluate=False), Lt(written(u), n + 1, evaluate=False))
                    return (n if isinstance(f, floor) else n + 1), within
        case Max() | Min() if len(f.args) == 2:
            a, b = f.args
            if found := sign_near(a - b, node):
                first = (found > 0) == isinstance(f, Max)
                if not a.has(*node.variables):  # x >= 0, not 0 <= x
                    a, b, found = b, a, -found
                    first = not first
                return written(a if first else b), ((Ge if found > 0 else Le)(written(a), written(b), evaluate=False),)
    return None


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "sgn u = 1 where u > 0, -1 where u < 0; floor u = n where n <= u < n + 1; max(a, b) = a where a >= b",
    ("sign(x) + x; x = 0-", "floor(3 - x); x = 0+", "max(x, x^2)/x; x = 0+"),
    "definition",
)
