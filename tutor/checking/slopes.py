"""The derivative of a reader's tree by a letter, as another tree, by the rules of differentiation: nothing is simplified."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.checking.values import letters
from tutor.reading.syntax import Abs, Call, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym

NOUGHT, ONE, TWO = Num("0"), Num("1"), Num("2")


class NoSlope(Exception):
    """There is a part whose derivative is not known here."""


def _square(u: Node) -> Node:
    return Pow(u, TWO)


# f'(u) for f(u).
_OUTER: dict[str, Callable[[Node], Node]] = {
    "sin": lambda u: Call("cos", (u,)),
    "cos": lambda u: Neg(Call("sin", (u,))),
    "tan": lambda u: Quot(ONE, _square(Call("cos", (u,)))),
    "exp": lambda u: Call("exp", (u,)),
    "ln": lambda u: Quot(ONE, u),
    "sqrt": lambda u: Quot(ONE, Prod((TWO, Call("sqrt", (u,))))),
    "sinh": lambda u: Call("cosh", (u,)),
    "cosh": lambda u: Call("sinh", (u,)),
    "tanh": lambda u: Quot(ONE, _square(Call("cosh", (u,)))),
    "atan": lambda u: Quot(ONE, Sum((ONE, _square(u)))),
    "asin": lambda u: Quot(ONE, Call("sqrt", (Sum((ONE, Neg(_square(u)))),))),
    "acos": lambda u: Neg(Quot(ONE, Call("sqrt", (Sum((ONE, Neg(_square(u)))),)))),
    "asinh": lambda u: Quot(ONE, Call("sqrt", (Sum((ONE, _square(u))),))),
}


def slope(node: Node, by: str) -> Node:
    """The derivative. Errors: NoSlope."""
    if by not in letters(node):
        return NOUGHT
    match node:
        case Sym():
            return ONE
        case Neg(of):
            return Neg(slope(of, by))
        case Sum(terms):
            return total([slope(t, by) for t in terms])
        case Prod(factors):
            return total([_times(factors, k, by) for k, f in enumerate(factors) if by in letters(f)])
        case Quot(over, under) if by not in letters(under):
            return Quot(slope(over, by), under)
        case Quot(over, under):
            lowered = Neg(Prod((over, slope(under, by))))
            raised = [Prod((slope(over, by), under))] if by in letters(over) else []
            return Quot(total([*raised, lowered]), _square(under))
        case Pow(base, exponent) if by not in letters(exponent):
            return _power(base, exponent, by)
        case Pow(base, exponent):
            grown = Prod((node, Call("ln", (base,)), slope(exponent, by)))
            return grown if by not in letters(base) else Sum((grown, _power(base, exponent, by)))
        case Abs(of):
            return Prod((Quot(of, node), slope(of, by)))
        case Call(function, (of,)) if function in _OUTER:
            return Prod((_OUTER[function](of), slope(of, by)))
    raise NoSlope


def _power(base: Node, exponent: Node, by: str) -> Node:
    """n u^(n-1) u', the exponent being held."""
    return Prod((exponent, Pow(base, Sum((exponent, Neg(ONE)))), slope(base, by)))


def _times(factors: tuple[Node, ...], k: int, by: str) -> Node:
    return Prod((*factors[:k], slope(factors[k], by), *factors[k + 1 :]))


def total(terms: Sequence[Node]) -> Node:
    """A sum of any number of terms."""
    return NOUGHT if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))
