"""Comparisons with nought taken apart: products by factors, absolute values and roots by what is inside them.

What is required for a formula to have a value is said in so many words, so that a denominator may be cleared and a root
squared without a solution gained or lost.
"""

from __future__ import annotations

from flint import arb

from tutor.checking.isolated import bars_to_split, exponent_of, is_bars, is_root, isolated, logarithms_in
from tutor.checking.logic import FALSE, TRUE, Atom, AtomSign, Formula, Has, every, some
from tutor.checking.opinion import REAL
from tutor.checking.plain import NOUGHT, ONE, number, power, rational_terms, replaced, root_of, times
from tutor.checking.values import NoValue, fraction, letters, precision, weighed
from tutor.reading.syntax import Abs, Apply, Call, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym

MOST_ATOMS = 120  # statements that one statement may be taken apart into
MOST_SQUARED = 4  # terms of a sum that is multiplied out when a root is removed
BITS = (128, 600, 3000)  # for the sign of a number without letters
REVERSED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
# Those that have a value wherever their argument has one.
EVERYWHERE = frozenset({"sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh", "sech", "sign", "floor", "ceil", "max", "min", "acot"})


class Unclear(Exception):
    """Something can neither be called true nor false."""


class UnwindingBudget:
    """How much may still be taken apart."""

    def __init__(self) -> None:
        self.left = MOST_ATOMS

    def spend(self) -> None:
        """One more statement. Raises Unclear where there are too many."""
        self.left -= 1
        if self.left < 0:
            raise Unclear


def held(atom: Atom, budget: UnwindingBudget) -> Formula:
    """When a comparison holds: where the formula has a value, and compares so."""
    budget.spend()
    tree, sign = atom.tree, atom.sign
    if not letters(tree):
        return _settled(tree, sign)
    if sign in ("=", "!="):
        parts = _by_factors(tree, sign, budget)
        if parts is not None:
            return parts
    found = isolated(tree)
    if found is not None:
        inner, other, reverse = found
        relation = REVERSED[sign] if reverse else sign
        rooted = root_of(inner)
        if rooted is not None:
            return _with_root(*rooted, relation, other, budget)
        match inner:
            case Abs(of):
                return _with_bars(of, relation, other, budget)
            case Pow(base, Num(n)):
                return _with_power(base, int(n), relation, other, budget)
            case Call("log", (of, base)):
                return every((_related(of, ">", NOUGHT, budget), _related(of, relation, power(base, other), budget)))
            case _ if (of_e := exponent_of(inner)) is not None:
                return _with_exponential(of_e, relation, other, budget)
    logarithms = logarithms_in(tree)
    if logarithms is not None:
        # A sum of logarithms: the logarithm of a product, which is compared with a power of e.
        arguments, over, under, rest = logarithms
        positive = [_related(g, ">", NOUGHT, budget) for g in arguments]
        return every((*positive, _related(over, sign, under if rest is None else Prod((under, power(Const("e"), rest))), budget)))
    bars = bars_to_split(tree)
    if bars is not None:
        # Whatever stands between bars is either not negative, or negative.
        plus, minus = (Atom(replaced(tree, bars, side), sign) for side in (bars.of, Neg(bars.of)))
        sides = ((">=", plus), ("<", minus))
        return some(every((_related(bars.of, side, NOUGHT, budget), held(one, budget))) for side, one in sides)
    return every((atom, defined(tree, budget)))


def _with_exponential(exponent: Node, relation: str, other: Node, budget: UnwindingBudget) -> Formula:
    """e^u compared with a number, or with a positive multiple of another power of e."""
    terms = rational_terms(other)
    if len(terms) == 1 and (second := exponent_of(terms[0][1])) is not None and terms[0][0] > 0:
        factor = number(terms[0][0])
        return _related(exponent, relation, second if factor == ONE else Sum((second, Call("ln", (factor,)))), budget)
    if _settled(Neg(other), "<") == FALSE:  # not positive
        return defined(exponent, budget) if relation in (">", ">=", "!=") else FALSE
    return _related(exponent, relation, NOUGHT if other == ONE else Call("ln", (other,)), budget)


def _with_power(base: Node, n: int, relation: str, other: Node, budget: UnwindingBudget) -> Formula:
    """A high power of g compared with a number: by its root."""
    root = _rooted(other, n)
    if n % 2:
        return _related(base, relation, root, budget)
    nonnegative = _related(other, ">=", NOUGHT, budget)
    if nonnegative == FALSE:
        return defined(base, budget) if relation in ("!=", ">", ">=") else FALSE
    return _with_bars(base, relation, root, budget)


def _rooted(other: Node, n: int) -> Node:
    exact = fraction(other)
    if exact in (0, 1) or (exact == -1 and n % 2):
        return other
    return Call("root", (other, Num(str(n))))


def _related(a: Node, relation: str, b: Node, budget: UnwindingBudget) -> Formula:
    if relation in (">", ">="):
        a, b, relation = b, a, REVERSED[relation]
    sign: AtomSign = relation  # type: ignore[assignment]
    tree = a if b == NOUGHT else Neg(b) if a == NOUGHT else Sum((a, Neg(b)))
    return held(Atom(tree, sign), budget)


def _settled(tree: Node, sign: str) -> Formula:
    """A comparison of numbers."""
    exact = fraction(tree)
    if exact is not None:
        return TRUE if {"=": exact == 0, "!=": exact != 0, "<": exact < 0, "<=": exact <= 0}[sign] else FALSE
    for bits in BITS:
        with precision(bits):
            try:
                x, lost = weighed(tree, {}, REAL)
            except NoValue:
                raise Unclear from None
            if x > 0 or x < 0:
                return TRUE if sign == "!=" or (x < 0 and sign != "=") else FALSE
            if bits == BITS[-1] and not lost and abs(x).upper() < arb(2) ** (-bits // 2):
                return TRUE if sign in ("=", "<=") else FALSE
    raise Unclear


def _by_factors(tree: Node, sign: str, budget: UnwindingBudget) -> Formula | None:
    """A product is nought where a factor is and the others have values."""
    join = some if sign == "=" else every
    match tree:
        case Neg(of):
            return _related(of, sign, NOUGHT, budget)
        case Prod(factors, ""):
            return every((join(_related(f, sign, NOUGHT, budget) for f in factors), *(defined(f, budget) for f in factors)))
        case Quot(over, under):
            return every((_related(over, sign, NOUGHT, budget), _related(under, "!=", NOUGHT, budget)))
        case Pow(base, exponent):
            e = fraction(exponent)
            if e is not None and e > 0:
                return every((_related(base, sign, NOUGHT, budget), defined(tree, budget)))
            if base == Const("e"):
                return FALSE if sign == "=" else defined(exponent, budget)
    return None


def _with_bars(inner: Node, relation: str, other: Node, budget: UnwindingBudget) -> Formula:
    """|g| compared with h."""

    def either(a: Node, r: str, b: Node) -> Formula:
        return _related(a, r, b, budget)

    minus = _negative(other)
    if not letters(other) and _settled(other, "<") == TRUE:
        return FALSE if relation in ("=", "<", "<=") else defined(inner, budget)
    match relation:
        case "=":
            bars = _bars(other)
            room = TRUE if bars is not None else either(other, ">=", NOUGHT)
            right = other if bars is None else bars
            return every((room, some((either(inner, "=", right), either(inner, "=", _negative(right))))))
        case "!=":
            return some((either(other, "<", NOUGHT), every((either(inner, "!=", other), either(inner, "!=", minus)))))
        case "<" | "<=":
            return every((either(inner, relation, other), either(minus, relation, inner)))
    return some((either(inner, relation, other), either(minus, relation, inner)))


def _bars(node: Node) -> Node | None:
    """g where the tree is a positive multiple of |g|, with the multiple."""
    match rational_terms(node):
        case [(factor, Abs(of))] if factor > 0:
            return times(factor, of)
    return None


def _with_root(inner: Node, n: int, relation: str, other: Node, budget: UnwindingBudget) -> Formula:
    """The n-th root of g compared with h."""
    powered = _powered(other, n)
    compared = _related(inner, relation, powered, budget)
    if n % 2:
        return compared
    match relation:
        case "=":
            return every((_related(other, ">=", NOUGHT, budget), compared))
        case "<" | "<=":
            sign = ">" if relation == "<" else ">="
            return every((_related(inner, ">=", NOUGHT, budget), _related(other, sign, NOUGHT, budget), compared))
    # Where a square has taken a root away from the other side, what is under it has still to be there.
    room = (_related(inner, ">=", NOUGHT, budget), defined(other, budget))
    return every((*room, some((_related(other, "<", NOUGHT, budget), compared))))


def _negative(node: Node) -> Node:
    return NOUGHT if node == NOUGHT else node.of if isinstance(node, Neg) else Neg(node)


def _powered(node: Node, n: int) -> Node:
    """h^n; the square of a short sum with a root in it is multiplied out, so that the root stands alone in a term."""
    exact = fraction(node)
    if exact is not None and n < 20:
        return times(exact**n, ONE)
    terms = rational_terms(node)
    if n != 2 or len(terms) > MOST_SQUARED or not any(is_root(c) or is_bars(c) for _, c in terms):
        return Pow(node, Num(str(n)))
    out: list[Node] = []
    for i, (k, c) in enumerate(terms):
        rooted = root_of(c)
        square = rooted[0] if rooted is not None and rooted[1] == 2 else c.of if isinstance(c, Abs) else c
        out.append(times(k * k, square if square is not c and rooted is not None else ONE if c == ONE else Pow(square, Num("2"))))
        out += [times(2 * k * m, d if c == ONE else c if d == ONE else Prod((c, d))) for m, d in terms[i + 1 :]]
    return out[0] if len(out) == 1 else Sum(tuple(out))


def defined(node: Node, budget: UnwindingBudget) -> Formula:
    """When a formula has a real value."""
    if not letters(node):
        return TRUE
    match node:
        case Num() | Sym() | Const():
            return TRUE
        case Neg(of) | Abs(of):
            return defined(of, budget)
        case Sum(items) | Prod(items, "") | Apply(_, items):
            return every(defined(i, budget) for i in items)
        case Quot(over, under):
            return every((defined(over, budget), _related(under, "!=", NOUGHT, budget)))
        case Pow(base, exponent):
            e = fraction(exponent)
            if e is not None and e > 0 and e.denominator == 1:
                return defined(base, budget)
            known = fraction(base)
            if base == Const("e") or (known is not None and known > 0):
                return defined(exponent, budget)
            return every((defined(base, budget), defined(exponent, budget), Has(node)))
        case Call("root", _):
            rooted = root_of(node)
            if rooted is not None:
                return _related(rooted[0], ">=", NOUGHT, budget) if rooted[1] % 2 == 0 else defined(rooted[0], budget)
        case Call("ln" | "log" | "lg", (of, *base)) if not base or not letters(base[0]):
            return _related(of, ">", NOUGHT, budget)
        case Call("asin" | "acos", (of,)):
            return every((_related(of, "<=", ONE, budget), _related(Neg(ONE), "<=", of, budget)))
        case Call(function, args) if function in EVERYWHERE:
            return every(defined(a, budget) for a in args)
    budget.spend()
    return Has(node)
