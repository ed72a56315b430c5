"""Thirty gradients in a warm process: read, derived with evidence and printed as HTML, against `sympy.diff` and `latex`."""

import resource
import statistics
import time

import sympy

import tutor
from tutor.printing.output.html import fragment
from tutor.trees.tree import plain as tutor_plain

FUNCTIONS = """
x^2 y sin(x y) | x^3 - 3x y + y^3 | e^(x^2 + y^2) | ln(x^2 + y^2) | x/(x^2 + y^2) | sqrt(x^2 + y^2 + 1) | arctan(y/x)
x e^(-y) cos x | (2x + 3y)^5 | x^2 y^3 - 4x y | sin(x) cos(y) + x^2/10 | tan(x y) | 1/(1 + x^2 + y^2) | x y/(x + y)
cosh(x - y) | x^y | y ln x - x ln y | (x^2 - y^2)/(x^2 + y^2) | e^(x y) sin(x + y) | sqrt(x y) | arcsin(x y)
x^4 + y^4 - 4x y | x y e^(-x^2 - y^2) | (x - 1)^2 (y + 2)^3 | ln(1 + e^(x + 2y)) | x sec y | 2^(x y) | tanh(x/y)
x^(3/2) y^(1/2) | sin^2(x) + cos^2(y)
""".replace("\n", " | ").split(" | ")
POINT = ["1/2", "1/3"]  # in the domain of all
FUNCTIONS = [f.strip() for f in FUNCTIONS if f.strip()]


def ours(text: str) -> str:
    return fragment(tutor.solve("gradient", function=text, variables=["x", "y"]).document("normal"))


def mapped(text: str) -> str:
    """The same at a point, with the map of its level curves."""
    return fragment(tutor.solve("gradient", function=text, variables=["x", "y"], point=POINT).document("normal"))


def floor(expr: sympy.Expr, letters: list[sympy.Symbol]) -> str:
    return sympy.latex([sympy.diff(expr, v) for v in letters])


def median(run: object, rounds: int = 5) -> tuple[float, float]:
    """Median over the functions of the fastest of some rounds, and the slowest function; caches of results are not warm."""
    times = []
    for _ in range(rounds):
        forget()
        times.append([timed(run, k) for k in range(len(FUNCTIONS))])
    best = [min(column) for column in zip(*times, strict=True)]
    return statistics.median(best), max(best)


def timed(run: object, k: int) -> float:
    start = time.perf_counter()
    run(k)
    return time.perf_counter() - start


def forget() -> None:
    """Empty every cache that holds results of earlier problems."""
    from sympy.core.cache import clear_cache

    from tutor.deriving import evidence
    from tutor.trees import tree

    clear_cache()
    evidence.holds.cache_clear()
    tree.evaluated.cache_clear()


assert len(FUNCTIONS) == 30, len(FUNCTIONS)
given = [tutor.solve("gradient", function=f, variables=["x", "y"]).derivation.problem for f in FUNCTIONS]
plain = [(tutor_plain(p.given["function"]), list(p.variables)) for p in given]
for f in FUNCTIONS:
    ours(f), mapped(f)
mine, worst = median(lambda k: ours(FUNCTIONS[k]))
at_a_point, _ = median(lambda k: mapped(FUNCTIONS[k]))
theirs, _ = median(lambda k: floor(*plain[k]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"a gradient as a page: median {1000 * mine:.1f} ms, slowest {1000 * worst:.0f} ms")
print(f"the same at a point, with its map: median {1000 * at_a_point:.1f} ms")
print(f"sympy.diff and latex: median {1000 * theirs:.1f} ms; ratio {mine / theirs:.1f}; peak memory {peak:.0f} MB")
