"""The lines in between: a law with its parts put in and nothing reckoned, a sum over one denominator, the bracket that is left.

Each is a held tree that equals the lines around it. A line that only says the same in another order is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sympy import Abs, Add, Basic, Expr, Integer, Mul, Pow, Rational, S, cos, cosh, exp, expand, gcd_list, sin, sinh
from sympy.core.parameters import distribute

from tutor.deriving.arrange import Arranger
from tutor.trees import tree
from tutor.trees.heads import Diff, Vector

WAVES = (sin, cos, sinh, cosh)
MOST_TERMS = 8  # of a sum whose line in between can still be read


def filled(expr: Basic, results: Sequence[Basic]) -> Basic:
    """The law with the results in the places of its goals, not reckoned; factors 1 are left out."""
    found = tuple(tree.goals(expr))
    for (path, goal), result in zip(found, results[len(results) - len(found) :], strict=False):
        expr = tree.put(expr, path[:-1] if result is S.Zero and _taken_off(expr, path, goal) else path, result)
    return without_ones(expr)


def _taken_off(expr: Basic, path: tuple[int, ...], goal: Basic) -> bool:
    """Whether a derivative stands with nothing but a minus before it: a term without the letter drops out, whatever its sign."""
    above = tree.get(expr, path[:-1])
    return isinstance(goal, Diff) and isinstance(above, Mul) and set(above.args) == {S.NegativeOne, goal}


def without_ones(expr: Basic) -> Basic:
    """A held tree of numbers put in, without the ones and zeros that say nothing: 2 · 1 + 1/1 + 0 is 2 + 1."""
    args = tuple(without_ones(a) for a in expr.args)
    match expr:
        case Pow() if args[0] is S.One and args[1].is_negative:
            return S.One
        case exp() | Pow(args=(S.Exp1, _)) if not args[-1].free_symbols and tree.evaluated(args[-1]) is S.Zero:
            args = (*args[:-1], S.Zero)  # e^0 for e^(-0 - 0)
        case Mul():
            return tree.product(*_saying(tuple(a for a in args if a is not S.One)))
        case Add() if S.Zero in args and any(a is not S.Zero for a in args):
            return tree.summed(*args)
        case Vector():
            args = tuple(S.Zero if isinstance(a, Mul) and a.args == (S.NegativeOne, S.Zero) else a for a in args)
    return tree.rebuild(expr, args) if args else expr


def _saying(factors: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """Factors without those that say nothing beside a power of e: 0 e is 0, and 1^2 e is e."""
    others = tuple(f for f in factors if not _is_exponential(f))
    if len(others) == len(factors):
        return factors
    if any(f is S.Zero or (isinstance(f, Pow) and f.args[0] is S.Zero and f.args[1].is_positive) for f in others):
        return (S.Zero,) if set(others) <= {S.NegativeOne, S.Zero} else others
    return tuple(f for f in factors if not (isinstance(f, Pow) and f.args[0] is S.One))


def _is_exponential(factor: Expr) -> bool:
    """Whether a factor is e to a number."""
    return not factor.free_symbols and (isinstance(factor, exp) or (isinstance(factor, Pow) and factor.args[0] is S.Exp1))


def reordered(a: Basic, b: Basic) -> bool:
    """Whether two trees are made of the same letters and numbers, so that one only puts the other in another order."""
    return _leaves(a) == _leaves(b)


def only_reordered(a: Basic, b: Basic) -> bool:
    """Whether two sums or products are written alike but for the order of terms and factors, at every depth."""
    return reordered(a, b) and _sorted(a) == _sorted(b)


def _sorted(expr: Basic) -> tuple[object, ...]:
    """A tree with the terms of its sums and the factors of its products in an order of their own."""
    match expr:
        case Add():
            parts: tuple[Basic, ...] = tuple(tree.terms(expr))
        case Mul():
            parts = tuple(tree.factors(expr))
        case _:
            return (expr.func.__name__, *map(_sorted, expr.args)) if expr.args else (tree.spelled(expr),)
    return (expr.func.__name__, *sorted(map(_sorted, parts), key=str))


def same_terms(a: Basic, b: Basic) -> bool:
    """Whether two forms have as many terms in all their sums, so that nothing was put together between them."""
    return _terms(a) == _terms(b)


def _terms(expr: Basic) -> int:
    return sum(map(_terms, expr.args)) + (len(expr.args) - 1 if isinstance(expr, Add) else 0)


def _leaves(expr: Basic) -> Counter[Basic]:
    """The leaves, signs and ones left out."""
    if not expr.args:
        size = abs(expr) if isinstance(expr, Rational) else expr
        return Counter() if size is S.One else Counter((size,))
    found: Counter[Basic] = Counter({expr.func: 1} if not isinstance(expr, Add | Mul) else {})
    for a in expr.args:
        found.update(_leaves(a))
    return found


def between(before: Expr, after: Expr, arrange: Arranger) -> Iterator[Expr]:
    """What stands between a form and the tidier one: proposals, each still to be shown equal."""
    if isinstance(before, Pow) and before.args[1] is S.Half and isinstance(before.args[0], Add):
        yield from (tree.power(line, S.Half) for line in _under_root(before.args[0], after, arrange))
        return
    if isinstance(before, Add) and before.atoms(*WAVES) - after.atoms(*WAVES) and _denominator(before) == 1:
        yield from _to_join(before, arrange)
        return
    if isinstance(before, Add):
        denominators = [_denominator(t) for t in tree.terms(before)]
        if any(d != 1 for d in denominators) and _denominator(after) != 1:
            yield from _one_fraction(before, arrange)
        elif isinstance(after, Mul):
            yield from _taken_out(before, arrange)
        return
    under = _denominator(before)
    over = [f for f in tree.factors(before) if not _is_under(f)]
    sums = [f for f in over if isinstance(f, Add)]
    if under == 1 or len(sums) != 1 or len(tree.terms(sums[0])) > MOST_TERMS:
        return
    (total,), rest = sums, [f for f in over if not isinstance(f, Add)]
    inner = _inner_denominator(total)
    collected = next(_taken_out(total, arrange), None) if inner == 1 else None
    if collected is not None and _denominator(after) != under:
        yield tree.quotient(tree.product(*rest, collected), arrange(under))
        return
    if inner != 1:
        yield tree.quotient(tree.product(*rest, _cleared(total, inner, arrange)), arrange(under * inner))
        return
    opened = _opened(total, arrange)
    if opened is not None and not rest:
        yield tree.quotient(opened, arrange(under))


def _one_fraction(total: Add, arrange: Arranger) -> Iterator[Expr]:
    """The terms over their common denominator, the numerator not multiplied out."""
    terms = [tree.evaluated(t) for t in tree.terms(total)]
    if len(terms) > MOST_TERMS:
        return
    common: dict[Expr, Expr] = {}
    for t in terms:
        for base, n in _bases(1 / _denominator(t)).items():
            common[base] = min(common.get(base, S.Zero), n)
    whole = Mul(*(base**-n for base, n in common.items()))
    over = [t * whole for t in terms]
    if not any(isinstance(f, Add) for t in over for f in Mul.make_args(t)):
        return
    yield tree.quotient(tree.total(*map(arrange, over)), arrange(whole))


def _taken_out(total: Add, arrange: Arranger) -> Iterator[Expr]:
    """What all terms have in common before a bracket with what is left of each."""
    terms = [tree.evaluated(t) for t in tree.terms(total)]
    if len(terms) > MOST_TERMS:
        return
    listed = [_bases(t) for t in terms]
    shared = {base: min(m[base] for m in listed) for base in listed[0] if all(base in m for m in listed) and not base.is_number}
    shared = {base: n for base, n in shared.items() if n.is_positive}
    number = gcd_list([t.as_coeff_Mul()[0] for t in terms])
    common = number * Mul(*(base**n for base, n in shared.items()))
    with distribute(False):
        left = [t / common for t in terms]
    if common in (1, -1) or not any(isinstance(f.as_base_exp()[0], Add) for t in left for f in Mul.make_args(t)):
        return  # nothing is hidden: the bracket is the one of the next line
    yield tree.product(arrange(common), tree.total(*map(arrange, left)))


def _to_join(total: Add, arrange: Arranger) -> Iterator[Expr]:
    """The squares of sine and cosine side by side, multiplied out, with what all terms have in common before their bracket."""
    terms = Add.make_args(tree.evaluated(total).expand(power_exp=False))
    if not 1 < len(terms) <= MOST_TERMS:
        return
    listed = [_bases(t) for t in terms]
    shared = {base: min(m[base] for m in listed) for base in listed[0] if all(base in m for m in listed) and not base.is_number}
    common = gcd_list([t.as_coeff_Mul()[0] for t in terms]) * Mul(*(base**n for base, n in shared.items()))
    found = Add(*(t / common for t in terms))
    before = () if common == 1 else (arrange(common),)
    yield tree.product(*before, arrange(found))
    yield from (tree.product(*before, *map(arrange, sums)) for sums in _ones(found))


def _under_root(total: Add, after: Expr, arrange: Arranger) -> Iterator[Expr]:
    """The sum under a root: its squares joined, or multiplied out and written as the square of which the root is taken."""
    joins = bool(total.atoms(*WAVES) - after.atoms(*WAVES)) or any(f.has(*WAVES) for f in after.atoms(Abs))
    root = expand(tree.evaluated(after), power_exp=False)
    if joins and (after.has(*WAVES) or _has_root(root)):
        yield from _to_join(total, arrange)
    elif joins or (isinstance(root, Add) and total.free_symbols and not _has_root(root)):
        opened = expand(tree.evaluated(total), power_exp=False)
        if isinstance(opened, Add) and len(opened.args) <= MOST_TERMS:
            yield arrange(opened)
        yield tree.power(arrange(root), 2) if isinstance(root, Add) else arrange(root**2)


def _has_root(expr: Expr) -> bool:
    return any(p.exp.is_Rational and not p.exp.is_Integer and p.free_symbols for p in expr.atoms(Pow))


def _ones(total: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Two sums cos^2 + sin^2, of different angles, of which it is the product."""
    for a in sorted({f.args[0] for f in total.atoms(sin, cos)}, key=str):
        one, rest = cos(a) ** 2 + sin(a) ** 2, total.coeff(cos(a), 2)
        if isinstance(rest, Add) and (total - one * rest).expand() == 0:
            yield one, rest
            return


def _inner_denominator(total: Add) -> Expr:
    """What the sums in the terms have below their lines."""
    parts = [part for t in tree.terms(total) for f in tree.factors(t) for part in (tree.terms(f) if isinstance(f, Add) else (f,))]
    common: dict[Expr, Expr] = {}
    for part in parts:
        for base, n in _bases(_denominator(part)).items():
            common[base] = max(common.get(base, S.Zero), n)
    return Mul(*(base**n for base, n in common.items()))


def _cleared(total: Add, inner: Expr, arrange: Arranger) -> Expr:
    """Every term times the inner denominator, in the factor that has one."""
    out: list[Expr] = []
    for t in tree.terms(total):
        factors = list(tree.factors(t))
        where = next((k for k, f in enumerate(factors) if isinstance(f, Add) and any(_denominator(p) != 1 for p in tree.terms(f))), None)
        if where is None:
            out.append(arrange(tree.evaluated(t) * inner))
            continue
        factors[where] = tree.total(*(arrange(tree.evaluated(p) * inner) for p in tree.terms(factors[where])))
        out.append(tree.product(*factors))
    return tree.total(*out)


def _opened(total: Add, arrange: Arranger) -> Expr | None:
    """Every term multiplied out by itself, nothing collected."""
    out: list[Expr] = []
    for t in tree.terms(total):
        out += tree.terms(arrange(tree.evaluated(t).expand()))
    return tree.total(*out) if len(out) <= 2 * MOST_TERMS else None


def _bases(term: Expr) -> dict[Expr, Expr]:
    """The powers in a product with a number as exponent: base -> exponent."""
    found: dict[Expr, Expr] = {}
    for f in Mul.make_args(tree.evaluated(term)):
        base, n = f.as_base_exp()
        if not n.is_Rational:
            base, n = f, S.One
        found[base] = found.get(base, S.Zero) + n
    return found


def _is_under(factor: Expr) -> bool:
    return isinstance(factor, Pow) and factor.args[1].is_Rational and bool(factor.args[1].is_negative)


def _denominator(expr: Expr) -> Expr:
    """What stands below the line, evaluated."""
    return Mul(*(Integer(f.q) if f.is_Rational else 1 / tree.evaluated(f) for f in tree.factors(expr) if f.is_Rational or _is_under(f)))
