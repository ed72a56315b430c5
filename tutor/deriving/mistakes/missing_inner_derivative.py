"""The chain rule without its last factor: F'(g) for F'(g) g', or f_x + f_y for f_x x' + f_y y'."""

from collections.abc import Iterator, Mapping

from sympy import Basic, Dummy, Expr, Mul, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Vector


def _without(step: Step) -> Iterator[Basic]:
    u, inside = step.facts["u"], step.facts["inside"]
    yield At(Diff(step.facts["outside"], u), (u,), (inside,))


def _undivided(step: Step) -> Iterator[Basic]:
    yield tree.product(step.facts["k"], step.facts["after"])


def _bare(step: Step) -> Iterator[Basic]:
    """The terms of f_u u' + f_v v', or f(b) b' - f(a) a', without what stands inside."""
    bare = step.after
    for path, goal in tuple(tree.goals(bare)):
        if isinstance(goal, Diff) and isinstance(tree.get(bare, path[:-1]), Mul):
            bare = tree.put(bare, path, S.One)
    if bare != step.after:
        yield bare


def _first_factors(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    if any(len(path) > 1 for path in paths):
        yield tree.total(*(path[0] for path in paths))
        for k in range(len(paths)) if len(paths) > 1 else ():
            yield tree.total(*(path[0] if j == k else tree.product(*path) for j, path in enumerate(paths)))


def _not_put_in(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """f_x + f_y, still in the inner quantities."""
    for s in derivation.steps:
        if s.rule == "chain_rule.assemble" and "expression" in fields_of(derivation):
            yield from ({"expression": value} for value in _first_factors(derivation, s))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from _not_put_in(derivation)
    yield from _outer_alone(derivation)


def _outer_alone(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """Backpropagation of a function of one inner value that stops there."""
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "backpropagation":
        f = tree.plain(problem.given["function"])
        inner = [a for a in f.args if a.free_symbols]
        if len(inner) == 1 and not inner[0].is_Symbol and not isinstance(f, Mul):
            u = Dummy(real=True)
            slope = f.subs(inner[0], u).diff(u).subs(u, inner[0]).subs({v: tree.plain(a) for v, a in problem.given["point"].items()})
            yield {**fields, "vector": Vector(*(slope for _ in problem.variables))}


def _constant(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """The slopes of the second order alone, as if every inner quantity changed at the rate 1."""
    branches = [s for s in derivation.steps if s.rule == "chain_rule.branch"]
    if branches:
        yield tree.total(*(t for s in branches for t in _slopes(s)))


def _slopes(branch: Step) -> Iterator[Expr]:
    for _, goal in tree.goals(branch.before):
        if isinstance(goal, Diff):
            yield goal


MISTAKE = Mistake(
    "The derivative of the inside is missing: the chain rule multiplies by it, and integrating divides by it.",
    "What is the derivative of the inner function, and where does it go?",
    rules={
        "differentiate.chain": _without,
        "differentiate.unspecified": _bare,
        "differentiate.integral": _bare,
        "integrate.linear_inside": _undivided,
    },
    stages={"chain_rule.assemble": _first_factors, "chain_rule.assemble_twice": _constant},
    answers=_answers,
)
