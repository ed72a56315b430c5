"""What the letters of a working stand for: the coordinates of the point, inner functions, and the derivatives of what is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tutor.errors import Unsupported
from tutor.reading.syntax import Node

if TYPE_CHECKING:
    from tutor.model import Problem

_MOST = 400  # operations of a function whose derivatives are taken here


def meanings(problem: Problem) -> tuple[tuple[str, Node], ...]:
    """Plain names, `x`, `f_x`, `dx_dt`, `x_prime`, with what they stand for; those that cannot be said are left out."""
    from tutor.reading.unbuild import tree_of

    out: dict[str, Node] = {}
    for name, value in _values(problem):
        if name in out or _is_unspecified(value):
            continue
        try:
            out[name] = tree_of(value)
        except Unsupported:  # a function in pieces, say: a chain with it is then not tested
            continue
    return tuple(out.items())


def _values(problem: Problem) -> Iterator[tuple[str, object]]:
    from sympy import Expr

    given = problem.given
    if isinstance(given.get("outer"), Expr) and isinstance(given.get("inner"), dict):
        yield from _chained(problem)
        return
    point = given.get("point") or {}
    at = {v: point[v] for v in point} if hasattr(point, "items") else {}
    yield from ((str(v), value) for v, value in at.items())
    function, names = given.get("function"), {problem.letter, "f", "z"}
    equation = given.get("equation")
    if equation is not None and getattr(equation, "args", None) and "dependent" in given:
        function, names = equation.args[0] - equation.args[1], {"F"}
    if isinstance(function, Expr) and not _is_unspecified(function):
        for v in problem.variables:
            slope = function.diff(v).subs(at)
            yield from ((f"{name}_{v}", slope) for name in sorted(names))
            yield from ((f"d{name}_d{v}", slope) for name in sorted(names))


def _chained(problem: Problem) -> Iterator[tuple[str, object]]:
    """Inner functions of one layer and their derivatives, and the partial derivatives of the outer one."""
    outer, inner = problem.given["outer"], problem.given["inner"]
    if any(_is_unspecified(g) for g in inner.values()):
        return
    named = not _is_unspecified(outer)
    by = problem.given.get("with_respect_to")
    single = by if not isinstance(by, tuple | list) else None
    for x, g in inner.items():
        yield str(x), g
        for t in sorted(g.free_symbols, key=str):
            yield f"d{x}_d{t}", g.diff(t)
            yield f"{x}_{t}", g.diff(t)
            if single is not None and t == single:
                yield f"{x}_prime", g.diff(t)
        for name in sorted({problem.letter, "f", "z"}) if named else ():
            slope = outer.diff(x).xreplace(inner)
            yield f"{name}_{x}", slope
            yield f"d{name}_d{x}", slope


def _is_unspecified(value: Any) -> bool:
    """Whether there is an unspecified function in it, or too much of a formula."""
    from sympy.core.function import AppliedUndef

    return bool(value.has(AppliedUndef)) or value.count_ops() > _MOST
