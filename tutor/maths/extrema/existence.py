"""Whether a function has a greatest and a least value where constraints hold: by compactness, or by how it behaves far away.

Each answer is a proof: an extremum that exists is among the candidates, as they are all the points that can be one. So a
path along which f goes beyond every candidate shows that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sympy import Basic, Dummy, Eq, Expr, Ge, Le, Matrix, Ne, Poly, S, Symbol, cos, hessian, sin

from tutor.errors import Unsupported
from tutor.maths.classification.convex.judge import contradicted, convex_set, judged
from tutor.maths.classification.convex.where import where
from tutor.maths.extrema.branches import BranchPiece, at_edge, pieces
from tutor.maths.extrema.compact import Bound, bounded, sides
from tutor.maths.extrema.constrained import Posed
from tutor.maths.extrema.far import Approach, at_ends, escapes, stays_for_ever
from tutor.maths.limits.written import written
from tutor.maths.solving.signs import Signs
from tutor.trees import tree

Word = Literal["max", "min"]
STRICT = ("<", ">", "!=")


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether a greatest (least) value is taken, and how that is known.

    `by`: "compact", "level" (the points that are at least as good as the best candidate form a compact set), "convex",
    "lagrangian" (f - λ g is convex or concave, with λ of the best candidate), "sufficient" (strictly so: the conditions decide at once),
    "ends" (a curve whose ends are all known), "path" (f goes beyond all candidates), "empty" (there is no candidate),
    "finite" (the candidates are all the points that there are), "periodic" (whole turns leave all as it is), "edges" (with its
    edges the set is compact, and on them f stays behind the best candidate).
    """

    taken: bool
    by: Literal["compact", "level", "convex", "lagrangian", "sufficient", "ends", "path", "empty", "finite", "periodic", "edges"]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class OpenEdge:
    """An edge that does not belong to the set: where it is, its points, and f on it."""

    relation: Basic
    at: Mapping[Symbol, Expr]
    value: Expr


@dataclass(frozen=True, slots=True)
class Free:
    """Variables, or odd powers of one, that the equations give by others, which they leave free (`others`) where something is not 0."""

    values: Mapping[Expr, Expr]
    others: tuple[Symbol, ...]
    where: tuple[Basic, ...] = ()

    @property
    def flat(self) -> Literal["line", "plane", ""]:
        """What the points are where all that is given is linear."""
        given = [(v, tree.plain(e)) for v, e in self.values.items()]
        linear = all(v.is_Symbol and e.is_polynomial(*self.others) and Poly(e, *self.others).total_degree() <= 1 for v, e in given)
        return ("line" if len(self.others) == 1 else "plane" if len(self.others) == 2 else "") if linear and not self.where else ""


def unbounded(problem: Posed) -> Free | None:
    """Why the set has points beyond every bound; None where that is not seen, as beside conditions."""
    functions = [tree.plain(c.function) for c in problem.constraints]
    if problem.asked or not all(f.is_polynomial(*problem.variables) for f in functions):
        return None
    if len(functions) > 1:
        return _left_by_lines(functions, problem.variables)
    (function,) = functions
    for v in reversed(problem.variables):
        others = tuple(w for w in problem.variables if w != v)
        poly = Poly(function, v)
        if not others or len(poly.terms()) > 2 or poly.degree() % 2 == 0 or not (poly - poly.nth(0)).is_monomial:
            continue
        slope, k = poly.LC(), poly.degree()
        if k > 1 and not slope.is_number:
            continue
        where = () if slope.is_number else (Ne(slope, 0, evaluate=False),)
        if not slope.free_symbols - set(problem.variables):
            return Free({v**k: written(-poly.nth(0) / slope)}, others, where)
    return None


def _left_by_lines(functions: Sequence[Expr], variables: Sequence[Symbol]) -> Free | None:
    """Linear equations, one solved after the other for its last variable; None where they are no such."""
    values: dict[Expr, Expr] = {}
    for f in functions:
        left = f.subs(values).expand()
        v = next((v for v in reversed(variables) if left.has(v)), None)
        slope = S.Zero if v is None else left.coeff(v)
        if v is None or not slope.is_number or (left - slope * v).has(v):
            return None
        value = {v: (v - left / slope).expand()}
        values = {w: e.subs(value).expand() for w, e in values.items()} | value
    others = tuple(v for v in variables if v not in values)
    return Free({v: written(values[v]) for v in variables if v in values}, others) if others else None


def compactness(problem: Posed) -> Bound | None:
    """Why the set is closed and bounded and f continuous on it; None where that is not shown."""
    found = bounded(problem.relations, problem.variables)
    if found is None:
        return None
    if not found.away and any(_strict(r) and not _kept_off(problem, r, None) for r in problem.conditions):
        return None
    return found if _continuous(problem, found.away) else None


def curve(problem: Posed) -> tuple[BranchPiece, ...] | None:
    """The set in pieces where it is a curve."""
    equations = [(tree.plain(c.equation.left), tree.plain(c.equation.right)) for c in problem.constraints]
    return pieces(equations, problem.conditions, problem.objective, problem.variables)


def settled(
    problem: Posed,
    word: Word,
    best: Expr | None,
    compact: Bound | None,
    ends: Sequence[Approach] | None,
    complete: bool = True,
    multipliers: Sequence[Expr] | None = None,
) -> Settled | None:
    """Whether the extremum exists, where `best` is the best value of all candidates; None where no proof is found.

    `multipliers` are those of a candidate with that value.

    Where it is not known that the candidates are `complete`, only what does not rest on it is said: a candidate of a convex
    problem is global, and a function that tends to infinity has no maximum.
    """
    if not complete:
        if best is not None and (why := _convex(problem, word)) is not None:
            return Settled(True, "convex", {"constant": why == "constant"})
        if best is not None and multipliers is not None and (known := _lagrangian(problem, word, multipliers)) is not None:
            return known
        found = _by_path(problem, word, best) if best is not None and compact is None else None
        return found if found is not None and found.facts["approach"].value.is_infinite else None
    if compact is not None:
        if best is None:
            raise Unsupported("cannot do this: no point satisfies all constraints")
        return Settled(True, "compact", {"bound": compact})
    if best is None:
        return Settled(False, "empty")
    if ends is not None and (found := _by_ends(word, best, ends)) is not None:
        return found
    level = _level(problem, word, best)
    if level is not None:
        return Settled(True, "level", {"bound": level})
    if (why := _convex(problem, word)) is not None:
        return Settled(True, "convex", {"constant": why == "constant"})
    if _periodic(problem):
        return Settled(True, "periodic")
    known = None if multipliers is None else _lagrangian(problem, word, multipliers)
    return known or _above_edges(problem, word, best) or _by_path(problem, word, best)


def _periodic(problem: Posed) -> bool:
    """Whether f is a polynomial in sines and cosines that whole turns leave as it is, along one linear equation with whole coefficients."""
    f, variables = tree.plain(problem.objective), problem.variables
    if problem.asked or len(problem.constraints) != 1:
        return False
    g = tree.plain(problem.constraints[0].function).expand()
    if not g.is_polynomial(*variables) or any(not g.diff(v).is_Rational for v in variables):
        return False
    kernels = f.atoms(sin, cos)
    if any(not k.args[0].diff(v).is_Integer for k in kernels for v in variables):
        return False
    return bool(f.xreplace({k: Dummy() for k in kernels}).is_polynomial()) and not f.xreplace(
        {k: S.One for k in kernels}
    ).free_symbols & set(variables)


def _above_edges(problem: Posed, word: Word, best: Expr) -> Settled | None:
    """On the edges that x > 0 leaves out f is proved to stay behind, and with them the set is compact; for one linear equation."""
    edges = [left for left, right, sign in map(sides, problem.conditions) if sign == ">" and right is S.Zero]
    others = [r for r in problem.conditions if _strict(r) and sides(r)[0] not in problem.variables]
    bound = bounded(problem.relations, problem.variables)
    if bound is None or others or problem.inside or len(problem.constraints) != 1 or not set(edges) <= set(problem.variables):
        return None
    g, f = tree.plain(problem.constraints[0].function).expand(), tree.plain(problem.objective)
    seen = []
    for edge in edges:
        v = next((u for u in reversed(problem.variables) if u != edge and g.diff(u).is_nonzero and not g.diff(u).free_symbols), None)
        if v is None:
            return None
        values = {edge: S.Zero, v: (-(g - g.diff(v) * v) / g.diff(v)).subs(edge, S.Zero).expand()}
        value = f.xreplace(values)
        behind = (best - value) if word == "max" else (value - best)
        closed = tuple(Ge(u, S.Zero, evaluate=False) for u in problem.variables if u not in values)
        if Signs(closed, ()).sign(behind) <= 0:
            return None
        seen.append(OpenEdge(Eq(edge, S.Zero, evaluate=False), {u: values.get(u, u) for u in problem.variables}, value))
    return Settled(True, "edges", {"edges_out": tuple(seen), "bound": bound}) if seen else None


def ends_of(problem: Posed) -> tuple[Approach, ...] | None:
    """What f tends to at the open ends of the set where it is a curve."""
    found = curve(problem)
    return None if found is None else at_ends(problem.objective, found)


def _by_ends(word: Word, best: Expr, ends: Sequence[Approach]) -> Settled | None:
    beyond = [e for e in ends if _better(word, e.value, best)]
    if beyond:
        return Settled(False, "path", {"approach": beyond[0], "ends": tuple(ends)})
    if all(e.value == best or _better(word, best, e.value) for e in ends):
        return Settled(True, "ends", {"ends": tuple(ends), "reached": any(e.value == best for e in ends)})
    return None


def _by_path(problem: Posed, word: Word, best: Expr) -> Settled | None:
    equations = [(tree.plain(c.equation.left), tree.plain(c.equation.right)) for c in problem.constraints]
    found = escapes(problem.objective, equations, problem.asked, problem.variables, best, word == "max")
    if found is None or not stays_for_ever(found.values, problem.asked, found.letter):
        return None
    return Settled(False, "path", {"approach": found})


def _better(word: Word, a: Expr, b: Expr) -> bool:
    """Whether a is certainly better than b."""
    difference = (a - b) if word == "max" else (b - a)
    return bool(difference.is_extended_positive)


def _level(problem: Posed, word: Word, best: Expr) -> Bound | None:
    """Why the points of the set with f >= best (f <= best, for a minimum) form a compact set."""
    f, made = tree.plain(problem.objective), Ge if word == "max" else Le
    level = made(f, best, evaluate=False)
    found = bounded((*problem.relations, *_needed(problem), level), problem.variables)
    if found is None:
        return None
    if not found.away and any(_strict(r) and not _kept_off(problem, r, level) for r in problem.conditions):
        return None
    return found if _continuous(problem, found.away) else None


def _needed(problem: Posed) -> tuple[Basic, ...]:
    """Where f has a value at all, so far as inequalities tell: x > 0 for ln x, and x >= 0 for its root."""
    f = tree.plain(problem.objective)
    kept = [r for r in problem.inside if r.rel_op == ">"]
    return tuple(Ge(*r.args, evaluate=False) if at_edge(f, r.args[0]) else r for r in kept)


def _strict(relation: Basic) -> bool:
    return sides(relation)[2] in STRICT


def _kept_off(problem: Posed, condition: Basic, level: Basic | None) -> bool:
    """Whether no point can have equality in x > 0: with x = 0 one of the relations says that 0 is 8."""
    left, right, sign = sides(condition)
    if sign == "!=" or left not in problem.variables or right.free_symbols:
        return False
    others = [r for r in problem.relations if r is not condition]
    for r in (*others, *((level,) if level is not None else ())):
        a, b, its = sides(r)
        d = (a - b).subs(left, right)
        if d.free_symbols & set(problem.variables):
            continue
        wrong = {"=": d.is_nonzero, "<=": d.is_positive, ">=": d.is_negative, "<": d.is_nonnegative, ">": d.is_nonpositive}[its]
        if wrong:
            return True
    return False


def _continuous(problem: Posed, away: bool) -> bool:
    """Whether f has a value at, and is continuous at, all points of the set, its edge included."""
    f = tree.plain(problem.objective)
    if f.is_polynomial(*problem.variables):
        return True
    for r in problem.inside:
        u = r.args[0]
        if r.rel_op == ">" and at_edge(f, u):
            continue
        if away and u in problem.variables:
            continue
        return False
    for r in problem.conditions:  # x > 0 may be asked and needed at once: ln x
        left, _, sign = sides(r)
        if sign in ("<", ">") and not away and not at_edge(f, left):
            return False
    return True


def _convex(problem: Posed, word: Word) -> Literal["constant", "judged"] | None:
    """Whether f is convex (concave, for a maximum) along a convex set, so that a candidate is global; "constant" where quadratic."""
    f, variables = tree.plain(problem.objective), problem.variables
    slopes = []
    for c in problem.constraints:
        g = tree.plain(c.function)
        if not g.is_polynomial(*variables) or not hessian(g, variables).is_zero_matrix:
            return None
        slopes.append([g.diff(v) for v in variables])
    for r in problem.conditions:
        left, right, sign = sides(r)
        if sign == "!=" or not convex_quadratic(left - right if sign in ("<", "<=") else right - left, variables, "min"):
            return None
    if convex_quadratic(f, variables, word, slopes):
        return "constant"
    return "judged" if _bends(f, variables, word, problem.conditions, known=True) else None


def _bends(f: Expr, variables: Sequence[Symbol], word: Word, conditions: Sequence[Basic], known: bool = False) -> bool:
    """Whether a function is proved to be convex (concave, for a maximum) on a convex set; chords are looked at before anything is proved.

    The conditions may be `known` to leave a convex set.
    """
    bend: Literal["convex", "concave"] = "convex" if word == "min" else "concave"
    try:
        place = where(f, variables, conditions)
        convex_set(replace(place, asked=()) if known else place)
        return not contradicted(f, place, bend) and judged(f, place).word.removeprefix("strictly_") == bend
    except Unsupported:
        return False


def _lagrangian(problem: Posed, word: Word, multipliers: Sequence[Expr]) -> Settled | None:
    """Whether f - λ g is convex (concave, for a maximum) on a convex set: its gradient is 0 at the candidate, and it is f where g = 0."""
    functions = [tree.plain(c.function) for c in problem.constraints]
    whole = tree.plain(problem.objective) - sum(m * g for m, g in zip(multipliers, functions, strict=True))
    if not _bends(whole.expand(), problem.variables, word, problem.asked):
        return None
    facts = {"function": whole, "bend": "convex" if word == "min" else "concave"}
    return Settled(True, "lagrangian", {**facts, "pairs": dict(zip(problem.multipliers, multipliers, strict=True))})


def sufficient(problem: Posed, word: Word) -> Settled | None:
    """Why a point that satisfies the conditions is the only extremum: f is strictly convex (concave) on a convex set; None: not shown."""
    why = _convex(problem, word)
    if why is None:
        return None
    f, variables = tree.plain(problem.objective), problem.variables
    if why == "constant":
        second = hessian(f, variables)
        strict = bool((second if word == "min" else -second).is_positive_definite)
    else:
        strict = judged(f, where(f, variables, problem.conditions)).word.startswith("strictly_")
    return Settled(True, "sufficient", {"constant": why == "constant"}) if strict else None


def convex_quadratic(f: Expr, variables: Sequence[Symbol], word: Word, flat: Sequence[Sequence[Expr]] = ()) -> bool:
    """Whether the matrix of second derivatives is constant and positive semidefinite (negative, for a maximum).

    Only directions count that are perpendicular to the rows of `flat`, the gradients of linear equations.
    """
    if not f.is_polynomial(*variables):
        return False
    second = hessian(f, variables)
    if second.free_symbols:
        return False
    if flat:
        rows = Matrix(flat)
        if rows.free_symbols:
            return False
        along = rows.nullspace()
        if not along:
            return True
        basis = Matrix.hstack(*along)
        second = basis.T * second * basis
    signed = second if word == "min" else -second
    return bool(signed.is_positive_semidefinite)
