"""A chain rule with one branch of the tree left out."""

from collections.abc import Iterator, Mapping

from sympy import Basic, Dummy

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


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """Backpropagation with only one of the ways back to a variable."""
    if derivation.problem.kind == "backpropagation":
        yield from _one_way(derivation, fields_of(derivation))


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
    stages={"chain_rule.assemble": _fewer},
    answers=_answers,
)
