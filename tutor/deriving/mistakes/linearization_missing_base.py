"""The value at the point left out, or x taken for x - a."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation
from tutor.trees import tree


def _linear(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    point = {v: tree.plain(a) for v, a in (derivation.problem.given.get("point") or {}).items()}
    value = [tree.plain(s.result) for s in derivation.steps if s.rule in ("linear_approximation.value", "taylor_polynomial.value")]
    fields = fields_of(derivation)
    if value and "expression" in fields:
        whole = tree.plain(fields["expression"])
        back = {v: v + a for v, a in point.items()}
        yield {**fields, "expression": whole - value[0]}
        yield {**fields, "expression": whole.xreplace(back)}
        yield {**fields, "expression": whole.xreplace(back) - value[0]}
        at = {v: tree.plain(a) for v, a in (derivation.problem.given.get("estimate_at") or {}).items()}
        if "estimate" in fields and at:
            for wrong in (whole - value[0], whole.xreplace(back)):
                yield {**fields, "expression": wrong, "estimate": wrong.subs(at)}


def _planes(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None and touch.graph is not None and derivation.problem.kind == "tangent_plane":
        height = touch.graph[0]
        yield {"equation": touch.plane(touch.normal, [S.Zero if x == height else a for x, a in touch.point.items()])}
        yield {"equation": touch.plane(touch.normal, [a if x == height else S.Zero for x, a in touch.point.items()])}


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from _linear(derivation)
    yield from _planes(derivation)


MISTAKE = Mistake(
    "A linear approximation is the value at the point plus the slopes times the displacements from it.",
    "What does your formula give at the point itself?",
    answers=_without,
)
