"""A higher derivative that stopped early."""

from collections.abc import Iterator, Mapping

from sympy import Add, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At, Diff, MatrixOf, Vector


def _stopped(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    earlier = [s.result for s in derivation.steps if s.rule == stage.rule]
    if isinstance(stage.before, Diff) and stage.before.expr in earlier:
        yield from earlier[: earlier.index(stage.before.expr) + 1]


def _twice(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """The first derivative of a composition, or of an implicit function."""
    for s in derivation.steps:
        if s.rule == "chain_rule.assemble" and stage.rule == "chain_rule.assemble_twice":
            yield s.result


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "implicit_derivative" and problem.given.get("order") == 2:
        point = problem.given.get("point") or {}
        for s in derivation.steps:
            if s.rule == "implicit_derivative.quotient":
                yield {"expression": At(s.result, tuple(point), tuple(point.values())) if point else s.result}
    elif problem.kind == "laplacian" and "function" in problem.given:
        f = tree.plain(problem.given["function"])
        yield {"expression": Add(*(f.diff(v) for v in problem.variables))}
        yield {"vector": Vector(*(f.diff(v) for v in problem.variables))}
    elif problem.kind == "laplacian":
        parts = tuple(map(tree.plain, problem.given["field"]))
        yield {"vector": Vector(*(p.diff(v) for p, v in zip(parts, problem.variables, strict=False)))}
        yield {"vector": Vector(*(Add(*(p.diff(v) for v in problem.variables)) for p in parts))}
    elif problem.kind == "space_curve" and problem.given.get("find") == "acceleration":
        for s in derivation.steps:
            if s.facts.get("order") == 1 and isinstance(s.result, Vector):
                yield {"vector": Vector(*(tree.plain(c).subs(problem.given.get("point") or {}) for c in s.result.args))}
    elif problem.kind == "hessian":
        f = tree.plain(problem.given["function"])
        yield {"vector": Vector(*(f.diff(v) for v in problem.variables))}
        yield from _on_diagonal(derivation)


def _on_diagonal(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """A Hessian with a first derivative on the diagonal."""
    problem = derivation.problem
    f, at = tree.plain(problem.given["function"]), dict(problem.given.get("point") or {})
    rows = [[f.diff(a, b) for b in problem.variables] for a in problem.variables]
    for k, v in enumerate(problem.variables):
        made = [[f.diff(v) if i == j == k else e for j, e in enumerate(row)] for i, row in enumerate(rows)]
        yield {"matrix": MatrixOf(*(tuple(e.subs(at) for e in row) for row in made))}


MISTAKE = Mistake(
    "This derivative is of a lower order than was asked.",
    "How many times has to be differentiated, and with respect to what?",
    stages={"partial_derivative.differentiate": _stopped, "derivative.differentiate": _stopped, "chain_rule.assemble_twice": _twice},
    answers=_answers,
)
