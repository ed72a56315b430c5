"""What the box calls an answer that no line of the page gives a name: A, V, ∬_D f dA, ∮_C F · dr."""

from __future__ import annotations

from sympy import Basic, S, Symbol

from tutor.model import Problem
from tutor.trees.heads import CurveIntegral, Name, RegionIntegral


def letter(problem: Problem, of: str, *subscripts: Symbol) -> Basic | None:
    """A letter for a quantity; None where the problem has it for something else."""
    return Name(of, "scalar", subscripts) if _free(problem, of) else None


def over_region(problem: Problem) -> Basic | None:
    """The double integral over D, or the triple one over E."""
    over = {2: ("A", "D"), 3: ("V", "E")}.get(len(problem.variables))
    return RegionIntegral(*over, problem.given.get("integrand", S.One)) if over and _free(problem, *over) else None


def of_region(problem: Problem) -> Symbol | None:
    """What the region is called in the integral over it: D, or E in space."""
    return Symbol("D" if len(problem.variables) == 2 else "E") if over_region(problem) is not None else None


def of_curve(problem: Problem) -> Symbol | None:
    """What a curve is called in the integral along it: C."""
    return Symbol("C") if _free(problem, "C", "F") else None


def of_surface(problem: Problem) -> Symbol | None:
    """What a surface is called in the integral over it: S."""
    return Symbol("S") if _free(problem, "S", "F") else None


def circulation(problem: Problem) -> Basic | None:
    """∮_C F · dr."""
    return CurveIntegral("work", "C", Name("F"), closed=True) if _free(problem, "C", "F") else None


def through_surface(problem: Problem, curled: bool = False) -> Basic | None:
    """∬_S f dS of a function, ∬_S F · d𝐒 of a field, or of its curl."""
    if not _free(problem, "S", "F"):
        return None
    if "integrand" in problem.given:
        return RegionIntegral("S", "S", problem.given["integrand"])
    return RegionIntegral("flux", "S", Name("F", "curl" if curled else ""))


def _free(problem: Problem, *letters: str) -> bool:
    return {v.name for v in problem.variables}.union(problem.symbols).isdisjoint(letters)
