"""The limits of x kept for the new variable."""

from collections.abc import Iterator, Mapping

from sympy import Basic, Expr

from tutor.deriving.integrands import closed, opened, wholes
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Int


def _kept(step: Step) -> Iterator[Basic]:
    facts = step.facts
    if facts.get("definite") and isinstance(step.after, Int):
        for low, high in ((facts["a"], facts["b"]), (facts["low"], facts["b"]), (facts["a"], facts["high"])):
            if (low, high) == (facts["a"], facts["b"]) or tree.plain(low) != 0 != tree.plain(high):  # at 0 the value may just be left out
                yield Int(step.after.expr, step.after.variable, low, high)


def _old(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The ranges of the old variables for the new ones, where the region is a box."""
    problem = derivation.problem
    if problem.kind != "change_of_variables" or "region" not in problem.given:
        return
    low: dict[Basic, Expr] = {}
    high: dict[Basic, Expr] = {}
    for relation in problem.given["region"]:
        for name, value, up in ((relation.lhs, relation.rhs, "<" in relation.rel_op), (relation.rhs, relation.lhs, ">" in relation.rel_op)):
            if name in problem.variables and not value.free_symbols:
                (high if up else low)[name] = value
    if low.keys() == high.keys() == set(problem.variables):
        for whole in wholes(derivation):
            f, ranges = opened(whole)
            new = sorted((r[0] for r in ranges), key=str)
            yield {"expression": closed(f, tuple((v, low[x], high[x]) for v, x in zip(new, problem.variables, strict=True)))}


MISTAKE = Mistake(
    "The limits are still those of the old variable.",
    "Which values does the new variable have at the ends?",
    rules={"integrate.substitution": _kept},
    answers=_old,
    rank=0,
)
