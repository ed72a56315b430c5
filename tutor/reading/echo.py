"""The reader's tree laid out for display, so that what was read can be shown without SymPy."""

from __future__ import annotations

from functools import reduce

from tutor.page.layout import (
    APPLY,
    TIMES,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Space,
    Words,
    fenced,
    listed,
    row,
)  # fmt: skip
from tutor.reading.functions import GREEK
from tutor.reading.syntax import (
    Abs,
    Apply,
    Basis,
    Call,
    Const,
    DerivativeNode,
    Factorial,
    IntegralNode,
    Joined,
    Neg,
    Node,
    Norm,
    Num,
    Pieces,
    PlusMinus,
    Pow,
    Prod,
    Quot,
    Relation,
    Rows,
    Series,
    Sum,
    Sym,
    Tup,
)  # fmt: skip

# The Greek letters by their plain names.
LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ",
    "lamda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_JOINED = {"union": "∪", "intersection": "∩", "without": "∖"}
_SIGNS = {"=": "=", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "!=": "≠", "in": "∈"}
_FENCES = {"(": "(", "[": "[", "{": "{", "<": "⟨", ")": ")", "]": "]", "}": "}", ">": "⟩"}
# How tightly a node holds together: a part looser than its place needs is put in brackets.
_LIST, _SUM, _PRODUCT, _POWER, _ATOM = range(5)


def letter(name: str) -> Layout:
    """A plainly spelled name: `theta`, `R_1`, `x_max`, the differential `dx`."""
    if len(name) > 1 and name[0] == "d" and (len(name) == 2 or name[1:] in LETTERS) and name[1].isalpha():
        return Row((Ident("d"), letter(name[1:])))
    base, _, subscript = name.partition("_")
    ident = Ident(LETTERS.get(base, base), "italic")
    if not subscript:
        return ident
    below: Layout = Number(subscript) if subscript.isdigit() else Ident(LETTERS.get(subscript, subscript), "italic")
    if subscript.isalpha() and len(subscript) > 2 and subscript not in GREEK:
        below = Ident(subscript, "upright")
    return Script(ident, sub=below)


def layout_of(tree: Node) -> Layout:
    """The layout of a tree."""
    return _lay(tree)


def _hold(node: Node) -> int:
    match node:
        case Relation() | Joined():
            return _LIST
        case Tup(_, open):
            return _ATOM if open else _LIST
        case Sum() | Neg() | PlusMinus() | IntegralNode() | Series():
            return _SUM
        case Prod():
            return _PRODUCT
        case Pow() | Quot() | DerivativeNode() | Factorial():
            return _POWER
        case Num(digits) if "e" in digits.lower():
            return _PRODUCT
    return _ATOM


def _at(node: Node, least: int) -> Layout:
    """The layout, in brackets where the node holds together less than it must."""
    return _lay(node) if _hold(node) >= least else fenced(_lay(node))


def _lay(node: Node) -> Layout:
    match node:
        case Num(digits):
            return _numeral(digits)
        case Sym(name):
            return letter(name)
        case Const(name):
            return {"e": Ident("e"), "pi": Ident("π"), "oo": Ident("∞", "upright"), "i": Ident("i")}[name]
        case Basis(name):
            return Ident(name, "bold")
        case Neg(of):
            return row(Operator("−", "prefix"), _at(of, _PRODUCT))
        case PlusMinus(of, flipped):
            return row(Operator("∓" if flipped else "±", "prefix"), _at(of, _PRODUCT))
        case Sum(terms):
            return _sum(terms)
        case Prod(factors):
            return _product(factors)
        case Quot(over, under):
            return Fraction(_lay(over), _lay(under))
        case Pow(base, exponent):
            return _power(base, exponent)
        case Factorial(of):
            return row(_at(of, _ATOM), Operator("!", "postfix"))
        case Abs(of):
            return Fenced("|", _lay(of), "|")
        case Norm(of):
            return Fenced("‖", _lay(of), "‖")
        case Call(function, args):
            return _call(function, args)
        case Apply():
            return _application(node)
        case Relation(items, signs):
            out: list[Layout] = [_at(items[0], _SUM)]
            for sign, item in zip(signs, items[1:], strict=True):
                out += [Operator(_SIGNS[sign], "relation"), _at(item, _SUM)]
            return row(*out)
        case Tup(items, open, close):
            inside = listed(tuple(_lay(item) for item in items))
            return Fenced(_FENCES[open], inside, _FENCES[close]) if open else inside
        case Pieces(values, conditions):
            ends = (Words("otherwise") if c is None else row(Words("if "), _lay(c)) for c in conditions)
            return Grid(tuple(zip(map(_lay, values), ends, strict=True)), "{", "")
        case Rows(rows):
            return Grid(tuple(tuple(_lay(e) for e in r) for r in rows))
        case Joined(word, items):
            between: Layout = Operator(_JOINED[word]) if word in _JOINED else Words(f" {word} ")
            laid = [fenced(_lay(i)) if word in _JOINED and isinstance(i, Joined) else _lay(i) for i in items]
            return row(*reduce(lambda done, item: [*done, between, item], laid[1:], [laid[0]]))
        case IntegralNode():
            return _integral(node)
        case Series():
            return _series(node)
        case DerivativeNode():
            return _derivative(node)


def _numeral(digits: str) -> Layout:
    """A numeral; 2e-3 as 2 times a power of ten."""
    mantissa, mark, exponent = digits.lower().partition("e")
    if not mark:
        return Number(digits if digits[0] != "." else f"0{digits}")
    sign = (Operator("−", "prefix"),) if exponent.startswith("-") else ()
    return row(Number(mantissa), Operator("×"), Script(Number("10"), sup=row(*sign, Number(exponent.lstrip("+-0") or "0"))))


def _sum(terms: tuple[Node, ...]) -> Layout:
    out: list[Layout] = []
    for k, term in enumerate(terms):
        match term:
            case Neg(of) if k:
                out += [Operator("−"), _at(of, _PRODUCT)]
            case PlusMinus(of, flipped) if k:
                out += [Operator("∓" if flipped else "±"), _at(of, _PRODUCT)]
            case _:
                out += [Operator("+")] if k else []
                out.append(_at(term, _PRODUCT) if k or not isinstance(term, Neg) else _lay(term))
    return row(*out)


def _product(factors: tuple[Node, ...]) -> Layout:
    """Factors side by side, with a dot where two numerals or a numeral and a fraction would run together."""
    out: list[Layout] = []
    for k, factor in enumerate(factors):
        if k:
            out.append(Operator("·") if _needs_dot(factors[k - 1], factor) else TIMES)
        out.append(_at(factor, _POWER) if not (isinstance(factor, Prod) and k) else fenced(_lay(factor)))
    return row(*out)


def _needs_dot(left: Node, right: Node) -> bool:
    first = right.base if isinstance(right, Pow) else right
    if isinstance(first, Num):
        return True
    return isinstance(left, Num | Quot | Factorial) and isinstance(first, Quot)


def _power(base: Node, exponent: Node) -> Layout:
    """A power; of a function, the exponent stands at its name: sin²(x)."""
    match base:
        case Call(function, (argument,)) if function in _SCRIPTED and isinstance(exponent, Num):
            return Row((Script(FunctionName(_shown(function)), sup=_lay(exponent)), APPLY, _argument(argument)))
    # A root has its own bar and an absolute value its own fences; any other call is bracketed: (arcsin(x))^2.
    bracketed = isinstance(base, Call) and base.function not in ("sqrt", "abs", "norm")
    return Script(fenced(_lay(base)) if bracketed else _at(base, _ATOM), sup=_lay(exponent))


_SCRIPTED = frozenset(["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "ln"])


def _shown(function: str) -> str:
    """The printed name: arcsin for asin, arsinh for asinh."""
    if function.startswith("a") and function[1:] in _SCRIPTED:
        return ("ar" if function.endswith("h") else "arc") + function[1:]
    return {"sign": "sgn"}.get(function, function)


def _argument(argument: Node) -> Layout:
    return fenced(_lay(argument))


def _call(function: str, args: tuple[Node, ...]) -> Layout:
    match function, args:
        case "sqrt", (of,):
            return Root(_lay(of))
        case "cbrt", (of,):
            return Root(_lay(of), Number("3"))
        case "root", (of, index):
            return Root(_lay(of), _lay(index))
        case "abs", (of,):
            return Fenced("|", _lay(of), "|")
        case "norm", (of,):
            return Fenced("‖", _lay(of), "‖")
        case "exp", (of,):
            return Script(Ident("e"), sup=_lay(of))
        case "factorial", (of,):
            return row(_at(of, _ATOM), Operator("!", "postfix"))
        case "binomial", (n, k):
            return Grid(((_lay(n),), (_lay(k),)), "(", ")")
        case "log", (of, base):
            return Row((Script(FunctionName("log"), sub=_lay(base)), APPLY, _argument(of)))
    return Row((FunctionName(_shown(function)), APPLY, fenced(listed(tuple(_lay(a) for a in args)))))


def _application(node: Apply) -> Layout:
    head = letter(node.function)
    if node.primes:
        head = Script(head, sup=row(*(Operator("′", "postfix"),) * node.primes))
    elif node.slots:
        head = Script(head, sub=row(*(letter(s) for s in node.slots)))
    return Row((head, APPLY, fenced(listed(tuple(_lay(a) for a in node.args)))))


def _integral(node: IntegralNode) -> Layout:
    below = _lay(node.lower) if node.lower is not None else None
    above = _lay(node.upper) if node.upper is not None else None
    sign = BigOperator(Operator("∫"), below, above)
    inner = _lay(node.integrand) if isinstance(node.integrand, IntegralNode) else _at(node.integrand, _PRODUCT)
    return row(sign, inner, Space("thin"), Ident("d"), letter(node.variable))


def _series(node: Series) -> Layout:
    sign = Operator("∑" if node.word == "sum" else "∏")
    below = row(letter(node.index), Operator("=", "relation"), _lay(node.lower))
    return row(BigOperator(sign, below, _lay(node.upper), limits=True), _at(node.term, _PRODUCT))


def _derivative(node: DerivativeNode) -> Layout:
    if node.primes:
        return Script(letter(node.of), sup=row(*(Operator("′", "postfix"),) * node.primes))
    d: Layout = Ident("d")
    n = len(node.by)
    top = Script(d, sup=Number(str(n))) if n > 1 else d
    under: list[Layout] = []
    for name in dict.fromkeys(node.by):
        times = node.by.count(name)
        under += [d, Script(letter(name), sup=Number(str(times))) if times > 1 else letter(name)]
    return Fraction(row(top, letter(node.of)), row(*under))
