"""In which coordinates and in which order: as asked, else as a teacher would, by the integrand and by the number of pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from sympy import Abs, Add, Basic, Eq, Expr, Poly, PolynomialError, Pow, S, Symbol, cancel, expand, sqrt
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.coordinates import Chart, cartesian, chart, cylindrical, polar, spherical
from tutor.maths.regions.describe import Described, converted, limits_of
from tutor.maths.regions.elementary import no_antiderivative, takes_angles
from tutor.maths.regions.region import Region
from tutor.maths.regions.shapes import round_one
from tutor.trees.heads.region import Said

ROUND = ("disc", "ball")


@dataclass(frozen=True, slots=True)
class Choice:
    """A description with the reason for its order: `asked`, `only`, `usual`, `pieces`, `constant`,
    or `antiderivative` with what has none.
    """

    described: Described
    reason: str
    obstacle: Expr | None = None
    other: Described | None = None  # the order that one would have taken first


def chosen(
    region: Region, found: Chart, integrand: Expr, order: Sequence[Symbol] | None = None, avoided: tuple[Symbol, ...] = ()
) -> Choice:
    """The limits in the best order, which is not the one to be avoided. Errors: those of `limits_of`, of the usual order."""
    if order is not None:
        return Choice(limits_of(region, found, order, integrand), "asked")
    usual = next(o for o in (tuple(reversed(found.letters)), *_orders(found)) if o != avoided)
    first: Described | None = None
    trouble: Unsupported | None = None
    try:
        first = limits_of(region, found, usual, integrand)
    except Unsupported as error:
        trouble = error
    hard = obstacle(first) if first is not None else None
    if first is not None and hard is None and (easy := _without_inner(region, found, integrand, first, avoided)) is not None:
        return Choice(easy, "constant", None, first)
    if first is not None and hard is None and len(first.pieces) == 1 and not _bulky(first):
        return Choice(first, "usual")
    rated: list[tuple[tuple[bool, int, int, int], Described]] = []
    for other in _orders(found):
        if other in (usual, avoided):
            continue
        try:
            made = limits_of(region, found, other, integrand)
        except Unsupported as error:
            trouble = trouble or error
            continue
        rated.append((_rate(made), made))
    if first is None:
        if not rated:
            assert trouble is not None
            raise trouble
        return Choice(min(rated, key=lambda r: r[0])[1], "only")
    best = min(rated, key=lambda r: r[0], default=None)
    if best is None or best[0] >= _rate(first):
        return Choice(first, "usual", hard)
    if hard is not None and obstacle(best[1]) is None:
        return Choice(best[1], "antiderivative", hard, first)
    return Choice(best[1], "pieces" if len(best[1].pieces) < len(first.pieces) else "simpler", None, first)


def _without_inner(region: Region, found: Chart, integrand: Expr, first: Described, avoided: tuple[Symbol, ...]) -> Described | None:
    """An order whose inner variable does not stand in the integrand, in as few pieces, where the inner integral would take angles."""
    if len(found.letters) != 2 or found.name != "cartesian" or not takes_angles(integrand, first.order[0]):
        return None
    for other in _orders(found):
        if other[0] in integrand.free_symbols or other == avoided:
            continue
        try:
            made = limits_of(region, found, other, integrand)
        except Unsupported:
            continue
        if len(made.pieces) <= len(first.pieces):
            return made
    return None


def _orders(found: Chart) -> Iterator[tuple[Symbol, ...]]:
    """Innermost first; an angle stays outermost, except that a shadow may be turned."""
    letters = tuple(reversed(found.letters))
    if found.name == "cartesian" or (found.name == "new" and not any(a.is_angle for a in found.axes)):
        yield from permutations(letters)
    elif found.name == "cylindrical":
        t, r, z = found.letters
        yield from ((z, r, t), (r, z, t))
    elif found.name == "spherical":
        t, phi, rho = found.letters
        yield from ((rho, phi, t), (phi, rho, t))
    else:
        yield letters


def obstacle(made: Described) -> Expr | None:
    """A factor without an elementary antiderivative in the innermost variable."""
    for p in made.pieces:
        f = converted(p.integrand, made.chart) * made.chart.factor
        found = no_antiderivative(f, p.limits[0].variable)
        if found is not None:
            return found
    return None


def _bulky(made: Described) -> bool:
    """Whether a root in a limit suggests that another order has simpler ones."""
    return any(_is_root(a) for p in made.pieces for l in p.limits[:-1] for e in (l.lower, l.upper) for a in e.atoms(Pow))


def _is_root(power: Pow) -> bool:
    return bool(power.exp.is_Rational and not power.exp.is_Integer and power.base.free_symbols)


def _rate(made: Described) -> tuple[bool, int, int, int]:
    """Smaller is better: an inner antiderivative, few pieces, few roots in the limits, the same ones again and again."""
    roots = [a for p in made.pieces for l in p.limits[:-1] for e in (l.lower, l.upper) for a in e.atoms(Pow) if _is_root(a)]
    return (obstacle(made) is not None, len(made.pieces), len(roots), len(set(roots)))


# -- coordinates -----------------------------------------------------------------------------------------------------------


def chart_for(said: Sequence[Basic], variables: tuple[Symbol, ...], integrand: Expr, asked: str | None) -> Chart:
    """The coordinates that were asked for, or those that the shape of the region and the integrand call for.

    Letters that are constants, as r in x^2 + y^2 = r^2 or rho as a density, stay what they are: the coordinate has another one.
    Errors: `Unsupported` for an integrand in such letters alone, which may be meant in these coordinates.
    """
    relations = [r for clause in said for r in _relations(clause, variables)]
    letters = {s.name for r in relations for s in r.free_symbols} - {v.name for v in variables}
    sizes = set() if "theta" in letters else {n for r in relations for n in _beside_radius(r, variables)}
    found = _chart_for(said, variables, integrand, asked, letters - sizes)
    constants = {s.name for s in integrand.free_symbols} - {v.name for v in variables}
    given_in_them = asked is not None or {a.name for a in found.letters} & (letters - sizes)
    if given_in_them:
        return found.beside(sizes)
    own = {a.name for a in found.letters} - sizes
    met = sorted((s for s in integrand.free_symbols if s.name in own), key=str)
    density = [s.name for s in met] == ["rho"] and not integrand.diff(met[0]).has(met[0])
    if met and not density and not integrand.free_symbols & set(variables):
        raise Unsupported(
            f"cannot do this: {met[0]} may be a coordinate here or a constant; "
            "say coordinates = polar, cylindrical or spherical for the one, or call the constant k"
        )
    return found.beside(sizes | constants)


def _beside_radius(relation: Basic, variables: Sequence[Symbol]) -> set[str]:
    """r and rho, where they stand in it beside x or y."""
    names = {s.name for s in relation.free_symbols}
    return names & {"r", "rho"} if names & {v.name for v in variables[:2]} else set()


def _chart_for(said: Sequence[Basic], variables: tuple[Symbol, ...], integrand: Expr, asked: str | None, letters: set[str]) -> Chart:
    region_given = [r for clause in said for r in _relations(clause, variables)]
    if asked is not None:
        return chart(asked, variables)
    turned = {"r", "theta"} & letters
    if any(isinstance(c, Said) and c.about and not any(isinstance(a, Relational) for a in c.about) and c.word not in ROUND for c in said):
        return cartesian(variables)  # a shape by its corners
    if len(variables) == 2 and turned:
        return polar(variables)
    if len(variables) == 3 and "rho" in letters:
        return spherical(variables)
    if len(variables) == 3 and turned:
        return cylindrical(variables)
    formulas = [a for r in region_given for a in r.args if isinstance(a, Expr)]
    if len(variables) not in (2, 3):
        return cartesian(variables)
    if len(variables) == 2:
        return _in_the_plane(region_given, variables, integrand)
    return _in_space(region_given, formulas, variables, integrand)


def _relations(clause: Basic, variables: tuple[Symbol, ...]) -> Iterator[Basic]:
    """The curves and inequalities in what is said; of a disc or ball its own."""
    if isinstance(clause, Said) and clause.word in ROUND:
        yield round_one(clause, variables)
    elif isinstance(clause, Said):
        yield from (r for r in clause.about if isinstance(r, Relational))
    else:
        yield clause


def _in_the_plane(given: Sequence[Basic], variables: tuple[Symbol, ...], integrand: Expr) -> Chart:
    quadratic = [q for r in given if (q := _round_part(r, variables)) is not None]
    if any(_holds_power(r, variables) for r in given):
        return polar(variables)
    if not quadratic:
        return polar(variables) if of_distance(integrand, variables) and not given_is_flat(given, variables) else cartesian(variables)
    about = set(quadratic)
    if all(q.is_round and not any(q.centre) for q in about):
        return polar(variables)
    if len(about) == 1 and len(given) == 1:
        (one,) = about
        if one.is_round and S.Zero in one.centre and one.through_origin:
            return polar(variables)
        if one.is_round:
            return polar(variables, one.centre)
    if len(about) == 1 and _sectors(given, variables, *about):
        (one,) = about
        fitting = polar(variables, one.centre, one.semiaxes)
        if integrand.is_polynomial(*variables) or not _turns(integrand, fitting):
            return fitting
    if all(q.is_round and (q.through_origin or not any(q.centre)) for q in about):
        return polar(variables)
    return cartesian(variables)


def _holds_power(relation: Basic, variables: tuple[Symbol, ...]) -> bool:
    """Whether a curve speaks of a power of the distance: (x^2 + y^2)^2 = x^2 - y^2."""
    whole = Add(*(v**2 for v in variables))
    return any(p.exp.is_Rational and p.exp > 1 and expand(p.base - whole) == 0 for p in relation.atoms(Pow))


def _sectors(given: Sequence[Basic], variables: tuple[Symbol, ...], one: Quadric) -> bool:
    """Whether the other boundaries are lines or planes through the centre."""
    others = [expand(r.args[0] - r.args[1]) for r in given if _round_part(r, variables) is None]
    at = dict(zip(variables, one.centre, strict=True))
    return all(u.is_polynomial(*variables) and Poly(u, *variables).total_degree() == 1 and expand(u.subs(at)) == 0 for u in others)


def _turns(integrand: Expr, found: Chart) -> bool:
    """Whether the integrand depends on an angle of the coordinates."""
    return any(a.symbol in converted(integrand, found).free_symbols for a in found.axes if a.is_angle)


def given_is_flat(given: Sequence[Basic], variables: tuple[Symbol, ...]) -> bool:
    """Whether some boundary is a line that does not pass through the origin, or a curve that is no circle."""
    for r in given:
        for a, b in zip(r.args[:1], r.args[1:2], strict=False):
            if not isinstance(a, Expr):
                continue
            u = _squared(expand(a - b), variables)
            if _is_disc(u, variables):
                continue
            if u.subs(dict.fromkeys(variables, 0)) != 0 or not u.is_polynomial(*variables) or Poly(u, *variables).total_degree() > 1:
                return True
    return False


def _squared(u: Expr, variables: Sequence[Symbol]) -> Expr:
    """x - sqrt(4 - y^2) as x^2 + y^2 - 4; anything else as it is."""
    roots = [p for p in u.atoms(Pow) if p.exp == S.Half and p.base.has(*variables)]
    return expand((u - u.coeff(roots[0]) * roots[0]) ** 2 - u.coeff(roots[0]) ** 2 * roots[0].base) if len(roots) == 1 else u


def _is_disc(u: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether it is 0 on a circle about the origin."""
    found = _round_part(Eq(u, S.Zero, evaluate=False), tuple(variables))
    return found is not None and found.is_round and not any(found.centre)


@dataclass(frozen=True, slots=True)
class Quadric:
    """A circle, an ellipse, a sphere or an ellipsoid: sum of ((v - centre)/semiaxis)^2 = 1."""

    centre: tuple[Expr, ...]
    semiaxes: tuple[Expr, ...]

    @property
    def is_round(self) -> bool:
        """Whether all semiaxes are equal."""
        return len(set(self.semiaxes)) == 1

    @property
    def through_origin(self) -> bool:
        """Whether a circle or sphere passes through the origin."""
        return bool(expand(Add(*(c**2 for c in self.centre)) - self.semiaxes[0] ** 2) == 0)


def _round_part(relation: Basic, variables: tuple[Symbol, ...]) -> Quadric | None:
    """The circle, ellipse, sphere or ellipsoid that a relation speaks of; None for others."""
    if len(relation.args) != 2 or not all(isinstance(a, Expr) for a in relation.args):
        return None
    try:
        poly = Poly(expand(relation.args[0] - relation.args[1]), *variables)
    except PolynomialError:
        return None
    if poly.total_degree() != 2 or any(poly.coeff_monomial(v * w) != 0 for v, w in combinations(variables, 2)):
        return None
    squares = [poly.coeff_monomial(v**2) for v in variables]
    if not (all(s.is_positive for s in squares) or all(s.is_negative for s in squares)):
        return None
    centre = tuple(-poly.coeff_monomial(v) / (2 * s) for v, s in zip(variables, squares, strict=True))
    size = expand(Add(*(s * c**2 for s, c in zip(squares, centre, strict=True))) - poly.coeff_monomial(1))
    return Quadric(centre, tuple(sqrt(cancel(size / s)) for s in squares))


def of_distance(f: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether the variables stand in the integrand by x^2 + y^2 only, and not plainly in a sum of powers."""
    t = Symbol("_square", positive=True)
    whole = sum(v**2 for v in variables)
    placed = f.subs(whole, t).subs(-whole, -t).subs(expand(-whole), -t)
    return not placed.free_symbols & set(variables) and f.free_symbols >= set(variables) and not f.is_polynomial(*variables)


def _in_space(given: Sequence[Basic], formulas: Sequence[Expr], variables: tuple[Symbol, ...], integrand: Expr) -> Chart:
    """Spherical for balls and cones, cylindrical where two variables stand by the sum of their squares in most boundaries."""
    whole = [expand(r.args[0] - r.args[1]) for r in given if len(r.args) == 2 and all(isinstance(a, Expr) for a in r.args)]
    quadrics = [q for r in given if (q := _round_part(r, variables)) is not None]
    if len(quadrics) == 1 and _sectors(given, variables, *quadrics) and not any(r.has(Abs) for r in given):
        return _about_centre(quadrics[0], len(given) == 1, variables)
    has_ball = any(_holds_square(u, variables) for u in whole)
    uprights = [v for v in reversed(variables) if any(_goes_round(u, v, variables) for u in [*whole, *formulas])]
    if len(uprights) > 1:
        return cartesian(variables)
    upright = uprights[0] if uprights else variables[-1]
    across = tuple(v for v in variables if v != upright)
    cone = upright == variables[-1] and any(
        p.exp == S.Half and _holds_square(p.base, across) and upright not in p.base.free_symbols for u in whole for p in u.atoms(Pow)
    )
    if has_ball and not uprights and integrand.is_polynomial(*variables) and (axis := _sliced(whole, variables)) is not None:
        return cylindrical(variables, axis)
    if has_ball and (cone or not uprights) and not any(r.has(Abs) for r in given):
        return spherical(variables)
    if _holds_square(integrand, variables) and not uprights and (has_ball or not whole):
        return spherical(variables)
    if _is_walled(whole, upright, across) and not of_distance(integrand, across):
        return cartesian(variables)
    return cylindrical(variables, upright) if uprights or has_ball else cartesian(variables)


def _sliced(whole: Sequence[Expr], variables: Sequence[Symbol]) -> Symbol | None:
    """The axis across which all planes lie that miss the origin: z = 1 cuts a cap off a ball. None where there is none, or several."""
    planes = [u for u in whole if u.is_polynomial(*variables) and Poly(u, *variables).total_degree() == 1]
    axes = {frozenset(u.free_symbols & {*variables}) for u in planes if u.subs(dict.fromkeys(variables, 0)) != 0}
    return next(iter(axes.pop())) if len(axes) == 1 and len(min(axes)) == 1 else None


def _is_walled(whole: Sequence[Expr], upright: Symbol, across: Sequence[Symbol]) -> bool:
    """Whether the walls parallel to the axis are flat, one of them at a distance from it."""
    walls = [u for u in whole if upright not in u.free_symbols]
    if not all(u.is_polynomial(*across) and Poly(u, *across).total_degree() == 1 for u in walls):
        return False
    return any(u.subs(dict.fromkeys(across, 0)) != 0 for u in walls)


def _about_centre(one: Quadric, alone: bool, variables: tuple[Symbol, ...]) -> Chart:
    """Coordinates for a ball or an ellipsoid: usual ones where the origin is its centre or its lowest point."""
    if one.is_round and (not any(one.centre) or (alone and not any(one.centre[:-1]) and one.through_origin)):
        return spherical(variables)
    return spherical(variables, one.centre, () if one.is_round else one.semiaxes)


def _goes_round(u: Expr, upright: Symbol, variables: tuple[Symbol, ...]) -> bool:
    """Whether a boundary is a surface of revolution about an axis, and no sphere."""
    return _holds_square(u, tuple(v for v in variables if v != upright)) and not _holds_square(u, variables)


def _holds_square(u: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether x^2, y^2 (and z^2) stand in it with one coefficient."""
    try:
        poly = Poly(u, *variables)
    except PolynomialError:
        return any(_holds_square(p.base, variables) for p in u.atoms(Pow) if p.base.is_Add)
    found = {poly.coeff_monomial(v**2) for v in variables}
    return len(found) == 1 and found != {S.Zero} and poly.total_degree() == 2


__all__ = ["Choice", "chart_for", "chosen"]
