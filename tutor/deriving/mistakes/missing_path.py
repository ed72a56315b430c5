"""A chain rule with one branch of the tree left out, or a differential without one variable."""

from collections.abc import Iterator, Mapping

from sympy import Basic, Dummy, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Vector

MOST_PLACES = 5


def _fewer(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    for k in range(len(paths)) if len(paths) > 1 else ():
        yield tree.total(*(tree.product(*path) for path in (*paths[:k], *paths[k + 1 :])))


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


def _one_error(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    parts = [s.result for s in derivation.steps if s.rule == "error_propagation.contribution"]
    yield from parts if len(parts) > 1 else ()


def _one_adjoint(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """Backpropagation with only one of the ways back to a variable."""
    fields = fields_of(derivation)
    if derivation.problem.kind == "backpropagation":
        yield from _one_way(derivation, fields)


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from _one_lost(derivation)
    yield from _one_adjoint(derivation)


def _one_way(derivation: Derivation, fields: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The gradient without one of the places at which a variable, or a value that is used again, stands in the function."""
    problem = derivation.problem
    f, variables = problem.given["function"], problem.variables
    at = {v: tree.plain(a) for v, a in problem.given["point"].items()}
    places: dict[Basic, list[tree.Path]] = {}
    for path, part in _parts(f):
        places.setdefault(part, []).append(path)
    whole = [tree.plain(f).diff(v) for v in variables]
    for part, paths in places.items():
        for path in paths if 1 < len(paths) <= MOST_PLACES else ():
            here = Dummy(real=True)
            through = tree.plain(tree.put(f, path, here)).diff(here).subs(here, tree.plain(part))
            inner = [tree.plain(part).diff(v) for v in variables]
            yield {**fields, "vector": Vector(*((g - through * slope).subs(at) for g, slope in zip(whole, inner, strict=True)))}


def _parts(expr: Basic, path: tree.Path = ()) -> Iterator[tuple[tree.Path, Basic]]:
    """What stands in a tree and has a letter in it, with its place."""
    if expr.free_symbols and path:
        yield path, expr
    for k, arg in enumerate(expr.args):
        yield from _parts(arg, (*path, k))


MISTAKE = Mistake(
    "A path is missing: the outcome depends on the variable through every inner quantity, and each gives a term.",
    "Along how many paths does the variable reach the outcome?",
    stages={"chain_rule.assemble": _fewer, "error_propagation.total": _one_error},
    answers=_answers,
)
