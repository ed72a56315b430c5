"""A curve by its position: velocity, acceleration, the moving frame, curvature and torsion, each by the shortest road."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from sympy import Abs, Expr, Ge, Rational, S, Symbol, Tuple, cos, gcd_list, pi, sin

from tutor.errors import Unsupported
from tutor.maths.curves.one_turn import Turn, one_turn
from tutor.maths.curves.sight import shortened
from tutor.maths.numbers import sign_of
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.thread import Thread
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Cross, Diff, Dot, Equation, Name, Norm, System, Vector

FINDS = (
    "velocity", "speed", "acceleration", "unit_tangent", "principal_normal", "binormal", "curvature", "torsion",
    "tangential_acceleration", "normal_acceleration", "tangent_line", "osculating_plane", "osculating_circle",
)  # fmt: skip
Stages = Generator[Stage, Expr, Expr]
PLACES = tuple(Rational(5 * k + 2, 7) for k in range(-6, 7))  # where a sign is looked at
ORDERS = {0: "", 1: "→′", 2: "→′", 3: "→′"}


class Motion:
    """A curve at a value of its parameter, or at any: what has been found of it so far."""

    def __init__(self, problem: Problem) -> None:
        self.position = problem.given["position"]
        self.t: Symbol = problem.variables[0]
        self.at: Mapping[Symbol, Expr] = problem.given.get("point") or {}
        self.in_space = self.at if self.t not in self.at else {}
        self.found: dict[str, Expr] = {}
        self.general: dict[int, Expr] = {0: Vector(*self.position)}

    def moment(self) -> Generator[Stage, Expr, None]:
        """The value of the parameter at which the curve goes through a point of space."""
        place = tuple(self.in_space.values())
        if not place:
            return
        if len(place) != len(self.position):
            raise Unsupported(f"cannot do this: the point has {len(place)} coordinates, and the curve {len(self.position)}")
        turn = one_turn(self.position, place, self.t)
        if turn is not None:
            yield from self._in_one_turn(turn, place)
            return
        solved = solve_system(System([Equation(c, p) for c, p in zip(self.position, place, strict=True)], (self.t,)))
        yield system_stage("moment", solved, {"t": self.t, "place": Tuple(*place)})
        values = {root.at[self.t] for root in solved.roots}
        if len(values) != 1 or any(root.parameters for root in solved.roots):
            many = "more than once" if solved.roots else "nowhere"
            raise Unsupported(f"cannot do this: the curve goes through the point {many}; give the value of {self.t} that is meant")
        self.at = {self.t: values.pop()}

    def _in_one_turn(self, turn: Turn, place: tuple[Expr, ...]) -> Generator[Stage, Expr, None]:
        """The value in the first turn, of a curve that repeats itself."""
        if len(turn.found) != 1:
            many = "more than once in a turn" if turn.found else "nowhere"
            raise Unsupported(f"cannot do this: the curve goes through the point {many}; give the value of {self.t} that is meant")
        (value,) = turn.found
        coordinate = list(self.in_space)[turn.by]
        facts = {
            "t": self.t, "place": Tuple(*place), "period": turn.period, "tried": turn.tried, "coordinate": coordinate,
            "its": place[turn.by], "value": value,
        }  # fmt: skip
        claims = tuple(Claim(tree.substitute(c, {self.t: value}), p) for c, p in zip(self.position, place, strict=True))
        claims += tuple(Claim(tree.substitute(self.position[turn.by], {self.t: v}), place[turn.by]) for v in turn.tried)
        there = Vector(*(tree.substitute(c, {self.t: value}) for c in self.position))
        yield Stage("turn", there, facts, Name("r", "", (self.t,) * 0, (value,)), claims=claims)
        self.at = {self.t: value}

    def name(self, order: int, there: bool = True) -> Name:
        """r(t), r'(t), r''(t), at the value that is asked."""
        place = self.at[self.t] if there and self.at else self.t
        return Name("r", ORDERS[order], (self.t,) * order, (place,))

    @property
    def pace(self) -> Norm:
        """|r'|, by its name."""
        return Norm(self.name(1))

    @property
    def turned(self) -> Norm:
        """|r' x r''|, by its name."""
        return Norm(Cross(self.name(1), self.name(2)))

    def derivative(self, order: int) -> Stages:
        """A derivative of the position, where it is asked."""
        key = f"r{order}"
        if key in self.found:
            return self.found[key]
        if order not in self.general:
            yield from self.formula(order)
        value = self.general[order]
        if self.at:
            goal = At(value, self.at.keys(), self.at.values())
            value = yield Stage("there", goal, {"t": self.t, "value": self.at[self.t], "order": order}, self.name(order))
        self.found[key] = value
        return value

    def formula(self, order: int) -> Stages:
        """A derivative of the position for every t."""
        if order not in self.general:
            before = self.general.get(order - 1)
            if before is None:
                before = yield from self.formula(order - 1)
            goal = Vector(*(Diff(c, self.t) for c in before.args))
            shown = Shown(map=self._picture()) if order == 1 else Shown()
            told = {"t": self.t, "order": order}
            self.general[order] = yield Stage("derivative", goal, told, self.name(order, there=False), shown=shown)
        return self.general[order]

    def _picture(self) -> Thread | None:
        """The curve about the point that is asked, with its tangent there: a turn of a curve with sines, else a piece."""
        if len(self.position) != 3:
            return None
        x, y, z = map(tree.plain, self.position)
        at = tree.plain(self.at[self.t]) if self.at else None
        middle = S.Zero if at is None else at
        slopes = {w.args[0].diff(self.t) for c in (x, y, z) for w in c.atoms(sin, cos) if w.has(self.t)}
        reach = pi / max(slopes) if slopes and all(k.is_number and k.is_positive for k in slopes) else S.One
        return Thread((x, y, z), self.t, middle - reach, middle + reach, at)

    def speed(self) -> Stages:
        """The length of the velocity."""
        if "speed" not in self.found:
            v = yield from self.derivative(1)
            self.found["speed"] = yield Stage("speed", Norm(v), {}, self.pace)
            _must_move(self.found["speed"])
        return self.found["speed"]

    def cross(self) -> Stages:
        """Velocity times acceleration."""
        if "cross" not in self.found:
            v = yield from self.derivative(1)
            _must_move(v)
            a = yield from self.derivative(2)
            law = Cross(v, a)
            pairs = ((0, 1),) if len(v.args) == 2 else ((1, 2), (2, 0), (0, 1))
            parts = [_minor(v, a, i, j) for i, j in pairs]
            goal = Vector(*parts) if len(parts) > 1 else parts[0]
            name = Cross(self.name(1), self.name(2))
            shown = Shown(law=law)
            self.found["cross"] = yield Stage("cross", goal, {"plane": len(parts) == 1}, name, claims=(Claim(law, goal),), shown=shown)
            if all(tree.plain(c).is_zero for c in _entries(self.found["cross"])):
                raise _straight()
        return self.found["cross"]

    def bend(self) -> Stages:
        """The length of the cross product."""
        if "bend" not in self.found:
            c = yield from self.cross()
            claims: tuple[Claim, ...] = ()
            goal = Norm(c) if isinstance(c, Vector) else tree.apply(Abs, c)
            sign = None if isinstance(c, Vector) or self.at else self._sign(c)
            if sign is not None:
                goal = c if sign == 1 else tree.evaluated(tree.negative(c))
                claims = (stated(Ge(goal, 0, evaluate=False)),)
            self.found["bend"] = yield Stage("bend", goal, {}, self.turned, claims=claims)
        return self.found["bend"]

    def _sign(self, value: Expr) -> int | None:
        """The sign that a function of the parameter has at some places, if it is the same at all; to be claimed, not believed."""
        if value.free_symbols != {self.t}:
            return None
        found = {sign_of(tree.plain(value).subs(self.t, place)) for place in PLACES} - {0}
        return found.pop() if len(found) == 1 else None

    def unit_tangent(self) -> Stages:
        """T = r' / |r'|."""
        if "T" not in self.found:
            v = yield from self.derivative(1)
            speed = yield from self.speed()
            goal = Vector(*(_over(c, speed) for c in v.args))
            self.found["T"] = yield Stage("unit_tangent", goal, {}, self.called("T"))
        return self.found["T"]

    def principal_normal(self) -> Stages:
        """N: the part of the acceleration across the velocity, made a unit vector."""
        if "N" not in self.found:
            v = yield from self.derivative(1)
            _must_move(v)
            a = yield from self.derivative(2)
            square = yield Stage("square", Dot(v, v), {}, Dot(self.name(1), self.name(1)))
            along = yield Stage("dot", Dot(v, a), {}, Dot(self.name(1), self.name(2)))
            parts = [
                tree.total(tree.product(square, q), tree.negative(tree.product(along, p))) for p, q in zip(v.args, a.args, strict=True)
            ]
            across = yield Stage("across", Vector(*parts), {"square": square, "along": along}, Name("n"))
            if all(tree.plain(c).is_zero for c in across.args):
                raise _straight()
            length = yield Stage("across_length", Norm(across), {}, Norm(Name("n")))
            goal = Vector(*(_over(c, length) for c in across.args))
            claims = (Claim(Dot(goal, v), S.Zero), Claim(Norm(goal), S.One))
            self.found["N"] = yield Stage("principal_normal", goal, {}, self.called("N"), claims=claims)
        return self.found["N"]

    def binormal(self) -> Stages:
        """B = r' x r'' / |r' x r''|."""
        c = yield from self.cross()
        if not isinstance(c, Vector):
            raise Unsupported("cannot do this: a binormal is a vector of space; give three components")
        length = yield from self.bend()
        goal = Vector(*(_over(p, length) for p in c.args))
        v = yield from self.derivative(1)
        return (yield Stage("binormal", goal, {}, self.called("B"), claims=(Claim(Dot(goal, v), S.Zero), Claim(Norm(goal), S.One))))

    def curvature(self) -> Stages:
        """|r' x r''| / |r'|^3."""
        if "curvature" not in self.found:
            bend = yield from self.bend()
            speed = yield from self.speed()
            goal = tree.quotient(bend, tree.power(speed, 3))
            shown = Shown(law=tree.quotient(self.turned, tree.power(self.pace, 3)))
            self.found["curvature"] = yield Stage("curvature", goal, {"plane": len(self.position) == 2}, self.called("κ"), shown=shown)
            yield from self._turned()
        return self.found["curvature"]

    def _turned(self) -> Generator[Stage, Expr, None]:
        """The same by how fast the unit tangent turns."""
        v = [Diff(c, self.t) for c in self.position]
        length = Norm(Vector(*v))
        turning = Norm(Vector(*(Diff(tree.quotient(c, length), self.t) for c in v)))
        goal: Expr = tree.quotient(turning, length)
        if self.at:
            goal = At(goal, self.at.keys(), self.at.values())
        yield Stage("turning", goal, {"curvature": self.found["curvature"]}, None, equals=self.found["curvature"], check=True, solve=False)

    def torsion(self) -> Stages:
        """(r' x r'') . r''' / |r' x r''|^2."""
        c = yield from self.cross()
        if not isinstance(c, Vector):
            raise Unsupported("cannot do this: a curve of the plane has no torsion; give three components")
        third = yield from self.derivative(3)
        triple = yield Stage("triple", Dot(c, third), {}, Dot(Cross(self.name(1), self.name(2)), self.name(3)))
        bend = yield from self.bend()
        law = tree.quotient(Dot(Cross(self.name(1), self.name(2)), self.name(3)), tree.power(self.turned, 2))
        goal = tree.quotient(triple, tree.power(bend, 2))
        found = yield Stage("torsion", goal, {}, self.called("τ"), shown=Shown(law=law))
        yield from self._twisted(found)
        return found

    def _twisted(self, torsion: Expr) -> Generator[Stage, Expr, None]:
        """Its size by how fast the binormal turns."""
        v = Vector(*(Diff(c, self.t) for c in self.position))
        a = Vector(*(Diff(Diff(c, self.t), self.t) for c in self.position))
        normal = Vector(*(_minor(v, a, i, j) for i, j in ((1, 2), (2, 0), (0, 1))))
        length = Norm(normal)
        turning = Norm(Vector(*(Diff(tree.quotient(c, length), self.t) for c in normal.args)))
        goal: Expr = tree.quotient(turning, Norm(v))
        if self.at:
            goal = At(goal, self.at.keys(), self.at.values())
        yield Stage("twisting", goal, {"torsion": torsion}, None, equals=tree.apply(Abs, torsion), check=True, solve=False)

    def tangential(self) -> Stages:
        """r' . r'' / |r'|."""
        v = yield from self.derivative(1)
        a = yield from self.derivative(2)
        along = yield Stage("dot", Dot(v, a), {}, Dot(self.name(1), self.name(2)))
        speed = yield from self.speed()
        law = tree.quotient(Dot(self.name(1), self.name(2)), self.pace)
        return (yield Stage("tangential", _over(along, speed), {}, Name("a_T"), shown=Shown(law=law)))

    def normal(self) -> Stages:
        """|r' x r''| / |r'|."""
        bend = yield from self.bend()
        speed = yield from self.speed()
        shown = Shown(law=tree.quotient(self.turned, self.pace))
        return (yield Stage("normal", _over(bend, speed), {}, Name("a_N"), shown=shown))

    def called(self, letter: str) -> Name:
        """T(t), at the value that is asked."""
        return Name(letter, "scalar", (), (self.at[self.t] if self.at else self.t,))


def _minor(u: Expr, v: Expr, i: int, j: int) -> Expr:
    return tree.total(tree.product(u.args[i], v.args[j]), tree.negative(tree.product(u.args[j], v.args[i])))


def _straight() -> Unsupported:
    """What is missing where velocity and acceleration have the cross product zero."""
    return Unsupported("cannot do this: the acceleration has no part across the velocity here, so the curve does not bend")


def _must_move(velocity: Expr) -> None:
    """`Unsupported` where the velocity, or its length, is 0: a cusp, say, has neither direction nor curvature."""
    if all(tree.plain(c).is_zero for c in _entries(velocity)):
        raise Unsupported("cannot do this: the velocity is 0 here, so the curve has no direction")


def _over(value: Expr, by: Expr) -> Expr:
    return value if by is S.One else tree.quotient(value, by)


def _entries(value: Expr) -> tuple[Expr, ...]:
    return tuple(value.args) if isinstance(value, Vector) else (value,)


def plan(problem: Problem) -> Plan:
    """What is asked, by the shortest road to it."""
    motion, find = Motion(problem), problem.given["find"]
    if not 2 <= len(motion.position) <= 3:
        raise Unsupported("cannot do this: a curve has two or three components")
    yield from motion.moment()
    match find:
        case "velocity" | "acceleration":
            return Answer({"vector": (yield from motion.derivative(1 if find == "velocity" else 2))})
        case "unit_tangent" | "principal_normal" | "binormal":
            return Answer({"vector": (yield from getattr(motion, find)())})
        case "speed" | "curvature" | "torsion":
            return Answer({"expression": (yield from getattr(motion, find)())})
        case "tangential_acceleration":
            return Answer({"expression": (yield from motion.tangential())})
        case "normal_acceleration":
            return Answer({"expression": (yield from motion.normal())})
    point = yield from motion.derivative(0)
    if find == "tangent_line":
        direction = yield from motion.derivative(1)
        _must_move(direction)
        return Answer({"point": point, "direction": direction})
    if find == "osculating_plane":
        return (yield from _plane(problem, motion, point))
    normal = yield from motion.principal_normal()
    curvature = yield from motion.curvature()
    radius = yield Stage("radius", tree.quotient(S.One, curvature), {}, Symbol("rho", positive=True))
    goal = Vector(*(tree.total(p, tree.product(radius, n)) for p, n in zip(point.args, normal.args, strict=True)))
    centre = yield Stage("centre", goal, {"N": motion.called("N"), "r": motion.name(0)}, Name("c"))
    return Answer({"centre": centre, "radius": radius}, {"at": Tuple(*centre.args)})


def _shortened(normal: Vector) -> Vector:
    """The vector without the number that all its components have in common."""
    parts = [tree.evaluated(n) for n in normal.args]
    parts = shortened(parts) if all(n.is_number for n in parts) else parts
    numbers = [n.as_coeff_Mul()[0] for n in parts if not n.is_zero]
    shared = gcd_list(numbers) if all(n.is_Rational for n in numbers) else S.One
    return Vector(*(n / shared for n in parts))


def _plane(problem: Problem, motion: Motion, point: Expr) -> Generator[Stage, Expr, Answer]:
    """The plane through the point that is normal to r' x r''."""
    normal = yield from motion.cross()
    if not isinstance(normal, Vector):
        raise Unsupported("cannot do this: an osculating plane needs a curve of space; give three components")
    letters = [Symbol(n, real=True) for n in ("x", "y", "z")]
    if any(s.name in problem.symbols for s in letters):
        raise Unsupported("cannot do this: x, y and z are in use, and the plane needs them")
    shorter = _shortened(normal)
    terms = [tree.scaled(n, tree.displacement(s, p)) for n, s, p in zip(shorter.args, letters, point.args, strict=True) if not n.is_zero]
    found = yield Stage(
        "plane",
        Equation(tree.summed(*terms), S.Zero),
        {"normal": normal, "shorter": None if shorter == tree.evaluated(normal) else shorter, "place": Tuple(*point.args)},
        kept=True,
        shown=Shown(sides="after"),
    )
    return Answer({"equation": found})


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"find": problem.given["find"].replace("_", " "), "t": problem.variables[0], "place": (problem.given.get("point") or {})}


TOPIC = Topic(
    "Curve in space",
    (
        Field("position", "functions"),
        Field("parameter", "name", required=False),
        Field("point", "point", required=False),
        Field("find", "choice", choices=FINDS),
    ),
    plan,
    ("expression", "vector", "equation", "point", "direction", "centre", "radius"),
    facts=_facts,
    point_in_space=True,
)
