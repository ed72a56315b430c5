"""Formulas in pieces: max, min and |.| taken apart into cases, so that no case is missed because it is narrow.

Sample points that agree say nothing of a piece on which none of them lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.factors import FactorTable
from tutor.checking.opinion import Domain, Opinion
from tutor.checking.plain import plain, replaced
from tutor.checking.rational import same_form
from tutor.checking.roots import real_zeros
from tutor.checking.samples import letters, points, reach
from tutor.checking.unwinding import Unclear
from tutor.checking.values import NoValue, fraction, precision, value
from tutor.frozen import dataclass
from tutor.reading.syntax import Abs, Call, Neg, Node, Num, Pow, Sum, walk

BITS = 128
MOST_CASES = 64
FIRST, TRIED = 24, 120  # sample points at which a case may be met: those for all cases, and for those that may occur
STEPPED = frozenset(["floor", "ceil", "atan2"])  # as many pieces as one likes
SLACK = 1e-8  # the width of a ball beyond the values in it
WIDE = 1e100  # what stands for the whole line
_PIECES = ("max", "min", "sign", "abs")
Condition = tuple[Node, int]
Alike = Callable[[Node, Node], Opinion]


@dataclass(frozen=True, slots=True)
class SignCase:
    """Both formulas without pieces, and the signs of what decides which pieces these are."""

    a: Node
    b: Node
    where: tuple[Condition, ...] = ()


class _TooMany(Exception):
    pass


def hidden(a: Node, b: Node, domain: Domain, alike: Alike) -> bool:
    """Whether two formulas that agree at sample points may still differ on a piece that none of those met.

    `alike` compares formulas without pieces: those that agree in one place agree wherever both have a value.
    """
    a, b = (_without_flat_steps(plain(t), domain) for t in (a, b))
    if domain.complex or not any(_is_piece(n) or _is_stepped(n) for t in (a, b) for n in walk(t)):
        return False
    steps, others = ({n for n in walk(t) if _is_stepped(n)} for t in (a, b))
    if bool(steps) is not bool(others):
        return True
    try:
        left = [c for c in _cases(SignCase(a, b)) if c.a != c.b and not same_form(c.a, c.b)]
    except _TooMany:
        return True
    left = _possible(_unmet(a, b, left, domain, FIRST), domain)
    return any(alike(c.a, c.b).outcome != "equal" for c in _unmet(a, b, left, domain, TRIED))


def _is_piece(node: Node) -> bool:
    return (isinstance(node, Abs) or (isinstance(node, Call) and node.function in _PIECES)) and bool(letters(node))


def _is_stepped(node: Node) -> bool:
    return isinstance(node, Call) and node.function in STEPPED and bool(letters(node))


def _without_flat_steps(tree: Node, domain: Domain) -> Node:
    """With a number for every floor and ceiling of what never leaves one step, but for single places: floor(sin(x)^2)."""
    for node in [n for n in walk(tree) if _is_stepped(n)]:
        match node:
            case Call("floor" | "ceil" as side, (of,)):
                low = _step(of, domain)
                if low is not None:
                    step = low + (side == "ceil")
                    tree = replaced(tree, node, Num(str(step)) if step >= 0 else Neg(Num(str(-step))))
    return tree


def _step(tree: Node, domain: Domain) -> int | None:
    """The whole number n where all values lie from n to n + 1."""
    with precision(BITS):
        try:
            first, last = _span(tree, domain)
        except NoValue:
            return None
        low = ((first + last) / 2).mid().floor().unique_fmpz()
        if low is None or first < arb(low) - SLACK or last > arb(low) + 1 + SLACK:
            return None
        return int(low)


def _span(tree: Node, domain: Domain) -> tuple[arb, arb]:
    """Bounds of all values. Raises NoValue."""
    match tree:
        case Pow(base, exponent) if (e := fraction(exponent)) is not None and e > 0 and e.denominator == 1 and e.numerator % 2 == 0:
            low, high = _span(base, domain)
            return arb(0), max(abs(low).upper(), abs(high).upper()) ** e.numerator
    x = value(tree, {name: arb(0, WIDE) for name in letters(tree)}, domain)
    return x.lower(), x.upper()


def _cases(case: SignCase) -> Iterator[SignCase]:
    """All choices of pieces, the innermost first."""
    left = [case]
    count = 0
    while left:
        one = left.pop()
        node = next((n for t in (one.a, one.b) for n in walk(t) if _is_piece(n) and sum(map(_is_piece, walk(n))) == 1), None)
        if node is None:
            count += 1
            if count > MOST_CASES:
                raise _TooMany
            yield one
            continue
        left += [_chosen(one, node, taken, condition) for condition, taken in _choices(node)]


def _chosen(case: SignCase, node: Node, taken: Node, condition: Condition) -> SignCase:
    return SignCase(replaced(case.a, node, taken), replaced(case.b, node, taken), (*case.where, condition))


def _choices(node: Node) -> Iterator[tuple[Condition, Node]]:
    """What stands for a piece where something is positive, and where it is negative."""
    match node:
        case Abs(of) | Call("abs", (of,)):
            yield (of, 1), of
            yield (of, -1), Neg(of)
        case Call("sign", (of,)):
            yield (of, 1), Num("1")
            yield (of, -1), Neg(Num("1"))
        case Call("max" | "min" as name, (first, second, *rest)):
            gap = Sum((first, Neg(second)))
            for sign in (1, -1):
                kept = first if (sign == 1) is (name == "max") else second
                yield (gap, sign), Call(name, (kept, *rest)) if rest else kept
        case Call("max" | "min", (only,)):
            yield (Num("1"), 1), only
        case _:
            raise _TooMany


def _unmet(a: Node, b: Node, cases: Sequence[SignCase], domain: Domain, tried: int) -> list[SignCase]:
    """The cases in which none of the sample points lies."""
    left = list(cases)
    names = letters(a, b)
    with precision(BITS):
        for where in islice(points(names, domain, far=reach(a, b)), tried):
            if not left:
                break
            signs = {g: _sign(g, where, domain) for g in {g for c in left for g, _ in c.where}}
            left = [c for c in left if not all(signs[g] == sign for g, sign in c.where)]
    return left


def _sign(tree: Node, where: Mapping[str, Ball], domain: Domain) -> int:
    """1 or -1 where that is the sign of the value for certain, else 0."""
    try:
        x = value(tree, where, domain)
    except NoValue:
        return 0
    return 1 if x > 0 else -1 if x < 0 else 0


def _possible(cases: Sequence[SignCase], domain: Domain) -> list[SignCase]:
    """The cases of which the signs may occur together, as far as is known."""
    tables: dict[tuple[Node, ...], FactorTable | None] = {}
    left = []
    for case in cases:
        decide = tuple(plain(g) for g, _ in case.where)
        if decide not in tables:
            tables[decide] = _table(decide, domain)
        if not _impossible(case, tables[decide], domain):
            left.append(case)
    return left


def _table(trees: tuple[Node, ...], domain: Domain) -> FactorTable | None:
    """The factors of what decides; None where they are not clear."""
    try:
        with precision(BITS):
            return FactorTable(trees, domain)
    except Unclear:
        return None


def _impossible(case: SignCase, table: FactorTable | None, domain: Domain) -> bool:
    """Whether the signs of a case can certainly never occur together."""
    wide = {name: arb(0, WIDE) for name in letters(*(g for g, _ in case.where))}
    with precision(BITS):
        if any(_sign(g, wide, domain) == -sign for g, sign in case.where):
            return True
        if table is None:
            return False
        if _contradicts(table, case):
            return True
        names = sorted({name for factor in table.factors for name in factor.letters})
        return len(names) == 1 and _nowhere(table, case, names[0], domain)


def _contradicts(table: FactorTable, case: SignCase) -> bool:
    """Whether two conditions ask for opposite signs of the same product, or one for a sign that it never has."""
    known: dict[frozenset[int], int] = {}
    for g, sign in case.where:
        built = table.built[plain(g)]
        if not built.content:
            return True
        asked = sign if built.content > 0 else -sign
        odd = set()
        for k, e in built.powers.items():
            if e % 2 and table.factors[k].sign:
                asked *= table.factors[k].sign
            elif e % 2 and (letter := _positive(table, k)) is not None:
                asked *= letter
            elif e % 2:
                odd.add(k)
        if known.setdefault(frozenset(odd), asked) != asked or (not odd and asked < 0):
            return True
    return any(_product_sign(known, ids) not in (None, sign) for ids, sign in known.items())


def _positive(table: FactorTable, k: int) -> int | None:
    """1 where a factor is a letter that is positive by assumption."""
    factor = table.factors[k]
    whole = len(factor.terms) == 1 and len(factor.generators) == 1 and table.signs[factor.generators[0]] > 0
    return 1 if whole else None


def _product_sign(known: dict[frozenset[int], int], ids: frozenset[int]) -> int | None:
    """The sign of a product of factors by those of its single factors."""
    if len(ids) < 2 or any(frozenset({k}) not in known for k in ids):
        return None
    out = 1
    for k in ids:
        out *= known[frozenset({k})]
    return out


def _nowhere(table: FactorTable, case: SignCase, letter: str, domain: Domain) -> bool:
    """Whether no piece of the line has these signs: it is cut at every zero of every factor."""
    cuts: list[arb] = []
    for k, factor in enumerate(table.factors):
        found = real_zeros(table, k, letter, {}) if factor.letters and not factor.sign else []
        if found is None or not all(x.is_finite() for x in found):
            return False
        cuts += found
    cuts.sort(key=lambda x: float(x.mid()))
    if any(x.overlaps(y) and x != y for x, y in pairwise(cuts)):
        return False
    ends = [(cuts[0] - 1).mid(), *(((x + y) / 2).mid() for x, y in pairwise(cuts)), (cuts[-1] + 1).mid()] if cuts else [arb(0)]
    allowed = [x for x in ends if x > 0] if domain.of(letter) in ("positive", "nonnegative") else ends
    return not any(all(_sign(g, {letter: x}, domain) == sign for g, sign in case.where) for x in allowed)
