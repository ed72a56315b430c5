"""Where formulas have real values, as conditions."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Abs, Basic, Expr, Ge, Gt, Ne, Pow, S, atan, cos, cosh, exp, log, preorder_traversal, sin, sinh, tan, tanh
from sympy.core.relational import Relational

EVERYWHERE = (sin, cos, exp, sinh, cosh, tanh, atan, Abs)


class UnknownDomain(Exception):
    """A function whose domain is not known here."""


def domain(expr: Expr) -> list[Basic]:
    """The conditions under which a formula has a real value. `UnknownDomain` where a function is not known here."""
    found = [c for part in preorder_traversal(expr) for c in _of(part)]
    return [c for c in dict.fromkeys(found) if isinstance(c, Relational)]


def _of(part: Basic) -> Iterator[Basic]:
    match part:
        case Pow() if not part.base.free_symbols or (part.exp.is_Integer and part.exp > 0):
            return
        case Pow() if part.exp.is_Integer:
            yield Ne(part.base, S.Zero, evaluate=False)
        case Pow() if part.exp.is_Rational and part.exp.q % 2:
            if part.exp < 0:
                yield Ne(part.base, S.Zero, evaluate=False)
        case Pow() if part.exp.is_Rational:
            yield (Ge if part.exp > 0 else Gt)(part.base, S.Zero, evaluate=False)
        case Pow():
            yield Gt(part.base, S.Zero, evaluate=False)
        case log() if part.args[0].free_symbols:
            yield Gt(part.args[0], S.Zero, evaluate=False)
        case tan() if part.args[0].free_symbols:
            yield Ne(cos(part.args[0]), S.Zero, evaluate=False)
        case _ if part.is_Function and part.free_symbols and not isinstance(part, (*EVERYWHERE, log, tan)):
            raise UnknownDomain(part)
