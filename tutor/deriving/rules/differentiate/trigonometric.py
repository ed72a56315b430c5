"""The derivatives of the six trigonometric functions (arguments in radians)."""

from collections.abc import Callable, Iterator

from sympy import Expr, Function, Symbol, cos, cot, csc, sec, sin, tan

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff

Table = dict[type[Function], Callable[[Symbol], Expr]]

TABLE: Table = {
    sin: lambda x: tree.apply(cos, x),
    cos: lambda x: tree.negative(tree.apply(sin, x)),
    tan: lambda x: tree.power(tree.apply(sec, x), 2),
    sec: lambda x: tree.product(tree.apply(sec, x), tree.apply(tan, x)),
    csc: lambda x: tree.negative(tree.product(tree.apply(csc, x), tree.apply(cot, x))),
    cot: lambda x: tree.negative(tree.power(tree.apply(csc, x), 2)),
}


def moves(node: Diff) -> Iterator[Move]:
    """sin' = cos, cos' = -sin, tan' = sec^2, sec' = sec tan, csc' = -csc cot, cot' = -csc^2."""
    yield from looked_up(TABLE, node)


def looked_up(table: Table, node: Diff) -> Iterator[Move]:
    """The move of a table entry, where the argument is the variable itself."""
    entry = table.get(type(node.expr))
    if entry is not None and node.expr.args == (node.variable,):
        after = entry(node.variable)
        yield Move(after, {"f": node.expr, "derivative": after, "x": node.variable})


RULE = Rule(
    Diff,
    moves,
    Rank.CLOSE,
    "sin' = cos, cos' = -sin, tan' = sec^2, sec' = sec tan, csc' = -csc cot, cot' = -csc^2",
    ("sin x", "cos x", "tan x", "sec x", "csc x", "cot x"),
    "Stewart, Calculus, 3.3",
    routine=True,
)
