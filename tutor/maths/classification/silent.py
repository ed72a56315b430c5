"""What kind of point it is where the second derivatives do not say: decided by exact signs, and then shown as simply as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sympy import Expr, S, Symbol, expand

from tutor.maths.classification.argument import Argument, Word
from tutor.maths.classification.curves import letter_for, opposite
from tutor.maths.classification.leading import leading
from tutor.maths.classification.newton import Undetermined, signs
from tutor.maths.classification.outer import factored, outer, same_sign
from tutor.maths.classification.rays import radial
from tutor.maths.classification.signed import signed
from tutor.maths.classification.splitting import Split, split
from tutor.maths.classification.taylor import Germ, NotSmooth, Terms, germ
from tutor.maths.numbers import sign_of
from tutor.model import Claim
from tutor.trees import tree

ORDERS = (6, 10, 14)  # of the Taylor polynomials that are looked at
At = Mapping[Symbol, Expr]
Steps = tuple[Expr, ...]


def argue(function: Expr, at: At) -> tuple[Word, Argument] | None:
    """The class with an argument that proves it; None where nothing is proved. `function` is held."""
    f = tree.plain(function)
    n = len(at)
    shown = sign_argument(function, at)
    if shown is not None:
        return shown
    t = letter_for(function, at)
    decided = _decided(f, at, t)
    if decided is None:
        return _without_expansion(function, at, t)
    turns, paths = decided
    if not turns:  # constant: no class says more than that
        return None
    if len(turns) == 2:
        found = opposite(function, at, paths, t)
        return None if found is None else ("neither" if n == 1 else "saddle", found)
    word: Word = "local_min" if turns == {1} else "local_max"
    made = reasoned(function, at, 1 if turns == {1} else -1)
    return None if made is None else (word, made)


def sign_argument(function: Expr, at: At, level: Expr | None = None) -> tuple[Word, Argument] | None:
    """f - f(p) has one sign everywhere, which its form shows. On a curve of points `level` is the value there."""
    f = tree.plain(function)
    value = f.xreplace(at) if level is None else level
    difference = f - value
    found = None
    for form in (difference, expand(difference)):
        if form == 0:
            return None
        found = signed(form)
        if found is not None:
            break
    if found is None:
        return None
    form = found.form
    word: Word = "local_min" if found.sign == 1 else "local_max"
    facts = {"form": form, "value": value, "sign": found.sign, "why": found.by, "along": () if level is not None else _flat(f, at)}
    base = tree.substitute(function, at) if level is None else value
    claim = Claim(tree.total(function, tree.negative(base)), form)
    return word, Argument("sign", facts, (claim,))


def _flat(f: Expr, at: At) -> tuple[Expr, ...]:
    """The variables along whose axes through the point f is constant."""

    def on_axis(x: Symbol) -> Expr:
        return expand(f.subs({y: b for y, b in at.items() if y != x}, simultaneous=True))

    return tuple(x for x in at if len(at) > 1 and on_axis(x).diff(x) == 0)


def reasoned(function: Expr, at: At, sign: int) -> Argument | None:
    """Why f - f(p) has this sign near p: by its form, by the function outside, by the terms that lead."""
    direct = sign_argument(function, at)
    if direct is not None and (direct[0] == "local_min") == (sign == 1):
        return direct[1]
    f = tree.plain(function)
    around = outer(f, at)
    if around is not None and around.inner not in at:
        facts = {"inner": around.inner, "value": around.value, "turn": around.turn, "sign": sign, "outer": function}
        if around.power % 2 == 0:
            return Argument("outer", facts)
        inner = reasoned(around.inner, at, sign * around.sign)
        return None if inner is None else Argument("outer", facts, (), inner)
    value = f.xreplace(at)
    if sign_of(expand(value)) == 0:
        parted = factored(f.factor() if f.is_Add else f, at)
        if parted is not None:
            inner = reasoned(parted.small, at, sign * parted.sign)
            if inner is not None:
                facts = {"small": parted.small, "units": parted.units, "unit_sign": parted.sign, "sign": sign}
                unit = tree.product(parted.small, *(u for u, _ in parted.units))
                return Argument("factor", facts, (Claim(function, unit),), inner)
    return leading(function, at, sign)


# -- the decision --------------------------------------------------------------------------------------------------------


def _decided(f: Expr, at: At, t: Symbol) -> tuple[set[int], list[Steps]] | None:
    """The signs that f - f(p) takes near p, with paths for t > 0 on which it does; None where that is not decided."""
    try:
        core = same_sign(f, at)
    except NotSmooth:
        core = f
    for order in ORDERS:
        try:
            local = germ(core, at, order)
            found = _signs(local, len(at), t)
        except Undetermined:
            if order == ORDERS[-1]:
                return None
            continue
        except NotSmooth:
            return None
        if found is not None:
            return found
    return None


def _signs(local: Germ, n: int, t: Symbol) -> tuple[set[int], list[Steps]] | None:
    parts = split(local, n)
    if parts is None:
        return None
    below = _rest_signs(parts.rest, len(parts.kept), t)
    turns = set(below)
    paths = [path for steps in below.values() for path in _wholes(parts, n, steps, t)]
    if len(parts.kept) < n:  # across, the function bends one way
        turns.add(parts.turn)
        k = next(k for k in range(n) if k not in parts.kept)
        paths.append(tuple(t if i == k else S.Zero for i in range(n)))
    return turns, paths


def _rest_signs(rest: Germ, size: int, t: Symbol) -> dict[int, Steps]:
    """The signs of what is left, in one or two letters, or by its lowest terms in more."""
    if not rest.terms:
        if rest.order is None:
            return {}
        raise Undetermined
    if size == 1:
        ((power,), lead) = min(rest.terms.items())
        sign = sign_of(lead)
        if not sign:
            raise Undetermined
        return {sign: (t,)} if power % 2 == 0 else {sign: (t,), -sign: (-t,)}
    if size == 2:
        return {sign: path.at(t) for sign, path in signs(rest).items()}
    return _lowest(rest, size, t)


def _lowest(rest: Germ, size: int, t: Symbol) -> dict[int, Steps]:
    """By the terms of lowest degree along lines; one sign only where all terms show it."""
    degree = min(map(sum, rest.terms))
    lowest = rest.part(degree)
    out: dict[int, Steps] = {}
    for direction in product((0, 1, -1, 2), repeat=size):
        value = expand(sum((c * _monomial(m, direction) for m, c in lowest.items()), S.Zero))
        sign = sign_of(value)
        if sign:
            out.setdefault(sign, tuple(d * t for d in direction))
    if len(out) == 2:
        return out
    letters = tuple(Symbol(f"u_{k}", real=True) for k in range(size))
    whole = signed(rest.expr(letters)) if rest.order is None else None
    if whole is not None and out == {whole.sign: out.get(whole.sign)}:
        return out
    form = signed(Germ(lowest, None).expr(letters))
    if form is not None and set(out) == {form.sign} and positive_definite(lowest, size, form.sign):
        return out
    raise Undetermined


def positive_definite(lowest: Terms, size: int, sign: int) -> bool:
    """Whether a form of even degree, never negative (times the sign), is 0 only at the origin: seen by its pure powers."""
    degree = sum(next(iter(lowest)))
    pure = [tuple(degree * int(i == k) for i in range(size)) for k in range(size)]
    if not all(p in lowest and sign_of(sign * lowest[p]) == 1 for p in pure):
        return False
    return all(all(e % 2 == 0 for e in m) and sign_of(sign * c) == 1 for m, c in lowest.items())


def _monomial(m: tuple[int, ...], direction: Sequence[int]) -> Expr:
    out = S.One
    for e, d in zip(m, direction, strict=True):
        out *= S(d) ** e
    return out


def _wholes(parts: Split, n: int, steps: Steps, t: Symbol) -> Iterator[Steps]:
    """A path of the kept letters with the others put to their best: first only roughly, then better, for short formulas."""
    degrees = sorted({sum(m) for series in parts.others.values() for m in series})
    for most in degrees or [0]:
        out: list[Expr] = [S.Zero] * n
        for k, h in zip(parts.kept, steps, strict=True):
            out[k] = h
        for k, series in parts.others.items():
            cut = {m: c for m, c in series.items() if sum(m) <= most}
            out[k] = expand(Germ(cut, None).expr(steps))
        yield tuple(out)


def _without_expansion(function: Expr, at: At, t: Symbol) -> tuple[Word, Argument] | None:
    """Where there is no Taylor polynomial: curves, then rays."""
    found = opposite(function, at, (), t)
    if found is not None:
        return "neither" if len(at) == 1 else "saddle", found
    return radial(function, at)
