"""What NumPy and SciPy find for the same problem, in floats; imported only where that is asked for, and SciPy may be missing."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Symbol

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.trees import tree

MOST_CALLS = 500  # steps that a library may take
FAILED = (ArithmeticError, RuntimeError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class LibraryResult:
    """What a library says: its numbers, how many steps it took, or why it has none."""

    library: str
    method: str
    values: tuple[float, ...] = ()
    steps: int | None = None
    failed: str = ""
    missing: bool = False


def root(functions: Sequence[Expr], rows: Sequence[Sequence[Expr]], variables: Sequence[Symbol], start: Sequence[Expr]) -> LibraryResult:
    """A zero: `newton` in one variable, `root` (Powell's hybrid method) in several."""

    def find(optimize: Any) -> LibraryResult:
        f, slopes = _list(functions, variables), [_list(r, variables) for r in rows]
        if len(variables) == 1:
            value, report = optimize.newton(
                lambda x: f([x])[0], _numbers(start)[0], lambda x: slopes[0]([x])[0], full_output=True, disp=False, maxiter=MOST_CALLS
            )
            return LibraryResult(
                "SciPy", "newton", (float(value),), int(report.iterations), "" if report.converged else "it does not converge"
            )
        found = optimize.root(f, _numbers(start), jac=lambda p: [s(p) for s in slopes], method="hybr")
        return LibraryResult("SciPy", "root, hybr", tuple(map(float, found.x)), None, "" if found.success else _plain(found.message))

    return _by_scipy("newton" if len(variables) == 1 else "root, hybr", find)


def least(
    function: Expr,
    slopes: Sequence[Expr],
    variables: Sequence[Symbol],
    start: Sequence[Expr],
    rows: Sequence[Sequence[Expr]] | None = None,
) -> LibraryResult:
    """A minimum: `minimize` with BFGS, or with Newton-CG where the second derivatives are given."""
    method = "BFGS" if rows is None else "Newton-CG"

    def find(optimize: Any) -> LibraryResult:
        f, gradient = _list([function], variables), _list(slopes, variables)
        more: dict[str, Any] = {}
        if rows is not None:
            second = [_list(r, variables) for r in rows]
            more["hess"] = lambda p: [s(p) for s in second]
        options = {"maxiter": MOST_CALLS}
        found = optimize.minimize(lambda p: f(p)[0], _numbers(start), jac=_array(gradient), method=method, options=options, **more)
        failed = "" if found.success else _plain(found.message)
        return LibraryResult("SciPy", f"minimize, {method}", tuple(map(float, found.x)), int(found.nit), failed)

    return _by_scipy(f"minimize, {method}", find)


def fitted(design: Sequence[Sequence[Expr]], target: Sequence[Expr]) -> LibraryResult:
    """Least squares by `numpy.linalg.lstsq`, which works with singular values."""
    import numpy as np

    found = np.linalg.lstsq(np.array([_numbers(r) for r in design]), np.array(_numbers(target)), rcond=None)[0]
    return LibraryResult("NumPy", "linalg.lstsq", tuple(map(float, found)))


def singular(data: Sequence[Sequence[Expr]]) -> LibraryResult:
    """The singular values of centred data by `numpy.linalg.svd`."""
    import numpy as np

    rows = np.array([_numbers(r) for r in data])
    found = np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False)
    return LibraryResult("NumPy", "linalg.svd", tuple(map(float, found)))


def _by_scipy(method: str, find: Callable[[object], LibraryResult]) -> LibraryResult:
    try:
        from scipy import optimize
    except ImportError:
        return LibraryResult("SciPy", method, missing=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library warns of, it also says in its result
            return find(optimize)
    except Unsupported as error:
        return LibraryResult("SciPy", method, failed=error.message)
    except FAILED as error:
        return LibraryResult("SciPy", method, failed=_plain(str(error)))


def _list(formulas: Sequence[Expr], variables: Sequence[Symbol]) -> Callable[[Sequence[float]], list[float]]:
    """The values of formulas at a point; our letters stand for the variables, so that nothing that is run was typed."""
    ours = [Symbol(f"x_{k}") for k in range(len(variables))]
    placed = dict(zip(variables, ours, strict=True))
    made = [compiled(ours, tree.plain(f).xreplace(placed), "math") for f in formulas]
    return lambda p: [float(f(*map(float, p))) for f in made]


def _array(gradient: Callable[[Sequence[float]], list[float]]) -> Callable[[Sequence[float]], object]:
    import numpy as np

    return lambda p: np.array(gradient(p))


def _numbers(values: Sequence[Expr]) -> list[float]:
    return [float(tree.evaluated(v)) for v in values]


def _plain(message: object) -> str:
    """A library's message as the end of a sentence of ours."""
    return " ".join(str(message).split()).rstrip(".")[:200] or "it gives no reason"
