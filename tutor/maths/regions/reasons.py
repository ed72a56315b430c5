"""Where limits come from, as facts for words: the curve on which a strip begins and ends, and why an outer limit is where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sympy import Add, Basic, Eq, Expr, Ge, Lt, Mul, Poly, Pow, S, Symbol, Tuple, cos, expand, expand_mul, factor_terms, pi, real_roots, sin
from sympy.core.relational import Relational

from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.integrals.pieces import between
from tutor.maths.integrals.zeros import zeros
from tutor.maths.numbers import same, sign_of
from tutor.maths.regions.choose import Choice
from tutor.maths.regions.describe import Described, Limit, RegionPiece, converted
from tutor.maths.regions.elementary import no_antiderivative
from tutor.maths.regions.region import inside
from tutor.maths.regions.shapes import faces
from tutor.trees import tree
from tutor.trees.heads import Cross, Vector
from tutor.trees.heads.region import Said

TRIED = (S.Zero, S.One, -S.One, S(2), -S(2), S(3), -S(3), S(4), S.Half, S.One / 4, pi / 2, pi, -S.Half)  # values for an example
SIDES = ("", "between", "inside", "outside", "above", "below", "in")  # words about curves, which are no shapes


def reasons(choice: Choice) -> dict[str, object]:
    """Facts for the words of a region; formulas, and no sentences."""
    made = choice.described
    usual = None if choice.other is None else choice.other.order[0]
    reason, obstacle = choice.reason, choice.obstacle
    if reason == "usual" and len(made.order) == 2 and made.chart.name == "cartesian":  # which would not have done the other way round
        usual = made.order[1]
        obstacle = next((f for p in made.pieces if (f := no_antiderivative(p.integrand, usual)) is not None), None)
        reason = reason if obstacle is None else "antiderivative"
    return {
        "coordinates": made.chart.name,
        "centre": made.chart.centre,
        "places": dict(made.chart.places),
        "instead": dict(made.chart.instead),
        "radius": made.chart.radius,
        "angle": made.chart.angle,
        "tilt": made.chart.tilt,
        "order": made.order,
        "inner": made.order[0],
        "outer": made.order[-1],
        "dimension": len(made.order),
        "reason": reason,
        "obstacle": obstacle,
        "proved": obstacle is not None and usual is not None and why_not(obstacle, usual) is not None,
        "usual": usual,
        "fallen": 0 if choice.other is None else len(choice.other.pieces),
        "breaks": () if choice.other is None else tuple(_breaks(choice.other)),
        "pieces": tuple(_piece(p, made) for p in made.pieces),
        "split": _split(made),
        "shadow": _shadow(made),
        "plane": tuple(sorted(made.order[1:], key=made.chart.letters.index)),
        "edges": _edges(made),
        "left_out": bool(made.left_out),
        "faces": tuple(_faces(made)),
        "across": made.region.across,
        "holds": made.region.letters_hold,
        "positive": tuple(sorted((s for s in made.region.letters if s.is_positive), key=str)),
        "given": made.region.given,
        "named": made.region.named,
        "factor_": made.chart.factor,
        "stretched": made.chart.stretched,
        "radial": made.order[0] == made.chart.radius,
        "upright": made.chart.name == "cartesian" and made.order[0] == made.chart.letters[-1],
    }


def _split(made: Described) -> str:
    """Why there are several pieces: other formulas of the integrand, other curves, no point between them; nothing where not seen."""
    if len({p.integrand for p in made.pieces}) > 1:
        return "formulas"
    if len({(p.limits[0].lower, p.limits[0].upper) for p in made.pieces}) > 1:
        return "curves"
    outer = [p.limits[1:] for p in made.pieces]
    apart = all(len(a) == len(b) == 1 and not same(a[0].upper, b[0].lower) for a, b in pairwise(outer))
    return "apart" if apart else ""


def _breaks(made: Described) -> Iterator[Eq]:
    """Where strips of the plane go over to other curves; nothing where pieces do not simply follow each other."""
    if len(made.order) != 2 or len({p.integrand for p in made.pieces}) > 1:
        return
    found = []
    for (inner, outer), (then, further) in pairwise(p.limits for p in made.pieces):
        if not same(outer.upper, further.lower) or (same(inner.lower, then.lower) and same(inner.upper, then.upper)):
            return
        found.append(Eq(outer.variable, outer.upper, evaluate=False))
    yield from found


def _idle(piece: RegionPiece, made: Described) -> Iterator[tuple[Expr, Basic]]:
    """Radii on which the strip begins elsewhere and which here are not positive, so that they bound nothing."""
    inner, *outer = piece.limits
    if len(outer) != 1 or inner.lower is not S.Zero:
        return
    (v,) = outer
    for low in dict.fromkeys(p.limits[0].lower for p in made.pieces):
        found = None if low is S.Zero else zeros(low, v.variable, v.lower, v.upper)
        if found is None or any(between(z, v.lower, v.upper, {}) is not False for z in found):
            continue
        if sign_of(tree.plain(low.subs(v.variable, (v.lower + v.upper) / 2))) == -1:
            yield low, Ge(inner.variable, low, evaluate=False)


def _piece(piece: RegionPiece, made: Described) -> dict[str, object]:
    inner, *rest = piece.limits
    from_origin = inner.lower is S.Zero and inner.variable == made.chart.radius
    return {
        "variable": inner.variable,
        "lower": inner.lower,
        "upper": inner.upper,
        "enters": Eq(inner.variable, inner.lower, evaluate=False),
        "leaves": Eq(inner.variable, inner.upper, evaluate=False),
        "rest": tuple(_range(l) for l in reversed(rest)),
        "ends": (ends := _ends(piece, made)),
        "walls": tuple(_walls(piece, made, ends)),
        "lower_one": _lower(piece, made),
        "least": None if ends else _least(piece, made),
        "round": _round(inner, rest, made) if from_origin and not ends else None,
        "from_origin": from_origin,
        "idle": tuple(_idle(piece, made)) if from_origin else (),
        "open_below": inner.lower.is_infinite,
        "open_above": inner.upper.is_infinite,
    }


def _faces(made: Described) -> Iterator[dict[str, object]]:
    """How the planes of a tetrahedron are found from its corners; those on which one coordinate is a number are seen."""
    for clause in made.region.given:
        if not (isinstance(clause, Said) and clause.word == "tetrahedron" and made.chart.name == "cartesian"):
            continue
        corners = [tuple(map(tree.evaluated, p.args)) for p in clause.about if isinstance(p, Vector)]
        for face in faces(corners, made.chart.letters):
            if face.bound.is_number:
                continue
            left = tree.summed(*map(tree.scaled, face.normal, made.chart.letters))
            yield {
                "corners": tuple(Tuple(*c) for c in face.corners),
                "product": Cross(*(Vector(*e) for e in face.edges)),
                "normal": Vector(*face.normal),
                "plane": Eq(left, -face.form.as_coeff_Add()[0], evaluate=False),
                "solved": Eq(face.variable, face.bound, evaluate=False),
            }


def said(given: Sequence[Basic]) -> dict[str, Any]:
    """What was said of a region, for words: each clause by its word, and what it is about; curves bound it together."""
    clauses: list[dict[str, Any]] = []
    for c in map(_clause, given):
        if clauses and c["word"] in ("", "between") and c["word"] == clauses[-1]["word"]:
            clauses[-1] = {**c, "about": clauses[-1]["about"] + c["about"]}
        else:
            clauses.append(c)
    return {"plainly": all(c["word"] == "" for c in clauses), "relations": tuple(given), "clauses": tuple(clauses)}


def _clause(c: Basic) -> dict[str, object]:
    if isinstance(c, Said):
        return {"word": c.word, "about": tuple(map(_shown, c.about)), "shape": c.word not in SIDES}
    return {"word": "between" if isinstance(c, Eq) else "", "about": (c,), "shape": False}


def _shown(value: Basic) -> Basic:
    """A point in round brackets."""
    return Tuple(*value.args) if isinstance(value, Vector) else value


def _range(limit: Limit) -> dict[str, object]:
    return {"variable": limit.variable, "lower": limit.lower, "upper": limit.upper}


def _ends(piece: RegionPiece, made: Described) -> tuple[dict[str, object], ...]:
    """Why the second variable ends where it does: there the curves, or in space the surfaces, meet between which the first one runs."""
    if len(piece.limits) not in (2, 3):
        return ()
    inner, outer = piece.limits[:2]
    meet = [e for e in (outer.lower, outer.upper) if e.is_finite and _equal(inner.lower, inner.upper, outer.variable, e)]
    if not meet or _meet_beside(piece):
        return ()
    radii = inner.variable if len(piece.limits) == 2 and made.chart.name == "polar" and inner.variable == made.chart.radius else None
    return (
        {
            "surfaces": len(piece.limits) == 3,
            "equation": Eq(inner.lower, inner.upper, evaluate=False),
            "at": tuple(Eq(outer.variable, e, evaluate=False) for e in meet),
            "nowhere_else": _nowhere_else(inner, outer.variable, len(meet)),
            "negative": _negative(inner, outer.variable),
            "kept": Ge(outer.variable, 0, evaluate=False),
            "radii": radii,
            "through": () if not radii or any(_zero(inner.upper, outer.variable, e) for e in meet) else _through_origin(inner, outer),
        },
    )


def _lower(piece: RegionPiece, made: Described) -> dict[str, object] | None:
    """A value at which the curve that a strip begins on is seen to be the lower one; None where that is given, or they cross within."""
    if len(piece.limits) != 2 or made.chart.name != "cartesian" or not any(isinstance(c, Eq | Said) for c in made.region.given):
        return None
    inner, outer = piece.limits
    v, difference = outer.variable, tree.plain(inner.upper) - tree.plain(inner.lower)
    if not difference.has(v) or not all(e.is_number and e.is_finite for e in (outer.lower, outer.upper)) or same(inner.lower, -inner.upper):
        return None
    found = zeros(difference, v, outer.lower, outer.upper)
    if found is None or any(between(z, outer.lower, outer.upper, {}) is not False for z in found):
        return None
    for at in (*TRIED, (outer.lower + outer.upper) / 2):
        low, high = (tree.plain(e).subs(v, at) for e in (inner.lower, inner.upper))
        if between(at, outer.lower, outer.upper, {}) and low.is_Rational and high.is_Rational and low < high:
            return {"at": Eq(v, at, evaluate=False), "compared": Lt(low, high, evaluate=False)}
    return None


def _round(inner: Limit, outer: Sequence[Limit], made: Described) -> dict[str, object] | None:
    """The waves between which bounds a radius that is never negative, and comes back after one turn; None where that is not seen."""
    if len(outer) != 1 or inner.upper.free_symbols != {outer[0].variable} or not same(outer[0].upper - outer[0].lower, 2 * pi):
        return None
    v, radius = outer[0].variable, expand(tree.plain(inner.upper))
    still, moving = radius.as_independent(v, as_Add=True)
    factors = [t.as_independent(v, as_Add=False) for t in Add.make_args(moving)]
    swing = Add(*(abs(k) for k, _ in factors))
    waves = all(
        isinstance(w, sin | cos) and expand(w.args[0]).coeff(v).is_Integer and not expand(w.args[0]).coeff(v, 2) for _, w in factors
    )
    if not waves or any(not w.args[0].is_polynomial(v) for _, w in factors) or sign_of(still - swing) not in (0, 1):
        return None
    return {"waves": tuple(w for _, w in factors), "least": still - swing}


def _least(piece: RegionPiece, made: Described) -> Expr | None:
    """A bound from below of the height at which a line ends that begins at a number: each term at its smallest. None for none above."""
    inner, *outer = piece.limits
    if (
        len(outer) != 2
        or inner.variable != made.chart.letters[-1]
        or made.chart.tilt
        or not inner.lower.is_Rational
        or not inner.upper.free_symbols
        or not inner.upper.is_finite
    ):
        return None
    ranges = {l.variable: (l.lower, l.upper) for l in outer}
    found = [_smallest(t, ranges) for t in Add.make_args(expand(tree.plain(inner.upper)))]
    least = Add(*(t for t in found if t is not None))
    return least if None not in found and sign_of(least - inner.lower) in (0, 1) else None


def _smallest(term: Expr, ranges: Mapping[Symbol, tuple[Expr, Expr]]) -> Expr | None:
    """The smallest value of a number times powers of sines, cosines and variables between numbers that are not negative."""
    low = high = S.One
    for factor in Mul.make_args(term):
        base, n = factor.as_base_exp()
        ends = ranges.get(base, ()) if isinstance(base, Symbol) else ()
        if factor.is_Rational:
            a = b = factor
        elif not (n.is_Integer and n > 0):
            return None
        elif isinstance(base, sin | cos):
            a, b = S.Zero if n % 2 == 0 else -S.One, S.One
        elif ends and all(e.is_Rational and e >= 0 for e in ends):
            a, b = (e**n for e in ends)
        else:
            return None
        corners = [p * q for p in (low, high) for q in (a, b)]
        low, high = min(corners), max(corners)
    return low


def _walls(piece: RegionPiece, made: Described, ends: Sequence[dict[str, Any]]) -> Iterator[Eq]:
    """The edges of a shape in the plane at which the outer variable ends, beside the ends that were told."""
    if len(piece.limits) != 2 or made.chart.name != "cartesian" or not any(isinstance(c, Said) for c in made.region.given):
        return
    v = piece.limits[1].variable
    alone = [inside(r) for r in made.region.relations if v in r.free_symbols and not r.free_symbols & ({*made.order} - {v})]
    for e in (piece.limits[1].lower, piece.limits[1].upper):
        at = Eq(v, e, evaluate=False)
        if not any(at in end["at"] for end in ends) and any(same(f.subs(v, e), S.Zero) for f in alone):
            yield at


def _nowhere_else(inner: Limit, v: Symbol, count: int) -> bool:
    """Whether its two limits are seen to be equal for so many values of v only."""
    difference = tree.plain(inner.upper) - tree.plain(inner.lower)
    factors = (f.base if f.is_Pow and f.exp.is_positive else f for f in Mul.make_args(difference))
    form = Mul(*(f for f in factors if f.has(v)))
    if not form.is_polynomial(v):
        return False
    known = Poly(form, v).sqf_part()
    if known.degree() == count:
        return True
    if known.domain.is_QQ or known.domain.is_ZZ:
        return count == sum(not (v.is_nonnegative and r.is_negative) for r in real_roots(known))
    return bool(v.is_nonnegative) and all(k % 2 == 0 for (k,) in known.monoms()) and known.degree() == 2 * count


def _negative(inner: Limit, v: Symbol) -> tuple[Eq, ...]:
    """The negative values of a variable that has none at which its limits are equal too; none where each comes with its opposite."""
    difference = tree.plain(inner.upper) - tree.plain(inner.lower)
    if not v.is_nonnegative or difference.free_symbols != {v} or not difference.is_polynomial(v):
        return ()
    form = Poly(difference, v)
    if not (form.domain.is_QQ or form.domain.is_ZZ) or all(k % 2 == 0 for (k,) in form.monoms()):
        return ()
    return tuple(Eq(v, r, evaluate=False) for r in dict.fromkeys(real_roots(form)) if r.is_negative and r.is_Rational)


def _through_origin(inner: Limit, outer: Limit) -> tuple[Eq, ...]:
    """Where each of two polar curves is seen to pass through the origin; none where one is not."""
    turns = [k * pi / 12 for k in range(24)]
    found = [next((a for a in turns if _zero(r, outer.variable, a)), None) for r in (inner.lower, inner.upper)]
    return () if None in found or inner.lower is S.Zero else tuple(Eq(outer.variable, a, evaluate=False) for a in found)


def _zero(r: Expr, v: Symbol, e: Expr) -> bool:
    return _equal(r, S.Zero, v, e)


def _meet_beside(piece: RegionPiece) -> bool:
    """Whether the surfaces meet elsewhere too, whatever the second variable is: z = r sin(θ) and z = 0 not only where r = 0."""
    inner, outer, *others = piece.limits
    beside, _ = factor_terms(inner.upper - inner.lower).as_independent(outer.variable, as_Add=False)
    return any(beside.has(l.variable) for l in others)


def _equal(a: Expr, b: Expr, v: Symbol, e: Expr) -> bool:
    if not (a.is_finite and b.is_finite):
        return False
    found = (a - b).subs(v, e)
    return bool(not found.has(S.NaN, S.ComplexInfinity) and same(tree.plain(found), S.Zero))


def _shadow(made: Described) -> tuple[tuple[dict[str, object], ...], ...]:
    """In space, the ranges of the two outer variables, each once."""
    if len(made.order) != 3:
        return ()
    found = dict.fromkeys(tuple(p.limits[1:]) for p in made.pieces)
    return tuple(tuple(_range(l) for l in reversed(limits)) for limits in found)


def _divided(left: Expr, right: Expr) -> Eq | None:
    """r^2 = 2 r cos(theta) divided by r; None where no equation for r is left."""
    r, n = left.as_base_exp()
    rest = expand_mul(right / r)
    return Eq(r, rest, evaluate=False) if n == 2 and rest.free_symbols and r not in rest.free_symbols else None


def _angular(relation: Relational, left: Expr, right: Expr, made: Described) -> Relational | None:
    """r sin(theta) >= r cos(theta) divided by r; None where more of it is left."""
    r = made.chart.radius
    if r is None:
        return None
    sides = [expand_mul(side / r) for side in (left, right)]
    return None if any(r in s.free_symbols for s in sides) else relation.func(*sides, evaluate=False)


def _squared(relation: Relational, made: Described) -> tuple[Expr, ...]:
    """The sides of r^2 = 2 r cos(theta) for y = sqrt(2x - x^2), squared; none where it is no such root."""
    left, right = map(tree.plain, relation.args)
    r = made.chart.radius
    form = expand(converted(left**2 - right**2, made.chart))
    if r is None or not form.is_polynomial(r) or Poly(form, r).degree() != 2 or not (first := Poly(form, r).LC()).is_number:
        return ()
    return r**2, expand(r**2 - form / first)


def _edges(made: Described) -> tuple[dict[str, object], ...]:
    """Each boundary as it was given and in the new coordinates; what says something of an angle only, as the inequality that it is."""
    if made.chart.name == "cartesian":
        return ()
    out: list[dict[str, Any]] = []
    for r in made.region.relations:
        if set(r.free_symbols) & set(made.chart.places):
            turned = r if r.lhs.free_symbols and (r.lhs.is_Symbol or not r.rhs.is_Symbol) else r.reversed
            sides = tuple(converted(tree.plain(a), made.chart) for a in turned.args)
            if any(p.exp == S.Half and p.base.has(sin, cos) for e in sides for p in e.atoms(Pow)):
                sides = _squared(turned, made)
                if not sides:
                    continue  # no shorter than it was
            left, right = sides
            angular = _angular(turned, left, right, made)
            if angular is None and not made.bounded_by(tree.plain(r.lhs - r.rhs), left - right):
                continue
            form = Eq if angular is None else turned.func
            old, new = form(*turned.args, evaluate=False), form(*sides, evaluate=False)
            out.append({"old": old, "new": new, "divided": _divided(left, right), "angular": angular})
    return tuple(out)
