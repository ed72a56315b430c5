"""Ways towards a point, and two of them along which a function tends to different values: lines first, then curves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Expr,
    Mul,
    Ne,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    cancel,
    cos,
    degree,
    exp,
    expand,
    expand_mul,
    factor_list,
    factor_terms,
    fraction,
    log,
    pi,
    real_roots,
    sin,
    solve,
)
from sympy.core.symbol import Dummy

from tutor.maths.limits.tendency import same, tendency
from tutor.maths.limits.written import written
from tutor.trees import tree
from tutor.trees.heads import Lim

SLOPES = (1, -1, 2)
EXPONENTS = (2, 3, 4)
FRACTIONS = ((3, 2), (2, 3))
HUGGING = range(2, 12)  # powers of the distance to a curve on which the function is infinite
CLOSE = range(2, 6)  # the same to a surface
BRANCH = 6  # powers by which such a curve is followed where it is no graph of a polynomial
LETTERS = ("t", "s", "w")


@dataclass(frozen=True, slots=True)
class Path:
    """A way towards a point: the equations that hold on it, the limit of the function along it, and whether it is straight."""

    equations: tuple[Eq, ...]
    goal: Lim
    straight: bool
    conditions: tuple[Basic, ...] = ()


@lru_cache(maxsize=256)
def disagreement(lim: Lim, most: int | None = None) -> tuple[Path, Path] | None:
    """Two ways with different limits, the simplest ones, of the first `most`; None where none are found."""
    found: list[Path] = []
    for path in islice(paths(lim), most):
        kind = tendency(path.goal)
        if kind is None:
            both = () if path.goal.side or path.goal.at_infinity else ("+", "-")
            sides = [Path(path.equations, path.goal.from_side(s), path.straight) for s in both]
            listed = [p for p in sides if tendency(p.goal) is not None]
        else:
            listed = [path]
        for new in listed:
            for old in found:
                if differ(old.goal, new.goal):
                    return old, new
            found.append(new)
    return None


def differ(a: Lim, b: Lim) -> bool:
    """Whether two limits certainly differ."""
    kinds = tendency(a), tendency(b)
    if None in kinds:
        return False
    return kinds[0] != kinds[1] or not same(a, b)


def paths(lim: Lim) -> Iterator[Path]:
    """Axes, diagonals, other lines, then powers; where both of two coordinates are infinite, lines and powers far out."""
    if lim.at_infinity:
        if len(lim.variables) == 2:
            yield from (_far_out if all(a.is_infinite for a in lim.point.values()) else _along_a_strip)(lim)
        return
    if len(lim.variables) == 2:
        yield from _in_the_plane(lim)
    else:
        yield from _in_space(lim)


def _in_the_plane(lim: Lim) -> Iterator[Path]:
    (x, a), (y, b) = lim.point.items()
    u = tree.evaluated(x - a)
    v = tree.evaluated(y - b)
    yield _graph(lim, y, b, x, a, True)
    yield _graph(lim, x, a, y, b, True)
    for m in SLOPES:
        yield _graph(lim, y, b + m * u, x, a, True)
    for n in EXPONENTS:
        for sign in (1, -1):
            yield _graph(lim, y, b + sign * u**n, x, a, False)
            yield _graph(lim, x, a + sign * v**n, y, b, False)
    for p, q in FRACTIONS:
        yield _graph(lim, y, b + u ** Rational(p, q), x, a, False, "+")
    yield from _beside_poles(lim)
    yield from _steep(lim)


def _far_out(lim: Lim) -> Iterator[Path]:
    """Lines and parabolas that go to the corner at infinity that is meant."""
    (x, a), (y, b) = lim.point.items()
    here, there = (1 if c is S.Infinity else -1 for c in (a, b))
    for m in (1, 2):
        yield _graph(lim, y, here * there * m * x, x, a, True)
    yield _graph(lim, y, there * x**2, x, a, False)
    yield _graph(lim, x, here * y**2, y, b, False)


def _along_a_strip(lim: Lim) -> Iterator[Path]:
    """Where one of two coordinates is infinite: the other at its end, or as far from it as a reciprocal of a power."""
    far, near = lim.variables if lim.point[lim.variables[0]].is_infinite else lim.variables[::-1]
    end = lim.point[near]
    yield _graph(lim, near, end, far, lim.point[far], True)
    for n in (1, 2, S.Half) if lim.point[far] is S.Infinity else (1, 2):
        for sign in (1, -1):
            yield _graph(lim, near, end + sign / far**n, far, lim.point[far], False)


def vanishing(lim: Lim) -> list[tuple[Symbol, Expr, Symbol, Expr]]:
    """The curves w = g(v) through the point on which a logarithm has the argument 0, or a power with variables above the base 0."""
    if len(lim.variables) != 2 or lim.at_infinity:
        return []
    value = tree.evaluated(lim.expr)
    insides = [e.args[0] for e in value.atoms(log)] + [e.base for e in value.atoms(Pow) if e.exp.has(*lim.variables)]
    curves = [c for u in sorted(insides, key=str) for c in _zeros(u.args[0] if isinstance(u, Abs) else u, lim, alone=True)]
    return sorted(curves, key=lambda curve: value.count(curve[0]))  # what is left to place but once first


def _steep(lim: Lim) -> Iterator[Path]:
    """Curves so close to such a curve that the logarithm of the distance is the reciprocal of a power: w = g(v) + e^(-1/v^n)."""
    for w, graph, v, end in vanishing(lim):
        for n in (1, 2):
            gap = exp(-1 / (v - end) ** n)
            shown = written(tree.evaluated(graph + gap), below=False)
            goal = Lim(_summed(tree.substitute(lim.expr, {w: shown})), (v,), (end,), "+")
            yield Path((Eq(w, shown, evaluate=False),), goal, False)


def _summed(expr: Expr) -> Expr:
    """The held tree with its sums added up: x - (x + e^(-1/x)) is -e^(-1/x), whose size balls can tell."""
    if isinstance(expr, Add):
        return written(expand_mul(tree.evaluated(expr)), below=False)
    return tree.rebuild(expr, tuple(map(_summed, expr.args))) if expr.args else expr


def poles(lim: Lim) -> Iterator[tuple[Symbol, Expr, Symbol, Expr]]:
    """The curves through the point on which something below a line is 0, each as a graph w = g(v): w, g, v and where v ends."""
    if len(lim.variables) == 2:
        for factor in _factors_below(lim):
            if (found := next(_zeros(factor, lim), None) or _branch(factor, lim)) is not None:
                yield found


def _factors_below(lim: Lim) -> Iterator[Expr]:
    """The polynomials that stand below a line, the simplest first."""
    if lim.at_infinity or any(a.free_symbols for a in lim.point.values()):
        return
    value = tree.evaluated(lim.expr)
    if value.is_rational_function(*lim.variables):
        value = cancel(value)
    inside = sorted((p.base for p in value.atoms(Pow) if p.exp.is_negative), key=str)
    for under in (fraction(value)[1], *inside):
        if under.is_polynomial(*lim.variables) and not under.free_symbols - set(lim.variables):
            factors = factor_list(under)[1]
            yield from (f for f, _ in sorted(factors, key=lambda f: (Poly(f[0], *lim.variables).total_degree(), str(f[0]))))


def _branch(factor: Expr, lim: Lim) -> tuple[Symbol, Expr, Symbol, Expr] | None:
    """Where a polynomial is 0, as a graph through the point by the implicit function theorem: its first powers, by Newton's steps."""
    for w, v in (lim.variables[::-1], lim.variables):
        steepness = factor.diff(w).subs(lim.point)
        if v not in factor.free_symbols or not factor.subs(lim.point).is_zero or steepness.is_zero is not False:
            continue
        t = Dummy("t")
        moved = expand(factor.subs({v: lim.point[v] + t, w: lim.point[w] + w}, simultaneous=True))
        graph: Expr = S.Zero
        for n in range(1, BRANCH + 1):  # each step finds one power more
            left = Poly(expand(moved.subs(w, graph)), t)
            graph -= left.coeff_monomial(t**n) * t**n / steepness
        if graph != 0:
            return w, lim.point[w] + graph.subs(t, v - lim.point[v]), v, lim.point[v]
    return None


def _zeros(expr: Expr, lim: Lim, alone: bool = False) -> Iterator[tuple[Symbol, Expr, Symbol, Expr]]:
    """Curves w = g(v) through the point on which a polynomial is 0: a factor that is linear in w; with `alone` one without v too."""
    if not expr.is_polynomial(*lim.variables):
        return
    for w, v in (lim.variables[::-1], lim.variables):
        for power in Mul.make_args(factor_terms(expr)):
            factor = power.base if alone and power.is_Pow else power
            steepness = factor.diff(w)
            if (alone or v in factor.free_symbols) and steepness.is_number and not steepness.is_zero:
                graph = expand(w - factor / steepness)
                if (graph.subs(v, lim.point[v]) - lim.point[w]).is_zero:
                    yield w, graph, v, lim.point[v]


def _beside_poles(lim: Lim) -> Iterator[Path]:
    """Curves that hug such a curve ever more closely."""
    for w, graph, v, end in poles(lim):
        powers = [t for t in Add.make_args(graph) if v in t.free_symbols] if end.is_zero else []
        for n in range(1, len(powers)):  # its first powers hug a curve that has more
            yield _graph(lim, w, Add(lim.point[w], *sorted(powers, key=lambda t: degree(t, v))[:n]), v, end, False)
        for n in HUGGING:
            yield _graph(lim, w, graph + (v - end) ** n, v, end, False)


def every_line(lim: Lim, slope: Symbol) -> Path | None:
    """The line with any slope m != 0; None where the function may be undefined along one of them."""
    (x, a), (y, b) = lim.point.items()
    found = _graph(lim, y, b + slope * tree.evaluated(x - a), x, a, True)
    under = fraction(tree.evaluated(found.goal.expr))[1]
    near = Poly(expand(under.subs(x, x + a)), x).terms()[-1][1] if under.is_polynomial(x) else S.Zero
    if not near.is_polynomial(slope) or near.is_zero or near.free_symbols - {slope}:
        return None
    if slope in near.free_symbols and any(r != 0 for r in real_roots(near, slope)):
        return None
    return Path(found.equations, found.goal, True, (Ne(slope, 0, evaluate=False),))


def _graph(lim: Lim, dependent: Symbol, value: Expr, moving: Symbol, end: Expr, straight: bool, side: str = "") -> Path:
    """The curve dependent = value, a function of the moving variable, which comes from a `side` where the value is a broken power."""
    shown = written(tree.evaluated(value))
    along = along_path(lim.expr, {dependent: shown})
    return Path((Eq(dependent, shown, evaluate=False),), Lim(along, (moving,), (end,), side), straight)


def along_path(expr: Expr, placed: dict[Symbol, Expr]) -> Expr:
    """The function on a path, multiplied out above and below the line, not yet cancelled; undefined where the path is outside."""
    over, under = fraction(tree.evaluated(expr))
    top, bottom = (tree.evaluated(tree.substitute(part, placed)) for part in (over, under))
    if bottom.is_zero:
        return S.NaN
    return tree.quotient(written(top), written(bottom)) if bottom != 1 else written(top)


def _in_space(lim: Lim) -> Iterator[Path]:
    t = Symbol(next(n for n in LETTERS if n not in {str(s) for s in lim.expr.free_symbols}), real=True)
    names = lim.variables
    choices: list[tuple[Expr, ...]] = []
    for size in range(1, len(names) + 1):
        for chosen in combinations(range(len(names)), size):
            choices.append(tuple(t if k in chosen else S.Zero for k in range(len(names))))
    for k in range(len(names)):
        choices.append(tuple(t**2 if j == k else t for j in range(len(names))))
        choices.append(tuple(t if j == k else t**2 for j in range(len(names))))
        choices.append(tuple(-t if j == k else t for j in range(len(names))))
    for steps in choices:
        yield _in_steps(lim, t, steps)
    for factor in _factors_below(lim):
        yield from _beside_a_surface(lim, t, factor)


def _beside_a_surface(lim: Lim, t: Symbol, factor: Expr) -> Iterator[Path]:
    """Ways that hug ever more closely the surface on which the factor is 0, a graph over the other coordinates."""
    for w in reversed(lim.variables):
        steepness = factor.diff(w)
        if not steepness.is_number or steepness.is_zero or not factor.subs(lim.point).is_zero:
            continue
        for most in (1, 2):  # the others take steps of t, or the last of them 2 t, where that stays on a coordinate plane
            others = [v for v in lim.variables if v != w]
            steps = {v: most * t if v == others[-1] else t for v in others}
            on_it = expand(-factor.subs({v: a + steps.get(v, S.Zero) for v, a in lim.point.items()}) / steepness)
            if on_it != 0:
                for n in CLOSE:
                    yield _in_steps(lim, t, tuple(steps.get(v, on_it + t**n) for v in lim.variables))
                return


def _in_steps(lim: Lim, t: Symbol, steps: tuple[Expr, ...]) -> Path:
    """The way on which the coordinates are those of the point and these steps beyond."""
    placed = {v: written(tree.evaluated(a + s)) for (v, a), s in zip(lim.point.items(), steps, strict=True)}
    along = along_path(lim.expr, placed)
    equations = tuple(Eq(v, e, evaluate=False) for v, e in placed.items())
    return Path(equations, Lim(along, (t,), (0,)), all(s.is_zero or abs(s) == abs(t) for s in steps))


def sequences(lim: Lim) -> tuple[Path, Path] | None:
    """Two sequences towards the point along which an oscillating function of one variable has different limits."""
    (x,) = lim.variables
    n = Symbol("n" if x.name != "n" else "k", integer=True, positive=True)
    angle = Dummy("angle", positive=True)
    for wave in sorted(lim.expr.atoms(sin, cos), key=str):
        inside = tree.evaluated(wave.args[0])
        for side in ("+", "-") if not lim.side and not lim.at_infinity else (lim.side,):
            if tendency(lim.of(inside).from_side(side)) not in ("oo", "-oo"):
                continue
            sign = 1 if tendency(lim.of(inside).from_side(side)) == "oo" else -1
            for solution in solve(Eq(inside, sign * angle), x):
                found = [_sequence(lim, tree.evaluated(solution.subs(angle, 2 * pi * n + k * pi / 2)), n, side) for k in range(4)]
                listed = [p for p in found if p is not None]
                for a, b in combinations(listed, 2):
                    if differ(a.goal, b.goal):
                        return a, b
    return None


def _sequence(lim: Lim, member: Expr, n: Symbol, side: str) -> Path | None:
    """The function along the sequence, if that tends to the point from the right side."""
    (x, a) = next(iter(lim.point.items()))
    if not member.is_real:
        return None
    tends = Lim(member, (n,), (S.Infinity,))
    if lim.at_infinity:
        if tendency(tends) != ("oo" if a is S.Infinity else "-oo"):
            return None
    else:
        beyond = tree.evaluated(member - a)
        if tendency(Lim(beyond, (n,), (S.Infinity,))) != "zero" or (side and (beyond.subs(n, 1) > 0) != (side == "+")):
            return None
    along = tree.evaluated(tree.substitute(lim.expr, {x: member}))
    goal = Lim(written(along), (n,), (S.Infinity,))
    if tendency(goal) is None:
        return None
    name = Symbol(f"{x.name}_{n.name}", real=True)
    return Path((Eq(name, written(member), evaluate=False),), goal, True)
