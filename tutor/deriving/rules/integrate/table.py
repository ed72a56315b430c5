"""Table: an antiderivative that is known by heart."""

from collections.abc import Iterator

from tutor.maths.integrals.table import entry
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The function whose derivative is this one."""
    f, x = tree.evaluated(node.expr), node.variable
    if node.is_definite or (f.as_base_exp()[0] == x and f != 1 / x):
        return
    found = entry(f, x)
    if found is not None:
        yield Move(written(found.value), {"f": node.expr, "F": written(found.value), "x": x}, found.conditions)


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int cos x dx = sin x,  int sin x dx = -cos x,  int e^x dx = e^x,  int 1/x dx = ln|x|,  int sec^2 x dx = tan x ...",
    (
        "cos x",
        "sin x",
        "e^x",
        "2^x",
        "1/x",
        "sec(x)^2",
        "1/cos(x)^2",
        "sec(x) tan(x)",
        "sec x",
        "tan x",
        "1/(1 + x^2)",
        "1/(x^2 + 9)",
        "1/sqrt(4 - x^2)",
        "1/sqrt(x^2 + 1)",
        "cosh x",
    ),
    "Stewart, Calculus, 5.4",
    routine=True,
    effort=0.5,
)
