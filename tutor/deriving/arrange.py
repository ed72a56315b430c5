"""The order in which a teacher writes terms and factors: 6xy, not y*6*x; 9 - x^2, not -x^2 + 9.

SymPy's evaluated trees are sorted for the machine. `Arranger` rebuilds one as a held tree in the order of a textbook:
numbers, constants, letters, powers of variables, brackets, exponentials, functions; sums of powers by falling degree,
a positive term first where there is one. A sum that the problem itself contains is written as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Function,
    Integer,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    Tuple,
    atan,
    cos,
    cosh,
    cot,
    csc,
    exp,
    preorder_traversal,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.polys.rootoftools import ComplexRootOf

from tutor.model import Problem
from tutor.shown import Grounds
from tutor.trees import tree
from tutor.trees.heads import Diff, Equation, Inert, Int, Lim, MatrixOf, Name, Slot, Vector

# Within a product, functions of the same argument stand in this order: sec x tan x, sin x cos y.
FUNCTION_ORDER = ("sin", "cos", "sec", "csc", "tan", "cot", "sinh", "cosh", "sech", "csch", "tanh", "coth")

ODD, EVEN = (sin, tan, csc, cot, sinh, tanh, atan), (cos, sec, cosh, sech, Abs)


CURVED = ("rho", "r", "phi", "theta")  # letters of coordinates that an integral over a region may be taken in


def positive(letter: Symbol) -> Symbol:
    """The same letter where it runs through positive values only, as a variable of integration may."""
    return Symbol(letter.name, positive=True)


class Arranger:
    """Arranges trees for one problem, whose variables give the alphabet and whose own sums keep their spelling."""

    def __init__(self, variables: Iterable[Symbol] = (), typed: Iterable[Basic] = ()) -> None:
        listed = tuple(variables)
        self.rank: Mapping[Basic, int] = {w: k for k, v in enumerate(listed) for w in (v, positive(v))}
        self.count = len(listed)
        self.spelling: dict[Basic, Expr] = {}
        self._seen: dict[Basic, Expr] = {}
        self._throughout: dict[Basic, Basic] = {}
        self.appearance: dict[Basic, int] = {}
        for expr in typed:
            self._learn(expr)

    def _learn(self, expr: Basic) -> None:
        if isinstance(expr, Symbol):
            self.appearance.setdefault(expr, len(self.appearance))
        for arg in expr.args:
            self._learn(arg)
        if isinstance(expr, Add):
            value = tree.evaluated(expr)
            if isinstance(value, Add) and len(value.args) == len(tree.terms(expr)):
                self.spelling.setdefault(value, expr)

    def light(self, expr: Basic) -> Basic:
        """Numbers multiplied out and ones and zeros gone, the order of a sum kept; nothing is factored or expanded."""
        if isinstance(expr, Vector | MatrixOf | Equation):
            return self._entries(expr, self.light)
        if isinstance(expr, Add):
            values = [t for term in tree.terms(expr) for t in Add.make_args(tree.evaluated(term)) if t is not S.Zero]
            merged = tree.evaluated(Add(*values, evaluate=False)) if len(values) > 1 else None
            if isinstance(merged, Add) and len(merged.args) == len(values):
                return self.spelling.get(merged) or tree.total(*self._begun(values))
        return self(tree.evaluated(expr))

    def _entries(self, grid: Vector | MatrixOf | Equation, do: object) -> Basic:
        if isinstance(grid, Equation):
            return Equation(do(grid.left), do(grid.right), grid.divided_by)  # type: ignore[operator]
        if isinstance(grid, Vector):
            return Vector(*(do(a) for a in grid.args))  # type: ignore[operator]
        return MatrixOf(*([do(e) for e in r] for r in grid.rows))  # type: ignore[operator]

    def __call__(self, expr: Basic) -> Expr:
        """An evaluated tree as a held tree in a teacher's order."""
        found = self._seen.get(expr)
        if found is None:
            found = self._seen[expr] = self._arranged(expr)
        return found

    def unless_typed(self, expr: Basic) -> Basic:
        """The same where it stands as SymPy has it, a number or a minus in front: 2x - 2, not -2 + 2x; else as it is."""
        if isinstance(expr, Equation):
            return Equation(self.unless_typed(expr.left), self.unless_typed(expr.right), expr.divided_by)
        if isinstance(expr, Int):
            return tree.rebuild(expr, (self.unless_typed(expr.expr), *expr.args[1:]))
        backwards = any(isinstance(a, Add) and (a.args[0].is_Number or _negative(a.args[0])) for a in preorder_traversal(expr))
        return self(expr) if backwards and expr == tree.evaluated(expr) else expr

    def throughout(self, value: Any) -> Any:
        """The same for every formula in the variables in tuples, lists and mappings; of a line one writes 1 + t."""
        match value:
            case Basic():
                found = self._throughout.get(value)
                if found is None:
                    found = self._throughout[value] = self._all_of(value)
                return found
            case tuple() | list():
                return type(value)(map(self.throughout, value)) if type(value) in (tuple, list) else value
            case Mapping():
                return {name: self.throughout(v) for name, v in value.items()}
            case Grounds() if is_dataclass(value):
                return replace(value, **{f.name: self.throughout(getattr(value, f.name)) for f in fields(value)})
        return value

    def _all_of(self, value: Basic) -> Basic:
        match value:
            case Relational() | Tuple() | Diff() | Lim() | Name():
                return tree.rebuild(value, tuple(map(self.throughout, value.args)))
            case Expr() | Equation():
                return self.unless_typed(value) if value.free_symbols <= self.rank.keys() else value
        return value

    def _arranged(self, expr: Basic) -> Expr:
        match expr:
            case Vector() | MatrixOf() | Equation():
                return self._entries(expr, self)
            case Add():
                spelled = self.spelling.get(expr)
                return spelled if spelled is not None else self._sum(expr)
            case Mul():
                return self._product(expr)
            case Pow(args=(base, n)) if isinstance(n, Rational) and n.is_negative:
                return tree.power(self(base ** (-n)), -1) if n != -1 else tree.power(self(base), -1)
            case exp() if _over_e(expr):
                return tree.power(self(1 / expr), -1)
            case Pow() | Function() if self._turned(expr):
                return self._factor(expr) if self._sign(expr) > 0 else tree.negative(self._factor(expr))
            case Pow(args=(base, n)) if n.is_even and base not in self.spelling and -base in self.spelling:
                return tree.power(self.spelling[-base], n)
            case Slot():
                return Slot(self(expr.applied), expr.slots, expr.names)
            case Pow() | Function():
                return tree.rebuild(expr, tuple(self(a) for a in expr.args))
        return expr

    def _sum(self, expr: Add) -> Expr:
        integrals = all(isinstance(t, Int) for t in expr.args)  # the pieces of a region, in the order in which they are described
        ordered = expr.args if integrals else sorted(expr.args, key=self._term_key)
        if not integrals and self._rises(ordered):
            ordered = ordered[::-1]
        return tree.total(*self._begun(ordered))

    def _begun(self, ordered: Sequence[Expr]) -> list[Expr]:
        """The terms arranged, a positive one first where it takes no power out of its place: -3x^2 + 2x - 2 stays."""
        terms = [self(t) for t in ordered]
        falls = len(terms) > 2 and self._in_one_letter(ordered) and list(ordered) == sorted(ordered, key=self._term_key)
        return terms if falls else _positive_first(terms)

    def _rises(self, ordered: Sequence[Expr]) -> bool:
        """Whether a polynomial in one letter, sorted by falling degree, begins with a minus and does not end with one: 3 - 2x - x^2."""
        return self._in_one_letter(ordered) and _negative(ordered[0]) and not _negative(ordered[-1])

    def _in_one_letter(self, terms: Sequence[Expr]) -> bool:
        letters = {s for t in terms for s in t.free_symbols}
        return len(letters) == 1 and letters <= self.rank.keys() and all(t.is_polynomial(*letters) and not t.has(Add) for t in terms)

    def _term_key(self, term: Expr) -> tuple[object, ...]:
        powers = [0] * self.count
        others: list[str] = []
        further = 0  # the degree in letters that are no variables: λ² + 2λ
        for f in Mul.make_args(term):
            base, n = f.as_base_exp()
            if base in self.rank and n.is_Integer and n > 0:
                powers[self.rank[base]] += int(n)
            elif not f.is_Number:
                others.append(tree.spelled(f))
                further += int(n) if base.is_Symbol and not base.is_integer and n.is_Integer and n > 0 else 0
        degree = sum(powers)
        slots = sorted(_slot_key(f) for f in Mul.make_args(term) if isinstance(f, Slot))
        if slots:
            return (2, slots, degree, [-p for p in powers], others)
        plain = all(not (f.free_symbols & self.rank.keys()) for f in Mul.make_args(term) if f.as_base_exp()[0] not in self.rank)
        if plain and all(f.as_base_exp()[1].is_positive for f in Mul.make_args(term) if f.as_base_exp()[0] in self.rank):
            return (0, -degree, [-p for p in powers], -further, others)
        return (1, degree, [-p for p in powers], others)

    def _product(self, expr: Mul) -> Expr:
        coefficient, rest = expr.as_coeff_Mul()
        over: list[Expr] = []
        under: list[Expr] = []
        sign = 1
        if isinstance(coefficient, Rational):
            sign = -1 if coefficient < 0 else 1
            if abs(coefficient.p) != 1:
                over.append(Integer(abs(coefficient.p)))
            if coefficient.q != 1:
                under.append(Integer(coefficient.q))
        else:
            over.append(coefficient)
        for f in Mul.make_args(rest):
            base, n = f.args if isinstance(f, Pow) else (f, S.One)
            if isinstance(n, Rational) and n.is_negative:
                under.append(base ** (-n))
            elif _over_e(f):
                under.append(1 / f)
            else:
                over.append(f)
        for f in (*over, *under):
            sign *= self._sign(f)
        if sign < 0:
            over, sign = self._sign_inside(over, bool(under))
        top = []
        for f in sorted(over, key=self._factor_key):
            turn, held = self._positive(f)
            sign *= turn
            top.append(held)
        if sign < 0:
            if top and top[0].is_Integer:
                top[0] = -top[0]
            else:
                top.insert(0, S.NegativeOne)
        if not under:
            return tree.product(*top)
        bottom = tree.power(tree.product(*(self._factor(f) for f in sorted(under, key=self._factor_key))), -1)
        if not top or top == [S.NegativeOne]:
            return tree.product(*top, bottom)
        return tree.product(*top, bottom)

    def _sign_inside(self, factors: list[Expr], over_line: bool) -> tuple[list[Expr], int]:
        """A minus sign taken into a sum: -xy(x + y - 12) is xy(12 - x - y), and above a line -(a - b)/c is (b - a)/c."""
        for k, f in enumerate(factors):
            if not isinstance(f, Add) or f in self.spelling:
                continue
            mixed = 0 < sum(map(_negative, f.args)) < len(f.args)
            difference = over_line and mixed and (len(f.args) == 2 or not f.as_coeff_Add()[0])
            less_number = sum(not g.is_Number for g in factors) > 1 and f.as_coeff_Add()[0].is_negative
            if difference or less_number or -f in self.spelling:
                return [*factors[:k], Add(*(-t for t in f.args)), *factors[k + 1 :]], 1
        return factors, -1

    def _turned(self, f: Expr) -> bool:
        """Whether a function, or a power of one, has the argument that was typed with its signs changed: sin(2t - x) for sin(x - 2t)."""
        base = f.args[0] if isinstance(f, Pow) else f
        if not isinstance(base, ODD + EVEN) or not isinstance(base.args[0], Add) or (isinstance(f, Pow) and not f.args[1].is_Integer):
            return False
        return base.args[0] not in self.spelling and -base.args[0] in self.spelling

    def _sign(self, f: Expr) -> int:
        """What changing those signs costs: a minus for an odd function."""
        if not self._turned(f):
            return 1
        base, n = (f.args[0], int(f.args[1])) if isinstance(f, Pow) else (f, 1)
        return -1 if isinstance(base, ODD) and n % 2 else 1

    def _factor(self, f: Expr) -> Expr:
        """A factor in a teacher's order, without that minus."""
        if not self._turned(f):
            return self(f)
        base = f.args[0] if isinstance(f, Pow) else f
        typed = tree.rebuild(base, (self.spelling[-base.args[0]],))
        return tree.power(typed, f.args[1]) if isinstance(f, Pow) else typed

    def _positive(self, f: Expr) -> tuple[int, Expr]:
        """A factor without the sign that all terms of a sum share: -(a + b) for the bracket (-a - b)."""
        held = self._factor(f)
        if isinstance(f, Add) and f not in self.spelling and all(map(_negative, tree.terms(held))):
            return -1, self(-f)
        return 1, held

    def _factor_key(self, f: Expr) -> tuple[object, ...]:
        base, n = f.as_base_exp() if not isinstance(f, exp) else (f, S.One)
        order = min((self.rank.get(s, 99) for s in tree.free(f)), default=-1)
        name = tree.spelled(base)
        if f.is_Number:
            group = 0
        elif not f.free_symbols:
            group = 5 if isinstance(f, Add) else 8 if isinstance(base, Function) and not isinstance(f, exp) else 1
        elif isinstance(base, Symbol):
            group = (2 if base not in self.rank else 3) if n.is_Integer else 4 if n.is_number else 7
            if base not in self.rank:
                order = self.appearance.get(base, 99)  # constants as the problem has them: n R T
        elif isinstance(base, Slot):
            return (11, *_slot_key(base), tree.spelled(n))
        elif isinstance(base, (AppliedUndef, Abs)):
            group = 5
        elif isinstance(base, Add):
            group = 6 if all(a.is_polynomial() for a in base.args) else 9
        elif isinstance(f, exp) or (isinstance(f, Pow) and f.exp.free_symbols):
            group = 7
        elif (isinstance(base, Inert) and base.is_goal) or isinstance(base, Vector):
            group = 10
        else:
            group = 8
            kind = type(base).__name__
            letter = min((s.name for s in f.free_symbols if s not in self.rank), default="")  # cos u sin v, as sin u cos v
            name = f"{letter} {FUNCTION_ORDER.index(kind) if kind in FUNCTION_ORDER else 50:02d}{name}"
        return (group, order, name, tree.spelled(n))


def _slot_key(slot: Slot) -> tuple[object, ...]:
    """f_xx before f_xy before f_x, and functions of several letters before those of one."""
    return (-len(slot.applied.args), -len(slot.slots), str(slot.applied.func), slot.slots, tree.spelled(slot.applied))


def _over_e(f: Expr) -> bool:
    """Whether a factor is e to a negative whole number: 4/e^2, as one writes a number."""
    return isinstance(f, exp) and bool(f.args[0].is_Integer and f.args[0].is_negative)


def _negative(term: Expr) -> bool:
    first = term.args[0] if isinstance(term, Mul) else term
    return bool(first.is_Number and first.is_negative)


def _positive_first(terms: list[Expr]) -> list[Expr]:
    """The first positive term moved to the front where the sum would start with a minus."""
    if not _negative(terms[0]):
        return terms
    k = next((k for k, t in enumerate(terms) if not _negative(t)), 0)
    return [terms[k], *terms[:k], *terms[k + 1 :]]


def in_order(value: Basic) -> Basic:
    """A number, or the numbers of a point, as a teacher writes them: 1/e, not e^(-1). Anything else as it is."""
    if isinstance(value, Tuple):
        return Tuple(*map(in_order, value.args))
    number = isinstance(value, Expr) and value.is_number and not value.is_Number and not value.has(Inert, ComplexRootOf)
    return Arranger()(value) if number and value == tree.evaluated(value) else value


def arranger(problem: Problem) -> Arranger:
    """For a problem: its variables' order, and its own expressions as typed."""
    out: list[Basic] = []

    def collect(value: object) -> None:
        if isinstance(value, Basic):
            out.append(value)
        elif isinstance(value, Mapping):
            for v in value.values():
                collect(v)
        elif isinstance(value, tuple | list):
            for v in value:
                collect(v)

    collect(problem.given)
    variables = (*problem.given.get("inner", ()), *problem.variables)
    if not {"region", "limits", "integrals"} & problem.given.keys():
        return Arranger(variables, out)
    signs = {v: positive(v) for v in problem.variables}
    turned = [Symbol(n, real=True) for n in CURVED if n not in {v.name for v in variables}]
    return Arranger((*variables, *turned), (*out, *(tree.substitute(e, signs) for e in out)))
