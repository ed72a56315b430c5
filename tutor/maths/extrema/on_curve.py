"""The candidates on a curved piece of a region that is no graph: Lagrange's condition on it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from sympy import Eq, Expr, S, Symbol, degree

from tutor.maths.extrema.boundary import BoundaryPiece
from tutor.maths.extrema.constrained import Constraint, Posed, one_side, parallel
from tutor.maths.extrema.modulo import modulo
from tutor.maths.extrema.on_conic import Conic
from tutor.maths.extrema.places import ExtremePlace, of_root
from tutor.maths.extrema.region import numerator
from tutor.maths.extrema.regular import regularity
from tutor.maths.extrema.solved_on import bare, points
from tutor.maths.extrema.special import special_points
from tutor.maths.extrema.task import equality
from tutor.maths.extrema.work import LETTERS, Work, inner, smooth
from tutor.maths.solving.stage import system_stage
from tutor.rule import Stage
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, Vector

GREEK = ("lamda", "mu", "nu")


def shortened(
    work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr, letter: str, found: Conic | None = None
) -> Generator[Stage, Expr, tuple[Expr, str]]:
    """The function with what the equation of the curve lets one leave out, and its letter; of a conic one letter is left."""
    letters, left = piece.graph.letters, piece.graph.left
    if len(left) != 1:
        return f, letter
    w = Symbol("w", real=True) if "w" not in {*work.problem.symbols, letter, work.task.letter} else Symbol("tau", real=True)
    plain = tree.plain(f)
    shorter = modulo(plain, left[0], letters, w) if found is None else found.put(plain, w)
    if shorter is None or shorter == plain:
        return f, letter
    # f = F with the side in the place of w, and the side is 0 here
    yield Stage("modulo", f, facts, solve=False, equals=tree.substitute(shorter, {w: left[0]}), shown=UNSAID)
    letter = work.letter(letter)
    goal, name = At(shorter, (w,), (S.Zero,)), Name(letter, "scalar", (), letters if found is None else (found.t,))
    law = found.placed(f) if found is not None else _with_side(shorter, w, _shown(work, piece, left[0]), left[0])
    gives = None if found is None else Eq(found.s**2, found.square, evaluate=False)
    told, value = {**facts, "gives": gives}, tree.plain(shorter).xreplace({w: S.Zero})  # w is no letter of the page
    f = yield Stage("shorter", goal, told, name, solve=False, equals=value, arranged=True, shown=Shown(law=law, as_written=True))
    return f, letter


def _with_side(shorter: Expr, w: Symbol, edge: Eq, u: Expr) -> Expr | None:
    """A polynomial with the side of the edge in a bracket of its own, whose value is then put in; None where it does not stand so."""
    if not shorter.is_polynomial(w) or degree(shorter, w) != 1 or edge.rhs.free_symbols:
        return None
    often = shorter.coeff(w, 1)
    sign = next((k for k in (1, -1) if (tree.plain(edge.lhs - edge.rhs) - k * u).expand() == 0), None)
    rest = (shorter.subs(w, 0) - often * edge.rhs / sign).expand() if sign and often.is_number else None
    return None if rest is None else tree.summed(*tree.terms(tree.scaled(often / sign, edge.lhs)), *rest.as_ordered_terms())


def by_multipliers(
    work: Work, piece: BoundaryPiece, facts: dict[str, object], f: Expr, letter: str
) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """A curved piece that is no graph: Lagrange's condition, and the points at which its own gradient vanishes."""
    letters, left = piece.graph.letters, piece.graph.left
    taken = {*work.problem.symbols, letter, work.task.letter}
    names = iter(n for n in LETTERS if n not in {*taken, letter})
    greek = iter(n for n in GREEK if n not in taken)
    equations = [_shown(work, piece, u) for u in left]
    constraints = tuple(Constraint(Equation(*e.args), one_side(e), next(names), Symbol(next(greek), real=True)) for e in equations)
    slopes = yield from _gradient(letters, f, letter, facts)
    gradients = []
    for c in constraints:
        gradients.append((yield from _gradient(letters, c.function, c.letter, {**facts, "relation": c.relation}, "side")))
    posed = Posed(f, letter, letters, constraints, inner(work, piece), smooth(work, piece, f))
    conditions = [parallel(slope, posed.multipliers, tuple(row[k] for row in gradients)) for k, slope in enumerate(slopes)]
    about = {**facts, "nabla": Name(letter, "∇"), "nablas": tuple(Name(c.letter, "∇") for c in constraints)}
    system = [*conditions, *(c.equation for c in constraints)]
    irregular = regularity(posed, gradients)
    about |= {"off": irregular.point if irregular.how == "off" else None}
    found = yield from points(work, piece, about, system, slopes, f, "parallel", posed.multipliers)
    if irregular.solved is not None:
        yield system_stage("irregular", irregular.solved, {**about, "roots": irregular.solved.roots, "multipliers": posed.multipliers})
        found += [p for r in irregular.solved.roots for p in of_root(work.region, piece, bare(r, piece), work.around)]
    return [*found, *(yield from _rough_on(work, piece, facts, posed))]


def _rough_on(work: Work, piece: BoundaryPiece, facts: Mapping[str, object], posed: Posed) -> Generator[Stage, Expr, list[ExtremePlace]]:
    """Points of a curved piece at which a part of the function has no derivative."""
    out: list[ExtremePlace] = []
    for found in special_points(replace(posed, conditions=())):
        yield system_stage("rough", found.solved, {**facts, "under": found.relation.args[0]})
        out += [p for r in found.solved.roots for p in of_root(work.region, piece, bare(r, piece), work.around)]
    return out


def _shown(work: Work, piece: BoundaryPiece, u: Expr) -> Eq:
    """The equation u = 0 as the problem has it, where it does."""
    for e in (*work.region.equations, *work.parts.edge(piece)):
        if numerator(e) in (u, -u):
            return e
    return equality(u, piece.graph.letters)


def _gradient(
    letters: Sequence[Symbol], f: Expr, letter: str, facts: Mapping[str, object], words: str = "gradient"
) -> Generator[Stage, Expr, tuple[Expr, ...]]:
    goal = Vector(*(Diff(f, x, *(v for v in letters if v != x)) for x in letters))
    found = yield Stage(words, goal, {**facts, "function": f, "letter": letter}, Name(letter, "∇"))
    return tuple(found.args)
