"""Integrals over pieces of surfaces as stages: two parameters, the normal, the integrand on the surface, the double integral.

The words of the stages are blocks of `prose/surface/integral.md.j2`; every stage has the facts `patch`, `face` and `faces`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Abs, Add, Basic, Eq, Expr, Ge, Gt, S, Symbol
from sympy.core.relational import Relational

from tutor.deriving.over_region import evaluated
from tutor.errors import Unsupported
from tutor.maths.limits.written import written
from tutor.maths.regions.choose import chart_for
from tutor.maths.regions.describe import Described, converted
from tutor.maths.regions.levels import DIVERGENT, nested, separated, signed
from tutor.maths.regions.setup import parts_of, read, setting_up
from tutor.maths.surfaces.normal import cross_of, crossed, opposite, ranges, sense_of, side_of
from tutor.maths.surfaces.patch import Patch
from tutor.maths.surfaces.root import shorter
from tutor.maths.surfaces.tip import tip_of
from tutor.model import Claim, stated
from tutor.printing.figures.picture import Picture
from tutor.printing.figures.sheet import Edge, SheetMap
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Cross, Diff, Dot, Name, Norm, Vector

Stages = Generator[Stage, Expr, Expr]
Facts = Mapping[str, Any]
NORMAL = Name("n")


@dataclass(frozen=True, slots=True)
class NormalSide:
    """To which side the normal points: upward, outward and so on, a vector, or out of a solid, whose outward field is given."""

    word: str
    outward: Vector | None = None

    @property
    def positive(self) -> bool:
        """Whether it is the side on which the comparison is positive."""
        return self.word not in ("downward", "inward")


def parametrised(patch: Patch, variables: Sequence[Symbol], facts: Facts, picture: Picture | None = None) -> Generator[Stage, Expr, None]:
    """The position by its parameters, with the reason for it, and their limits where these had to be found."""
    if patch.how == "given":
        return
    claims, shown = lying_on(patch, variables), Shown(terms=(patch.r_name, patch.r), map=picture)
    yield Stage("surface", patch.r, facts, patch.r_name, claims=claims, solve=False, equals=patch.r, shown=shown)
    if patch.choice is not None:
        found = patch.choice.described
        said = {**facts, "there": said_there(found)}
        yield Stage("extent", found.points, said, solve=False, arranged=True, equals=found.ranges, shown=Shown(sides="after"))


def said_there(found: Described) -> tuple[Basic, ...]:
    """What is said of the points of a surface, by its parameters, 2 cos(phi) >= 1 for z >= 1; nothing where it is the same."""
    placed = []
    for r in found.region.given:
        if isinstance(r, Relational) and r.free_symbols & found.chart.places.keys():
            r = r.func(*(written(converted(tree.plain(side), found.chart)) for side in r.args), evaluate=False)  # noqa: PLW2901
        placed.append(r)
    return () if tuple(placed) == found.region.given else tuple(placed)


def lying_on(patch: Patch, variables: Sequence[Symbol]) -> tuple[Claim, ...]:
    """That its points satisfy its equation, where it has one."""
    if not isinstance(patch.equation, Eq):
        return ()
    at = dict(zip(variables, patch.r.args, strict=True))
    left, right = (tree.substitute(side, at) for side in patch.equation.args)
    return (Claim(left, right, patch.within(left, right)),)


def faced(patch: Patch, variables: Sequence[Symbol]) -> tuple[Facts, tuple[Claim, ...]]:
    """Where r_u x r_v points, for words where no side is asked for, and that it does; no word where that is not one side."""
    cross = Vector(*cross_of(patch))
    height = patch.about["height"] if patch.how == "graph" else variables[-1]
    if patch.how in ("graph", "given"):
        along = cross.args[tuple(variables).index(height)]
        words = ("upward", "downward") if height == variables[-1] else ("growing", "falling")
    else:
        along, words = _dotted(_away(patch, cross, variables)[1], cross), ("outward", "inward")
    sign = side_of(patch, along)
    if sign is None:
        return {"faced": None}, ()
    directed = along if sign == 1 else tree.negative(along)
    claim = stated((Gt if tree.plain(directed).is_positive else Ge)(directed, 0, evaluate=False), *patch.within(along))
    return {"faced": words[sign == -1], "height": height}, (claim,)


def normal_of(patch: Patch, side: NormalSide | None, variables: Sequence[Symbol], facts: Facts, flux: bool = False) -> Stages:
    """r_u, r_v and their cross product, turned to the side that is asked for. `Unsupported` where it is not seen to have one.

    Of a `flux` without such a side it is said where the normal points.
    """
    u, v = patch.parameters
    told, claims = faced(patch, variables) if flux and side is None else ({}, ())
    if flux and patch.how == "graph" and not patch.r.args[tuple(variables).index(patch.about["height"])].has(u, v):
        return (yield from _flat(patch, side, variables, {**facts, **told}, claims))
    tangents = []
    for p, held in ((u, v), (v, u)):
        goal = Vector(*(Diff(c, p, held) for c in patch.r.args))
        tangents.append((yield Stage("tangent", goal, {**facts, "p": p, "held": held}, Name("r", "→", (p,)))))
    told = {**told, "tip": tip_of(patch)}
    normal = yield Stage("normal", crossed(*tangents), {**facts, **told}, NORMAL, claims=claims, shown=Shown(law=Cross(*tangents)))
    if side is None:
        return normal
    along, how = yield from _compared(patch, side, normal, variables, facts)
    shown = side_of(patch, along)
    if shown is None:
        raise Unsupported(
            f"cannot do this: it is not shown that the normal r_{u} x r_{v} points to one side, so that it has an {side.word} side"
        )
    sign = shown if side.positive else -shown
    directed = along if shown == 1 else tree.negative(along)
    strict = tree.plain(directed).is_positive is True
    claim = stated((Gt if strict else Ge)(directed, 0, evaluate=False), *patch.within(along))
    seen = {**facts, "wanted": side.word, "positive": shown == 1, "strict": strict, "turned": sign == -1, "by": how}
    if sign == 1:
        yield Stage("side", normal, seen, kept=True, claims=(claim,), shown=Shown(line=False, map=_drawn(patch, sign, variables, facts)))
        return normal
    shown_ = Shown(map=_drawn(patch, sign, variables, facts))
    return (yield Stage("side", opposite(normal), seen, tree.negative(NORMAL), claims=(claim,), shown=shown_))


def _flat(patch: Patch, side: NormalSide | None, variables: Sequence[Symbol], facts: Facts, claims: tuple[Claim, ...]) -> Stages:
    """The normal of a piece of a plane z = c, which is known without tangents: one of the two unit vectors along the axis."""
    sign = side_sign(patch, side, variables)
    normal = Vector(*(sign * c for c in cross_of(patch)))
    if side is not None:
        reference = _pointing(patch, side, variables)
        claims = (stated(Gt(_dotted(reference, normal) * (1 if side.positive else -1), 0, evaluate=False), *patch.within(*reference.args)),)
    u, v = patch.parameters
    goal = crossed(*(Vector(*(Diff(c, p, held) for c in patch.r.args)) for p, held in ((u, v), (v, u))))
    told = {**facts, "wanted": None if side is None else side.word, "solid": side is not None and side.outward is not None}
    told |= {"axis": patch.about["height"]}
    scaled = goal if sign == 1 else tree.negative(goal)
    shown = Shown(terms=(NORMAL, normal), map=None if side is None else _drawn(patch, sign, variables, facts))
    return (yield Stage("flat", scaled, told, NORMAL, solve=False, equals=normal, claims=claims, shown=shown))


def _pointing(patch: Patch, side: NormalSide, variables: Sequence[Symbol]) -> Vector:
    """What the side that is asked for is seen by, on the piece."""
    if side.word in ("upward", "downward"):
        return Vector(S.Zero, S.Zero, S.One)
    if side.outward is None:
        return _away(patch, Vector(*cross_of(patch)), variables)[1]
    at = dict(zip(variables, patch.r.args, strict=True))
    return Vector(*(tree.evaluated(tree.substitute(c, at)) for c in side.outward.args))


def _drawn(patch: Patch, sign: int, variables: Sequence[Symbol], facts: Facts) -> SheetMap | None:
    """The surface with its normal, where it is all in one piece."""
    return None if facts.get("faces", 1) > 1 else pictured([patch], [sign], variables)


def pictured(patches: Sequence[Patch], signs: Sequence[int], variables: Sequence[Symbol], edges: tuple[Edge, ...] = ()) -> SheetMap:
    """A picture of pieces with their normals (none where the sign is 0) and with the edges of the whole."""
    pieces = []
    for patch, sign in zip(patches, signs, strict=True):
        for limits, places in ranges(patch):
            inner, outer = limits
            position = tuple(tree.plain(c).xreplace(places) for c in patch.r.args)
            turned = sense_of(limits, places, patch.parameters)
            pieces.append(((position[0], position[1], position[2]), (inner, outer), sign * turned))
    x, y, z = variables
    return SheetMap((x, y, z), tuple(pieces), edges)


def _compared(
    patch: Patch, side: NormalSide, normal: Expr, variables: Sequence[Symbol], facts: Facts
) -> Generator[Stage, Expr, tuple[Expr, str]]:
    """What the sign of the normal is seen by, and which comparison it is."""
    if side.word in ("upward", "downward"):
        return normal.args[-1], "height"
    if side.outward is None:
        how, reference = _away(patch, normal, variables)
        found = yield Stage("away", Dot(reference, normal), {**facts, "by": how}, Dot(Name("r"), NORMAL) if how == "position" else None)
        return found, how
    reference = _pointing(patch, side, variables)
    by = "vector" if side.word == "vector" else "solid"
    return (yield Stage("away", Dot(reference, normal), {**facts, "by": by, "outside": side.outward})), by


def _away(patch: Patch, normal: Expr, variables: Sequence[Symbol]) -> tuple[str, Vector]:
    """What points away: the position from the origin or from the centre, else that from the upright axis."""
    references = list(_references(patch, variables))
    for how, reference in references:
        if side_of(patch, _dotted(reference, Vector(*normal.args))) is not None:
            return how, reference
    return references[0]


def _references(patch: Patch, variables: Sequence[Symbol]) -> Iterator[tuple[str, Vector]]:
    if patch.centre is not None:
        if not patch.centre.free_symbols & set(variables) and any(c != 0 for c in patch.centre.args):
            yield "centre", Vector(*(tree.evaluated(a - c) for a, c in zip(patch.r.args, patch.centre.args, strict=True)))
            return
        if patch.how == "cylinder":
            yield "axis", Vector(*(tree.evaluated(a - c) for a, c in zip(patch.r.args, patch.centre.args, strict=True)))
            return
    yield "position", patch.r
    yield "axis", Vector(*patch.r.args[:-1], S.Zero)


def flux_through(
    patch: Patch, field: Vector, side: NormalSide | None, variables: tuple[Symbol, ...], facts: Facts, curl: bool = False
) -> Stages:
    """The integral of F · n over a piece; with `curl` what is given is the curl of F."""
    facts = {**facts, "curled": curl}
    normal = yield from normal_of(patch, side, variables, facts, flux=True)
    name = Name("F", "curl" if curl else "", (), (Name("r", "", (), patch.parameters),))
    there = yield from _on_surface(patch, field, variables, name, facts)
    turned = _in_other_coordinates(patch, _dotted(there, Vector(*normal.args)))
    g = yield Stage("flux", Dot(there, normal), facts, opened=not turned, final=not turned)
    return (yield from doubled(patch, g, facts))


def summed_over(patch: Patch, function: Expr, variables: tuple[Symbol, ...], facts: Facts) -> Stages:
    """The integral of f times the length of the normal over a piece."""
    normal = yield from normal_of(patch, None, variables, facts)
    there = yield from _on_surface(patch, function, variables, Name("f", "scalar", (), (Name("r", "", (), patch.parameters),)), facts)
    length = yield from length_of(patch, normal, facts)
    return (yield from _weighed(patch, there, length, facts))


def _weighed(patch: Patch, there: Expr, length: Expr, facts: Facts) -> Stages:
    """The integral of a function on the surface times the length of the normal, whose roots of numbers stand in front."""
    front, rest = _in_front(length, patch)
    facts = facts if front is S.One else {**facts, "front": front, "rest": rest}
    g = rest
    if there is not S.One:
        turned = _in_other_coordinates(patch, tree.plain(there) * tree.plain(rest))
        within = patch.within(rest)
        goal = tree.product(there, *(() if rest is S.One else (rest,)))
        g = yield Stage("integrand", goal, facts, opened=not turned, final=not turned, conditions=within)
    value = yield from doubled(patch, g, facts)
    if front is S.One or value in DIVERGENT:
        return value
    return (yield Stage("with_front", tree.product(front, value), facts))


def _in_front(length: Expr, patch: Patch) -> tuple[Expr, Expr]:
    """A root of a number that is a factor of the length, and the rest; 1 where it is split off as a factor anyway."""
    front, rest = tree.plain(length).as_independent(*length.free_symbols, as_Add=False)
    split = patch.limits is not None and separated(*signed(length, patch.limits)) is not None
    if split or front.is_rational or not front.is_number:
        return S.One, length
    return written(front), written(rest)


def length_of(patch: Patch, normal: Expr, facts: Facts) -> Stages:
    """The length of the normal, squares taken out of its root."""
    length = yield Stage("length", Norm(normal), facts, Norm(NORMAL))
    short = shorter(length, patch)
    if short is not None:
        told = {**facts, "sure": not short.has(Abs) and patch.limits is not None, "ranges": patch.ranges}
        length = yield Stage(
            "shorter", length, told, Norm(NORMAL), solve=False, arranged=True, equals=written(short), conditions=patch.within(length),
            shown=Shown(continues=True),
        )  # fmt: skip
    return length


def weighed_over(
    patch: Patch, functions: Sequence[tuple[Expr, Facts]], variables: tuple[Symbol, ...], facts: Facts
) -> Generator[Stage, Expr, list[Expr]]:
    """The integrals of several functions over a piece; each comes with facts for the words of its stages."""
    normal = yield from normal_of(patch, None, variables, facts)
    length = yield from length_of(patch, normal, facts)
    name = Name("f", "scalar", (), (Name("r", "", (), patch.parameters),))
    out: list[Expr] = []
    for f, more in functions:
        told = {**facts, **more}
        there = yield from _on_surface(patch, f, variables, name, told)
        out.append((yield from _weighed(patch, there, length, told)))
    return out


def _on_surface(patch: Patch, what: Expr, variables: tuple[Symbol, ...], name: Name, facts: Facts) -> Stages:
    """A field or function on the surface. Errors: `Unsupported` where a constant in it is called like an angle of the surface."""
    constants = {s.name for s in what.free_symbols - set(variables)}
    if patch.how != "given" and (met := sorted(constants & {p.name for p in patch.parameters})):
        raise Unsupported(
            f"cannot do this: {met[0]} is an angle on the surface here, and what is integrated has it as a constant; "
            "write an angle by x, y and z, or call the constant k"
        )
    if not what.free_symbols & set(variables):
        return what
    return (yield Stage("on_surface", At(what, variables, patch.r.args), {**facts, "what": what}, name))


def _in_other_coordinates(patch: Patch, integrand: Expr) -> bool:
    """Whether it will be integrated in polar coordinates, where x^2 + y^2 is wanted as it stands."""
    return patch.region is not None and patch.limits is None and chart_for(patch.region, patch.parameters, integrand, None).name == "polar"


def doubled(patch: Patch, integrand: Expr, facts: Facts) -> Stages:
    """The double integral in the parameters."""
    if integrand.is_zero:
        return (yield Stage("vanishes", integrand, facts))
    if patch.limits is not None:
        if separated(*signed(integrand, patch.limits)) is None:  # else the integral stands before its product
            whole = tree.scaled(facts.get("front", S.One), nested(integrand, patch.limits))
            yield Stage("whole", whole, facts, solve=False, equals=whole)
        return (yield from evaluated([(integrand, patch.limits)], facts))
    assert patch.region is not None
    choice, f = read(patch.region, patch.parameters, integrand)
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the surface is unbounded; a region must say where it ends")
    setup = yield from setting_up(choice, f, facts)
    return (yield from evaluated(setup.parts, facts))


def side_sign(patch: Patch, side: NormalSide | None, variables: Sequence[Symbol]) -> int:
    """1 where r_u x r_v points to the side, -1 where to the other. Errors: `Unsupported` where that is not seen."""
    if side is None:
        return 1
    found = side_of(patch, _dotted(_pointing(patch, side, variables), Vector(*cross_of(patch))))
    if found is None:
        raise Unsupported(
            f"cannot do this: it is not shown that the normal points to one side, so that the surface has an {side.word} side"
        )
    return found if side.positive else -found


def _dotted(a: Vector, b: Vector) -> Expr:
    return Add(*(tree.plain(p) * tree.plain(q) for p, q in zip(a.args, b.args, strict=True)))


def held_flux(patch: Patch, field: Sequence[Expr], sign: int, variables: Sequence[Symbol]) -> Expr:
    """The flux with nothing worked out: what another road is compared with."""
    at = dict(zip(variables, map(tree.plain, patch.r.args), strict=True))
    there = Vector(*(tree.plain(f).xreplace(at) for f in field))
    f = sign * _dotted(there, Vector(*cross_of(patch)))
    if patch.limits is not None:
        return nested(f, patch.limits)
    assert patch.region is not None
    choice, _ = read(patch.region, patch.parameters, f)
    return tree.total(*(nested(g, limits) for g, limits in parts_of(choice)))
