"""The ordinary derivative of a function of one variable, of any order, in general or at a point."""

from __future__ import annotations

from tutor.errors import Unsupported
from tutor.maths.classification.corners import corners
from tutor.maths.numbers import is_zero
from tutor.model import Answer, Problem
from tutor.printing.figures.curve import GraphMap
from tutor.rule import RATE, Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Vector


def plan(problem: Problem) -> Plan:
    """Differentiate as often as asked, then put the point in."""
    f = problem.given["function"]
    if "variable" not in problem.given and len(problem.variables) > 1:
        raise Unsupported("cannot do this: the function has several variables, and nothing says with respect to which it is differentiated")
    x = problem.given.get("variable") or problem.variables[0]
    order = problem.given.get("order", 1)
    found = f
    for k in range(1, order + 1):
        facts = {"f": found, "x": x, "k": k, "order": order}
        found = yield Stage("differentiate", Diff(found, x), facts, Name("f", "d", (x,) * k))
        if k == 1:
            place = problem.given.get("point", {}).get(x)
            listed = tuple(c for c in corners(f, x) if place is None or is_zero(tree.plain(place) - c.place))
            if listed:
                goal = Vector(*(At(Diff(side, x), (x,), (c.place,)) for c in listed for side in (c.left, c.right)))
                slopes = Vector(*(s for c in listed for s in (c.slope_left, c.slope_right)))
                told = {"corners": listed, "x": x}
                yield Stage("corners", goal, told, solve=False, equals=slopes, shown=UNSAID)
                if place is not None:
                    raise Unsupported("there is no derivative here: the slopes on the left and on the right differ")
    point = problem.given.get("point")
    if point:
        there = Name("f", "′", (x,) * order, point.values())
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point, "x": x}, there)
        if order == 1 and point.keys() == {x}:
            touching = GraphMap(f, problem.letter, x, ((point[x], "min"),), slope=found)
            yield Stage("picture", found, {}, there, kept=True, shown=Shown(line=False, map=touching))
    return Answer({"expression": found})


TOPIC = Topic(
    "Derivative",
    (
        Field("function", "function"),
        Field("variable", "name", required=False),
        Field("order", "count", required=False),
        Field("point", "point", required=False),
    ),
    plan,
    ("expression",),
    decimals=True,
    local="near",
    one_variable=True,
    expected=Expected(operations=("derivative",), nouns=RATE, given="function"),
)
