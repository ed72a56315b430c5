"""Formulas and statements with decimals in them: the same as the right one but for numbers within a tolerance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from flint import arb

from tutor.checking.balls.fraction import rational
from tutor.checking.intervals import change_points
from tutor.checking.logic import Atom, Formula, Leaf, leaves, mapped
from tutor.checking.opinion import REAL, Domain
from tutor.checking.plain import plain, replaced
from tutor.checking.question import Tolerance
from tutor.checking.solutions import letter_of
from tutor.checking.statements import NoStatement, formula
from tutor.checking.unwinding import Unclear
from tutor.checking.values import NoValue, fraction, letters, precision, value
from tutor.reading.syntax import Abs, Call, Neg, Node, Pow, Prod, Quot, Sum, parts, walk

BITS = 128
MOST = 60  # terms of a formula that is multiplied out
HIGHEST = 8  # powers of sums
Part = tuple[tuple[Node, int], ...]  # what a number stands before: letters and functions with their exponents
Terms = dict[Part, arb]


class _TooLong(Exception):
    """The formula has too many terms, or a number in it no value."""


def near(given: Node, expected: Node, tolerance: Tolerance) -> bool:
    """Whether two formulas have the same terms, with numbers before and within them that are as near as asked."""
    try:
        with precision(BITS):
            return _near(_terms(plain(given)), _terms(plain(expected)), tolerance)
    except _TooLong:
        return False


def near_up_to_constant(given: Node, expected: Node, variables: Collection[str], tolerance: Tolerance) -> bool:
    """The same of antiderivatives: terms without the variables do not count, and ln|x| is ln x."""
    try:
        with precision(BITS):
            mine, right = (_terms(_without_bars(plain(tree))) for tree in (given, expected))
            mine, right = ({p: x for p, x in t.items() if _depends(p, variables)} for t in (mine, right))
            return _near(mine, right, tolerance)
    except _TooLong:
        return False


def _without_bars(tree: Node) -> Node:
    for node in list(walk(tree)):
        match node:
            case Call("ln", (Abs(of),)):
                tree = replaced(tree, node, Call("ln", (of,)))
    return tree


def _depends(part: Part, variables: Collection[str]) -> bool:
    return any(not set(variables).isdisjoint(letters(kernel)) for kernel, _ in part)


def near_statements(given: Node, expected: Node, tolerance: Tolerance, domain: Domain) -> bool:
    """Whether two statements are the same but for numbers as near as asked: each comparison, or where on a line they change."""
    letter = letter_of(given, expected)
    try:
        mine, right = formula(given, letter), formula(expected, letter)
        with precision(BITS):
            return _same_comparisons(mine, right, tolerance) or _same_changes(mine, right, tolerance, domain)
    except (NoStatement, Unclear):
        return False


def _same_comparisons(mine: Formula, right: Formula, tolerance: Tolerance) -> bool:
    wanted = [leaf for leaf in leaves(right) if isinstance(leaf, Atom)]

    def matched(leaf: Leaf) -> Formula:
        return next((w for w in wanted if isinstance(leaf, Atom) and _near_atoms(leaf, w, tolerance)), leaf)

    return mapped(mine, matched) == right


def _near_atoms(mine: Atom, right: Atom, tolerance: Tolerance) -> bool:
    """Whether a multiple of one formula is near the other; a positive one in inequalities."""
    if mine.sign != right.sign:
        return False
    try:
        first, second = _terms(plain(mine.tree)), _terms(plain(right.tree))
    except _TooLong:
        return False
    named = [p for p in second if p]
    for part in [p for p in named if abs(second[p]) == 1] or named:
        wanted = second[part]
        for other, x in first.items():
            usable = _alike(other, part, tolerance) and (mine.sign in ("=", "!=") or x * wanted > 0)
            if usable and _near({p: y * wanted / x for p, y in first.items()}, second, tolerance):
                return True
    return False


def _same_changes(mine: Formula, right: Formula, tolerance: Tolerance, domain: Domain) -> bool:
    """Statements about one letter: true on the same pieces of the line, with ends that are near."""
    first, second = change_points(mine, domain), change_points(right, domain)
    if first is None or second is None or [kind for _, kind in first] != [kind for _, kind in second]:
        return False
    return all(x is None or y is None or within(x, y, tolerance) for (x, _), (y, _) in zip(first, second, strict=True))


def within(x: arb, y: arb, tolerance: Tolerance) -> bool:
    """Whether the first number is certainly as near to the second as asked."""
    room = rational(tolerance.absolute) if tolerance.absolute is not None else arb(0)
    if tolerance.relative is not None:
        room = room.max(abs(y) * rational(tolerance.relative))
    return bool(abs(x - y) <= room) or bool(x.overlaps(y) and x.rel_accuracy_bits() > BITS // 2)


def _near(first: Terms, second: Terms, tolerance: Tolerance) -> bool:
    left = dict(first)
    for part, wanted in second.items():
        found = next((p for p, x in left.items() if _alike(p, part, tolerance) and within(x, wanted, tolerance)), None)
        if found is None:
            return False
        del left[found]
    return not left


def _alike(a: Part, b: Part, tolerance: Tolerance) -> bool:
    if a == b:
        return True
    if len(a) != len(b):
        return False
    left = list(a)
    for kernel, e in b:
        found = next((k for k in left if k[1] == e and _alike_kernels(k[0], kernel, tolerance)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _alike_kernels(a: Node, b: Node, tolerance: Tolerance) -> bool:
    """The same function of what is near."""
    if a == b:
        return True
    if type(a) is not type(b) or (isinstance(a, Call) and isinstance(b, Call) and a.function != b.function):
        return False
    mine, right = parts(a), parts(b)
    return bool(mine) and len(mine) == len(right) and all(_near(_terms(x), _terms(y), tolerance) for x, y in zip(mine, right, strict=True))


def _terms(node: Node) -> Terms:
    """A formula multiplied out: what stands before each product of letters and functions. Raises _TooLong."""
    if not letters(node):
        try:
            number = value(node, {}, REAL)
        except NoValue:
            raise _TooLong from None
        return {} if number.is_zero() else {(): number}
    match node:
        case Neg(of):
            return {p: -x for p, x in _terms(of).items()}
        case Sum(items):
            return _added(_terms(i) for i in items)
        case Prod(items):
            return _multiplied([_terms(i) for i in items])
        case Quot(over, under):
            return _multiplied([_terms(over), _inverse(under)])
        case Pow(base, exponent) if (e := fraction(exponent)) is not None and e.denominator == 1:
            inside = _terms(base)
            if len(inside) == 1:
                ((part, x),) = inside.items()
                return {tuple((k, n * e.numerator) for k, n in part): x**e.numerator}
            return _multiplied([inside] * e.numerator) if 0 < e <= HIGHEST else {((base, e.numerator),): arb(1)}
    return {((node, 1),): arb(1)}


def _inverse(under: Node) -> Terms:
    inside = _terms(under)
    if len(inside) == 1:
        ((part, x),) = inside.items()
        return {tuple((k, -n) for k, n in part): 1 / x}
    return {((under, -1),): arb(1)}


def _added(items: Iterator[Terms]) -> Terms:
    out: Terms = {}
    for item in items:
        for part, x in item.items():
            out[part] = out[part] + x if part in out else x
    if len(out) > MOST:
        raise _TooLong
    return {p: x for p, x in out.items() if not x.is_zero()}


def _multiplied(items: Sequence[Terms]) -> Terms:
    out: Terms = {(): arb(1)}
    for item in items:
        out = _added({_joined(p, q): x * y} for p, x in out.items() for q, y in item.items())
    return out


def _joined(a: Part, b: Part) -> Part:
    found = dict(a)
    for kernel, e in b:
        found[kernel] = found.get(kernel, 0) + e
    return tuple(sorted(((k, e) for k, e in found.items() if e), key=repr))
