"""Least squares: residuals, the sum of their squares, its partial derivatives set to zero, and what that says about angles."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from math import log10

from sympy import Add, Expr, Integer, Mul, Rational, S, Symbol, Tuple

from tutor.deriving.numerically import by_library
from tutor.maths.iteration.fitting import Fit, fit
from tutor.maths.iteration.libraries import fitted as by_numpy
from tutor.maths.iteration.numbers import agrees, readable, shown, signed
from tutor.maths.iteration.spectrum import decimal, spectrum
from tutor.maths.iteration.staged import compared
from tutor.maths.iteration.told import written_rows
from tutor.maths.iteration.triangular import Triangular, triangular
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.fit import FitMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import Diff, Equation, MatrixOf, Name, Rounded, System, Vector

DIGITS = 6  # shown
MACHINE = 16  # digits of a number in a program
SMALL = 100  # a square of the condition number that costs less than two digits
WRITTEN = 6  # residuals whose squares are written out, rows of a matrix
LISTED = 12  # rows of a table, the others are left out
ELIMINATED = 3  # unknowns for which the system is solved line by line
Told = Generator[Stage, Expr, None]


def plan(problem: Problem) -> Plan:
    """The residuals, the normal equations by derivatives and by matrices, their solution, and why it is the best."""
    found = fitted(problem)
    decimals = problem.origin.decimals
    yield _residuals(found)
    yield _error(found)
    yield from _partials(found, decimals)
    yield from _matrices(found, decimals)
    solution = found.solution()
    exact = found.exact and all(readable(v, decimals) for v in solution)
    values = tuple(shown(v, exact, DIGITS) for v in solution)
    if found.exact and len(values) <= ELIMINATED and exact:
        yield system_stage("system", solve_system(_system(found)), {})
    else:
        yield _solved(found, values, decimals)
    yield _best(found, decimals)
    yield _fit_table(problem, found, solution, values, decimals)
    yield _perpendicular(found, solution)
    yield from _conditioned(found, solution)
    yield from by_library(problem, found.parameters, values, lambda: by_numpy(found.design, found.target), walked=False)
    named = dict(zip(found.parameters, values, strict=True))
    residuals = tuple(shown(v, found.exact and readable(v, decimals)) for v in left_over(found, solution))
    formula = found.with_values([_signed(v, found, decimals) for v in solution])
    answer = {"parameters": named, "normal_equations": _equations(found), "residuals": residuals}
    return Answer(answer, {"formula": formula, "outcome": _outcome(found), "about": any(v.has(Rounded) for v in values)})


def fitted(problem: Problem) -> Fit:
    """The model and the data of a problem."""
    given = problem.given
    return fit(given["model"], problem.variables, problem.origin.inputs, given["points"])


def left_over(found: Fit, solution: tuple[Rational, ...]) -> list[Rational]:
    """The residuals, model less data, at some values of the parameters."""
    rows = zip(found.design, found.target, strict=True)
    return [sum((a * v for a, v in zip(row, solution, strict=True)), -value) for row, value in rows]


def _kept(count: int) -> list[int]:
    return list(range(count)) if count <= LISTED + 2 else [*range(LISTED - 2), *range(count - 2, count)]


def _residuals(found: Fit) -> Stage:
    """Each point with its residual, in the parameters."""
    rows: list[tuple[object, ...]] = []
    before = -1
    for k in _kept(len(found.rows)):
        if k != before + 1:
            rows.append(("…", "…"))
        rows.append((Tuple(*map(_plainly, found.rows[k])), tidied(found, k)))
        before = k
    claims = tuple(_is_design(found, k) for k in range(len(found.rows)))
    facts = {"part": "residuals", "count": len(found.rows)}
    goal = Integer(len(found.rows))
    return compared("residuals", goal, facts, equals=goal, claims=claims, table=Table(tuple(rows)), line=False)


def tidied(found: Fit, k: int) -> Expr:
    """A residual as it is written: 2m + b - 4."""
    terms = []
    for c, p in zip(found.design[k], found.parameters, strict=True):
        if c != 0:
            terms.append(tree.scaled(_plainly(c), p))
    value = -found.target[k]
    return tree.total(*terms, *((_plainly(value),) if value != 0 else ()))


def _plainly(value: Rational) -> Expr:
    return signed(value, readable(value, True) or readable(value, False))


def _is_design(found: Fit, k: int) -> Claim:
    """That the residual in numbers is the model at the inputs less the value."""
    left, right = found.residual(k), found.plain_residual(k)
    if found.exact:
        return Claim(left, right)
    at = {p: Integer(j + 2) for j, p in enumerate(found.parameters)}
    return agrees(tree.substitute(left, at), right.subs(at), False, (S.One, *found.rows[k]))


def _error(found: Fit) -> Stage:
    """The sum of the squares."""
    name = Name("E", "scalar", (), found.parameters)
    squares = tree.total(*(tree.power(tidied(found, k), 2) for k in range(min(len(found.rows), WRITTEN))))
    short = len(found.rows) <= WRITTEN
    facts: dict[str, object] = {"count": len(found.rows), "part": "error"}
    return compared("error", squares, facts, equals=squares, terms=(name, squares), line=short)


def _partials(found: Fit, decimals: bool) -> Told:
    """The partial derivatives of the error, each 0."""
    matrix, right = found.normal
    whole = tree.total(*(tree.power(found.plain_residual(k), 2) for k in range(len(found.rows))))
    for j, p in enumerate(found.parameters):
        linear = sum((2 * matrix[j, i] * q for i, q in enumerate(found.parameters)), -2 * right[j])
        line = _linear([2 * e for e in matrix.row(j)], found, 2 * right[j], decimals)
        claim = Claim(Diff(whole, p, *(q for q in found.parameters if q != p)), linear)
        column = found.columns[j]
        facts = {"p": p, "column": column, "plain": column == 1}
        yield compared("partial", line, facts, equals=line, claims=(claim,), terms=(Name("E", "∂", (p,)), line))


def _linear(coefficients: list[Rational], found: Fit, right: Rational, decimals: bool) -> Expr:
    terms = [tree.scaled(_signed(c, found, decimals), p) for c, p in zip(coefficients, found.parameters, strict=True) if c != 0]
    return tree.total(*terms, *(() if right == 0 else (_signed(-right, found, decimals),)))


def _signed(value: Rational, found: Fit, decimals: bool) -> Expr:
    return signed(value, found.exact and readable(value, decimals), DIGITS)


def _shown(value: Rational, found: Fit, decimals: bool) -> Expr:
    return shown(value, found.exact and readable(value, decimals), DIGITS)


def _matrices(found: Fit, decimals: bool) -> Told:
    """The same by matrices: A, b, and the products of its transpose with both."""
    matrix, right = found.normal
    if len(found.rows) <= WRITTEN:
        design = MatrixOf(*([_shown(e, found, decimals) for e in r] for r in found.design))
        target = MatrixOf(*([_shown(e, found, decimals)] for e in found.target))
        yield compared("design", design, {}, equals=design, terms=(Name("A"), design))
        yield compared("target", target, {}, equals=target, terms=(_measured(found), target))
    n = len(found.parameters)
    normal = MatrixOf(*([_shown(matrix[i, j], found, decimals) for j in range(n)] for i in range(n)))
    unknowns, sides = MatrixOf(*([p] for p in found.parameters)), MatrixOf(*([_shown(right[i], found, decimals)] for i in range(n)))
    sums = [Claim(tree.total(*(tree.product(r[i], r[j]) for r in found.design)), matrix[i, j]) for i in range(n) for j in range(i, n)]
    for i in range(n):
        products = (tree.product(r[i], y) for r, y in zip(found.design, found.target, strict=True))
        sums.append(Claim(tree.total(*products), right[i]))
    facts = {"letter": _measured(found), "column": _column(found), "single": found.parameters[0] if n == 1 else None}
    line = Equation(tree.product(normal, unknowns), sides)
    if n == 1:  # no matrix is written for one number
        line = Equation(tree.scaled(normal.rows[0][0], found.parameters[0]), sides.rows[0][0])
    yield compared("normal", normal, facts, equals=normal, claims=tuple(sums), terms=(line,))


def _outcome(found: Fit) -> Symbol:
    """What the model gives is called: y."""
    return next(Symbol(n, real=True) for n in ("y", "z", "v", "Y") if _free(n, found))


def _measured(found: Fit) -> Name:
    """What the column of the measured values is called."""
    return Name("b" if _free("b", found) else "y" if _free("y", found) else "v")


def _column(found: Fit) -> Name:
    """What the column of the parameters is called."""
    return Name(next(c for c in ("x", "c", "p", "w") if _free(c, found)))


def _free(letter: str, found: Fit) -> bool:
    return all(p.name != letter for p in (*found.parameters, *found.inputs))


def _equations(found: Fit) -> tuple[Equation, ...]:
    matrix, right = found.normal
    return tuple(
        Equation(tree.total(*(tree.scaled(c, p) for c, p in zip(matrix.row(j), found.parameters, strict=True) if c != 0)), right[j])
        for j in range(len(found.parameters))
    )


def _system(found: Fit) -> System:
    return System(_equations(found), found.parameters)


def _solved(found: Fit, values: tuple[Expr, ...], decimals: bool) -> Stage:
    """The solution of the normal equations; of one equation the quotient that it is."""
    single = found.parameters[0] if len(values) == 1 else None
    goal: Expr = Tuple(*values) if single is None else values[0]
    terms: tuple[Expr, ...] = (Tuple(*found.parameters), goal)
    if single is not None:
        matrix, right = found.normal
        terms = (single, tree.quotient(_shown(right[0], found, decimals), _shown(matrix[0, 0], found, decimals)), goal)
    return compared("solved", goal, {"single": single}, equals=goal, claims=tuple(_solves(found)), terms=terms)


def _solves(found: Fit) -> Iterator[Claim]:
    """That the parameters satisfy the normal equations."""
    matrix, right = found.normal
    solution = found.solution()
    for j in range(len(found.parameters)):
        left = tree.total(*(tree.product(c, v) for c, v in zip(matrix.row(j), solution, strict=True)))
        yield Claim(left, right[j])


def _best(found: Fit, decimals: bool) -> Stage:
    """The error is convex, so its only stationary point is its minimum."""
    matrix, _ = found.normal
    minors = [matrix[:k, :k].det() for k in range(1, len(found.parameters) + 1)]
    claims = tuple(stated(_positive(m)) for m in minors)
    facts = {"count": len(found.parameters), "minors": tuple(m if m.is_Integer else _shown(m, found, decimals) for m in minors)}
    return compared("best", Integer(0), facts, equals=Integer(0), claims=claims, line=False)


def _positive(value: Expr) -> Expr:
    from sympy import Gt

    return Gt(value, 0, evaluate=False)


def _fit_table(problem: Problem, found: Fit, solution: tuple[Rational, ...], values: tuple[Expr, ...], decimals: bool) -> Stage:
    """The fitted values beside the data, what is left over, and the picture."""
    rest = left_over(found, solution)
    rows: list[tuple[object, ...]] = []
    before = -1
    for k in _kept(len(found.rows)):
        if k != before + 1:
            rows.append(("…",) * 4)
        at = tuple(map(_plainly, found.rows[k][:-1]))
        fitted_value = found.rows[k][-1] + rest[k]
        place = Tuple(*at) if len(at) > 1 else at[0]
        rows.append((place, _plainly(found.rows[k][-1]), _shown(fitted_value, found, decimals), _shown(rest[k], found, decimals)))
        before = k
    total = sum(r**2 for r in rest)
    mean = sum(row[-1] for row in found.rows) / len(found.rows)
    spread = sum((row[-1] - mean) ** 2 for row in found.rows)
    constant = any(c == 1 for c in found.columns)
    share = 1 - total / spread if spread and constant else None
    picture = None
    if len(found.inputs) == 1:
        fitted = tree.substitute(found.model, dict(zip(found.parameters, solution, strict=True)))
        picture = FitMap(fitted, (found.inputs[0], _outcome(found)), found.rows)
    facts = {
        "part": "fit",
        "inputs": found.inputs,
        "total": _shown(total, found, decimals),
        "share": None if share is None else shown(share, False, 4),
        "perfect": total == 0,
    }
    claims = (Claim(tree.total(*(tree.power(r, 2) for r in rest)), total),) if found.exact else ()
    goal = Integer(len(found.rows))
    return compared("fit", goal, facts, equals=goal, claims=claims, table=Table(tuple(rows)), line=False, map=picture)


def _perpendicular(found: Fit, solution: tuple[Rational, ...]) -> Stage:
    """The residual is perpendicular to every column of A: computed from the model itself, not from the normal equations."""
    at = dict(zip(found.parameters, solution, strict=True))
    claims = []
    for column in found.columns:
        terms = []
        for k, row in enumerate(found.rows):
            inputs = dict(zip(found.inputs, row[:-1], strict=True))
            terms.append(Mul(tree.substitute(column, inputs), tree.substitute(found.residual(k), at), evaluate=False))
        scale = max((abs(v) for row in found.rows for v in row), default=S.One)
        claims.append(agrees(Add(*terms, evaluate=False), S.Zero, found.exact, (max(S.One, scale**2) * len(found.rows),)))
    facts = {"columns": found.columns, "count": len(found.columns)}
    zero = Vector(*(S.Zero for _ in found.columns))
    return compared("perpendicular", zero, facts, equals=zero, claims=tuple(claims), check=True, line=False)


def _conditioned(found: Fit, solution: tuple[Rational, ...]) -> Iterator[Stage]:
    """How much the normal equations amplify errors beside what the matrix itself does, and the way that programs go."""
    matrix, _ = found.normal
    n = len(found.parameters)
    bends = spectrum([[matrix[i, j] for j in range(n)] for i in range(n)]) if n > 1 else None
    if bends is None:
        return
    square = bends.most / bends.least
    kept = [max(0, MACHINE - round(log10(float(v.evalf(20))))) for v in (square**S.Half, square)]
    facts = {"square": decimal(square), "root": decimal(square**S.Half), "kept": tuple(kept)}
    facts["small"] = bool(square < SMALL)
    yield compared("conditioned", Integer(n), facts, equals=Integer(n), claims=(bends.claim,), check=True, line=False)
    made = triangular(found.design, found.target)
    if made is not None:
        yield _decomposed(found, solution, made)


def _decomposed(found: Fit, solution: tuple[Rational, ...], made: Triangular) -> Stage:
    """The triangular system of the decomposition A = QR, which has the same solution."""
    n, (matrix, _) = len(found.parameters), found.normal
    claims = []
    for i in range(n):
        for j in range(i, n):
            square = tree.total(*(tree.product(made.upper[k][i], made.upper[k][j]) for k in range(i + 1)))
            claims.append(agrees(square, matrix[i, j], False, (matrix[i, i], matrix[j, j])))
        left = tree.total(*(tree.product(made.upper[i][j], solution[j]) for j in range(i, n)), -made.right[i])
        claims.append(agrees(left, S.Zero, False, (max(S.One, *map(abs, (*made.upper[i], *solution, *made.right))),)))
    upper = MatrixOf(*([_signed_entry(v) for v in row] for row in made.upper))
    sides = MatrixOf(*([_signed_entry(v)] for v in made.right))
    line = Equation(tree.product(upper, MatrixOf(*([p] for p in found.parameters))), sides)
    goal = Integer(n)
    facts = {"letter": _measured(found), "column": _column(found), "rounded": not all(n.complete for n in line.atoms(Rounded))}
    return compared("decomposed", goal, facts, equals=goal, claims=tuple(claims), check=True, terms=(line,))


def _signed_entry(value: Rational) -> Expr:
    return S.Zero if value == 0 else shown(value, False, DIGITS)


def _facts(problem: Problem) -> dict[str, object]:
    inputs = problem.origin.inputs
    return {
        "inputs": inputs,
        "parameters": problem.variables,
        "several": len(inputs) > 1,
        "data_file": problem.origin.data_file,
        "points": written_rows(problem.given["points"]),
    }


TOPIC = Topic(
    "Least squares",
    (Field("points", "data"), Field("model", "model")),
    plan,
    ("parameters", "normal_equations", "residuals"),
    facts=_facts,
    decimals=True,
)
