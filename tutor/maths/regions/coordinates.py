"""Coordinates: what x, y and z are in them, the axes along which limits are found, and the factor of the area or the volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from sympy import Add, Expr, Matrix, Mul, S, Symbol, cos, sin, trigsimp

from tutor.errors import Unsupported
from tutor.maths.regions.axes import Axis, Kind
from tutor.trees import tree

INSTEAD = {"r": ("s", "q", "d"), "rho": ("r", "s", "d"), "theta": ("t", "alpha", "omega"), "phi": ("psi", "beta", "chi")}
NAMES = ("cartesian", "polar", "cylindrical", "spherical")


@dataclass(frozen=True, slots=True)
class Chart:
    """`axes` from the outermost inwards, as one usually integrates; `places` gives each old variable."""

    name: str
    axes: tuple[Axis, ...]
    places: Mapping[Symbol, Expr] = field(default_factory=dict)
    factor: Expr = S.One
    centre: tuple[Expr, ...] = ()
    stretched: tuple[Expr, ...] = ()
    instead: Mapping[Symbol, Symbol] = field(default_factory=dict)  # of coordinates whose usual letter is that of a constant

    @property
    def letters(self) -> tuple[Symbol, ...]:
        """The coordinates, outermost first."""
        return tuple(a.symbol for a in self.axes)

    @property
    def old(self) -> tuple[Symbol, ...]:
        """The old variables, an upright one that stays last; those of cartesian coordinates are their own."""
        if self.name == "cartesian":
            return self.letters
        stays = (self.axes[-1].symbol,) if self.name == "cylindrical" else ()
        return (*self.places, *stays)

    def axis(self, letter: Symbol) -> Axis:
        """The axis of a coordinate."""
        return next(a for a in self.axes if a.symbol == letter)

    def beside(self, constants: Set[str]) -> Chart:
        """The same coordinates, those with another letter whose own is that of a constant."""
        taken = constants | {v.name for v in (*self.old, *self.letters)}
        met = {s: _other(s, taken) for s in self.letters if s.name in constants and s not in self.old}
        if not met:
            return self
        axes = tuple(replace(a, symbol=met.get(a.symbol, a.symbol)) for a in self.axes)
        places = {v: e.xreplace(met) for v, e in self.places.items()}
        return replace(self, axes=axes, places=places, factor=self.factor.xreplace(met), instead=met)

    def put(self, expr: Expr) -> Expr:
        """An expression in the old variables in these coordinates, not simplified."""
        return expr.xreplace(self.places) if self.places else expr

    @property
    def radius(self) -> Symbol | None:
        """The distance from the centre, the axis or the origin; None in cartesian coordinates."""
        return self._of("radius")

    @property
    def angle(self) -> Symbol | None:
        """The angle once round."""
        return self._of("circle")

    @property
    def tilt(self) -> Symbol | None:
        """The angle against the upright axis."""
        return self._of("tilt")

    def _of(self, kind: Kind) -> Symbol | None:
        return next((a.symbol for a in self.axes if a.kind == kind), None)

    def written(self, expr: Expr) -> Expr:
        """A tree in these coordinates, as one puts them in: x^2 + y^2 is r^2 at sight."""
        return tree.substitute(_by_radius(expr, self._squares), self.places)

    @property
    def _squares(self) -> tuple[tuple[tuple[Symbol, ...], Expr], ...]:
        """Variables whose squares add up to that of a radius, with that square, the most variables first."""
        if self.centre or self.stretched or self.name not in NAMES[1:]:
            return ()
        across, radius = tuple(self.places), self.radius
        if radius is None:
            return ()
        if self.tilt is None:
            return ((across, radius**2),)
        return ((across, radius**2), (across[:2], radius**2 * sin(self.tilt) ** 2))


def _by_radius(expr: Expr, squares: Sequence[tuple[tuple[Symbol, ...], Expr]]) -> Expr:
    """k x^2 + k y^2 replaced by k r^2 in every sum, not evaluated."""
    if not expr.args or not squares:
        return expr
    if not isinstance(expr, Add):
        return tree.rebuild(expr, tuple(_by_radius(a, squares) for a in expr.args))
    terms = [_by_radius(t, squares) for t in tree.terms(expr)]
    for across, square in squares:
        sizes = [{v: k for v in across if not (k := tree.plain(t) / v**2).has(*across)} for t in terms]
        for k in dict.fromkeys(k for found in sizes for k in found.values()):
            places = [next((i for i, found in enumerate(sizes) if found.get(v) == k), None) for v in across]
            if None not in places:
                first, *others = sorted(i for i in places if i is not None)
                terms[first], sizes[first] = tree.scaled(k, square), {}
                terms, sizes = ([e for i, e in enumerate(known) if i not in others] for known in (terms, sizes))
    return tree.total(*terms)


def cartesian(variables: Sequence[Symbol]) -> Chart:
    """The variables themselves, the last of them innermost."""
    return Chart("cartesian", tuple(Axis(v) for v in variables))


def _radius(name: str) -> Symbol:
    return Symbol(name, positive=True)


def _angle(name: str) -> Symbol:
    return Symbol(name, real=True)


def polar(variables: Sequence[Symbol], centre: Sequence[Expr] = (), scales: Sequence[Expr] = ()) -> Chart:
    """x = a + p r cos(theta), y = b + q r sin(theta)."""
    x, y = variables
    r, t = _radius("r"), _angle("theta")
    a, b = centre or (S.Zero, S.Zero)
    p, q = scales or (S.One, S.One)
    places = {x: a + p * r * cos(t), y: b + q * r * sin(t)}
    return Chart("polar", (Axis(t, "circle"), Axis(r, "radius")), places, p * q * r, *_set_off(centre, scales))


def cylindrical(variables: Sequence[Symbol], upright: Symbol | None = None) -> Chart:
    """Polar coordinates in the plane across the upright axis, usually z."""
    upright = variables[-1] if upright is None else upright
    across = [v for v in variables if v != upright]
    flat = polar(across)
    return Chart("cylindrical", (*flat.axes, Axis(upright)), flat.places, flat.factor)


def spherical(variables: Sequence[Symbol], centre: Sequence[Expr] = (), scales: Sequence[Expr] = ()) -> Chart:
    """rho from the origin or another centre, phi from the positive z-axis, theta about it; each direction with a scale."""
    rho, phi, t = _radius("rho"), Symbol("phi", positive=True), _angle("theta")
    middle, sizes = centre or (S.Zero,) * 3, scales or (S.One,) * 3
    directions = (rho * sin(phi) * cos(t), rho * sin(phi) * sin(t), rho * cos(phi))
    places = {v: c + p * d for v, c, p, d in zip(variables, middle, sizes, directions, strict=True)}
    factor = Mul(*sizes) * rho**2 * sin(phi)
    axes = (Axis(t, "circle"), Axis(phi, "tilt"), Axis(rho, "radius"))
    return Chart("spherical", axes, places, factor, *_set_off(centre, scales))


def _other(usual: Symbol, taken: Set[str]) -> Symbol:
    """A letter that one takes for a coordinate where its usual one is not free."""
    name = next(n for n in INSTEAD[usual.name] if n not in taken)
    return Symbol(name, positive=True) if usual.is_positive else Symbol(name, real=True)


def _set_off(centre: Sequence[Expr], scales: Sequence[Expr]) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Centre and scales, nothing where they are the usual ones."""
    return tuple(centre) if any(c != 0 for c in centre) else (), tuple(scales) if any(s != 1 for s in scales) else ()


def chart(name: str, variables: Sequence[Symbol]) -> Chart:
    """By its name. Errors: `Unsupported` where they do not fit the number of variables."""
    wanted = {"polar": 2, "cylindrical": 3, "spherical": 3}.get(name, len(variables))
    if len(variables) != wanted:
        raise Unsupported(f"cannot do this: {name} coordinates are for {wanted} variables, and there are {len(variables)}")
    match name:
        case "polar":
            return polar(variables)
        case "cylindrical":
            return cylindrical(variables)
        case "spherical":
            return spherical(variables)
    return cartesian(variables)


def jacobian(found: Chart) -> Matrix:
    """The matrix of the partial derivatives of the old variables by the new ones, in the usual order of both."""
    new = [v for v in (found.radius, found.tilt, found.angle) if v is not None]
    return Matrix([[trigsimp(e.diff(v)) for v in new] for e in found.places.values()])
