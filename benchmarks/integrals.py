"""A hundred inner integrals as they occur in multiple integrals: derived, right, seconds; beside SymPy's two.

    python benchmarks/integrals.py [--limit SECONDS] [--only SUBSTRING]

`manualintegrate` and `integrate` get the same integrals, each in a process of its own that is stopped after the limit. A
result is right where it agrees with numerical integration (of SymPy's mpmath) at values of the letters inside what is
assumed of them; an antiderivative is compared by its differences between points. A result that keeps an integral, has a
complex logarithm, a special function or cases counts as not derived.
"""

import argparse
import multiprocessing
import statistics
import time
from queue import Empty

# integrand; variable, or variable from a to b; letters assumed positive; further conditions as values to sample at
INNER = """
x e^(x y); y from 0 to 1
x sin(x y); y from 0 to pi
e^x sin(x y); y from 0 to 1
sqrt(R^2 - x^2); x from 0 to R; R
sqrt(R^2 - x^2); x from -R to R; R
sqrt(a^2 - x^2 - y^2); y from 0 to sqrt(a^2 - x^2); a
1/(1 + x^2 + y^2)^2; x from -oo to oo
1/(1 + x^2 + y^2); x
1/sqrt(1 + x^2 + y^2); y
1/(a + b cos t); t from 0 to 2pi; a b; a = 3, b = 2
sec(t)^3; t
sec(t)^3; t from 0 to pi/4
|x - y|; x from 0 to 1; ; y = 0.4
max(x, y); x from 0 to 1; ; y = 0.3
min(x, y); y from 0 to 1; ; x = 0.6
x y e^(x^2 y); x from 0 to 1
y/(x^2 + y^2); x from 0 to y; y
x/(x^2 + y^2); x from 0 to 1
x e^(y^2); x from 0 to y
y e^(x y); x from 0 to 1
ln(x + y); y from 0 to 1; x
ln(x y); x from 1 to 2; y
x ln(x^2 + y); x from 0 to 1; y
sqrt(x + y); x from 0 to 1; y
1/(x + y)^2; x from 0 to 1; y
1/(x + y); y from 0 to x; x
x y/(x + y); y from 0 to 1; x
(x - y)/(x + y)^3; y from 0 to 1; x
(x^2 - y^2)/(x^2 + y^2)^2; y from 0 to 1; x
e^(-x y); y from 0 to oo; x
x e^(-x y); x from 0 to oo; y
e^(-x) sin(x y); x from 0 to oo
e^(-x^2 - y^2) x; x from 0 to oo
x^2 e^(-x y); x from 0 to oo; y
sin(x + y); x from 0 to pi
cos(2x - y); y from 0 to pi/2
sin(x) cos(x + y); x
x cos(x y); x from 0 to 1; y
x^2 cos(x y); y from 0 to 1; x
y sin(x y)^2; x from 0 to 1; y
sin(t)^2; t from 0 to 2pi
cos(t)^4; t from 0 to pi/2
sin(t)^3 cos(t)^2; t from 0 to pi
sin(t)^4 cos(t)^2; t from 0 to pi/2
r sqrt(a^2 - r^2); r from 0 to a; a
r^3 sqrt(a^2 - r^2); r from 0 to a; a
r sqrt(1 + 4r^2); r from 0 to 1
r^3 sqrt(1 + 4r^2); r from 0 to 1
r/sqrt(a^2 + r^2); r from 0 to a; a
r/(1 + r^2)^2; r from 0 to oo
r e^(-r^2); r from 0 to oo
r^3 e^(-r^2); r from 0 to oo
r ln r; r from 0 to 1
r/(r^2 + z^2)^(3/2); r from 0 to a; a z
1/(r^2 + z^2)^(3/2); z from -oo to oo; r
rho^2 sin(phi); rho from 0 to 2 cos(phi)
rho^3 cos(phi) sin(phi); phi from 0 to pi/4
sin(phi) cos(phi)^4; phi from 0 to pi/3
sin(phi)^3; phi from 0 to pi
sin(phi)/sqrt(a^2 + b^2 - 2a b cos(phi)); phi from 0 to pi; a b; a = 3, b = 2
rho^2 e^(-rho^3); rho from 0 to oo
sqrt(1 + x^2); x
x^2 sqrt(1 - x^2); x from 0 to 1
x^2 sqrt(1 + x^2); x
x^3 sqrt(1 - x^2); x from 0 to 1
sqrt(2x - x^2); x from 0 to 2
1/(x^2 + 4x + 13); x
x/(x^2 + 2x + 5); x
1/(x^2 - y^2); x; y; y = 0.5
1/(x^2 (x + 1)); x from 1 to 2
x^3/(x^2 + 1); x from 0 to 1
1/(1 + e^x); x from 0 to 1
e^(2x)/(1 + e^x); x
arctan(x y); x from 0 to 1; y
x arctan x; x from 0 to 1
arcsin x; x from 0 to 1
arctan(y/x); y from 0 to x; x
x arcsin x; x
ln(1 + x^2); x from 0 to 1
ln(x)^2; x
x^2 ln x; x from 1 to e
ln(x)/x^2; x from 1 to e
x^2 e^(-2x); x
e^(2x) cos(3x); x
x e^x sin x; x
e^(sqrt(x)); x from 0 to 1
sin(sqrt(x)); x
1/(1 + sqrt(x)); x from 0 to 4
x/sqrt(x + y); x from 0 to y; y
x^2/(x + 1)^3; x
tan(x)^2; x from 0 to pi/4
tan(x)^3 sec(x)^3; x
sin(3x) cos(5x); x
(x + y)^n; x from 0 to 1; y n
a^x; x from 0 to 1; a
cosh(x)^2; x from 0 to 1
x cosh x; x
1/(1 + sin x); x from 0 to pi/2
1/(3 + 5 cos x); x from 0 to pi/3
sqrt(1 - cos t); t from 0 to 2pi
"""
LETTERS = (0.8, 1.7)  # values of the letters, a little apart from each other
CLOSE = 1e-8


def rows():
    """Integrand, variable, limits, positive letters, fixed values: as texts."""
    for line in INNER.strip().splitlines():
        integrand, variable, *more = (part.strip() for part in line.split(";"))
        letters = more[0].split() if more else []
        fixed = dict(part.split(" = ") for part in more[1].split(", ")) if len(more) > 1 else {}
        name, _, limits = variable.partition(" from ")
        yield line, integrand, name, limits.split(" to ") if limits else [], letters, {k: float(v) for k, v in fixed.items()}


def read(integrand, name, limits, letters):
    """The goal, with symbols as a problem would have them."""
    from sympy import Symbol

    from tutor.reading.build import build
    from tutor.reading.parse import parse
    from tutor.trees.heads import Int

    made = {}

    def symbol(n):
        return made.setdefault(n, Symbol(n, positive=True) if n in letters else Symbol(n, real=True))

    f, *ends = (build(parse(text).tree, symbol) for text in (integrand, *limits))
    return Int(f, symbol(name), *ends)


def ours(goal, queue):
    from tutor.deriving.arrange import Arranger
    from tutor.deriving.engine import Engine
    from tutor.errors import Unsupported
    from tutor.trees.tree import plain

    start = time.perf_counter()
    try:
        step = Engine(Arranger()).solve(goal)
    except Unsupported as error:
        queue.put((None, time.perf_counter() - start, error.message))
        return
    verified = all(s.evidence != "none" for s in step.walk())
    queue.put((plain(step.result), time.perf_counter() - start, "" if verified else "unverified"))


def sympys(goal, queue, manual):
    from sympy import integrate
    from sympy.integrals.manualintegrate import manualintegrate

    from tutor.trees.tree import plain

    f, x = plain(goal.expr), goal.variable
    start = time.perf_counter()
    try:
        if not manual:
            found = integrate(f, (x, *map(plain, goal.limits)) if goal.is_definite else x)
        else:
            whole = manualintegrate(f, x)
            found = whole if not goal.is_definite else between(whole, x, *map(plain, goal.limits))
    except (ValueError, TypeError, AttributeError, NotImplementedError, RecursionError, ZeroDivisionError) as error:
        queue.put((None, time.perf_counter() - start, repr(error)))
        return
    queue.put((found, time.perf_counter() - start, ""))


def between(whole, x, a, b):
    from sympy import limit

    ends = [
        limit(whole, x, e, side) if e.is_infinite or not whole.subs(x, e).is_finite else whole.subs(x, e)
        for e, side in ((a, "+"), (b, "-"))
    ]
    return ends[1] - ends[0]


def timed(do, goal, limit, *more):
    """What a method finds in a process of its own: (result or None, seconds, remark)."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=do, args=(goal, queue, *more))
    process.start()
    try:
        return queue.get(timeout=limit)
    except Empty:
        return None, limit, "stopped"
    finally:
        process.kill()
        process.join()


SPECIAL = {
    *[
        "erf",
        "erfc",
        "erfi",
        "Ei",
        "Si",
        "Ci",
        "Shi",
        "Chi",
        "li",
        "Li",
        "expint",
        "uppergamma",
        "lowergamma",
        "gamma",
        "polylog",
        "meijerg",
        "hyper",
        "Heaviside",
        "lerchphi",
    ],
    *["fresnels", "fresnelc", "elliptic_e", "elliptic_f", "elliptic_k", "elliptic_pi", "besselj", "bessely", "besseli", "besselk"],
}


def derived(found):
    """Whether a result is elementary, real as it stands and without cases."""
    from sympy import Function, I, Integral, Piecewise

    return found is not None and not found.has(Integral, Piecewise, I) and not {f.func.__name__ for f in found.atoms(Function)} & SPECIAL


def right(found, goal, fixed):
    """Whether a result agrees with numerical integration for the letters at two sets of values."""
    import mpmath
    from sympy import lambdify

    from tutor.trees.tree import plain

    f, x = plain(goal.expr), goal.variable
    symbols = sorted((f.free_symbols | found.free_symbols | goal.free_symbols) - {x}, key=str)
    for start in LETTERS:
        at = {s: fixed.get(s.name, (start + 0.9 if s.is_positive else start / 2) + 0.03 * k) for k, s in enumerate(symbols)}
        g = lambdify(x, f.subs(at), "mpmath")
        if goal.is_definite:
            a, b = (_number(e.subs(at)) for e in map(plain, goal.limits))
            value, expected = complex(found.subs(at).evalf()), mpmath.quad(g, _cut(a, b, fixed))
        else:
            a, b = 0.31, 0.44
            F = lambdify(x, found.subs(at), "mpmath")
            value, expected = complex(F(b) - F(a)), mpmath.quad(g, [a, b])
        if abs(value - complex(expected)) > CLOSE * (1 + abs(complex(expected))) * 100:
            return False
    return True


def _number(end):
    import mpmath

    return mpmath.mpf(end.evalf()) if end.is_finite else mpmath.inf * (1 if end.is_extended_positive else -1)


def _cut(a, b, fixed):
    """The interval cut at the fixed values, where an integrand may have a corner."""
    return sorted({a, b, *(v for v in fixed.values() if a < v < b)}) if abs(a) < 1e9 and abs(b) < 1e9 else [a, b]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--limit", type=float, default=10.0)
    options.add_argument("--only", default="")
    given = options.parse_args()
    import sympy
    import sympy.integrals.manualintegrate  # noqa: F401

    from tutor.rule import rules

    rules()
    methods = (("ours", ours, ()), ("manualintegrate", sympys, (True,)), ("integrate", sympys, (False,)))
    counts = {name: [0, 0, []] for name, _, _ in methods}
    print(f"{'':58} {'ours':>14} {'manualintegrate':>16} {'integrate':>14}")
    for line, integrand, name, limits, letters, fixed in rows():
        if given.only not in line:
            continue
        goal = read(integrand, name, limits, letters)
        cells = []
        for method, do, more in methods:
            found, seconds, remark = timed(do, goal, given.limit, *more)
            is_derived = derived(found)
            is_right = is_derived and right(found, goal, fixed)
            counts[method][0] += is_derived
            counts[method][1] += is_right
            counts[method][2].append(seconds)
            mark = "right" if is_right and not remark else remark[:10] if remark else "WRONG" if is_derived else "-"
            cells.append(f"{mark:>8} {seconds:5.2f}")
        print(f"{line[:58]:58} {cells[0]:>14} {cells[1]:>16} {cells[2]:>14}", flush=True)
    for method, (n, ok, seconds) in counts.items():
        print(f"{method}: {n} derived, {ok} right of {len(seconds)}, median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s")


if __name__ == "__main__":
    main()
