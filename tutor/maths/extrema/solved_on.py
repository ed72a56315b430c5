"""The system of a piece of a region solved: its points that lie in the region, and those that do not."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from sympy import Eq, Expr, Gt, Pow, Rational, S, Symbol, sqrt, true

from tutor.errors import Unsupported
from tutor.maths.extrema.boundary import BoundaryPiece
from tutor.maths.extrema.graph import isolated
from tutor.maths.extrema.places import ExtremePlace, of_root
from tutor.maths.extrema.work import Work, failing, helping, inner, inside, smooth
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Root, Solved
from tutor.rule import Stage
from tutor.trees import tree
from tutor.trees.heads import Equation, System

MOST_ROOTS = 3  # that get a letter each


def points(
    work: Work,
    piece: BoundaryPiece,
    facts: Mapping[str, object],
    equations: Sequence[Equation],
    slopes: Sequence[Expr],
    f: Expr,
    words: str = "points",
    multipliers: tuple[Symbol, ...] = (),
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """The solutions of a system in the letters of a piece, as candidates."""
    letters, limits = piece.graph.letters, smooth(work, piece, f)
    system = System(equations, (*letters, *multipliers), (*helping(work, piece, slopes), *limits))
    solved, radical = _solved(system, {*work.problem.symbols, *(str(m) for m in multipliers)})
    if any(r.parameters for r in solved.roots) and (every := (*inner(work, piece), *limits)) != system.conditions:
        solved, radical = _solved(System(equations, system.unknowns, every), {*work.problem.symbols, *(str(m) for m in multipliers)})
    work.complete &= solved.complete
    found = [bare(r, piece) for r in solved.roots]
    outside = [r for r in found if not r.parameters and not inside(work, piece, r.at)]
    kept = [r for r in found if r not in outside]
    within = tuple(r.at for r in kept if not r.parameters) if facts["ends"] or (facts["kind"] == "inside" and work.region.sides) else ()
    about = {
        "limited": bool(solved.system.conditions) or (facts["kind"] == "inside" and bool(work.region.sides)),
        "within": within,
        "roots": kept,
        "outside": tuple(r.at for r in outside),
        "failing": failing(work, piece, (r.at for r in outside)),
        "multipliers": multipliers,
        "radical": radical,
    }
    some = facts["kind"] == "inside" and {*solved.system.conditions} < {*inner(work, piece), *limits}  # all, or said in words alone
    written = System(solved.system.equations, solved.system.unknowns, limits) if some else None
    yield system_stage(words, solved, {**facts, **about}, written)
    return [p for r in kept for p in of_root(work.region, piece, r, work.around)]


def _solved(system: System, taken: set[str]) -> tuple[Solved, tuple[tuple[Symbol, Expr], ...]]:
    """The system solved as it is; where that fails, with a letter for each of the few square roots in it."""
    try:
        return solve_system(system), ()
    except Unsupported:
        found = _with_letters(system, taken)
        if found is None:
            raise
        made, put = found
        return solve_system(made), tuple((w, sqrt(u)) for w, u in put)


def _with_letters(system: System, taken: set[str]) -> tuple[System, tuple[tuple[Symbol, Expr], ...]] | None:
    """The system with w for sqrt(u), w > 0 and w^2 = u, for each such root; None where there is none, or there are too many."""
    plain = [(tree.plain(e.left), tree.plain(e.right)) for e in system.equations]
    roots = {p for pair in plain for e in pair for p in e.atoms(Pow) if isinstance(p.exp, Rational) and p.exp.q == 2 and p.free_symbols}
    radicands = sorted({p.base for p in roots}, key=str)
    if not 1 <= len(radicands) <= MOST_ROOTS:
        return None
    names = (n for n in ("w", "s", "v", "q", "p", "r", "tau", "sigma", "omega", "kappa") if n not in taken)
    letters = {u: Symbol(next(names), real=True) for u in radicands}
    put = {p: letters[p.base] ** (2 * p.exp) for p in roots}
    equations = [Equation(a.xreplace(put), b.xreplace(put)) for a, b in plain]
    equations += [Equation(w**2, u) for u, w in letters.items()]
    kept = tuple(c for c in system.conditions if tree.plain(c.args[0]) not in letters)
    positive = tuple(Gt(w, S.Zero, evaluate=False) for w in letters.values())
    return System(equations, (*system.unknowns, *letters.values()), (*kept, *positive)), tuple((w, u) for u, w in letters.items())


def bare(root: Root, piece: BoundaryPiece) -> Root:
    """A solution without its multipliers; one that runs in a family is expressed by the letters of the piece where it can be."""
    values, conditions, letters = dict(root.values), list(root.conditions), piece.graph.letters
    for m in (p for p in root.parameters if p not in letters and not p.is_integer):
        for c in [c for c in conditions if isinstance(c, Eq)]:
            found = isolated((c.lhs - c.rhs).expand(), m, Signs(conditions, ()))
            if found is not None:
                conditions = [d.subs(m, found[0]) for d in conditions if d is not c]
                values = {v: e.subs(m, found[0]) for v, e in values.items()}
                break
    kept = tuple(c for c in conditions if c is not true)
    shown = tuple((v, values[v]) for v in letters)
    used = {s for _, e in shown for s in e.free_symbols} | {s for c in kept for s in c.free_symbols}
    return replace(root, values=shown, parameters=tuple(p for p in root.parameters if p in used), conditions=kept)
