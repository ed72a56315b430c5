"""One sign wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Add, Basic, Expr, S

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import newton_backwards
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Equation, Vector

MOST_TERMS = 6


def _in_a_sum(step: Step) -> Iterator[Basic]:
    terms = step.after.args
    for k in range(len(terms)) if len(terms) <= MOST_TERMS else ():
        yield tree.total(*(tree.negative(t) if j == k else t for j, t in enumerate(terms)))


def _flipped(value: Any) -> Iterator[Any]:
    """A value with its sign, or that of one of its terms or components, turned."""
    if isinstance(value, Vector):
        for k, c in enumerate(value.args):
            for turned in _flipped(c):
                yield Vector(*value.args[:k], turned, *value.args[k + 1 :])
        yield Vector(*map(tree.negative, value.args))
    elif isinstance(value, Equation):
        for turned in _terms(tree.plain(value.left) - tree.plain(value.right)):
            yield Equation(turned, S.Zero)
    elif isinstance(value, Expr):
        plain = tree.plain(value)
        yield -plain
        yield from _terms(plain)


def _terms(value: Any) -> Iterator[Any]:
    terms = Add.make_args(value)
    for k in range(len(terms)) if 1 < len(terms) <= MOST_TERMS else ():
        yield Add(*(-t if j == k else t for j, t in enumerate(terms)))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    fields = {} if derivation.answer is None else derivation.answer.fields
    for name in ("expression", "vector", "equation"):
        if name in fields:
            for value in _flipped(fields[name]):
                yield {name: value}
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


def _point_turned(fields: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A list of points with the sign of one coordinate of one of them turned."""
    points = fields["points"]
    for k, p in enumerate(points if len(points) <= MOST_TERMS else ()):
        for v, value in p["at"].items():
            turned = {**p, "at": {**p["at"], v: -tree.plain(value)}}
            yield {**fields, "points": (*points[:k], turned, *points[k + 1 :])}


def _one_turned(last: Any) -> Iterator[Any]:
    """A point, or values by name, with one of its numbers turned, and with all."""
    names = tuple(last) if isinstance(last, Mapping) else None
    values = tuple(tree.plain(v) for v in (last.values() if isinstance(last, Mapping) else last))
    for turned in (*((k,) for k in range(len(values))), range(len(values))):
        made = tuple(-v if k in turned else v for k, v in enumerate(values))
        yield made if names is None else dict(zip(names, made, strict=True))


MISTAKE = Mistake(
    "A sign is not right.",
    "Which sign does each term have where it first appears?",
    rules={"differentiate.sum": _in_a_sum},
    answers=_answers,
    rank=4,
)
