"""The stationary point of the function alone, or under some of its constraints only."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from sympy import Dummy, Eq, Expr, Symbol
from sympy.core.relational import Relational

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import KINDS, evaluated, with_side
from tutor.maths.iteration.quadratic import stationary
from tutor.maths.numbers import sign_of
from tutor.model import Derivation
from tutor.trees import tree

MOST = 3  # equations of which some are left out
ALLOWED = {"==": (0,), "<=": (-1, 0), "<": (-1,), ">=": (0, 1), ">": (1,), "!=": (-1, 1)}  # the signs of left less right


def _free(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in KINDS:
        for point in (*_violating(derivation), *_stationary(derivation)):
            yield from with_side(derivation, evaluated(derivation, point))


def _violating(derivation: Derivation) -> Iterator[Mapping[Symbol, Expr]]:
    """The solutions of a case that were left out because they are not allowed."""
    for step in derivation.steps:
        if step.rule == "kkt.case":
            yield from (found["at"] for found in step.facts["found"] if found["violated"])


def _stationary(derivation: Derivation) -> Iterator[Mapping[Symbol, Expr]]:
    """Where the gradient of a quadratic function is 0, or under some of the equations that are linear."""
    given, variables = derivation.problem.given, derivation.problem.variables
    f = tree.plain(given["function" if "function" in given else "objective"])
    relations = given["region" if "region" in given else "constraints"]
    equations = [tree.plain(r.lhs - r.rhs) for r in relations if isinstance(r, Eq)]
    for count in range(len(equations)) if 0 < len(equations) <= MOST else (0,):
        for kept in combinations(equations, count):
            letters = [Dummy(real=True) for _ in kept]
            free = stationary(f + sum(m * e for m, e in zip(letters, kept, strict=True)), (*variables, *letters))
            point = {} if free is None else dict(zip(variables, free, strict=False))
            if point and any(_violates(point, r) for r in relations):
                yield point


def _violates(point: Mapping[Symbol, Expr], relation: Relational) -> bool:
    side = sign_of(tree.plain(relation.lhs - relation.rhs).xreplace(point))
    return side is not None and side not in ALLOWED[relation.rel_op]


MISTAKE = Mistake(
    "This point does not satisfy every constraint.",
    "What do the constraints say of this point when it is put in?",
    answers=_free,
)
