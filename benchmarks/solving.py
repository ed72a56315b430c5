"""Systems on which computer algebra loses solutions: ours with its certificate, against `sympy.solve` and `nonlinsolve`.

Each row: how many isolated real solutions (in one period, where they repeat) and curves there are as we found them, how it is
known that these are all, our seconds; then for each of SymPy's solvers how many of the same isolated solutions it gave,
what else it gave (families with free letters as `+c`, things that are no solution as `!w`), and its seconds. A solver
that takes more than 20 seconds is stopped.
"""

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Symbol, cos, exp, log, sin

from tutor.errors import TutorError
from tutor.maths.solving.certificate import Incomplete
from tutor.maths.solving.certify.balls import value
from tutor.maths.solving.certify.found import Period, Unusable, residues
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Root
from tutor.trees.heads import Equation, System

LIMIT = 20.0  # seconds for one of SymPy's solvers
NEAR = 1e-9
WHOLE = range(-2, 3)  # members of SymPy's families that are looked at

x, y, z, w = sp.symbols("x y z w", real=True)
lam, mu = sp.symbols("lambda mu", real=True)


@dataclass(frozen=True)
class Case:
    """A system by its name."""

    name: str
    zero: tuple[Expr, ...]
    unknowns: tuple[Symbol, ...]
    conditions: tuple[sp.Basic, ...] = ()


def gradient(f: Expr, *unknowns: Symbol, name: str = "", conditions: tuple[sp.Basic, ...] = ()) -> Case:
    return Case(name or str(f).replace("**", "^"), tuple(sp.diff(f, u) for u in unknowns), unknowns, conditions)


def lagrange(f: Expr, *constraints: Expr, over: tuple[Symbol, ...] = (x, y)) -> Case:
    letters = (lam, mu)[: len(constraints)]
    slopes = [sp.diff(f, u) - sum((m * sp.diff(g, u) for m, g in zip(letters, constraints, strict=True)), sp.Integer(0)) for u in over]
    name = f"{f} on " + ", ".join(f"{g} = 0" for g in constraints)
    return Case(name.replace("**", "^"), (*slopes, *constraints), (*over, *letters))


SPHERE = x**2 + y**2 + z**2
CASES = [
    gradient(sin(x) + sin(y) + sin(x + y), x, y),
    gradient(cos(x) + cos(y) + cos(x + y), x, y),
    gradient((x**2 + y**2) * exp(-(x**2) - y**2), x, y),
    gradient(y * sin(x), x, y),
    gradient((2 * x - x**2) * (2 * y - y**2), x, y),
    gradient(x * y * exp(-(x**2) - y**2), x, y),
    gradient(x**4 + y**4 - 4 * x * y + 1, x, y),
    lagrange(x**2 * y**2 * z**2, SPHERE - 1, over=(x, y, z)),
    lagrange(x * y * z, x + 2 * y + 3 * z - 6, over=(x, y, z)),
    lagrange(x * exp(y), x**2 + y**2 - 2),
    lagrange(exp(x * y), x**3 + y**3 - 16),
    lagrange(x + y + z, x**2 + y**2 - 2, x + z - 1, over=(x, y, z)),
    lagrange(x**2 + y**2 + (z - 1) ** 2, z**2 - x * y - 1, over=(x, y, z)),
    # our own
    gradient(x**3 - 3 * x * y**2, x, y),
    gradient(sin(x) * sin(y), x, y),
    gradient(x**2 * y**2 * (1 - x - y), x, y),
    gradient((x**2 + y**2) ** 2 - 2 * (x**2 - y**2), x, y),
    gradient((x - y) ** 2 * (x + y - 2), x, y),
    gradient(log(x) + 2 * log(y) - x * y - x, x, y, conditions=(x > 0, y > 0)),
    gradient(x * y + 1 / x + 8 / y, x, y),
    gradient((x**2 - y**2) * exp(-(x**2 + y**2) / 2), x, y),
    gradient(x**4 + y**4 + z**4 - 4 * x * y * z, x, y, z),
    gradient(x**3 + y**3 + z**3 - 3 * x * y - 3 * y * z, x, y, z),
    gradient(cos(x) * cos(y) + cos(x), x, y),
    gradient(exp(x) - x - x * y**2, x, y, name="exp(x) - x - x y^2"),
    lagrange(x**4 + y**4, x**2 + y**2 - 1),
    lagrange(x * y * z, SPHERE - 3, over=(x, y, z)),
    lagrange(x**3 + y**3 + z**3, SPHERE - 1, over=(x, y, z)),
    lagrange(x * y + y * z, x**2 + y**2 - 2, y * z - 2, over=(x, y, z)),
    lagrange(x**2 * y, x**4 + y**4 - 2),
    lagrange(x * y * z * w, SPHERE + w**2 - 4, over=(x, y, z, w)),
]


def system(case: Case) -> System:
    return System([Equation(e, sp.S.Zero) for e in case.zero], case.unknowns, case.conditions)


@dataclass
class Ours:
    """What we found, as numbers: isolated solutions of one period, and how many curves."""

    points: list[tuple[float, ...]]
    curves: int
    families: int
    how: str
    seconds: float


def ours(case: Case) -> Ours:
    begun = time.perf_counter()
    try:
        solved = solve_system(system(case))
    except (TutorError, Incomplete) as error:
        return Ours([], 0, 0, f"none: {str(error)[:60]}", time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    isolated = [r for r in solved.roots if all(p.is_integer for p in r.parameters)]
    found = [p for r in isolated for p in numbers(r)]
    how = solved.certificate.how if solved.certificate else "not proved"
    return Ours(found, len(solved.roots) - len(isolated), sum(bool(r.parameters) for r in isolated), how, seconds)


def numbers(root: Root) -> Iterator[tuple[float, ...]]:
    """One member of each residue class modulo 2 pi."""
    period = Period({u: 1 for u, v in root.values if v.free_symbols})
    try:
        for at in residues(root, period):
            yield tuple(float(value(v, {}).mid()) for v in at.values())
    except Unusable:
        return


Theirs = tuple[list[tuple[float, ...]], int, int]  # real points, families with free letters, solutions that are not real


def by_solve(case: Case) -> Theirs:
    found = sp.solve(case.zero, case.unknowns, dict=True)
    return sorted_out(case, [tuple(s.get(u, u) for u in case.unknowns) for s in found])


def by_nonlinsolve(case: Case) -> Theirs:
    found = sp.nonlinsolve(case.zero, case.unknowns)
    return sorted_out(case, members(found))


def members(found: sp.Set) -> Iterator[tuple[Expr, ...]]:
    """The tuples of a set of SymPy's, image sets by some of their members."""
    parts = found.args if isinstance(found, sp.Union) else (found,)
    for part in parts:
        if isinstance(part, sp.Complement):
            yield from members(part.args[0])
        elif isinstance(part, sp.ImageSet):
            letters = part.lamda.signature
            yield from (part.lamda(*(k,) * len(letters)) for k in WHOLE)
        elif isinstance(part, sp.FiniteSet):
            for t in part:
                yield from unrolled(tuple(t))


def unrolled(t: tuple[sp.Basic, ...]) -> Iterator[tuple[Expr, ...]]:
    """A tuple whose entries may be sets with a whole number in them."""
    for k, entry in enumerate(t):
        if isinstance(entry, sp.Intersection | sp.Complement):
            inner = next((a for a in entry.args if isinstance(a, sp.ImageSet | sp.FiniteSet)), None)
            if inner is not None:
                yield from unrolled((*t[:k], inner, *t[k + 1 :]))
            return
        if isinstance(entry, sp.ImageSet | sp.FiniteSet):
            choices = list(entry) if isinstance(entry, sp.FiniteSet) else [entry.lamda(n) for n in WHOLE]
            for c in choices:
                yield from unrolled((*t[:k], c, *t[k + 1 :]))
            return
    yield t


def sorted_out(case: Case, found: Iterable[tuple[Expr, ...]]) -> Theirs:
    real, free, wrong = [], 0, 0
    for s in found:
        if any(v.free_symbols for v in map(sp.sympify, s)):
            free += 1
            continue
        at = [complex(sp.N(v, 20)) for v in s]
        if all(abs(a.imag) < NEAR for a in at):
            if not any(c.subs(dict(zip(case.unknowns, (a.real for a in at), strict=True))) == sp.false for c in case.conditions):
                real.append(tuple(a.real for a in at))
        else:
            wrong += 1
    return real, free, wrong


def limited(run: Callable[[Case], Theirs], case: Case) -> tuple[Theirs | str, float]:
    """What a solver gives in a process that can be stopped, and its seconds."""
    context = multiprocessing.get_context("fork")
    there, here = context.Pipe()

    def work() -> None:
        try:
            here.send(run(case))
        except Exception as error:  # noqa: BLE001 - whatever stops SymPy is its result
            here.send(type(error).__name__)

    begun = time.perf_counter()
    process = context.Process(target=work, daemon=True)
    process.start()
    answer: Theirs | str = there.recv() if there.poll(LIMIT) else "stopped"
    seconds = time.perf_counter() - begun
    process.kill()
    process.join()
    return answer, seconds


def compared(ours: Ours, theirs: Theirs | str) -> str:
    if isinstance(theirs, str):
        return theirs
    points, free, not_real = theirs
    wrong = 0 if ours.curves else sum(not any(close(p, q) for p in ours.points) for q in points)
    notes = [f"+{free}c"] * bool(free) + [f"!{wrong}"] * bool(wrong) + [f"({not_real} complex)"] * bool(not_real)
    return " ".join([f"{hits(ours, theirs)}/{len(ours.points)}", *notes])


def hits(ours: Ours, theirs: Theirs | str) -> int:
    """How many of our isolated solutions are among theirs."""
    return 0 if isinstance(theirs, str) else sum(any(close(p, q) for q in theirs[0]) for p in ours.points)


def close(p: tuple[float, ...], q: tuple[float, ...]) -> bool:
    """Equal, up to whole turns."""
    turn = 2 * sp.pi.evalf()
    return all(min(abs(d), float(abs(d / turn - round(d / turn)))) < NEAR for d in (a - b for a, b in zip(p, q, strict=True)))


def main() -> None:
    chosen = [c for c in CASES if not sys.argv[1:] or any(a in c.name for a in sys.argv[1:])]
    total, curves = [0, 0, 0], 0
    times: tuple[list[float], ...] = ([], [], [])
    print("system | points | curves | certificate | s | solve | s | nonlinsolve | s")
    print("---|---|---|---|---|---|---|---|---")
    for case in chosen:
        mine = ours(case)
        count = f"{len(mine.points)}" + (" per period" if mine.families else "")
        row = [f"`{case.name}`", count, str(mine.curves), mine.how, f"{mine.seconds:.2f}"]
        times[0].append(mine.seconds)
        for k, run in enumerate((by_solve, by_nonlinsolve), 1):
            theirs, seconds = limited(run, case)
            row += [compared(mine, theirs), f"{seconds:.1f}"]
            total[k] += hits(mine, theirs)
            times[k].append(seconds)
        print(" | ".join(row), flush=True)
        total[0] += len(mine.points)
        curves += mine.curves
    medians = [f"{statistics.median(t):.2f} s (at most {max(t):.1f})" for t in times]
    print(f"\n{len(chosen)} systems; isolated solutions: ours {total[0]} and {curves} curves, solve {total[1]}, nonlinsolve {total[2]}")
    print(f"median: ours {medians[0]}, solve {medians[1]}, nonlinsolve {medians[2]}")


if __name__ == "__main__":
    main()
