"""One sign wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Add, Basic, Expr, S

from tutor.deriving.leaves import everywhere, fields_of, leaves
from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import newton_backwards
from tutor.deriving.termwise import antiderivative
from tutor.deriving.touching import touch_of
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Equation, MatrixOf, Vector

MOST_TERMS = 6


def _in_a_sum(step: Step) -> Iterator[Basic]:
    terms = step.after.args
    for k in range(len(terms)) if len(terms) <= MOST_TERMS else ():
        yield tree.total(*(tree.negative(t) if j == k else t for j, t in enumerate(terms)))


def _in_a_quotient(step: Step) -> Iterator[Basic]:
    """u'v + uv' above, and uv' - u'v is a mistake of its own."""
    f, g, x = step.facts["f"], step.facts["g"], step.before
    yield tree.quotient(tree.total(tree.product(x.of(f), g), tree.product(f, x.of(g))), tree.power(g, 2))


def _flipped(value: Expr) -> Iterator[Expr]:
    """A value with its sign, or that of one of its terms, turned."""
    yield -value
    yield from _terms(value)


def _terms(value: Expr) -> Iterator[Expr]:
    terms = Add.make_args(value)
    for k in range(len(terms)) if 1 < len(terms) <= MOST_TERMS else ():
        yield Add(*(-t if j == k else t for j, t in enumerate(terms)))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    yield from everywhere(derivation, tree.negative)
    if "vectors" in fields:
        yield {**fields, "vectors": tuple(Vector(*map(tree.negative, v.args)) for v in fields["vectors"])}
    for value, put in leaves(derivation):
        for turned in _flipped(value):
            yield put(turned)
    if isinstance(fields.get("matrix"), MatrixOf):
        yield from _pairs(fields)
    if isinstance(fields.get("equation"), Equation):
        yield from _planes(derivation, fields["equation"])
    yield from _points(derivation, fields)
    yield from _lines(derivation)
    yield from _ends_added(derivation)


def _one_path(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """A chain rule with the sign of one path turned."""
    paths = [tree.product(*path) for path in along(derivation, stage)]
    for k in range(len(paths)) if 1 < len(paths) <= MOST_TERMS else ():
        yield tree.total(*(tree.negative(path) if j == k else path for j, path in enumerate(paths)))


def _lines(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """A linear approximation with the sign of one or all slopes turned, or the coordinates of the point added."""
    slopes = {s.facts["x"]: tree.plain(s.result) for s in derivation.steps if s.rule == "linear_approximation.slope"}
    value = [tree.plain(s.result) for s in derivation.steps if s.rule == "linear_approximation.value"]
    given = derivation.problem.given
    point = {v: tree.plain(a) for v, a in (given.get("point") or {}).items()}
    if not value or slopes.keys() != point.keys():
        return
    at = {v: tree.plain(a) for v, a in (given.get("estimate_at") or {}).items()}
    for turned in (*((v,) for v in point), tuple(point)):
        for line in (
            Add(*((-n if v in turned else n) * (v - point[v]) for v, n in slopes.items())),
            Add(*(n * (v + point[v] if v in turned else v - point[v]) for v, n in slopes.items())),
        ):
            estimate = {"estimate": (value[0] + line).subs(at)} if at else {}
            yield {**fields_of(derivation), "expression": value[0] + line, **estimate}


def _ends_added(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """F(b) + F(a) for F(b) - F(a), as comes of -(-2)^3."""
    given = derivation.problem.given
    if derivation.problem.kind == "integral" and "upper" in given and not given["lower"].is_infinite and not given["upper"].is_infinite:
        x = derivation.problem.variables[0]
        found = antiderivative(tree.plain(given["integrand"]), x)
        if found is not None:
            yield {"expression": found.subs(x, given["upper"]) + found.subs(x, given["lower"])}


def _pairs(fields: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """A matrix with two equal entries turned."""
    rows = [[tree.plain(e) for e in row] for row in fields["matrix"].rows]
    for value in dict.fromkeys(e for row in rows for e in row if e != 0):
        yield {"matrix": MatrixOf(*([-e if e == value else e for e in row] for row in rows))}


def _planes(derivation: Derivation, plane: Equation) -> Iterator[Mapping[str, object]]:
    """One term turned, one or all slopes of a graph, or the coordinates of the point added instead of subtracted."""
    for turned in _terms(tree.plain(plane.left) - tree.plain(plane.right)):
        yield {"equation": Equation(turned, S.Zero)}
    touch = touch_of(derivation)
    if touch is not None:
        n = touch.normal
        for k in range(len(n)):
            yield {"equation": touch.plane((*n[:k], -n[k], *n[k + 1 :]))}
        yield {"equation": touch.plane(n, [a if touch.graph and x == touch.graph[0] else -a for x, a in touch.point.items()])}
        yield {"equation": touch.plane(n, [-a for a in touch.point.values()])}


def _points(derivation: Derivation, fields: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "newton_root":
        yield from newton_backwards(derivation)
    if fields.get("iterates"):
        for point in _one_turned(fields["iterates"][-1]):
            yield {"iterates": (point,)}
    elif "points" in fields:
        yield from _point_turned(fields)
    elif "parameters" in fields:
        for found in _one_turned(fields["parameters"]):
            yield {"parameters": found}


def _point_turned(fields: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """A list of points with the sign of one coordinate of one of them turned, and of all of it."""
    points = fields["points"]
    for k, p in enumerate(points if len(points) <= MOST_TERMS else ()):
        for turned in (*((v,) for v in p["at"]), tuple(p["at"])):
            at = {v: -tree.plain(value) if v in turned else value for v, value in p["at"].items()}
            yield {**fields, "points": (*points[:k], {**p, "at": at}, *points[k + 1 :])}


def _one_turned(last: Any) -> Iterator[object]:
    """A point, or values by name, with one of its numbers turned, and with all."""
    names = tuple(last) if isinstance(last, Mapping) else None
    values = tuple(tree.plain(v) for v in (last.values() if isinstance(last, Mapping) else last))
    for turned in (*((k,) for k in range(len(values))), range(len(values))):
        made = tuple(-v if k in turned else v for k, v in enumerate(values))
        yield made if names is None else dict(zip(names, made, strict=True))


MISTAKE = Mistake(
    "A sign is not right.",
    "Which sign does each term have where it first appears?",
    rules={"differentiate.sum": _in_a_sum, "differentiate.quotient": _in_a_quotient},
    stages={"chain_rule.assemble": _one_path},
    answers=_answers,
    rank=4,
)
