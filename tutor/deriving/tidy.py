"""The form in which a teacher leaves a result: common factors out, one fraction, squares of sine and cosine joined.

Several forms are made and the least bulky is taken; every one is only a proposal, the engine keeps the first for which
there is evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Function,
    Mul,
    Pow,
    Rational,
    S,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    csc,
    csch,
    exp,
    expand,
    expand_trig,
    factor,
    factor_terms,
    fraction,
    igcd,
    log,
    pi,
    powsimp,
    preorder_traversal,
    radsimp,
    sec,
    sech,
    sin,
    sinh,
    together,
)
from sympy.core.function import AppliedUndef
from sympy.polys.polyerrors import PolynomialError

from tutor.deriving.arrange import Arranger
from tutor.trees import tree

TOO_BULKY = 260  # above this the search for a better form costs more than it gives
MOST_EXPANDED = 40  # terms a product may have when multiplied out
PRODUCT_BONUS = 2  # a function taken out may cost this much ink: e^x (sin x + cos x) rather than e^x sin x + e^x cos x
NESTED = 4  # a fraction in a fraction is harder to read than its ink tells: x/(x^2 + y^2) rather than 1/(x + y^2/x)
COMMON = 4  # a number that a fraction can be reduced by
STILL_TO_DO = 12  # sinh(2 arsinh u) is no result
MOST_BELOW = 3  # terms with roots below a line that are made rational
LARGEST_EXPONENT = 8  # a sum to a higher power is never multiplied out

LARGEST_MULTIPLE = 6  # of an angle whose sine is written with powers
INVERSES = {sinh: asinh, cosh: asinh, sin: asin, cos: asin}
RECIPROCALS = {sin: csc, cos: sec, sinh: csch, cosh: sech}

How = Literal["collect", "simplify", "numerator", "common_factor", "one_fraction", "multiply_out", "pythagoras", "rationalize", "factored"]


MOST_NESTED = 2  # roots in one another that SymPy may take out of a denominator: of three it multiplies without end


@dataclass(frozen=True, slots=True)
class Form:
    """A proposed form and how it was reached."""

    expr: Expr
    how: How


def forms(expr: Expr, arrange: Arranger) -> Iterator[Form]:
    """Forms of a tree without goals, the least bulky first; the last one is only collected."""
    value = tree.evaluated(expr)
    plain = Form(arrange.light(expr), "collect")
    if _settled(value):
        yield plain
        return
    found = [plain]
    for how, candidate in _candidates(value):
        found.append(Form(arrange(_spread(tree.evaluated(candidate))), how))
    found.sort(key=lambda f: (bulk(f.expr) - PRODUCT_BONUS * _function_taken_out(f.expr) + COMMON * _shares(f.expr), f.how != "collect"))
    yield from found


def _shares(expr: Expr) -> bool:
    """Whether numerator and denominator have a whole number in common: 2v/(4u^2 + 4v^2)."""
    over, under = (e.primitive()[0] for e in fraction(tree.evaluated(expr)))
    return bool(over.is_Integer and under.is_Integer and igcd(over, under) > 1)


def told(how: str, before: Basic, after: Basic) -> str:
    """How a form was reached, as far as both sides show it: no denominator is spoken of where there is none."""
    if after.has(pi) and not before.has(pi) and len(before.atoms(atan)) > len(after.atoms(atan)):
        return "angles"
    if (undone := list(filter(_still_to_do, before.atoms(sinh, cosh)))) and not after.has(sinh, cosh):
        return "twice" if all(isinstance(f, sinh) and isinstance(f.args[0] / 2, asinh) for f in undone) else "hyperbolic"
    if (
        isinstance(before, Pow)
        and before.exp is S.Half
        and after.is_nonnegative
        and not after.has(Abs)
        and (after**2 - tree.plain(before.base)).expand() == 0
    ):
        return "square"
    shown = {
        "one_fraction": _is_fraction(after) and isinstance(before, Add) and any(map(_is_fraction, before.args)),
        "numerator": _is_fraction(after) and _is_fraction(before) and _below(before) == _below(after),
        "common_factor": isinstance(before, Add) and isinstance(after, Mul) and _taken_out(before, after),
        "multiply_out": _brackets(before) > _brackets(after) and not (_is_fraction(before) and _is_fraction(after)),
        "pythagoras": before.has(*RECIPROCALS),
        "rationalize": _root_below(before) and not _root_below(after),
    }
    if how in ("collect", "simplify") and isinstance(after, Add) and _brackets(before) and not _brackets(after):
        return "multiply_out"
    if (
        how in ("simplify", "collect", "numerator")
        and _is_fraction(before)
        and _is_fraction(after)
        and _brackets(_below(before)) > _brackets(_below(after))
    ):
        over = [fraction(tree.evaluated(e))[0] for e in (before, after)]
        return "denominator" if (over[0] - over[1]).expand() == 0 else "simplify"
    if shown.get(how, True):
        return how
    if (
        not (isinstance(before, Expr) and isinstance(after, Mul))
        or _is_fraction(after)
        or len(tree.factors(after)) <= len(tree.factors(before))
    ):
        return "simplify"
    sums = [sum(isinstance(f, Add) for f in tree.factors(e)) for e in (before, after)]
    if not sums[1] or not (sums[1] > max(sums[0], 1) or _taken_out(before, after)):
        return "simplify"
    return "factored" if sums[1] > max(sums[0], 1) else "common_factor"


def _taken_out(before: Basic, after: Basic) -> bool:
    """Whether a sum has become a product with a sum of as many terms: of fewer, more was done than taking a factor out."""
    sums = [[len(f.args) for f in tree.factors(e) if isinstance(f, Add)] for e in (before, after)]
    return bool(sums[0]) and sums[0] == sums[1]


def _root_below(expr: Basic) -> bool:
    """Whether a root stands below a line."""
    below = (p for p in preorder_traversal(expr) if isinstance(p, Pow) and p.exp.is_Rational and p.exp.is_negative)
    return any(not p.exp.is_Integer or any(r.exp.is_Rational and not r.exp.is_Integer for r in p.base.atoms(Pow)) for p in below)


def _is_fraction(expr: Basic) -> bool:
    """Whether an expression is written with a line."""
    factors = tree.factors(expr) if isinstance(expr, Mul) else (expr,)
    return any(isinstance(f, Pow) and f.args[1].is_Rational and f.args[1].is_negative for f in factors)


def _below(expr: Basic) -> Expr:
    """What stands below the line, evaluated."""
    factors = tree.factors(expr) if isinstance(expr, Mul) else (expr,)
    return Mul(*(1 / tree.evaluated(f) for f in factors if isinstance(f, Pow) and f.args[1].is_Rational and f.args[1].is_negative))


def _brackets(expr: Basic) -> int:
    """How many sums stand in products and powers."""
    inside = isinstance(expr, Mul) or (isinstance(expr, Pow) and expr.args[1] is not S.NegativeOne)
    return sum((inside and isinstance(a, Add)) + _brackets(a) for a in expr.args)


def _function_taken_out(expr: Expr) -> bool:
    """Whether the form is a bracket with a common factor that is more than letters and numbers."""
    if not isinstance(expr, Mul):
        return False
    brackets = [f for f in expr.args if isinstance(f, Add)]
    apart = any(isinstance(f, exp) for f in expr.args) and any(isinstance(t, exp) for b in brackets for t in b.args)
    return bool(brackets) and any(_is_function(f) for f in expr.args) and not apart  # e^x + e^(-x) rather than e^(-x) (1 + e^(2x))


def _is_function(factor: Expr) -> bool:
    if isinstance(factor, Pow):
        return bool(factor.args[1].free_symbols)
    return not (factor.is_number or factor.is_Symbol or isinstance(factor, Add))


def _settled(value: Expr) -> bool:
    """Whether there is nothing to gain: a sum of monomials, or a product with no sum above the line and no fraction below."""
    if isinstance(value, Add):
        return all(_monomial(t) for t in value.args)
    if _monomial(value):
        return True
    if any(form(value) != value for form in (_one_kind, _undone, _added)):
        return False
    over, under = fraction(value)
    if any(isinstance(f.as_base_exp()[0], Add) for f in Mul.make_args(over)):
        return False
    bases = [f.as_base_exp()[0] for f in Mul.make_args(under)]
    if any(type(b) in RECIPROCALS for b in bases) or any(isinstance(b, Add) and _has_common_factor(b) for b in bases):
        return False
    return not any(isinstance(b, Add) and (b.has(*RECIPROCALS) or fraction(together(b))[1] != 1) for b in bases)


def _has_common_factor(under: Expr) -> bool:
    """Whether the terms of a sum have a number or a letter in common, which may cancel or come out of a root."""
    number, rest = under.primitive()
    common = factor_terms(rest)
    letters = common.args if isinstance(common, Mul) else ()
    return number != 1 or any(f.is_Symbol or (isinstance(f, Pow) and f.base.is_Symbol) for f in letters)


def _monomial(term: Expr) -> bool:
    return all(f.is_Number or (f.as_base_exp()[0].is_Symbol and f.as_base_exp()[1].is_Integer) for f in Mul.make_args(term))


def _candidates(value: Expr) -> Iterator[tuple[How, Expr]]:
    if bulk(value) > TOO_BULKY:
        return
    undone = _undone(value)
    if undone != value:
        yield "simplify", undone
        yield "simplify", factor_terms(undone)
    if value.has(sec, csc) or value.has(Abs):
        yield "simplify", _one_kind(value)
    if not value.free_symbols:
        if _nested(value) <= MOST_NESTED:
            yield "rationalize", radsimp(value)
        if isinstance(value, Add | Mul):
            yield "multiply_out", _multiplied(value)
            yield "common_factor", factor_terms(value)
            yield "common_factor", factor_terms(together(value))
        if value.has(exp) and (one := _one_fraction(value)) is not None:
            yield "one_fraction", one
        return
    if (added := _added(value)) != value:
        yield "simplify", added
    yield from _rewritten(value, "simplify", "common_factor", "multiply_out", "one_fraction")
    if value.has(sin, cos) and (whole := _ones_joined(value)) != value:
        yield "pythagoras", whole
    for joined in _pythagoras(value):
        yield from _rewritten(joined, "pythagoras", "pythagoras", "pythagoras", "pythagoras")


def _one_kind(value: Expr) -> Expr:
    """With cosines for secants that stand beside them, and |u| for u^2/|u|."""
    for one, other in ((sec, cos), (csc, sin)):
        for f in value.atoms(one):
            if other(f.args[0]) in value.atoms(other):
                value = value.xreplace({f: 1 / other(f.args[0])})
    powers = dict(f.as_base_exp() for f in Mul.make_args(value))
    for bars, m in powers.items():
        if isinstance(bars, Abs) and m == -1 and powers.get(u := bars.args[0], S.One).is_even:
            value = value * bars / u**2 * bars
    return value


def _added(value: Expr) -> Expr:
    """With one power of e for several, where terms of the exponents join or go: e^(2s) for e^(s+t) e^(s-t), and e^s e^t as it is."""
    if isinstance(value, Add):
        return Add(*map(_added, value.args))
    powers = [f.args[0] for f in Mul.make_args(value) if isinstance(f, exp)]
    total = Add(*powers)
    if len(Add.make_args(total)) >= sum(len(Add.make_args(p)) for p in powers):
        return value
    return Mul(*(f for f in Mul.make_args(value) if not isinstance(f, exp)), exp(total))


def _undone(value: Expr) -> Expr:
    """Without functions of multiples of their inverse: sinh(2 arsinh u) is 2 u sqrt(1 + u^2), and sinh(ln u) is (u - 1/u)/2."""
    for f in value.atoms(sinh, cosh, sin, cos):
        n, inner = f.args[0].as_coeff_Mul()
        if isinstance(inner, INVERSES[type(f)]) and n.is_Integer and 2 <= n <= LARGEST_MULTIPLE:
            value = value.xreplace({f: expand_trig(f)})
        elif isinstance(inner, log) and isinstance(f, sinh | cosh) and n.is_Integer and abs(n) <= LARGEST_MULTIPLE:
            high, low = (_multiplied(radsimp(inner.args[0] ** m, max_terms=MOST_BELOW)) for m in (n, -n))
            value = value.xreplace({f: expand(high - low if isinstance(f, sinh) else high + low) / 2})
    return value


def _nested(number: Basic) -> int:
    """How many roots stand in one another."""
    inner = max(map(_nested, number.args), default=0)
    return inner + (isinstance(number, Pow) and number.exp.is_Rational and not number.exp.is_Integer)


def _rewritten(value: Expr, same: How, factored: How, expanded: How, combined: How) -> Iterator[tuple[How, Expr]]:
    yield same, value
    yield same, _whole_roots(value)
    yield same, _reciprocal_functions(value)
    taken_out = factor_terms(value)
    if taken_out != value:
        yield factored if isinstance(value, Add) or fraction(value)[1] is S.One else same, taken_out
    if _small(value):
        if isinstance(value, Add) or fraction(value)[1] is S.One:  # above a line it is the numerator that is multiplied out
            yield expanded, _multiplied(value)
        over, under = fraction(together(value)) if _divides(value) else (value, S.One)
        if under is not S.One:
            yield (combined if isinstance(value, Add) or same == combined else "numerator"), _multiplied(over) / under
        if isinstance(value, Add) and any(map(_fraction_below, value.args)):
            yield same, Add(*(_one_fraction(t) or t if _fraction_below(t) else t for t in value.args))
        one = _one_fraction(value)
        if one is not None:
            how = combined if isinstance(value, Add) or same == combined else "numerator"
            yield how, one
            yield how, powsimp(one, combine="exp")


def _spread(value: Expr) -> Expr:
    """A number before a sum that needs no bracket multiplied in: -(a + b), and 2(5 w - 8) where every term is a monomial."""
    if not value.args or not value.has(Add):
        return value
    value = value.func(*map(_spread, value.args))
    number, rest = value.as_coeff_Mul()
    if isinstance(value, Mul) and isinstance(rest, Add) and (number == -1 or (number.is_Integer and all(map(_monomial, rest.args)))):
        return Add(*(number * t for t in rest.args))
    return value


def _multiplied(value: Expr) -> Expr:
    """Multiplied out above every line; e^(a + b) and ln(a b) are left together, and so is what stands below."""
    parts = (fraction(term) for term in Add.make_args(value))
    return Add(*(expand(over, power_exp=False, power_base=False, log=False) / under for over, under in parts))


def _one_fraction(value: Expr) -> Expr | None:
    try:
        return factor(value)
    except PolynomialError:  # SymPy raises this for generators it cannot treat as independent
        return None


def _fraction_below(term: Expr) -> bool:
    """Whether a fraction stands below the line of another."""
    return any(isinstance(f, Add) and _divides(f) and fraction(together(f))[1] != 1 for f in Mul.make_args(fraction(term)[1]))


@lru_cache(maxsize=4096)
def _divides(expr: Basic) -> bool:
    """Whether there is anything in an expression that a common denominator may come of."""
    if isinstance(expr, Rational):
        return int(expr.q) != 1
    below = isinstance(expr, Pow | exp) and bool(expr.as_base_exp()[1].could_extract_minus_sign())
    return below or any(map(_divides, expr.args))


def _whole_roots(value: Expr) -> Expr:
    """Roots of sums without fractions inside: sqrt(1 - x^2/9) is sqrt(9 - x^2)/3."""

    def swap(root: Expr) -> Expr:
        content, rest = root.args[0].primitive()
        return content ** root.args[1] * rest ** root.args[1]

    return value.replace(lambda e: isinstance(e, Pow) and isinstance(e.args[0], Add) and e.args[1].is_Rational and e.args[1].q == 2, swap)


def _reciprocal_functions(value: Expr) -> Expr:
    """1/cos^2 as sec^2, where that leaves no other such function above the line."""
    over, under = fraction(value)
    swapped = [f for f in Mul.make_args(under) if type(f.as_base_exp()[0]) in RECIPROCALS]
    if not swapped or over.has(*RECIPROCALS):
        return value
    for f in swapped:
        base, n = f.as_base_exp()
        over, under = over * RECIPROCALS[type(base)](base.args[0]) ** n, under / f
    return over / under


def _small(value: Expr) -> bool:
    """Whether multiplying out stays small."""
    count = 1
    for node in _walk(value):
        if isinstance(node, Pow) and isinstance(node.args[0], Add):
            n = node.args[1]
            if not n.is_number or abs(n) > LARGEST_EXPONENT:
                return False
            count = max(count, len(node.args[0].args) ** min(3, int(abs(n)) or 1))
        elif isinstance(node, Mul):
            size = 1
            for f in node.args:
                size *= len(f.args) if isinstance(f, Add) else 1
            count = max(count, size)
    return count <= MOST_EXPANDED


def _walk(expr: Basic) -> Iterator[Basic]:
    yield expr
    for a in expr.args:
        yield from _walk(a)


def _ones_joined(value: Expr) -> Expr:
    """With 1 for cos^2 + sin^2 where it is a factor below a root: what is left there stays a product."""

    def swap(root: Expr) -> Expr:
        left = [_without_one(f) for f in Mul.make_args(factor(root.args[0]))]
        return Mul(*left) ** root.args[1]

    return value.replace(lambda e: isinstance(e, Pow) and e.args[1] == S.Half and isinstance(e.args[0], Add) and _small(e), swap)


def _without_one(f: Expr) -> Expr:
    """k for k (cos^2 u + sin^2 u)."""
    for u in {w.args[0] for w in f.atoms(sin, cos)} if isinstance(f, Add) else ():
        k = f.coeff(cos(u), 2)
        if (f - k * (cos(u) ** 2 + sin(u) ** 2)).expand() == 0:
            return k
    return f


def _pythagoras(value: Expr) -> list[Expr]:
    """The value with squares of one function of each pair written through the other, multiplied out."""
    arguments = {(c, f.args[0]) for f in value.atoms(sin, cos, sinh, cosh) for c in (sin if isinstance(f, sin | cos) else sinh,)}
    out: list[Expr] = []
    if not arguments or not _small(value):
        return out
    for to_cosine in (True, False):
        rules = {}
        for kind, u in arguments:
            s, c = (sin(u), cos(u)) if kind is sin else (sinh(u), cosh(u))
            sign = 1 if kind is sin else -1
            # sin^2 = 1 - cos^2 and back; sinh^2 = cosh^2 - 1 and back
            rules[s if to_cosine else c] = (sign * (1 - c**2)) if to_cosine else (1 - sign * s**2)
        over, under = fraction(together(value)) if isinstance(value, Add) and _divides(value) else fraction(value)
        new = _lowered(expand(over), rules) / _lowered(under, rules)
        if new != value:
            out.append(new)
    return out


def _lowered(expr: Expr, rules: dict[Expr, Expr]) -> Expr:
    """Even powers of the keys replaced by powers of what their square is."""

    def swap(node: Basic) -> Basic:
        if isinstance(node, Pow) and node.args[0] in rules and node.args[1].is_Integer and abs(node.args[1]) >= 2:
            n = int(node.args[1])
            half, odd = divmod(abs(n), 2)
            made = rules[node.args[0]] ** half * node.args[0] ** odd
            return made if n > 0 else 1 / made
        if not node.args or (isinstance(node, Function) and isinstance(node, AppliedUndef)):
            return node
        return node.func(*(swap(a) for a in node.args))

    made = swap(expr)
    return expand(made) if _small(made) else made


def bulk(expr: Basic) -> int:
    """How much ink a tree takes, roughly in glyphs; nested brackets and fractions inside fractions count extra."""
    if not expr.args:
        return len(str(abs(expr.p))) if expr.is_Integer else 3 if expr.is_Rational else 1
    inner = sum(bulk(a) for a in expr.args)
    match expr:
        case Add():
            return inner + len(expr.args) - 1 + sum(_starts_negative(a) for a in expr.args[:1])
        case Mul():
            uncollected = sum(bool(isinstance(a, Add) and a.primitive()[0] != 1) for a in expr.args)  # 3 (7 x + 7)
            exponentials = sum(isinstance(a, exp) for a in expr.args)  # e^(-x^2) e^(-y^2) is one of e^(-x^2 - y^2)
            inner += uncollected + 4 * max(0, exponentials - 1)
            inner += NESTED * (_is_fraction(expr) and any(isinstance(a, Add) and _has_fraction(a) for a in expr.args))
            return inner + 2 * sum(isinstance(a, Add) for a in expr.args) - sum(a is S.NegativeOne for a in expr.args[1:])
        case Pow():
            base, n = expr.args
            if n == -1:
                reducible = isinstance(base, Pow) and isinstance(base.args[0], Add) and base.args[0].primitive()[0] != 1  # 8/(4 x + 2)^2
                return bulk(base) + 1 + reducible + NESTED * _has_fraction(base)
            return inner + (2 if isinstance(base, Add | Mul) else 0) + (1 if n.is_Rational and not n.is_Integer else 0)
        case Function():
            return inner + 2 + (STILL_TO_DO if _still_to_do(expr) else 0)
    return inner


def _still_to_do(f: Basic) -> bool:
    return (isinstance(f, sin | cos | sinh | cosh) and f.has(asin, asinh)) or (isinstance(f, sinh | cosh) and f.has(log))


def _has_fraction(expr: Basic) -> bool:
    """Whether a fraction with letters in its denominator stands anywhere in a sum or product."""
    if isinstance(expr, Pow):
        below = expr.free_symbols or isinstance(expr.args[0], Add)
        return bool(expr.args[1].is_Rational and expr.args[1].is_negative and below)
    return isinstance(expr, Add | Mul) and any(map(_has_fraction, expr.args))


def _starts_negative(term: Basic) -> bool:
    first = term.args[0] if isinstance(term, Mul) else term
    return bool(first.is_Number and first.is_negative)
