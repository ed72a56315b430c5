"""Powers of two variables over a power of a sum of their powers, with letters among the exponents: |x|^a |y|^b/(x^2 + y^2).

Below the line stands s^k with s = A |x|^c + B |y|^d, so that |x|^c <= s/A and |y|^d <= s/B: the quotient is at most a number
times s^e with e = a/c + b/d - k. Where A |x|^c and B |y|^d are in a fixed ratio it is a number times a power t^e. So e tells
all: 0 where it is positive, and else no limit, as the quotient is 0 on an axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Abs, Add, Expr, Ge, Gt, Le, Lt, Mul, Pow, S, Symbol, fraction
from sympy.core.relational import Relational

from tutor.trees import tree
from tutor.trees.heads import Lim


@dataclass(frozen=True, slots=True)
class Powers:
    """The function as C |x|^a |y|^b / (A |x|^c + B |y|^d)^k."""

    variables: tuple[Symbol, Symbol]
    number: Expr  # C
    above: tuple[Expr, Expr]  # a, b
    below: tuple[Expr, Expr]  # c, d
    weights: tuple[Expr, Expr]  # A, B
    power: Expr  # k

    @property
    def sum(self) -> Expr:
        """A |x|^c + B |y|^d."""
        return Add(*(w * Abs(v) ** n for w, v, n in zip(self.weights, self.variables, self.below, strict=True)))

    @property
    def ratios(self) -> Expr:
        """a/c + b/d."""
        return Add(*(a / c for a, c in zip(self.above, self.below, strict=True)))

    @property
    def excess(self) -> Expr:
        """a/c + b/d - k."""
        return (self.ratios - self.power).expand()

    @property
    def bound(self) -> Expr:
        """What the size of the function is at most."""
        weight = Mul(*(w ** (a / c) for w, a, c in zip(self.weights, self.above, self.below, strict=True)))
        return Abs(self.number) / weight * self.sum**self.excess

    @property
    def positive(self) -> tuple[Relational, Relational]:
        """The relations that say that the excess is positive, and that it is not; the letters are on the left."""
        number, letters = self.excess.primitive()[1].as_coeff_Add()
        if letters.could_extract_minus_sign():
            return Lt(-letters, number, evaluate=False), Ge(-letters, number, evaluate=False)
        return Gt(letters, -number, evaluate=False), Le(letters, -number, evaluate=False)

    def path(self, t: Symbol) -> dict[Symbol, Expr]:
        """A way to the origin, for t > 0, on which |x|^c = |y|^d = t."""
        return {v: t ** (1 / c) for v, c in zip(self.variables, self.below, strict=True)}

    def along(self, t: Symbol) -> Expr:
        """The function on that way."""
        return self.number / Add(*self.weights) ** self.power * t**self.excess

    @property
    def axis(self) -> Symbol:
        """The variable that is 0 on an axis on which the function is 0."""
        return self.variables[0] if self.above[0].is_positive else self.variables[1]


def powers(goal: Lim) -> Powers | None:
    """The function in this form, at the origin; None where it is not of it, or no exponent is a letter."""
    if len(goal.variables) != 2 or goal.side or any(a != 0 for a in goal.point.values()):
        return None
    x, y = goal.variables
    apart = tree.evaluated(goal.expr).replace(lambda e: isinstance(e, Abs) and e.args[0].is_Mul, lambda e: Mul(*map(Abs, e.args[0].args)))
    over, under = fraction(apart)
    base, k = under.as_base_exp() if isinstance(under, Pow) and isinstance(under.base, Add) else (under, S.One)
    top, terms = _monomial(over, (x, y)), [_monomial(t, (x, y)) for t in Add.make_args(base)]
    if top is None or None in terms or len(terms) != 2 or not k.is_positive or k.has(x, y):
        return None
    first, second = sorted((t for t in terms if t is not None), key=lambda t: t[1][x] == 0)
    if first[1][y] != 0 or second[1][x] != 0 or not (first[0].is_positive and second[0].is_positive):
        return None
    above, below = (top[1][x], top[1][y]), (first[1][x], second[1][y])
    made = Powers((x, y), top[0], above, below, (first[0], second[0]), k)
    lettered = any(e.free_symbols for e in (*above, *below, k))
    sure = all(e.is_positive for e in below) and all(e.is_nonnegative for e in above) and any(e.is_positive for e in above)
    bare = base.replace(Abs, lambda u: S.One).free_symbols  # an odd power without bars may be negative, and the sum 0
    even = all(v not in bare or n.is_even or n.free_symbols for v, n in zip((x, y), below, strict=True))
    return made if lettered and sure and even and made.number.is_nonzero else None


def _monomial(term: Expr, variables: tuple[Symbol, Symbol]) -> tuple[Expr, Mapping[Symbol, Expr]] | None:
    """The number in front and the exponent of each variable, with bars or without; None for anything else."""
    number: Expr = S.One
    exponents: dict[Symbol, Expr] = dict.fromkeys(variables, S.Zero)
    for f in Mul.make_args(term):
        base, n = f.as_base_exp()
        v = base.args[0] if isinstance(base, Abs) else base
        if v in exponents and not n.has(*variables):
            exponents[v] += n
        elif not f.has(*variables):
            number *= f
        else:
            return None
    return number, exponents
