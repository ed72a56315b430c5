"""Equations in a function and its derivatives: u_xx + u_yy = 0, u_t = k Δu, u_x = v_y."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tutor.frozen import dataclass
from tutor.reading import syntax
from tutor.reading.functions import FUNCTION_LETTERS, GREEK

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

LAPLACE, PRIME = "Delta", "prime"
UNSPECIFIED = FUNCTION_LETTERS | {"phi", "psi"}
_ANGLES = ("theta", "phi", "rho")
_NABLA = re.compile(r"\\nabla\s*\^\s*(?:2|\{\s*2\s*\})|∇\s*(?:²|\^\s*2)|Δ|\\triangle(?![A-Za-z])")
# u_{\theta\theta}, u_rtheta: too long for a subscript
_BY_ANGLE = re.compile(r"(?<![A-Za-z])(\\?[A-Za-z]+)_\{?((?:\\?(?:theta|phi|rho)|[a-z]){1,4})\}?(?![A-Za-z])")
_RUN = re.compile(r"(?<![A-Za-z])([A-Za-z])_([a-z]{2,4})(?![A-Za-z])")  # u_xx, whatever else is LaTeX beside it
_LETTER = re.compile(r"\\?(theta|phi|rho)|[a-z]")
_APPLIED = re.compile(r"(?<![A-Za-z\\])\\?([A-Za-z]+)\s*(?:\\left)?\s*\(")


@dataclass(frozen=True, slots=True)
class Differential:
    """Equations with a plain letter for each derivative, and what such a letter stands for: a function and the variables in order."""

    equations: tuple[syntax.Relation, ...]
    derivatives: Mapping[str, tuple[str, tuple[str, ...]]]

    def by(self) -> set[str]:
        """The variables by which something is differentiated."""
        return {v for _, order in self.derivatives.values() for v in order} - {LAPLACE, PRIME}

    def letters(self) -> Iterator[str]:
        """The other letters of the equations."""
        for equation in self.equations:
            for node in syntax.walk(equation):
                if isinstance(node, syntax.Sym) and node.name not in self.derivatives:
                    yield node.name


def differential(found: Fields, value: object, name: str) -> Differential:
    """The equations of a field. Errors: `Invalid` where it is not seen which letters are functions."""
    nodes: list[syntax.Node] = []
    for text in value if isinstance(value, list) else [value]:
        node = found.math(_spelled(found.text(text, name)), name)
        nodes += node.items if isinstance(node, syntax.Tup | syntax.Joined) else (node,)
    functions = found.solutions or set(_bases(nodes))
    if not found.solutions and len(functions) != 1:
        raise found.record.wrong("it is not sure which letter is the function", name, "Name it in the field function: u = x^2 - y^2.")
    strange = sorted(set(_bases(nodes)) - functions)
    if strange:
        raise found.record.wrong(f"nothing says what the function {strange[0]} is", name)
    derivatives: dict[str, tuple[str, tuple[str, ...]]] = {}
    equations = [_replaced(node, functions, derivatives) for node in nodes]
    if not derivatives or not all(isinstance(e, syntax.Relation) and e.signs == ("=",) for e in equations):
        raise found.record.wrong("expected an equation in derivatives, such as u_xx + u_yy = 0", name)
    if not found.solutions:
        found.letter = next(iter(functions))
    return Differential(tuple(e for e in equations if isinstance(e, syntax.Relation)), derivatives)


def unspecified(text: str, declared: Iterable[str]) -> frozenset[str]:
    """The letters f, g, .. that are applied to something in a formula: f(x - c t)."""
    right = text.rpartition("=")[2]
    names = {GREEK.get(n, n) for n in _APPLIED.findall(right)}
    return frozenset(names & UNSPECIFIED - set(declared))


def _spelled(text: str) -> str:
    """With Δ for the square of ∇, derivatives by angles as fractions, and the letters of a subscript together."""
    text = _NABLA.sub(r"\\Delta ", text)
    text = _BY_ANGLE.sub(lambda m: _fraction(m) if any(a in m[2] for a in _ANGLES) else m[0], text)
    return _RUN.sub(r"\1_{\2}", text)


def _fraction(found: re.Match[str]) -> str:
    by = [f"\\{m[1]}" if m[1] else m[0] for m in _LETTER.finditer(found[2])]
    order = f"^{len(by)}" if len(by) > 1 else ""
    under = " ".join(f"\\partial {v}" for v in by)
    return rf"\frac{{\partial{order} {found[1]}}}{{{under}}}"


def _bases(nodes: Iterable[syntax.Node]) -> Iterator[str]:
    """The letters that stand with derivatives."""
    for node in (n for whole in nodes for n in syntax.walk(whole)):
        match node:
            case syntax.DerivativeNode(of=letter) | syntax.Apply(function=letter):
                yield letter
            case syntax.Sym(name=name) if (parts := _subscript(name)) is not None:
                yield parts[0]
            case syntax.Prod(factors=factors):
                for first, second in pairwise(factors):
                    if first == syntax.Sym(LAPLACE) and isinstance(second, syntax.Sym):
                        yield second.name


def _subscript(name: str, capital: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """u and (x, x) for u_xx; with `capital` also P and (V,) for P_V."""
    letter, _, below = name.partition("_")
    if not below.isalpha() or not (below.islower() or (len(below) == 1 and capital)):
        return None
    return (letter, (below,)) if below in _ANGLES else (letter, tuple(below))


def _replaced(node: syntax.Node, functions: set[str], out: dict[str, tuple[str, tuple[str, ...]]]) -> syntax.Node:
    """The tree with a letter for each derivative of the functions, and for the functions themselves."""

    def letter(of: str, by: tuple[str, ...]) -> syntax.Sym:
        name = f"{of}_{'_'.join(by)}" if by else of
        out[name] = (of, by)
        return syntax.Sym(name, node.start, node.end)

    match node:
        case syntax.DerivativeNode(of=of, by=by, primes=primes) if of in functions:
            return letter(of, by or (PRIME,) * primes)
        case syntax.Apply(function=of, primes=primes, slots=slots) if of in functions:
            return letter(of, slots or (PRIME,) * primes)
        case syntax.Sym(name=name) if name in functions:
            return letter(name, ())
        case syntax.Sym(name=name) if (parts := _subscript(name, capital=True)) is not None and parts[0] in functions:
            return letter(*parts)
        case syntax.Prod(factors=factors) if syntax.Sym(LAPLACE) in factors[:-1]:
            k = factors.index(syntax.Sym(LAPLACE))
            after = factors[k + 1]
            if isinstance(after, syntax.Sym) and after.name in functions:
                rest = tuple(_replaced(f, functions, out) for f in (*factors[:k], *factors[k + 2 :]))
                laplacian = letter(after.name, (LAPLACE,))
                return replace(node, factors=(*rest, laplacian)) if rest else laplacian
    changed: dict[str, Any] = {}
    for f in fields(node):
        inside = getattr(node, f.name)
        if isinstance(inside, syntax.Node):
            changed[f.name] = _replaced(inside, functions, out)
        elif isinstance(inside, tuple) and inside and isinstance(inside[0], syntax.Node):
            changed[f.name] = tuple(_replaced(n, functions, out) for n in inside)
    return replace(node, **changed) if changed else node
