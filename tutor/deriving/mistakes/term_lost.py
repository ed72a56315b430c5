"""A term of the answer left out."""

from collections.abc import Iterator, Mapping
from functools import partial

from sympy import Add, Basic, Expr, S

from tutor.deriving.integrands import along
from tutor.deriving.leaves import fields_of, leaves
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At, Vector

MOST_TERMS = 8


def _fewer(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for value, put in leaves(derivation):
        terms = Add.make_args(expanded(value) if value.is_polynomial() else value)
        for k in range(len(terms)) if 1 < len(terms) <= MOST_TERMS else ():
            yield put(Add(*(t for j, t in enumerate(terms) if j != k)))


def _one_lost(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """A total differential or a linear approximation with nothing for one variable."""
    fields = fields_of(derivation)
    for s in derivation.steps:
        if s.rule == "total_differential.assemble":
            for step in s.facts["steps"].values():
                yield {"expression": tree.plain(s.result).subs(step, S.Zero)}
    if derivation.problem.kind == "linear_approximation" and len(derivation.problem.given.get("point") or ()) > 1:
        for v, a in derivation.problem.given["point"].items():
            yield {**fields, "expression": tree.plain(fields["expression"]).subs(v, tree.plain(a))}


def _one_component(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The work of a field without that of one of its components."""
    if derivation.problem.kind == "line_integral":
        for k in range(len(derivation.problem.given.get("field") or ())):
            yield from along(derivation, partial(_rest, k))


def _rest(k: int, field: tuple[Expr, ...], velocity: tuple[Expr, ...]) -> Expr:
    return Add(*(f * v for j, (f, v) in enumerate(zip(field, velocity, strict=True)) if j != k))


def _before_the_point(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """A formula without one of its terms, before the values of a point are put in."""
    if isinstance(stage.before, At):
        whole = stage.before.expr
        for at in [(k,) for k in range(len(whole.args))] if isinstance(whole, Vector) else [()]:
            terms = Add.make_args(tree.plain(tree.get(whole, at)))
            for t in terms if 1 < len(terms) <= MOST_TERMS else ():
                left = tree.put(whole, at, Add(*(other for other in terms if other != t)))
                yield At(left, stage.before.point.keys(), stage.before.point.values())


def _one_error(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    parts = [s.result for s in derivation.steps if s.rule == "error_propagation.contribution"]
    yield from parts if len(parts) > 1 else ()


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from _fewer(derivation)
    yield from _one_lost(derivation)
    yield from _one_component(derivation)


MISTAKE = Mistake(
    "A term is missing.",
    "Does every term of the function, every variable and every path to it come into the result?",
    stages={"error_propagation.total": _one_error, "*.evaluate": _before_the_point},
    answers=_answers,
    rank=6,
)
