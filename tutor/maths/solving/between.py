"""What stands between a substitution and the equation to which it leads, where no reader sees that at once: what was put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import Add, Basic, Expr, Mul, Pow, S, expand, factor, preorder_traversal

from tutor.maths.solving.multiplied import over
from tutor.maths.solving.tree import Branch, Deduction, Split
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import Equation

PUT = "put"  # the fact of a line: for each row the equation before, and what was put in
AT_SIGHT = 1  # so many terms are collected with others at sight, where no fraction stands before one


def between(branch: Branch, above: tuple[Basic, ...] = ()) -> Branch:
    """The branch, and those below it, with these lines; each knows whether its equation stands right above it."""
    lines: list[Deduction] = []
    for line in map(_told, branch.lines):
        lines.append(replace(line, facts={**line.facts, "there": line.facts.get("equation") in above[-1:]}))
        above = line.shown or above
    if not isinstance(branch.end, Split):
        return replace(branch, lines=tuple(lines))
    return replace(branch, lines=tuple(lines), end=replace(branch.end, branches=tuple(between(b, b.case) for b in branch.end.branches)))


def _told(line: Deduction) -> Deduction:
    if PUT not in line.facts:
        return line
    found = tuple(_middle(before, at, shown) for (before, at), shown in zip(line.facts[PUT], line.shown, strict=True))
    rows = {"middles": tuple(facts for facts, _ in found), "rows": tuple(before for before, _ in line.facts[PUT])}
    facts = {**{name: fact for name, fact in line.facts.items() if name != PUT}, **rows}
    return replace(line, facts=facts, claims=(*line.claims, *(claim for _, claims in found for claim in claims)))


def _middle(before: Equation, at: Mapping[Basic, Expr], shown: Basic) -> tuple[dict[str, object], tuple[Claim, ...]]:
    """What was put in, and by what it is multiplied and divided for the equation that is shown; nothing where that is seen at once."""
    if not isinstance(shown, Equation) or all(v.is_number for v in at.values()):
        return {}, ()
    placed = Equation(
        *(tree.summed(*(tree.evaluated(tree.substitute(t, at)) for t in Add.make_args(s))) for s in (before.left, before.right))
    )
    whole = tree.summed(placed.left, tree.negative(placed.right))
    times = over(shown.left - shown.right, tree.plain(whole))
    number, multiplier = times.as_coeff_Mul()
    multiplied_out = any(_product_of_sums(e) for e in preorder_traversal(placed))
    if not number.is_Rational or not multiplier.is_polynomial() or not (multiplier != 1 or multiplied_out or _collects(placed, shown)):
        return {}, ()
    facts = {
        "placed": placed,
        "factor": abs(number.p) * _as_below(placed, multiplier),
        "cleared": multiplier != 1,
        "collected": not _termwise(placed, shown, abs(number) * multiplier),
        "divisor": S(number.q),
        "out": multiplied_out,
        "solved": _solved(shown),
    }
    return facts, (Claim(times * whole, shown.left - shown.right),)


def _as_below(placed: Equation, multiplier: Expr) -> Expr:
    """The multiplier as the product that stands below the lines, (4 lambda^2 - 1)^2, where it is that; else in its factors."""
    below: dict[Expr, int] = {}
    for p in placed.atoms(Pow):
        if p.exp.is_Integer and p.exp < 0:
            below[p.base] = max(below.get(p.base, 0), -int(p.exp))
    common = Mul(*(base**n for base, n in below.items()))
    return common if expand(common) == multiplier else factor(multiplier)


def _product_of_sums(expr: Basic) -> bool:
    """Whether this is multiplied out: a power of a sum, or a sum times another factor in letters."""
    match expr:
        case Pow(base=Add(), exp=n):
            return bool(n.is_Integer and n > 1)
        case Mul():
            return len(expr.args) > 1 and any(isinstance(f, Add) for f in expr.args)
    return False


def _collects(placed: Equation, shown: Equation) -> bool:
    """Whether terms are collected of which there are many, or fractions."""
    fewer = len(list(_terms(placed))) - len(list(_terms(shown)))
    several = _solved(shown) and len([t for t in _terms(placed) if t.has(shown.left)]) > AT_SIGHT
    if several or (_solved(shown) and shown.right.free_symbols):  # x + 2y = v with x = y + u, x + y = 2 with x = y + 1
        return several
    numbers = [abs(t.as_coeff_Mul()[0]) for t in _terms(placed)]
    return fewer >= AT_SIGHT and any(not n.is_Integer or (n != 1 and fewer > AT_SIGHT) for n in numbers)


def _solved(shown: Equation) -> bool:
    return bool(shown.left.is_Symbol and shown.left not in shown.right.free_symbols)


def _termwise(placed: Equation, shown: Equation, times: Expr) -> bool:
    """Whether each side is only multiplied."""
    sides = {expand(times * tree.plain(side)) for side in (placed.left, placed.right)}
    return sides == {expand(shown.left), expand(shown.right)}


def _terms(equation: Equation) -> Iterator[Expr]:
    return (t for side in (equation.left, equation.right) for t in Add.make_args(side) if t.free_symbols)
