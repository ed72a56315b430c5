"""An integral told in new variables: what the old ones are, the region edge by edge, the factor |J|, the integrand, the value."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Expr,
    Le,
    Lt,
    Mul,
    Poly,
    Pow,
    S,
    Symbol,
    cancel,
    cos,
    expand,
    expand_mul,
    factor,
    fraction,
    powdenest,
    sin,
    together,
)
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.regions import maps
from tutor.maths.regions.axes import Axis
from tutor.maths.regions.called_for import proposals
from tutor.maths.regions.choose import Choice, chart_for, chosen, obstacle
from tutor.maths.regions.coordinates import Chart, cartesian
from tutor.maths.regions.describe import Described, converted, limits_of
from tutor.maths.regions.elementary import no_antiderivative
from tutor.maths.regions.levels import Levels, Limits, levels, nested
from tutor.maths.regions.pictured import pictured
from tutor.maths.regions.reasons import reasons
from tutor.maths.regions.shapes import region_of
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Claim
from tutor.printing.figures.strips import StripMap
from tutor.rule import Stage
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import Apart, Determinant, Diff, Equation, MatrixOf, Name, System
from tutor.trees.heads.region import Ranges, Said

PLANE = 2
NOWHERE = "no point satisfies"


@dataclass(frozen=True, slots=True)
class Change:
    """The map as it is told: `places` are the old variables by the new ones, `forward` the new by the old, where it is known."""

    old: tuple[Symbol, ...]
    new: tuple[Symbol, ...]
    places: dict[Symbol, Expr]
    forward: dict[Symbol, Expr] | None
    needs: tuple[Basic, ...]
    told_forward: bool  # the problem says what the new variables are
    angles: maps.Angles | None

    def with_letters(self, twins: Mapping[Basic, Basic]) -> Change:
        """The same with other symbols for the new variables, which say their signs."""
        places = {x: e.xreplace(dict(twins)) for x, e in self.places.items()}
        new = tuple(v.xreplace(dict(twins)) for v in self.new)
        forward = None if self.forward is None else dict(zip(new, self.forward.values(), strict=True))
        kinds = None if self.angles is None else maps.Angles({v.xreplace(dict(twins)): k for v, k in self.angles.kinds.items()})
        return Change(self.old, new, places, forward, self.needs, self.told_forward, kinds)

    def chart(self, factor_: Expr = S.One) -> Chart:
        """The new variables as coordinates."""
        kinds = self.angles.kinds if self.angles else {}
        axes = [Axis(v, kinds.get(v, "radius" if self.needs else "line")) for v in self.new]
        if self.angles:
            axes.sort(key=lambda a: a.kind == "radius")  # an angle outside, the radius inside
        return Chart("new", tuple(axes), self.places, factor_)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an integral came to in new variables: its value, the factor, and the limits of its pieces with the integrands."""

    value: Expr
    size: Expr
    parts: tuple[tuple[Expr, Limits], ...]


def integrated(
    change: Change, f: Expr, parts: list[Limits], one: Callable[[Expr, Limits, Mapping[str, object]], Levels] = levels
) -> Generator[Stage, Expr, Changed]:
    """The factor, the integrand, the integral with its limits, and its levels, of `one` part after the other."""
    size = yield from _factor(change, parts)
    placed = yield from _integrand(change, f, size, parts)
    whole = [(placed, limits) for limits in parts]
    sum_ = tree.total(*(nested(g, limits) for g, limits in whole))
    yield Stage("whole", sum_, solve=False, equals=sum_)
    values: list[Expr] = []
    for k, (g, limits) in enumerate(whole):
        values.append((yield from one(g, limits, {"part": k + 1, "parts": len(whole)})))
    value = values[0] if len(values) == 1 else (yield Stage("sum", tree.total(*values)))
    return Changed(value, size, tuple(whole))


# -- which ones ----------------------------------------------------------------------------------------------------------


def called_for(given: Sequence[Basic], variables: tuple[Symbol, ...], f: Expr) -> tuple[Change, dict[str, object]] | None:
    """The new variables that a double integral calls for, and what does; None where one strip serves in the old ones, or none are found.

    They are called for where the integrand has no antiderivative in any order, or where the region would have to be split.
    """
    if len(variables) != PLANE or chart_for(given, variables, f, None).name != "cartesian":
        return None
    plain_ = cartesian(variables)
    try:
        region = region_of(given, variables, plain_)
        usual = chosen(region, plain_, f)
    except Unsupported:
        return None  # what the limits lack is said where they are asked for
    hard = obstacle(usual.described)
    if hard is None and len(usual.described.pieces) == 1:
        return None
    cornered = any(isinstance(c, Said) and not any(isinstance(a, Relational) for a in c.about) for c in given)
    for found in proposals(region.relations, variables, f):
        if found.why == "boundary" and cornered:
            continue
        back = maps.inverse(found.forward, variables)
        if back is None:
            continue
        change = Change(variables, tuple(found.forward), back.places, found.forward, back.needs, True, None)
        if _serves(change, given, f):
            return change, {"why": found.why, "hard": hard, "pieces": len(usual.described.pieces)}
    return None


def _serves(change: Change, given: Sequence[Basic], f: Expr) -> bool:
    """Whether there are limits in the new variables, in one piece, with an inner antiderivative and a factor of one sign."""
    try:
        made, choice = chosen_in(change, given, f)
        pieces = choice.described.pieces
        found = maps.determinant(maps.partials(made.places, made.new))
        _settled(made, found, [p.ranges for p in pieces])
    except Unsupported:
        return False
    inner = pieces[0].limits[0].variable
    return len(pieces) == 1 and no_antiderivative(_least(Mul(_short(made, f), found)), inner) is None


# -- the map and its region ----------------------------------------------------------------------------------------------


def solved(change: Change, everywhere: bool = True) -> Generator[Stage, Expr, None]:
    """What the old variables are: put into the map, they give the new ones, and the other way.

    `everywhere` says that what this needs holds in the whole region; else the new variables alone say where the old ones are.
    """
    assert change.forward is not None
    back = dict(change.forward)
    claims = tuple(Claim(tree.substitute(e, back), x, tuple(change.needs)) for x, e in change.places.items())
    facts = {"old": {x: _held(e) for x, e in change.places.items()}, "needs": change.needs, "everywhere": everywhere}
    if all(tree.plain(e).diff(x).is_number for e in back.values() for x in change.old):
        by_hand = solve_system(System([Equation(e, v) for v, e in back.items()], change.old))
        yield replace(system_stage("by_hand", by_hand, facts), claims=claims)
        return
    squares = {x: cancel(powdenest(e**2, force=True)) for x, e in change.places.items()}
    rooted = all(e.is_rational_function() and not change.places[x].is_rational_function() for x, e in squares.items())
    shown = tuple(Eq(e, x**2, evaluate=False) for x, e in squares.items()) if rooted else ()
    claims = (*claims, *(Claim(tree.substitute(e.lhs, back), e.rhs, tuple(change.needs)) for e in shown))
    goal = next(iter(change.places.values()))
    yield Stage("inverse", goal, {**facts, "squares": shown}, solve=False, equals=goal, claims=claims, shown=UNSAID)


def chosen_in(change: Change, given: Sequence[Basic], f: Expr) -> tuple[Change, Choice]:
    """The limits in the new variables, with the signs that these are known to have. Errors: `Unsupported`."""
    if change.forward is None and change.angles is None:
        raise Unsupported("cannot do this: the transform could not be solved for the new variables")
    back = change.forward
    if back is not None and not change.told_forward and not maps.undone(maps.Inverse(change.places, change.needs), back):
        raise Unsupported("cannot do this: it is not known that the transform reaches every point of the region")
    if change.needs:
        _all_positive(given, change.old)
        change = change.with_letters({v: Symbol(v.name, positive=True) for v in change.new})
    if change.angles:
        change = change.with_letters({v: Symbol(v.name, positive=True) for v, k in change.angles.kinds.items() if k in ("radius", "tilt")})
    chart = change.chart()
    region = region_of(given, change.old, chart)
    return change, chosen(region, chart, _short(change, f))


def limits_found(change: Change, given: Sequence[Basic], f: Expr) -> Generator[Stage, Expr, tuple[Change, list[Limits]]]:
    """The region edge by edge in the new variables, and the limits there, held against points of both sides."""
    change, choice = chosen_in(change, given, f)
    made = choice.described
    edges, drawn = tuple(_edges(made)), _old_map(made)
    shown_ = Shown(line=False, map=drawn)
    claims = tuple(c for e in edges for c in e.claims)
    facts = {"edges": tuple({"old": e.old, "new": e.new} for e in edges)}
    yield Stage("edges", made.points, facts, solve=False, equals=made.ranges, claims=claims, shown=shown_)

    def seen(found: Ranges) -> tuple[dict[str, object], Shown]:
        shown = made.with_ranges(found)
        return {"about": _about(choice, shown)}, Shown(sides="after", map=_new_map(shown))

    found = yield Stage("ranges", made.points, {}, solve=False, arranged=True, equals=made.ranges, told=seen)
    assert isinstance(found, Ranges)
    return change, [p.ranges for p in made.with_ranges(found).pieces]


def _about(choice: Choice, made: Described) -> dict[str, object]:
    """The reasons for the limits, seen in the plane of the new variables."""
    upright = made.order[0] == made.chart.letters[-1]
    return {**reasons(replace(choice, described=made)), "coordinates": "cartesian", "upright": upright, "edges": ()}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A boundary as it was given and in the new variables, and what that rests on."""

    old: Basic
    new: Basic
    claims: tuple[Claim, ...]


def _edges(made: Described) -> Iterator[_Edge]:
    """Each boundary, solved for one of the new variables where that goes."""
    for r in made.region.relations:
        if not set(r.free_symbols) & set(made.chart.places):
            continue
        difference = converted(tree.plain(r.lhs - r.rhs), made.chart)
        new = _solved_for(difference, made.chart.letters)
        if new is None or not made.bounded_by(tree.plain(r.lhs - r.rhs)):
            continue
        put = tree.substitute(tree.total(r.lhs, tree.negative(r.rhs)), made.chart.places)
        claims = (Claim(tree.substitute(put, {new.lhs: new.rhs}), S.Zero),) if new.lhs in made.chart.letters else ()
        sides = r.args if r.lhs.free_symbols & set(made.chart.places) else (r.rhs, r.lhs)
        yield _Edge(Eq(*sides, evaluate=False), new, claims)


def _solved_for(difference: Expr, letters: Sequence[Symbol]) -> Eq | None:
    """Where it is 0, as an equation for one letter if it is linear in it; None where it is 0 nowhere."""
    over = factor(fraction(together(difference))[0])
    over = Mul(*(f for f in Mul.make_args(over) if sign_of(f) not in (1, -1)))
    if not over.free_symbols:
        return None
    for v in reversed(letters):
        if over.is_polynomial(v) and Poly(over, v).degree() == 1 and (slope := expand(over).coeff(v)).is_number:
            return Eq(v, expand(-expand(over).coeff(v, 0) / slope), evaluate=False)
    number, rest = expand(over).as_coeff_Add()
    return Eq(rest, -number, evaluate=False) if number < 0 else Eq(-rest, number, evaluate=False) if number else Eq(over, 0, evaluate=False)


def _old_map(made: Described) -> StripMap | None:
    """The region in the plane of the old variables; None where a strip would be bent there, which the picture draws straight."""
    inner = made.order[0]
    straight = all(expand(e.diff(inner, 2)) == 0 for e in made.chart.places.values())
    return pictured(made) if len(made.order) == PLANE and straight else None


def _new_map(made: Described) -> StripMap | None:
    """The region in the plane of the new variables."""
    if len(made.order) != PLANE:
        return None
    across = made.chart.letters
    runs = tuple(tuple((l.variable, l.lower, l.upper) for l in p.limits) for p in made.pieces)
    return StripMap((across[0], across[1]), (across[0], across[1]), tuple((r[0], r[1]) for r in runs), letters=made.region.letters)


def _all_positive(given: Sequence[Basic], variables: tuple[Symbol, ...]) -> None:
    """Errors: `Unsupported` where the region is not known to lie where all variables are positive."""
    found = cartesian(variables)
    region = region_of(given, variables, found)
    for x in variables:
        beyond = Le(x, S.Zero, evaluate=False)
        try:
            limits_of(replace(region, alternatives=tuple((*a, beyond) for a in region.alternatives)), found)
        except Unsupported as error:
            if NOWHERE in error.message:
                continue
        signs = " and ".join(f"{v.name} > 0" for v in variables)
        raise Unsupported(f"cannot do this: it is not clear that the region lies where {signs}, as solving the transform needs")


# -- the factor ----------------------------------------------------------------------------------------------------------


def _factor(change: Change, parts: Sequence[Limits]) -> Generator[Stage, Expr, Expr]:
    """The determinant, as the problem leads to it, and its size on the region."""
    if change.told_forward:
        assert change.forward is not None
        matrix = yield from _partials(change.forward, change.old, True)
        found = yield Stage("determinant", Determinant(matrix), {"forward": True, "dimension": len(change.old)})
        direct = maps.determinant(maps.partials(change.places, change.new))
        if found.free_symbols & set(change.old):
            short = _in_letters(tree.plain(found), change.forward, change.old)
            placed = tree.quotient(S.One, tree.substitute(found, change.places) if short is None else short)
            facts = {"of": cancel(1 / tree.plain(found)), "number": False}
        else:
            placed, facts = tree.quotient(S.One, found), {"of": None, "number": True}
        inside = interior(maps.box_about(parts[0]) or parts[0], direct.free_symbols)
        yield Stage("reciprocal", placed, facts, Name("J"), solve=False, arranged=True, equals=direct, conditions=inside)
        rows = maps.partials(change.places, change.new).tolist()
        yield Stage("other", Determinant(MatrixOf(*rows)), {}, check=True, equals=direct, conditions=inside)
        value = direct
    else:
        matrix = yield from _partials(change.places, change.new, False)
        value = yield Stage("determinant", Determinant(matrix), {"forward": False, "dimension": len(change.old)}, Name("J"))
    sign, reason, claims = _settled(change, value, parts)
    size = value if sign > 0 else tree.evaluated(tree.negative(value))
    facts = {
        "sign": sign,
        "reason": reason,
        "new": change.new,
        "inverse": None if change.forward is None else {u: _held(e) for u, e in change.forward.items()},
        "factor_": value,
        "old": {x: _held(e) for x, e in change.places.items()} if change.told_forward else None,
        "needs": change.needs,
    }
    conditions = interior(maps.box_about(parts[0]) or parts[0], value.free_symbols)
    held = Abs(value, evaluate=False)
    yield Stage("size", held, facts, Name("|J|"), solve=False, arranged=True, equals=size, conditions=conditions, claims=claims)
    return size


def _held(place: Expr) -> Expr:
    """With one line of division: (u + v)/2."""
    over, under = fraction(together(expand(place) if place.is_polynomial(*place.free_symbols) else place))
    return place if under == 1 else tree.quotient(expand(over), under)


def _partials(functions: Mapping[Symbol, Expr], by: Sequence[Symbol], forward: bool) -> Generator[Stage, Expr, MatrixOf]:
    rows = [[Diff(e, v, *(w for w in by if w != v)) for v in by] for e in functions.values()]
    facts = {"functions": tuple(functions), "by": tuple(by), "forward": forward}
    name = MatrixOf(*([Name(str(u), "∂", (v,)) for v in by] for u in functions))
    found = yield Stage("partials", MatrixOf(*rows), facts, name, final=False, shown=Shown(sides="after"))
    assert isinstance(found, MatrixOf)
    return found


def _settled(change: Change, value: Expr, parts: Sequence[Limits]) -> tuple[int, str, tuple[Claim, ...]]:
    """The sign of the determinant, why no point is counted twice, and what that rests on. Errors: `Unsupported`."""
    if change.angles:
        if not all(maps.once_round(change.angles, p) for p in parts):
            raise Unsupported("cannot do this: these limits reach some points twice, or it is not known that they do not")
        sines = {sin(v): Symbol(f"_{v}", positive=True) for v, k in change.angles.kinds.items() if k == "tilt"}
        sign = sign_of(value.subs(sines))
        if sign not in (1, -1):
            raise Unsupported("cannot do this: the sign of the determinant is not decided")
        return sign, "angles", ()
    signs = {maps.sign_on(value, p) for p in parts}
    if signs not in ({1}, {-1}):
        raise Unsupported("cannot do this: between the limits the determinant changes its sign, or it is not decided that it does not")
    (found,) = signs
    assert found is not None
    if change.forward is not None:
        positive = all(maps.sign_on(r.lhs.xreplace(_same(change)), p) == 1 for r in change.needs for p in parts if not change.told_forward)
        if positive:
            inside = {u: interior(parts[0], {u}) if change.needs else () for u in change.forward}
            claims = tuple(Claim(tree.substitute(e, change.places), u, inside[u]) for u, e in change.forward.items())
            return found, "inverse", claims
    if len(parts) == 1 and maps.is_one_to_one(change.places, change.new, parts[0]):
        return found, "minors", ()
    if any(e.has(sin, cos) for e in change.places.values()):
        raise Unsupported("cannot do this: it is not known that these limits reach no point twice")
    return found, "taken", ()


def _same(change: Change) -> dict[Basic, Basic]:
    named = {v.name: v for v in change.new}
    return {r.lhs: named[r.lhs.name] for r in change.needs if r.lhs.name in named}


def interior(limits: Limits, letters: set[Basic]) -> tuple[Basic, ...]:
    """Strictly between the limits, as far as these letters are concerned."""
    ends = [(e, c) for v, low, high in limits for e, c in ((low, Lt(low, v, evaluate=False)), (high, Lt(v, high, evaluate=False)))]
    return tuple(c for e, c in ends if e.is_finite is not False and c.free_symbols <= letters)


# -- the integrand -------------------------------------------------------------------------------------------------------


def _integrand(change: Change, f: Expr, size: Expr, parts: Sequence[Limits]) -> Generator[Stage, Expr, Expr]:
    """The integrand with the old variables replaced, times the factor."""
    short = _short(change, tree.plain(f))
    whole = _least(Mul(short, size))
    if isinstance(short, Add) and whole == short * size:
        whole = expand_mul(whole)
    direct = None if change.forward is None else _in_letters(tree.plain(f), change.forward, change.old)
    there = tree.substitute(f, {x: _held(e) for x, e in change.places.items()})
    placed = tree.product(there, size) if direct is None else Apart(direct, size)
    facts = {"factor_": size, "number": not f.free_symbols & set(change.old)}
    shown, inside = Shown(sides="both"), interior(parts[0], placed.free_symbols | whole.free_symbols)
    claims = () if direct is None else (Claim(there, direct, inside),)
    return (yield Stage("placed", placed, facts, solve=False, arranged=True, equals=whole, conditions=inside, claims=claims, shown=shown))


def _in_letters(f: Expr, forward: Mapping[Symbol, Expr], old: Sequence[Symbol]) -> Expr | None:
    """A function of x y and y/x alone, in their letters: nothing else is put in; None where the old variables stay."""
    if not f.free_symbols & set(old):
        return f
    forms = (f, factor(f)) if f.is_polynomial(*old) else (f,)
    for form in forms:
        found: Expr = form.subs({e: u for u, e in forward.items()})
        if not found.free_symbols & set(old):
            return found
    parts = [_in_letters(a, forward, old) for a in f.args]
    return None if f.is_Symbol or any(p is None for p in parts) else f.func(*parts)


def _short(change: Change, f: Expr) -> Expr:
    """A function of the old variables in the new ones."""
    if change.angles:
        return converted(f, change.chart())
    return _shortened(f.xreplace(change.places))


def _shortened(expr: Expr) -> Expr:
    """Every part that is a fraction of polynomials in its shortest form, from the inside outwards."""
    if not expr.args:
        return expr
    return _least(expr.func(*map(_shortened, expr.args)))


def _least(expr: Expr) -> Expr:
    if isinstance(expr, Pow | Mul | Add) and expr.free_symbols:
        opened = expand(expr)
        forms = [expr, opened]
        if expr.is_rational_function(*expr.free_symbols):
            forms += [cancel(expr), factor(expr)]
        return min(forms, key=lambda e: (e.count_ops(), str(e)))
    return expr
