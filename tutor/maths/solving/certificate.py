"""A certificate that no solution of a system is missing, from the equations, the conditions and what was found alone."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic, Expr, Ge, Gt, Ne, Pow, S, Symbol

from tutor.budget import Work
from tutor.maths.letters import letter
from tutor.maths.solving.certify import parts
from tutor.maths.solving.certify.boxes import SolutionBox
from tutor.maths.solving.certify.count import Counted, Given, Incomplete
from tutor.maths.solving.certify.letters import at_one, letters, linear, without_pi
from tutor.maths.solving.tree import Certificate, Root
from tutor.trees.heads.system import System
from tutor.trees.tree import evaluated

STEPS = 4000  # where nothing else is said

__all__ = ["Incomplete", "certify"]


def certify(system: System, roots: Sequence[Root], work: Work | None = None) -> Certificate | None:
    """How it is known that `roots` are all real solutions; None where it is not. `Incomplete` where some are missing for sure."""
    work = work or Work(STEPS)
    given, back = real(system, roots)
    if not all(may_solve(given.equations, r) for r in given.roots):
        return None
    given = without_pi(given)
    if letters(given):
        if linear(given):
            return Certificate("unique", {"points": 1}) if len(given.roots) == 1 and not given.roots[0].parameters else None
        numbers = at_one(given)
        if numbers is None:
            return None
        given = numbers
    try:
        return _certificate(list(parts.proofs(given, work)), given, back)
    except parts.Unproved:
        return None


def real(system: System, roots: Sequence[Root]) -> tuple[Given, dict[Symbol, Symbol]]:
    """The system with unknowns that are known to be real, and the way back to its own."""
    letters = {x: letter(x.name, real=True) for x in system.unknowns}  # what else is known of them is among the conditions
    equations = tuple((evaluated(e.left) - evaluated(e.right)).xreplace(letters) for e in system.equations)
    known = tuple(c.xreplace(letters) for c in conditions(system))
    moved = tuple(
        Root(
            tuple((letters[x], v.xreplace(letters)) for x, v in r.values),
            tuple(letters.get(p, p) for p in r.parameters),
            tuple(c.xreplace(letters) for c in r.conditions),
        )
        for r in roots
    )
    return Given(equations, tuple(letters.values()), known, moved), {v: k for k, v in letters.items()}


def may_solve(equations: Sequence[Expr], root: Root) -> bool:
    """Whether no equation certainly fails at a point. Families and curves are compared later."""
    return bool(root.parameters) or all(parts.may_vanish(e, root) for e in equations)


def conditions(system: System) -> list[Basic]:
    """Those of the system, and those that the unknowns carry with them."""
    out = list(system.conditions)
    for x in system.unknowns:
        if x.is_positive:
            out.append(Gt(x, S.Zero, evaluate=False))
        elif x.is_nonnegative:
            out.append(Ge(x, S.Zero, evaluate=False))
        elif x.is_nonzero:
            out.append(Ne(x, S.Zero, evaluate=False))
    return out


def _certificate(proofs: Sequence[parts.Proof], given: Given, back: dict[Symbol, Symbol]) -> Certificate | None:
    match proofs:
        case [] if given.roots:  # one unknown after another was put in, and nothing is left to prove
            return Certificate("put_in", {"points": 1}) if len(given.roots) == 1 and not given.roots[0].parameters else None
        case []:
            return Certificate("contradiction", {"points": 0, "excluding": ()})
        case [Counted() as c]:
            facts: dict[str, object] = {"points": c.points, "real": c.real, "degree": c.degree, "cases": c.cases, "curves": c.curves}
            facts |= {"periodic": tuple(back[x] for x in c.periodic), "divided": c.divided, "of": (of := _own(c.of, back))}
            facts["surds"] = () if of is None else tuple(sorted((p for p in of.atoms(Pow) if p.is_number and p.exp.is_Rational), key=str))
            if c.bounded:
                return Certificate("bounded", {**facts, "periodic": tuple(back[x] for x in c.bounded)})
            if c.curves:
                return Certificate("curves", facts)
            if c.periodic:
                return Certificate("period", facts)
            if not c.points and not c.degree:
                excluding = tuple(_own(e, back) for e in c.excluding)
                return Certificate("contradiction", {**facts, "excluding": None if None in excluding else excluding})
            if not c.points:
                return Certificate("none" if c.real else "no_real", facts)
            return Certificate("linear" if c.degree == 1 else "counted", facts)
        case [parts.Monotone(x, count)]:
            return Certificate("monotone", {"points": count, "unknown": back[x]})
        case [SolutionBox(relations, count)]:
            return Certificate("boxes", {"points": count, "box": tuple(c.xreplace(back) for c in relations)})
    return Certificate("parts", {"points": len(given.roots), "parts": len(proofs)})


def _own(expr: Expr | None, back: dict[Symbol, Symbol]) -> Expr | None:
    """An expression in the system's own unknowns; None for one in other letters."""
    return expr.xreplace(back) if expr is not None and expr.free_symbols <= set(back) else None
