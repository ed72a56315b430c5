"""What stands alone in a sum, so that an equation or inequality can be solved for it: bars, a root, a logarithm, a power."""

from __future__ import annotations

from tutor.checking.plain import NOUGHT, ONE, rational_terms, root_of, times
from tutor.checking.values import fraction, letters
from tutor.reading.syntax import Abs, Call, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, parts

HIGHEST_POWER = 20  # of a formula that is left as it stands
HIGHEST_LOGARITHM = 6  # factor before a logarithm that becomes a power of its argument


def isolated(tree: Node) -> tuple[Node, Node, bool] | None:
    """A tree as k (U - h), where U is an absolute value or a root: U, h, and whether k is negative."""
    terms = rational_terms(tree)
    for wanted in (is_bars, is_root, _is_log, _is_high_power, _is_exponential):
        for i, (factor, core) in enumerate(terms):
            if wanted(core):
                rest = [times(-k / factor, c) for j, (k, c) in enumerate(terms) if j != i]
                other = NOUGHT if not rest else rest[0] if len(rest) == 1 else Sum(tuple(rest))
                if wanted is _is_high_power and letters(other):
                    continue
                if wanted is _is_exponential and letters(other) and not (len(rest) == 1 and _is_exponential(rational_terms(other)[0][1])):
                    continue
                return core, other, factor < 0
    return None


def is_bars(core: Node) -> bool:
    """An absolute value with a letter in it."""
    return isinstance(core, Abs) and bool(letters(core))


def is_root(core: Node) -> bool:
    """A root with a letter in it."""
    return root_of(core) is not None and bool(letters(core))


def _is_log(core: Node) -> bool:
    """A logarithm with a base above 1."""
    match core:
        case Call("log", (of, base)):
            return bool(letters(of)) and (fraction(base) or 0) > 1
    return False


def _is_exponential(core: Node) -> bool:
    return bool(letters(core)) and exponent_of(core) is not None


def _is_high_power(core: Node) -> bool:
    match core:
        case Pow(base, Num(n)):
            return n.isdigit() and int(n) > HIGHEST_POWER and bool(letters(base))
    return False


def exponent_of(core: Node) -> Node | None:
    """u where the tree is e^u, or 1 over it."""
    match core:
        case Pow(Const("e"), of):
            return of
        case Quot(over, Pow(Const("e"), of)) if over == ONE:
            return Neg(of)
    return None


def logarithms_in(tree: Node) -> tuple[list[Node], Node, Node, Node | None] | None:
    """A sum with logarithms in it as ln over - ln under - rest: their arguments, over, under, and the rest if there is any."""
    arguments: list[Node] = []
    over: list[Node] = []
    under: list[Node] = []
    rest: list[Node] = []
    for factor, core in rational_terms(tree):
        match core:
            case Call("ln", (of,)) if factor.denominator == 1 and abs(factor) <= HIGHEST_LOGARITHM:
                power = of if abs(factor) == 1 else Pow(of, Num(str(abs(factor))))
                (over if factor > 0 else under).append(power)
                if letters(of):
                    arguments.append(of)
            case _:
                rest.append(times(-factor, core))
    if not arguments:
        return None
    return arguments, _product(over), _product(under), None if not rest else rest[0] if len(rest) == 1 else Sum(tuple(rest))


def _product(factors: list[Node]) -> Node:
    return ONE if not factors else factors[0] if len(factors) == 1 else Prod(tuple(factors))


def bars_to_split(tree: Node) -> Abs | None:
    """An absolute value that is to be split by cases: the innermost, those in functions only where there is one letter."""
    alone = len(letters(tree)) == 1
    found = None
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Abs) and letters(node):
            found = node
        if alone or isinstance(node, Abs | Neg | Sum | Prod | Quot | Pow):
            stack.extend(parts(node))
    return found
