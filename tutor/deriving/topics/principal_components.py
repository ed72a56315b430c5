"""Principal components: the data centred, their covariance matrix, its eigenvectors, and how much of the spread each explains."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise

import mpmath
from sympy import Expr, Integer, Matrix, Rational, S, Symbol, Tuple, sqrt

from tutor.deriving.numerically import by_library
from tutor.errors import Unsupported
from tutor.maths.iteration.libraries import singular as by_numpy
from tutor.maths.iteration.numbers import CARRIED, agrees, number, readable, shown
from tutor.maths.iteration.spectrum import MOST, spectrum
from tutor.maths.iteration.staged import compared
from tutor.maths.iteration.told import written_rows
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.axes import AxesMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import MatrixOf, Name, Rounded, Vector

WRITTEN = 8  # rows of a matrix that is written out
DIGITS = 6  # shown
Told = Generator[Stage, Expr, None]
Rows = tuple[tuple[Rational, ...], ...]


def plan(problem: Problem) -> Plan:
    """Means, centred data, covariance matrix, eigenvalues and eigenvectors, shares, singular values."""
    found = [[number(v) for v in row] for row in problem.given["data"]]
    if not all(sure for row in found for _, sure in row):
        raise Unsupported("cannot do this: the data are no rational numbers")
    data: Rows = tuple(tuple(v for v, _ in row) for row in found)
    decimals = problem.origin.decimals
    count, size = len(data), len(data[0])
    means = tuple(sum(row[j] for row in data) / count for j in range(size))
    mean = Vector(*(_shown(m, decimals) for m in means))
    claims = tuple(Claim(tree.quotient(tree.total(*(row[j] for row in data)), Integer(count)), means[j]) for j in range(size))
    yield compared("means", mean, {"count": count}, equals=mean, claims=claims, terms=(Name("m"), mean))
    centred: Rows = tuple(tuple(v - m for v, m in zip(row, means, strict=True)) for row in data)
    if count <= WRITTEN:
        matrix = MatrixOf(*([_shown(v, decimals) for v in row] for row in centred))
        yield compared("centred", matrix, {}, equals=matrix, terms=(Name("X"), matrix))
    covariance = tuple(tuple(sum(row[i] * row[j] for row in centred) / (count - 1) for j in range(size)) for i in range(size))
    shown_cov = MatrixOf(*([_shown(v, decimals) for v in row] for row in covariance))
    claims = tuple(_covariance(centred, covariance, i, j) for i in range(size) for j in range(i, size))
    yield compared("covariance", shown_cov, {"count": count}, equals=shown_cov, claims=claims, terms=(Name("C"), shown_cov))
    pairs = _pairs(covariance)
    exact = all(sure for _, _, sure in pairs)
    yield from _eigenvalues(covariance, pairs, exact, decimals)
    yield from _eigenvectors(covariance, pairs, exact, decimals)
    same = _distinct(pairs)
    total = sum(covariance[i][i] for i in range(size))
    if total == 0:
        raise Unsupported("cannot do this: all rows are the same, and there is no spread to explain")
    values = tuple(_written(v, exact, decimals) for v, _, _ in pairs)
    components = tuple(_component(v, exact, decimals) for _, v, _ in pairs)
    shares = tuple(_written(v / total, exact, decimals) for v, _, _ in pairs)
    singular = tuple(_root(v * (count - 1), exact) for v, _, _ in pairs)
    rows = tuple((v, c, s, g) for v, c, s, g in zip(values, components, shares, singular, strict=True))
    facts: dict[str, object] = {
        "count": count,
        "total": _shown(total, decimals),
        "share": shares[0],
        "rounded": not exact,
        "equal": len(same) < size,
    }
    goal = Tuple(*components)
    yield compared(
        "components",
        goal,
        facts,
        equals=goal,
        claims=tuple(_directions(covariance, pairs, exact)),
        table=Table(rows),
        line=False,
        map=AxesMap(data, means, tuple(tuple(v) for _, v, _ in pairs), tuple(v for v, _, _ in pairs)) if size == 2 else None,
    )
    yield _together(covariance, pairs, exact)
    names = tuple(Name(f"s_{k}") for k in range(1, len(singular) + 1))
    yield from by_library(problem, names, singular, lambda: by_numpy(data), walked=False)
    answer = {"singular_values": singular, "explained": shares, "components": components, "eigenvalues": values, "means": mean.args}
    return Answer(answer, {"first": components[0], "share": shares[0], "rounded": not exact, "level": same[0]})


def _shown(value: Rational, decimals: bool) -> Expr:
    return shown(value, readable(value, decimals), DIGITS)


def _written(value: Rational, exact: bool, decimals: bool) -> Expr:
    return shown(value, exact and readable(value, decimals), DIGITS)


def _root(square: Rational, exact: bool) -> Expr:
    """A singular value: a square root, as it is or as a decimal."""
    found = sqrt(square)
    return found if exact and all(readable(a, False) for a in (square,)) else shown(Rational(found.evalf(CARRIED)), False, DIGITS)


def _covariance(centred: Rows, covariance: Rows, i: int, j: int) -> Claim:
    products = tree.total(*(tree.product(row[i], row[j]) for row in centred))
    return Claim(products, tree.evaluated(covariance[i][j] * (len(centred) - 1)))


Pair = tuple[Rational, tuple[Expr, ...], bool]


def _pairs(covariance: Rows) -> list[Pair]:
    """Eigenvalues, largest first, each with a vector of length 1, whose largest entry is positive; exact where all are rational."""
    found = spectrum(covariance) if len(covariance) <= MOST else None
    if found is not None and all(isinstance(v, Rational) for v in found.values):
        return _exactly(covariance, found.values)
    with mpmath.workdps(2 * CARRIED):
        values, vectors = mpmath.eigsy(mpmath.matrix([[mpmath.mpf(int(e.p)) / int(e.q) for e in row] for row in covariance]))
        out: list[Pair] = []
        flat = len(covariance) - Matrix(covariance).rank()  # so many eigenvalues are 0, which no rounding may make negative
        for k in reversed(range(len(covariance))):
            vector = [_rational(vectors[i, k]) for i in range(len(covariance))]
            out.append((S.Zero if k < flat else _rational(values[k]), _turned(vector), False))
    return out


def _distinct(pairs: Sequence[Pair]) -> list[int]:
    """How often each eigenvalue comes, the largest first."""
    counts, close = [1], pairs[0][0] / 10**CARRIED
    for (a, _, _), (b, _, sure) in pairwise(pairs):
        if a == b if sure else a - b <= close:
            counts[-1] += 1
        else:
            counts.append(1)
    return counts


def _rational(value: object) -> Rational:
    return Rational(mpmath.nstr(value, CARRIED + 10, strip_zeros=False))


def _exactly(covariance: Rows, values: Sequence[Rational]) -> list[Pair]:
    out: list[Pair] = []
    for value in dict.fromkeys(reversed(values)):
        basis = (Matrix(covariance) - value * Matrix.eye(len(covariance))).nullspace()
        orthogonal: list[Matrix] = []
        for v in basis:
            for u in orthogonal:
                v -= (v.dot(u) / u.dot(u)) * u  # noqa: PLW2901
            orthogonal.append(v)
        out += [(value, _turned([e / sqrt(v.dot(v)) for e in v]), True) for v in orthogonal]
    return out


def _turned(vector: Sequence[Expr]) -> tuple[Expr, ...]:
    """The vector or its opposite, so that the entry of the largest size is positive."""
    largest = max(vector, key=lambda e: abs(e.evalf(30)))
    return tuple(-e for e in vector) if largest < 0 else tuple(vector)


def _component(vector: Sequence[Expr], exact: bool, decimals: bool) -> Vector:
    return Vector(*(v if exact else shown(v, False, DIGITS) for v in vector))


def _eigenvalues(covariance: Rows, pairs: Sequence[Pair], exact: bool, decimals: bool) -> Iterator[Stage]:
    """The eigenvalues as zeros of the characteristic polynomial, in two variables line by line."""
    size = len(covariance)
    found = spectrum(covariance) if size <= MOST else None
    facts: dict[str, object] = {
        "values": tuple(_written(v, exact, decimals) for v, _, _ in pairs),
        "two": size == 2,
        "exact": exact,
    }
    if found is not None and size == 2:
        lam = Symbol("lamda", real=True)
        trace, determinant = covariance[0][0] + covariance[1][1], Matrix(covariance).det()
        rest = () if determinant == 0 else (_shown(determinant, decimals),)
        poly = tree.total(tree.power(lam, 2), tree.negative(tree.scaled(_shown(trace, decimals), lam)), *rest)
        claim = Claim(found.characteristic, lam**2 - trace * lam + determinant)
        zeros = sorted((v for v, _, _ in pairs), key=lambda v: v != 0)  # λ (λ - 5)
        factored = tree.product(*(tree.total(lam, tree.negative(_shown(v, decimals))) if v else lam for v in zeros)) if exact else poly
        claims = (claim, found.claim, *((Claim(poly, factored),) if exact and not decimals else ()))
        root = sqrt(trace**2 - 4 * determinant)
        facts["formula"] = () if exact or decimals else ((trace + root) / 2, (trace - root) / 2)
        yield compared("eigenvalues", poly, facts, equals=poly, claims=claims, terms=(found.characteristic, poly, factored))
        return
    goal = Integer(size)
    yield compared("eigenvalues", goal, facts, equals=goal, claims=() if found is None else (found.claim,), line=False)


def _eigenvectors(covariance: Rows, pairs: Sequence[Pair], exact: bool, decimals: bool) -> Iterator[Stage]:
    """In two variables, how each vector comes from the first line of (C - λI) v = 0; in three, from two lines."""
    if len(covariance) == 3:
        yield from _crossed(covariance, pairs, exact, decimals)
    if len(covariance) != 2 or covariance[0][1] == 0:
        return
    (a, b), _ = covariance
    for number_, (value, vector, _) in enumerate(pairs, start=1):
        along = (b, value - a) if vector[0] * b > 0 else (-b, a - value)
        left, right = (_written(v, exact, decimals) for v in (a - value, b))
        facts = {"value": _written(value, exact, decimals), "left": left, "right": right, "first": number_ == 1}
        facts["about"] = _written(value, exact, decimals).has(Rounded)
        facts |= {"along": Vector(*(_written(v, exact, decimals) for v in along)), "length": _root(along[0] ** 2 + along[1] ** 2, exact)}
        scale = max(S.One, abs(a), abs(b), abs(value))
        zero = tree.total(tree.product(a - value, vector[0]), tree.product(b, vector[1]))
        goal = _component(vector, exact, decimals)
        terms = (Name(f"v_{number_}"), goal)
        yield compared("eigenvector", goal, facts, equals=goal, claims=(agrees(zero, S.Zero, exact, (scale,)),), terms=terms)


def _crossed(covariance: Rows, pairs: Sequence[Pair], exact: bool, decimals: bool) -> Iterator[Stage]:
    """In three variables, how the vector of an eigenvalue that comes once is perpendicular to two lines of C - λI."""
    scale = max(S.One, *(abs(e) for row in covariance for e in row))
    times = [n for n in _distinct(pairs) for _ in range(n)]
    for at, (value, vector, _) in enumerate(pairs):
        if times[at] > 1:
            continue
        lines = [[e - value if i == j else e for j, e in enumerate(row)] for i, row in enumerate(covariance)]
        crossed = [(i, k, Matrix(lines[i]).cross(Matrix(lines[k]))) for i, k in ((0, 1), (0, 2), (1, 2))]
        i, k, along = max(crossed, key=lambda c: c[2].dot(c[2]))
        turned = along if along.dot(Matrix(vector)).evalf(30) > 0 else -along
        written = [Vector(*(_written(v, exact, decimals) for v in row)) for row in (lines[i], lines[k], turned)]
        facts: dict[str, object] = {"value": _written(value, exact, decimals), "rows": (i + 1, k + 1), "lines": tuple(written[:2])}
        facts |= {"along": written[2], "length": _root(along.dot(along), exact), "turned": turned is not along}
        facts |= {"about": _written(value, exact, decimals).has(Rounded), "first": at == 0}
        dots = [tree.total(*(tree.product(a, v) for a, v in zip(lines[m], vector, strict=True))) for m in (i, k)]
        goal = _component(vector, exact, decimals)
        claims = tuple(agrees(dot, S.Zero, exact, (scale,)) for dot in dots)
        yield compared("crossed", goal, facts, equals=goal, claims=claims, terms=(Name(f"v_{at + 1}"), goal))


def _directions(covariance: Rows, pairs: Sequence[Pair], exact: bool) -> Iterator[Claim]:
    """C v = λ v for every pair, every v of length 1, and any two perpendicular."""
    scale = max(S.One, *(abs(e) for row in covariance for e in row))
    for value, vector, _ in pairs:
        for i, row in enumerate(covariance):
            left = tree.total(*(tree.product(c, v) for c, v in zip(row, vector, strict=True)), tree.product(-value, vector[i]))
            yield agrees(left, S.Zero, exact, (scale,))
    for a, (_, u, _) in enumerate(pairs):
        for b, (_, v, _) in enumerate(pairs[: a + 1]):
            dot = tree.total(*(tree.product(x, y) for x, y in zip(u, v, strict=True)))
            yield agrees(dot, S.One if a == b else S.Zero, exact, (S.One,))


def _together(covariance: Rows, pairs: Sequence[Pair], exact: bool) -> Stage:
    """The matrix put together again from its eigenvalues and eigenvectors."""
    size, claims = len(covariance), []
    scale = max(S.One, *(abs(e) for row in covariance for e in row))
    for i in range(size):
        for j in range(i, size):
            left = tree.total(*(tree.product(value, v[i], v[j]) for value, v, _ in pairs), -covariance[i][j])
            claims.append(agrees(left, S.Zero, exact, (scale,)))
    goal = Integer(size)
    return compared("together", goal, {}, equals=goal, claims=tuple(claims), check=True, line=False)


TOPIC = Topic(
    "Principal components",
    (Field("data", "data"),),
    plan,
    ("singular_values", "explained", "components"),
    facts=lambda problem: {"data_file": problem.origin.data_file, "data": written_rows(problem.given["data"])},
    decimals=True,
)
