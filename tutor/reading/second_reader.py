"""latex2sympy2 behind our own reader, for LaTeX that it does not know: in a process of its own, its reading never trusted.

It keeps state after a failure, may run for ever and is rid of neither by an exception: so each text gets a fresh process
with limits of time and memory. What comes back is a tree of names, rebuilt here by a fixed table as a tree of our own, which
goes through the same limits as any other, and is only asked about: it never decides.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from tutor.errors import Unreadable
from tutor.printing.notation.text import text
from tutor.reading import limits
from tutor.reading.characters import unreadable
from tutor.reading.echo import layout_of
from tutor.reading.functions import GREEK
from tutor.reading.syntax import Abs, Call, Const, Factorial, IntegralNode, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym

# Starting the interpreter, SymPy and the ANTLR grammar takes about 0.7 s, twice that on a busy machine.
SECONDS = 5.0
# SymPy and ANTLR need 150 MB of address space; a bomb needs gigabytes.
MEGABYTES = 1024

# What the child does: it says the tree as nested lists [head, arg, ...]. All checks are made on this side.
# A limit that is lower already stays.
ABSENT = 77  # its exit status where latex2sympy2 cannot be imported: not installed, or (its ANTLR) not for this Python
_CHILD = f"""
import json, resource, sys
for kind, most in ((resource.RLIMIT_AS, {MEGABYTES} << 20), (resource.RLIMIT_CPU, {int(SECONDS)}), (resource.RLIMIT_FSIZE, 0)):
    resource.setrlimit(kind, (min([most, *(v for v in resource.getrlimit(kind) if v != resource.RLIM_INFINITY)]),) * 2)
text = sys.stdin.read()
try:
    from latex2sympy2 import latex2sympy
except ImportError:
    sys.exit({ABSENT})
def said(e):
    if e.is_Symbol: return ["Symbol", e.name]
    if e.is_Rational: return ["Rational", str(e.p), str(e.q)]
    if e.is_Float: return ["Float", str(e)]
    return [type(e).__name__, *map(said, e.args)]
print(json.dumps(said(latex2sympy(text))))
"""

_CALLS = {
    **{name: name for name in (
        "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "asec", "acsc", "acot", "sinh", "cosh", "tanh",
        "sech", "csch", "coth", "asinh", "acosh", "atanh", "floor", "binomial",
    )},
    "ceiling": "ceil", "Max": "max", "Min": "min",
}  # fmt: skip
_CONSTANTS = {"Exp1": "e", "Pi": "pi", "Infinity": "oo"}
_NAME = re.compile(r"(?:\\(?P<greek>[A-Za-z]+)|(?P<letter>[A-Za-z]))(?:_\{?(?P<index>[A-Za-z0-9]{1,8})\}?)?")
# It solves an equation instead of reading it: x = 1 comes back as 1.
_RELATION = re.compile(r"[=<>]|\\(?:le|ge|ne|lt|gt|leq|geq|neq)(?![a-z])")

# Its bare logarithm has base 10, ours is natural.
_BARE_LOG = re.compile(r"\\log(?!\s*_)")


def questioned(error: Unreadable, latex: str) -> Unreadable:
    """Our reader's error, with the second reading as a question where there is one: nothing is ever solved from it."""
    try:
        tree = second_reading(latex)
    except Absent as absent:
        return Unreadable(error.message, hint=f"{error.hint} {absent.message}" if error.hint else absent.message, place=error.place)
    except Unreadable:
        return error
    asked = f"Did you mean {text(layout_of(tree))}? Then write it so."
    return Unreadable(error.message, hint=f"{asked} {error.hint}" if error.hint else asked, place=error.place)


def second_reading(latex: str, seconds: float = SECONDS) -> Node:
    """What latex2sympy2 makes of an expression.

    Raises Unreadable where it fails or takes too long, for equations and bare logarithms, and where its answer holds anything
    but sums, products, powers, known functions and integrals.
    """
    limits.check_length(latex)
    failed = unreadable(latex, "This LaTeX cannot be read.", 0, len(latex))
    if _RELATION.search(latex) or _BARE_LOG.search(latex):
        raise failed
    try:
        done = subprocess.run(  # noqa: S603 - our own program text; the student's text goes in as data
            [sys.executable, "-I", "-c", _CHILD],
            input=latex.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise failed from None
    except OSError:  # there are no processes in a browser
        raise Absent("There is no second reading of it: no process can be started here.", place=failed.place) from None
    if done.returncode == ABSENT:
        raise Absent("There is no second reading of it: latex2sympy2 cannot be loaded here.", place=failed.place)
    if done.returncode != 0:
        raise failed
    try:
        tree = _node(json.loads(done.stdout), 0, (0, len(latex)))
    except (_NotInTable, ValueError):
        raise failed from None
    limits.check(latex, tree)
    return tree


class Absent(Unreadable):
    """The second reader cannot be loaded: there is nothing that it could say."""


class _NotInTable(Exception):
    """The child said something that is not in the table."""


def _node(said: object, depth: int, place: tuple[int, int]) -> Node:
    """The child's lists as a tree of our own; every node stands at the same place, the whole text."""
    if depth > limits.MAX_DEPTH or not isinstance(said, list) or not said or not all(isinstance(s, str | list) for s in said):
        raise _NotInTable
    head, rest = said[0], said[1:]
    match head, rest:
        case "Symbol", [str(name)]:
            return Sym(_plain(name), *place)
        case "Rational", [str(p), str(q)]:
            return _rational(p, q, place)
        case "Float", [str(digits)] if len(digits) <= limits.MAX_DIGITS and re.fullmatch(r"\d+\.\d*", digits):
            return Num(digits, *place)
        case "Integral", [integrand, ["Tuple", ["Symbol", str(name)], *bounds]] if len(bounds) in (0, 2):
            low, high = (_node(b, depth + 1, place) for b in bounds) if bounds else (None, None)
            return IntegralNode(_node(integrand, depth + 1, place), _plain(name), low, high, *place)
        case str(constant), [] if constant in _CONSTANTS:
            return Const(_CONSTANTS[constant], *place)
        case "NegativeInfinity", []:
            return Neg(Const("oo", *place), *place)
    args = tuple(_node(part, depth + 1, place) for part in rest)
    match head, args:
        case "Add", (_, _, *_):
            return Sum(args, *place)
        case "Mul", (_, _, *_):
            return _product(args, place)
        case "Pow", (base, exponent):
            return Pow(base, exponent, *place)
        case "exp", (exponent,):
            return Pow(Const("e", *place), exponent, *place)
        case "log", (_,):
            return Call("ln", args, *place)
        case "log", (of, base):
            return Call("ln", (of,), *place) if base == Const("e") else Call("log", args, *place)
        case "Abs", (of,):
            return Abs(of, *place)
        case "factorial", (of,):
            return Factorial(of, *place)
        case str(function), (_, *_) if function in _CALLS:
            return Call(_CALLS[function], args, *place)
    raise _NotInTable


def _product(factors: tuple[Node, ...], place: tuple[int, int]) -> Node:
    """Factors; those to the power -1 make one denominator."""
    minus_one = Neg(Num("1"))
    over = [f for f in factors if not (isinstance(f, Pow) and f.exponent == minus_one)]
    under = [f.base for f in factors if isinstance(f, Pow) and f.exponent == minus_one]
    top = _one(over, place) if over else Num("1", *place)
    return Quot(top, _one(under, place), *place) if under else top


def _one(factors: list[Node], place: tuple[int, int]) -> Node:
    return factors[0] if len(factors) == 1 else Prod(tuple(factors), "", *place)


def _rational(p: str, q: str, place: tuple[int, int]) -> Node:
    digits = p.removeprefix("-")
    if not (digits.isdigit() and q.isdigit() and len(p) <= limits.MAX_DIGITS and len(q) <= limits.MAX_DIGITS):
        raise _NotInTable
    made: Node = Num(digits, *place) if q == "1" else Quot(Num(digits, *place), Num(q, *place), *place)
    return Neg(made, *place) if p.startswith("-") else made


def _plain(name: str) -> str:
    """The plain name of its symbol: `x_{1}` is x_1, `\\lambda` is lamda. A mark on a letter, `\\overline{y}`, is no name."""
    found = _NAME.fullmatch(name)
    if found is None or (found["greek"] and found["greek"] not in GREEK):
        raise _NotInTable
    base = GREEK[found["greek"]] if found["greek"] else found["letter"]
    return f"{base}_{found['index']}" if found["index"] else base
