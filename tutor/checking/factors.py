"""The irreducible factors that statements are made of, as polynomials in their letters and in whatever else stands in them.

What is no polynomial (a sine, a power of e, a root, a power too high to multiply out) counts as one more letter, a kernel.
Nothing is multiplied out before its size is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from tutor.checking.definite import Terms, completed_squares, definite, evaluated
from tutor.checking.opinion import Domain
from tutor.checking.plain import ONE, rational_terms, root_of, times
from tutor.checking.samples import reach
from tutor.checking.unwinding import Unclear
from tutor.checking.values import NoValue, fraction, letters, precision, value
from tutor.reading.syntax import Abs, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym

MOST_TERMS = 300  # of a polynomial that is multiplied out and factored
HIGHEST_DEGREE = 40
LONGEST_NUMBER = 4_000  # bits of a coefficient
MOST_RESTARTS = 6  # times that a term may prove too large and be taken for a kernel
MOST_GENERATORS = 24


@dataclass(frozen=True, slots=True)
class Factor:
    """An irreducible polynomial with whole coefficients, the first one positive.

    `generators` are the numbers of the letters and kernels in it; `letters` are those in the kernels too. `sign` is 1 or -1
    where it has this sign everywhere, else 0. `pure`: no kernels. Where it is never of one sign, but may be nought, `weak` is
    the other sign, and it is nought where all the polynomials `squares` are.
    """

    polynomial: fmpq_mpoly
    terms: Terms
    generators: tuple[int, ...]
    letters: frozenset[str]
    sign: int
    pure: bool
    weak: int = 0
    squares: tuple[fmpq_mpoly, ...] = ()


@dataclass(slots=True)
class Product:
    """A number times powers of factors, by number; negative ones stand below the line."""

    content: Fraction
    powers: dict[int, int]


class _TooLarge(Exception):
    def __init__(self, tree: Node) -> None:
        self.tree = tree


class FactorTable:
    """Generators, factors, and the trees that have been taken apart into them."""

    def __init__(self, trees: Iterable[Node], domain: Domain) -> None:
        self.domain = domain
        forced: set[Node] = set()
        wanted = list(dict.fromkeys(trees))
        self.far = reach(*wanted)
        for _ in range(MOST_RESTARTS):
            try:
                self._begin(wanted, forced)
                return
            except _TooLarge as found:
                forced.add(found.tree)
        raise Unclear

    def _begin(self, trees: Sequence[Node], forced: set[Node]) -> None:
        self.forced = forced
        found: dict[Node, None] = {}
        for tree in trees:
            self._collect(tree, found)
        self.generators = tuple(sorted(found, key=lambda n: (not isinstance(n, Sym), n.name if isinstance(n, Sym) else "")))
        if len(self.generators) > MOST_GENERATORS:
            raise Unclear
        self.ring = fmpq_mpoly_ctx.get(tuple(f"g{k}" for k in range(len(self.generators))) or ("g",), "degrevlex")
        self.numbers = {g: k for k, g in enumerate(self.generators)}
        self.inside = tuple(frozenset(letters(g)) for g in self.generators)
        self.factors: list[Factor] = []
        self.known: dict[Terms, int] = {}
        self.relations: dict[int, tuple[int, fmpq_mpoly]] = {}
        self.signs = tuple(self._generator_sign(g) for g in self.generators)
        self.built: dict[Node, Product] = {}
        for k, g in enumerate(self.generators):
            self._relate(k, g)
            if isinstance(g, Sym) and self.domain.of(g.name) != "real":
                self._product(g)  # so that what is assumed of it can be said
        for tree in trees:
            self.built[tree] = self._product(tree)

    # -- generators ----------------------------------------------------------------------------------------------------

    def _collect(self, node: Node, found: dict[Node, None]) -> None:
        if node in self.forced:
            found[node] = None
            return
        match node:
            case Num():
                return
            case Sym():
                found[node] = None
            case Neg(of):
                self._collect(of, found)
            case Sum(items) | Prod(items, ""):
                for i in items:
                    self._collect(i, found)
            case Quot(over, under):
                self._collect(over, found)
                self._collect(under, found)
            case Pow(base, exponent) if _whole(exponent) is not None:
                self._collect(base, found)
            case Pow(Const("e"), exponent) if exponent != ONE:
                for kernel, _ in _exponential(exponent):
                    found[kernel] = None
            case _:
                rooted = root_of(node)
                if rooted is not None:
                    self._collect(rooted[0], found)
                found[node] = None

    def _generator_sign(self, node: Node) -> int:
        """2 where it is positive, 1 where it is not negative, else 0."""
        match node:
            case Sym(name):
                return {"positive": 2, "nonnegative": 1}.get(self.domain.of(name), 0)
            case Const("e" | "pi"):
                return 2
            case Pow(Const("e"), _):
                return 0 if self.domain.complex else 2
            case Pow(base, _) if (fraction(base) or 0) > 0:
                return 2
            case Abs():
                return 1
        rooted = root_of(node)
        if rooted is None or self.domain.complex:
            return 0
        under = fraction(rooted[0])
        return 2 if under is not None and under > 0 else 1 if rooted[1] % 2 == 0 else 0

    def _relate(self, k: int, node: Node) -> None:
        """A root to its index is what stands under it; i squared is -1."""
        if node == Const("i"):
            self.relations[k] = (2, self.ring.constant(-1))
        rooted = root_of(node)
        if rooted is not None:
            inside = self._product(rooted[0])
            if all(e > 0 for e in inside.powers.values()):
                self.relations[k] = (rooted[1], self._expanded(inside, rooted[0]))

    # -- products ------------------------------------------------------------------------------------------------------

    def _product(self, node: Node) -> Product:
        if node in self.numbers:
            exponents = tuple(int(k == self.numbers[node]) for k in range(len(self.generators)))
            return Product(Fraction(1), {self._number(self.ring.from_dict({exponents: fmpq(1)})): 1})
        match node:
            case Num(digits):
                return Product(Fraction(digits), {})
            case Neg(of):
                inside = self._product(of)
                return Product(-inside.content, inside.powers)
            case Prod(items, ""):
                out = Product(Fraction(1), {})
                for i in items:
                    out = _multiplied(out, self._product(i), 1)
                return out
            case Quot(over, under):
                below = self._product(under)
                if below.content == 0:
                    raise Unclear
                return _multiplied(self._product(over), below, -1)
            case Pow(base, exponent) if _whole(exponent) is not None:
                e, inside = _whole(exponent), self._product(base)
                assert e is not None
                if inside.content == 0:
                    return Product(Fraction(0 if e > 0 else 1), {})
                bits = (inside.content.numerator * inside.content.denominator).bit_length()
                if abs(inside.content) != 1 and abs(e) * bits > LONGEST_NUMBER:
                    raise _TooLarge(node)
                return Product(inside.content**e, {k: n * e for k, n in inside.powers.items()})
            case Sum():
                return self._sum(node)
            case Pow(Const("e"), exponent):
                out = Product(Fraction(1), {})
                for kernel, n in _exponential(exponent):
                    out = _multiplied(out, self._product(kernel), n)
                return out
        raise Unclear

    def _sum(self, node: Sum) -> Product:
        """The common powers in front, the rest multiplied out and factored."""
        terms = [(tree, p) for tree, p in ((t, self._product(t)) for t in _flat(node)) if p.content != 0]
        if not terms:
            return Product(Fraction(0), {})
        shared = {k: min(p.powers.get(k, 0) for _, p in terms) for k in {k for _, p in terms for k in p.powers}}
        total = self.ring.constant(0)
        for tree, p in terms:
            rest = Product(p.content, {k: p.powers.get(k, 0) - shared[k] for k in shared})
            total = total + self._expanded(rest, tree if tree not in self.numbers else node)
        total = self._reduced(total)
        if total.is_zero():
            return Product(Fraction(0), {})
        return _multiplied(self.factored(total, node), Product(Fraction(1), {k: e for k, e in shared.items() if e}), 1)

    def _expanded(self, product: Product, tree: Node) -> fmpq_mpoly:
        """A product without quotients multiplied out. `tree` is taken for a kernel where that is too much."""
        used = [(self.factors[k], e) for k, e in product.powers.items() if e]
        # A power of one term has one term however high it is.
        terms = prod(comb(len(f.terms) + e - 1, e) if len(f.terms) > 1 else 1 for f, e in used)
        degree = sum(f.polynomial.total_degree() * e for f, e in used)
        if terms > MOST_TERMS or degree > HIGHEST_DEGREE:
            raise _TooLarge(tree.of if isinstance(tree, Neg) else tree)
        out = self.ring.constant(fmpq(product.content.numerator, product.content.denominator))
        for f, e in used:
            out = out * f.polynomial**e
        return self._reduced(out)

    def _reduced(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """With powers of roots worked out."""
        for k, (n, under) in self.relations.items():
            while any(m[k] >= n for m in polynomial.monoms()):
                low = {m: c for m, c in polynomial.to_dict().items() if m[k] < n}
                high = {(*m[:k], m[k] - n, *m[k + 1 :]): c for m, c in polynomial.to_dict().items() if m[k] >= n}
                polynomial = self.ring.from_dict(low) + self.ring.from_dict(high) * under
                if len(polynomial) > MOST_TERMS:
                    raise Unclear
        return polynomial

    def factored(self, polynomial: fmpq_mpoly, tree: Node) -> Product:
        """A polynomial by its irreducible factors. `tree` is what to take for a kernel where that is too much."""
        if len(polynomial) > MOST_TERMS or polynomial.total_degree() > HIGHEST_DEGREE:
            raise _TooLarge(tree)
        content, found = polynomial.factor()
        value = Fraction(int(content.p), int(content.q))
        powers: dict[int, int] = {}
        for f, e in found:
            negative = f.leading_coefficient() < 0
            value *= -1 if negative and e % 2 else 1
            powers[self._number(-f if negative else f)] = int(e)
        return Product(value, powers)

    def _number(self, polynomial: fmpq_mpoly) -> int:
        terms = tuple((tuple(map(int, m)), int(c.p)) for m, c in zip(polynomial.monoms(), polynomial.coeffs(), strict=True))
        if terms not in self.known:
            self.known[terms] = len(self.factors)
            used = tuple(k for k in range(len(self.generators)) if any(m[k] for m, _ in terms))
            pure = all(isinstance(self.generators[k], Sym) for k in used)
            inside = frozenset().union(*(self.inside[k] for k in used)) if used else frozenset()
            sign = self._sign(terms, inside, pure)
            weak, squares = (0, ()) if sign or self.domain.complex else self._squares(terms, pure)
            self.factors.append(Factor(polynomial, terms, used, inside, sign, pure, weak, squares))
        return self.known[terms]

    def _sign(self, terms: Terms, inside: frozenset[str], pure: bool) -> int:
        if not inside:
            return self._sign_of_number(terms)
        if not self.domain.complex:
            return definite(terms, self.signs, pure)
        # Powers of e have no zeros in the complex numbers either.
        alone = len(terms) == 1 and [self.generators[k] for k, e in enumerate(terms[0][0]) if e]
        return 1 if alone and isinstance(alone[0], Pow) and alone[0].base == Const("e") else 0

    def _squares(self, terms: Terms, pure: bool) -> tuple[int, tuple[fmpq_mpoly, ...]]:
        """A polynomial that is never negative (or never positive), and polynomials that all vanish where it does."""
        alike = len(terms) > 1 and len({c > 0 for _, c in terms}) == 1
        if alike and all(not e % 2 or self.signs[k] for m, _ in terms for k, e in enumerate(m)):
            return (1 if terms[0][1] > 0 else -1), tuple(self.ring.from_dict({m: fmpq(1)}) for m, _ in terms)
        used = [k for k in range(len(self.signs)) if any(m[k] for m, _ in terms)]
        found = completed_squares(terms, used) if pure and len(used) > 1 else None
        if found is None:
            return 0, ()
        sign, forms = found
        places = [tuple(int(g == k) for g in range(len(self.signs))) for k in used] + [(0,) * len(self.signs)]
        return sign, tuple(
            self.ring.from_dict({m: fmpq(c.numerator, c.denominator) for m, c in zip(places, form, strict=True) if c}) for form in forms
        )

    def _sign_of_number(self, terms: Terms) -> int:
        for bits in (128, 1000):
            with precision(bits):
                try:
                    values = [None if i else value(g, {}, self.domain) for g, i in zip(self.generators, self.inside, strict=True)]
                    found = evaluated(terms, values)
                except NoValue:
                    raise Unclear from None
                if self.domain.complex:
                    if not found.contains(0):
                        return 1
                elif found > 0 or found < 0:
                    return 1 if found > 0 else -1
        raise Unclear

    def slope(self, k: int, generator: int) -> Terms:
        """The derivative of a factor with respect to a letter that is in none of its kernels, as terms."""
        terms = self.factors[k].terms
        g = generator
        return tuple(((*m[:g], m[g] - 1, *m[g + 1 :]), c * m[g]) for m, c in terms if m[g])


def _exponential(exponent: Node) -> list[tuple[Node, int]]:
    """A power of e as a product of whole powers of others, one for each term of the exponent."""
    out: list[tuple[Node, int]] = []
    for factor, core in rational_terms(exponent):
        whole = factor.numerator
        inside = times(Fraction(1, factor.denominator), core)
        out.append((Const("e") if inside == ONE else Pow(Const("e"), inside), whole))
    return out


def _flat(node: Node) -> list[Node]:
    match node:
        case Sum(terms):
            return [t for term in terms for t in _flat(term)]
        case Neg(Sum(terms)):
            return [Neg(t) for term in terms for t in _flat(term)]
    return [node]


def _multiplied(a: Product, b: Product, e: int) -> Product:
    powers = dict(a.powers)
    for k, n in b.powers.items():
        powers[k] = powers.get(k, 0) + e * n
    return Product(a.content * b.content**e, {k: n for k, n in powers.items() if n})


def _whole(exponent: Node) -> int | None:
    found = fraction(exponent)
    return int(found) if found is not None and found.denominator == 1 else None
