"""A partial derivative of any order: the other variables are held constant; mixed orders are checked by Clairaut's theorem."""

from __future__ import annotations

from sympy import Expr

from tutor.deriving.by_definition import needed, nested, partial
from tutor.errors import Unsupported
from tutor.model import Answer, Claim, Problem
from tutor.rule import RATE, Expected, Field, Plan, Stage, Topic
from tutor.trees.heads import At, Diff, Name


def plan(problem: Problem) -> Plan:
    """Differentiate in the order asked; where the order is mixed, take the reverse order too; then put the point in."""
    f, order, letter = problem.given["function"], problem.given["with_respect_to"], problem.letter
    if problem.given.get("each"):
        return (yield from _each(problem))
    if needed(problem, order):
        found = yield from partial(problem, order)
        return Answer({"expression": found})
    found = f
    for k, x in enumerate(order, start=1):
        name = Name(letter, "", order[:k])
        facts = {
            "f": found,
            "x": x,
            "held": problem.held(x),
            "k": k,
            "order": len(order),
            "name": name,
            "of": Name(letter, "", order[: k - 1]),
        }
        found = yield Stage("differentiate", Diff(found, x, *problem.held(x)), facts, name)
    if len(set(order)) > 1:
        turned = order[::-1] if order[::-1] != order else (*order[1:], order[0])
        facts, before = {"order": order, "turned": turned}, f
        for k, x in enumerate(turned[:-1], start=1):
            goal = Diff(before, x, *problem.held(x))
            before = yield Stage("turned", goal, {**facts, "first": k == 1}, Name(letter, "", turned[:k]), check=True)
        goal = Diff(before, turned[-1], *problem.held(turned[-1]))
        yield Stage(
            "clairaut", goal, facts, Name(letter, "", turned), check=True, equals=found, claims=(Claim(nested(problem, f, turned), found),)
        )
    point = problem.given.get("point")
    if point:
        facts = {"point": point, "name": Name(letter, "", order)}
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), facts, Name(letter, "", order, point.values()))
    return Answer({"expression": found})


def _each(problem: Problem) -> Plan:
    """The first derivative by each of the letters, one after the other."""
    f, letters, letter, point = (*(problem.given[n] for n in ("function", "with_respect_to")), problem.letter, problem.given.get("point"))
    if len(set(letters)) < len(letters):
        raise Unsupported("cannot do this: with `each`, a letter stands once, for the first derivative with respect to it")
    found: dict[str, Expr] = {}
    for x in letters:
        if needed(problem, (x,)):
            found[x.name] = yield from partial(problem, (x,))
            continue
        facts = {"f": f, "x": x, "held": problem.held(x), "k": 1, "order": 1, "name": Name(letter, "", (x,)), "of": Name(letter, "", ())}
        slope = yield Stage("differentiate", Diff(f, x, *problem.held(x)), facts, Name(letter, "", (x,)))
        if point:
            facts = {"point": point, "name": Name(letter, "", (x,))}
            slope = yield Stage("evaluate", At(slope, point.keys(), point.values()), facts, Name(letter, "", (x,), point.values()))
        found[x.name] = slope
    return Answer({"expressions": found})


TOPIC = Topic(
    "Partial derivative",
    (
        Field("function", "function"),
        Field("with_respect_to", "names"),
        Field("point", "point", required=False),
        Field("each", "flag", required=False),
    ),
    plan,
    ("expression", "expressions"),
    by_definition=True,
    facts=lambda problem: {"each": bool(problem.given.get("each"))},
    decimals=True,
    local="near",
    expected=Expected(operations=("derivative",), nouns=RATE, given="function"),
)
