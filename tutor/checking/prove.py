"""The symbolic prover, asked last: SymPy, in a process that is killed when its time or memory is used up."""

from __future__ import annotations

from tutor.checking.opinion import EQUAL, UNDECIDED, Domain, Opinion
from tutor.edges.job import alarm, attempted, starts_others
from tutor.errors import TutorError
from tutor.reading.syntax import Node


def prove_equal(a: Node, b: Node, domain: Domain, seconds: float) -> Opinion:
    """Equal where the difference simplifies to nought, else undecided: not finding a proof proves nothing."""
    if not starts_others():
        return EQUAL if _within(seconds, (a, b, domain)) else UNDECIDED
    from tutor.edges.worker import run

    ((_, found),) = run([(a, b, domain)], _vanishes, 1, seconds)
    return EQUAL if found is True else UNDECIDED


def _within(seconds: float, job: tuple[Node, Node, Domain]) -> bool:
    """The same here, given up after so many seconds; where nothing can interrupt it, the worker's own limit does.

    What breaks in it proves nothing, as in a process of its own.
    """

    def timed(job: tuple[Node, Node, Domain]) -> bool:
        with alarm(seconds):
            return _vanishes(job)

    return attempted(timed, job) is True


def _vanishes(job: tuple[Node, Node, Domain]) -> bool:
    from sympy import Expr, Symbol, simplify

    from tutor.reading.build import build
    from tutor.trees.tree import plain

    a, b, domain = job
    assumed = {"real": {"real": True}, "complex": {}}

    def symbol(name: str) -> Symbol:
        kind = domain.of(name)
        return Symbol(name, **assumed.get(kind, {kind: True}))

    try:
        sides = [plain(build(side, symbol)) for side in (a, b)]
    except TutorError:
        return False
    if not all(isinstance(side, Expr) for side in sides):  # a point where a number is meant
        return False
    return bool(simplify((sides[0] - sides[1]).doit()) == 0)
