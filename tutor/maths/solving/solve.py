"""A system solved as a person does: the case tree, every solution once, and the certificate that none is missing."""

from __future__ import annotations

from tutor.budget import Work
from tutor.errors import Unsupported
from tutor.maths.solving import conditions
from tutor.maths.solving.between import between
from tutor.maths.solving.certificate import Incomplete, certify
from tutor.maths.solving.needed import needed
from tutor.maths.solving.roots import distinct, verified
from tutor.maths.solving.search import STUCK, OutOfBudget, Search, Way
from tutor.maths.solving.start import start
from tutor.maths.solving.tree import Branch, Certificate, Root, Solved
from tutor.trees.heads import Equation, System
from tutor.trees.tree import evaluated

REFUSED = "cannot solve this system"
STEPS = 8000  # for the way and the certificate together
LEAST = 1000  # that are left for the certificate at any rate


def solve_system(system: System, *, steps: float = STEPS) -> Solved:
    """All real solutions. `Unsupported`, with what is missing, where no way was found or some solutions would be missing."""
    work = Work(steps)
    plain = System([Equation(evaluated(e.left), evaluated(e.right)) for e in system.equations], system.unknowns, system.conditions)
    way = _way(plain, work)
    tree = between(needed(Branch((), way.lines, way.end)), plain.equations if len(plain.equations) == 1 else ())
    roots = distinct(tuple(tree.roots()))
    for root in roots:
        verified(system, root)
    return Solved(system, tree, roots, _certificate(system, roots, Work(max(LEAST, work.steps))))


def _way(plain: System, work: Work) -> Way:
    """The shortest way found."""
    search = Search(work)
    try:
        way = search.shortest(start(plain, conditions.of_system(plain)))
    except OutOfBudget as error:
        ((equation, times),) = search.stuck.most_common(1) or ((None, 0),)
        if times >= STUCK:
            typed = str(equation).replace("**", "^").replace("*", " ")
            raise Unsupported(f"{REFUSED}: it leads to {typed} = 0, which is not solved") from error
        raise Unsupported(f"{REFUSED}: it takes too many cases") from error
    if way is None:
        raise Unsupported(search.reasons[-1] if search.reasons else f"{REFUSED}: no way was found that can be followed by hand")
    return way


def _certificate(system: System, roots: tuple[Root, ...], work: Work) -> Certificate | None:
    """By a road that did not find the solutions."""
    try:
        return certify(system, roots, work)
    except Incomplete as error:
        raise Unsupported(f"{REFUSED}: some of its solutions would be missing") from error
