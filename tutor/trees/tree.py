"""SymPy trees without evaluation: the one place that builds held nodes.

SymPy evaluates whenever a node is built: 3(a + b) becomes 3a + 3b without a step. What a student sees is therefore
built here, argument order and all, and only a step that says so evaluates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sympy import Add, Basic, Expr, Function, Integer, Integral, Mul, Pow, Rational, S, Tuple
from sympy.core.function import AppliedUndef
from sympy.core.parameters import distribute
from sympy.core.relational import Relational
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from tutor.trees.heads import Inert, Slot

Path = tuple[int, ...]
HELD = (Add, Mul, Pow, Function, Relational)


def rebuild(node: Basic, args: tuple[Basic, ...]) -> Basic:
    """The node with other arguments, not evaluated."""
    if args == node.args:
        return node
    if isinstance(node, Add | Mul) and len(args) == 1:
        return args[0]
    if isinstance(node, HELD) and not isinstance(node, AppliedUndef):
        return node.func(*args, evaluate=False)
    return node.func(*args)


def get(expr: Basic, path: Path) -> Basic:
    """The node at a path of argument numbers."""
    for k in path:
        expr = expr.args[k]
    return expr


def put(expr: Basic, path: Path, new: Basic) -> Basic:
    """The tree with the node at a path replaced."""
    if not path:
        return new
    k, rest = path[0], path[1:]
    args = list(expr.args)
    args[k] = put(args[k], rest, new)
    return rebuild(expr, tuple(args))


def goals(expr: Basic, path: Path = ()) -> Iterator[tuple[Path, Inert]]:
    """The outermost goals of a tree with their paths, in reading order."""
    if isinstance(expr, Inert) and expr.is_goal:
        yield path, expr
        return
    for k, arg in enumerate(expr.args):
        yield from goals(arg, (*path, k))


def total(*terms: Expr) -> Expr:
    """A held sum in this order, inner sums flattened; zeros stay (leaving them out is a step)."""
    flat = [t for term in terms for t in (term.args if isinstance(term, Add) else (term,))]
    if not flat:
        return S.Zero
    return flat[0] if len(flat) == 1 else Add(*flat, evaluate=False)


def product(*factors: Expr) -> Expr:
    """A held product in this order, inner products flattened; one that begins with a minus keeps its bracket: 2x (-3y)."""
    flat: list[Expr] = []
    for factor in factors:
        opened = isinstance(factor, Mul) and not (flat and factor.args[0].is_Number and factor.args[0].is_negative)
        flat.extend(factor.args if opened else (factor,))
    if not flat:
        return S.One
    return flat[0] if len(flat) == 1 else Mul(*flat, evaluate=False)


def power(base: Expr, exponent: Expr | int) -> Expr:
    """A held power."""
    return Pow(base, Integer(exponent) if isinstance(exponent, int) else exponent, evaluate=False)


def quotient(over: Expr, under: Expr) -> Expr:
    """A held fraction: over times under to the power -1, or that power alone where over is 1."""
    return power(under, -1) if over is S.One else product(over, power(under, -1))


def negative(expr: Expr) -> Expr:
    """A held -expr, the sign on the leading number where there is one."""
    if expr.is_Number and not expr.is_zero:  # a - 0 keeps its sign
        return -expr
    filled = isinstance(expr, Mul) and (expr.args[0] is S.Zero or (all(a.is_Number for a in expr.args) and _begins(expr)))
    if filled:  # a product of numbers keeps its sign: a - 0·3, a - 1·(-1), a - (-2)·3
        return product(S.NegativeOne, *expr.args)
    if isinstance(expr, Mul) and expr.args[0].is_Number:
        return product(*(() if expr.args[0] is S.NegativeOne else (-expr.args[0],)), *expr.args[1:])
    return product(S.NegativeOne, expr)


def _begins(product_: Expr) -> bool:
    """Whether a product begins with 1 or with a negative number."""
    return product_.args[0] is S.One or bool(product_.args[0].is_negative)


def scaled(coefficient: Expr, factor: Expr) -> Expr:
    """A held product as one writes it: no factor 1, a minus sign for -1, and 0 where the coefficient is 0."""
    match evaluated(coefficient):
        case S.Zero | S.One as plainly:
            return factor if plainly is S.One else S.Zero
        case S.NegativeOne:
            return product(S.NegativeOne, factor)
    return product(coefficient, factor)


def summed(*terms: Expr) -> Expr:
    """A held sum without its zeros; a term that is a sum keeps its bracket: 3 + (x - 1)."""
    kept = tuple(t for t in terms if t is not S.Zero)
    if not kept:
        return S.Zero
    return kept[0] if len(kept) == 1 else Add(*kept, evaluate=False)


def displacement(variable: Expr, start: Expr) -> Expr:
    """x - a as one writes it: x where a is 0, x + 2 where a is -2."""
    value = evaluated(start)
    if value is S.Zero:
        return variable
    return total(variable, -value if value.could_extract_minus_sign() else negative(start))


def apply(function: type[Function], *args: Expr) -> Expr:
    """A held application."""
    return function(*args, evaluate=False)


def terms(expr: Expr) -> tuple[Expr, ...]:
    """The summands, inner sums flattened."""
    return tuple(t for a in expr.args for t in terms(a)) if isinstance(expr, Add) else (expr,)


def factors(expr: Expr) -> tuple[Expr, ...]:
    """The factors, inner products flattened."""
    return tuple(f for a in expr.args for f in factors(a)) if isinstance(expr, Mul) else (expr,)


def substitute(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The tree with symbols replaced, not evaluated. Bound variables (of integrals and of `At`) are left alone."""
    if expr in values:
        return values[expr]
    if not expr.args or not (expr.free_symbols & values.keys()):
        return expr
    if isinstance(expr, Inert) and expr.bound_symbols:
        values = {s: a for s, a in values.items() if s not in expr.bound_symbols}
    if isinstance(expr, Slot):  # the letters of its slots are only names
        return Slot(substitute(expr.applied, values), expr.slots, expr.names)
    return rebuild(expr, tuple(substitute(a, values) for a in expr.args))


def placed(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The tree with values put in as one writes them: nobody writes -0, unless it is taken off something, as in 3 - 0."""
    return _unsigned(substitute(_signed(expr, values), values))


def _signed(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The tree in which -1 for the first letter of a product will not be taken for a minus sign: x y is then -1 · 2, not -2."""
    if not expr.args or (isinstance(expr, Inert) and expr.bound_symbols):
        return expr
    args = tuple(_signed(a, values) for a in expr.args)
    if isinstance(expr, Mul) and values.get(args[0]) is S.NegativeOne:
        args = (S.NegativeOne, S.One, *args[1:])
    return rebuild(expr, args)


def _unsigned(expr: Basic) -> Basic:
    match expr:
        case Mul(args=(S.NegativeOne, S.Zero)):
            return S.Zero
        case Add():
            first, *others = expr.args
            kept = (t if isinstance(t, Mul) and t.args == (S.NegativeOne, S.Zero) else _unsigned(t) for t in others)
            return rebuild(expr, (_unsigned(first), *kept))
    return rebuild(expr, tuple(map(_unsigned, expr.args))) if expr.args else expr


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """The tree with one expression in the place of another, wherever it stands, not evaluated."""
    if expr == old:
        return new
    return rebuild(expr, tuple(replaced(a, old, new) for a in expr.args)) if expr.args else expr


@lru_cache(maxsize=20_000)
def free(expr: Basic) -> frozenset[Basic]:
    """The letters of a tree, found once."""
    return frozenset(expr.free_symbols)


@lru_cache(maxsize=20_000)
def spelled(expr: Basic) -> str:
    """SymPy's own spelling of a tree, found once: an order to sort by."""
    return str(expr)


@lru_cache(maxsize=4096)
def evaluated(expr: Basic) -> Any:
    """The tree with every SymPy node evaluated bottom-up and our heads left as they are; 3(a + b) stays a product."""
    if not expr.args or (isinstance(expr, Inert) and expr.is_goal):
        return expr
    args = tuple(evaluated(a) for a in expr.args)
    if isinstance(expr, Integral):
        return expr
    if isinstance(expr, Pow) and isinstance(args[1], Rational) and args[1].q % 2 and args[0].is_Rational and args[0].is_negative:
        # the real odd root, as calculus books take it, not SymPy's complex one
        return (-args[0]) ** args[1] * (-1 if args[1].p % 2 else 1)
    if isinstance(expr, Mul):  # for products only: functions take a sign out of a sum, and would do so for ever
        return bracketed(*args)
    if isinstance(expr, TrigonometricFunction) and any(s.is_integer for s in args[0].free_symbols):
        return expr.func(args[0].expand())  # (2π + 4kπ)/2 is π + 2kπ, of which the functions know the value
    return expr.func(*args)


def bracketed(*factors: Basic) -> Any:
    """The product, in which a number stays before a bracket. SymPy's own `distribute(False)` empties its cache on the way in and out,
    and is asked only where the product is a sum.
    """
    product = Mul(*factors)
    if not isinstance(product, Add):
        return product
    numbers, rests = zip(*(f.as_coeff_Mul() for f in factors), strict=True)
    number, brackets = Mul(*numbers), [rest for rest in rests if rest is not S.One]
    if len(brackets) == 1:
        return product if number is S.One else Mul(number, *brackets, evaluate=False)
    with distribute(False):
        return Mul(*factors)


def plain(expr: Basic) -> Basic:
    """The ordinary SymPy object a tree stands for: our heads replaced, everything evaluated."""
    if isinstance(expr, Inert):
        return expr.plain(plain)
    if not expr.args:
        return expr
    args = [plain(a) for a in expr.args]
    grids = [a for a in args if isinstance(a, Tuple)]
    if isinstance(expr, Mul) and len(grids) == 1:  # a number times a vector
        number = Mul(*(a for a in args if a is not grids[0]))
        return Tuple(*(number * c for c in grids[0]))
    return expr.func(*args)
