"""The integrals that a derivation came to, for what is wrong with them to be put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Expr, Pow, S, Symbol, Tuple, cos, sin, sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.termwise import expanded
from tutor.deriving.topics.iterated_integral import posed
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Int, Vector

OPPOSITE = (".clockwise", ".inward")  # what turns the sign of the integral over the inside, where the other orientation is asked
SET_UP = ("set_up", "reverse_order")  # kinds that ask for limits
Range = tuple[Symbol, Expr, Expr]
Change = Callable[[Int], Expr]


def wholes(derivation: Derivation) -> tuple[Int, ...]:
    """The iterated integrals of a derivation, or those along its curve, one for each piece; of a probability not that of the total."""
    second = next((k for k, s in enumerate(derivation.steps) if s.rule.endswith(".second")), len(derivation.steps))
    sides = derivation.steps[:second], derivation.steps[second:]  # of a theorem: one of them makes the answer
    inside = next(filter(None, ([s for s in side if s.rule.endswith((".whole", ".as_integral")) and _whole(s)] for side in sides)), None)
    found = inside or [s for s in derivation.steps if s.rule.endswith(".along") and isinstance(s.before, Int)]
    met = tuple(w for s in found if not s.facts.get("of_total") and not s.facts.get("of_size") for w in _whole(s))
    if not met and derivation.problem.kind == "iterated_integral":  # taken level by level
        return tuple(closed(f, tuple(limits)) for f, limits in posed(derivation.problem))
    return met or _taken_apart(derivation)


def _whole(step: Step) -> tuple[Int, ...]:
    """The integral of a step; a factor in front of it is put back into its integrand."""
    if isinstance(step.before, Int):
        return (step.before,)
    inner = [f for f in tree.factors(step.before) if isinstance(f, Int)] if "front" in step.facts else []
    if len(inner) != 1:
        return ()
    return (_with_front(inner[0], step.facts["front"]),)


def _with_front(whole: Int, front: Expr) -> Int:
    """An integral with a factor that stands in front of it in its integrand."""
    f, ranges = opened(whole)
    return whole if front is S.One else closed(tree.product(front, f), ranges)


def _taken_apart(derivation: Derivation) -> tuple[Int, ...]:
    """Those that are never told as one, but level by level or as a product: where they come to the answer as they stand."""
    whole: dict[object, Int] = {}
    came: dict[object, Expr] = {}
    for s in derivation.steps:
        part = s.facts.get("part")
        if s.rule.endswith(".split") and isinstance(s.before, Int):
            whole[part] = s.before
        elif s.rule.endswith(".level") and isinstance(s.before, Int):
            whole[part] = Int(whole[part], s.before.variable, *s.before.limits) if part in whole else s.before
        if s.rule.endswith((".level", ".product")):
            came[part] = s.result
    right = fields_of(derivation).get("expression")
    front = next((s.facts["front"] for s in derivation.steps if s.rule.endswith(".with_front")), S.One)
    total = tree.plain(front) * sum(map(tree.plain, came.values()))
    complete = right is not None and came.keys() == whole.keys() and tree.plain(right) == total
    return tuple(_with_front(w, front) for w in whole.values()) if complete else ()


def factor(derivation: Derivation) -> Expr:
    """The factor of area or volume in the coordinates of a derivation, 1 where it has none."""
    found = [s.result for s in derivation.steps if s.rule.endswith((".factor", ".size")) and isinstance(s.result, Expr)]
    unsaid = (s.facts["factor_"] for s in derivation.steps if s.rule.endswith(".as_integral"))
    return found[-1] if found else next(unsaid, S.One)


def places(derivation: Derivation) -> Mapping[Symbol, Expr]:
    """The variables of the problem in the coordinates of its integrals."""
    found = [s.before for s in derivation.steps if s.rule.endswith(".ranges")]
    pairs = found[-1].args[1] if found and len(found[-1].args) > 1 else ()
    return {old: new for old, new in (pair.args for pair in pairs.args)} if isinstance(pairs, Tuple) else {}


def placed_length(derivation: Derivation, length: Expr) -> Expr:
    """The length of a normal vector in the coordinates of the integrals, with cos^2 + sin^2 put together."""
    new = {old: tree.plain(e) for old, e in places(derivation).items()}
    square = expanded(expanded(tree.plain(length) ** 2).xreplace(new))
    return sqrt(expanded(square.replace(_is_square_of_sine, lambda e: 1 - cos(e.base.args[0]) ** 2)))


def _is_square_of_sine(e: Expr) -> bool:
    return isinstance(e, Pow) and isinstance(e.base, sin) and e.exp == 2


def opened(whole: Int) -> tuple[Expr, tuple[Range, ...]]:
    """The integrand and the ranges of an iterated integral, the innermost first."""
    inside, ranges = (opened(whole.expr)) if isinstance(whole.expr, Int) else (whole.expr, ())
    low, high = whole.limits
    return inside, (*ranges, (whole.variable, low, high))


def closed(f: Expr, ranges: tuple[Range, ...]) -> Any:
    """The iterated integral of these ranges, the innermost first."""
    whole = tree.evaluated(f)
    for v, low, high in ranges:
        whole = Int(whole, v, low, high)
    return whole


def with_integrand(derivation: Derivation, change: Callable[[Expr], Expr]) -> Iterator[Mapping[str, object]]:
    """The answer with each integrand changed; left to be reckoned."""

    def one(whole: Int) -> Expr:
        f, ranges = opened(whole)
        return closed(change(tree.plain(f)), ranges)

    yield from with_integrals(derivation, one)


def with_ranges(derivation: Derivation, change: Callable[[Range, tuple[Range, ...]], Range | None]) -> Iterator[Mapping[str, object]]:
    """The answer with the ranges that `change` gives for some (by the range and all those of its integral); none where it gives none."""
    met = False

    def one(whole: Int) -> Expr:
        nonlocal met
        f, ranges = opened(whole)
        made = tuple(change(r, ranges) for r in ranges)
        met = met or any(made)
        return closed(f, tuple(new or old for new, old in zip(made, ranges, strict=True)))

    found = list(with_integrals(derivation, one))
    yield from found if met else ()


def along(derivation: Derivation, integrand: Callable[[tuple[Expr, ...], tuple[Expr, ...]], Expr]) -> Iterator[Mapping[str, object]]:
    """The answer with something else integrated along the pieces of a curve, made of the field and the velocity."""
    fields = [s.result for s in derivation.steps if s.rule.endswith(".on_curve") and isinstance(s.result, Vector)]
    velocities = [s.result for s in derivation.steps if s.rule.endswith(".velocity") and isinstance(s.result, Vector)]
    found = wholes(derivation)
    if found and len(fields) == len(velocities) == len(found):
        parts = [(tuple(map(tree.plain, f.args)), tuple(map(tree.plain, v.args))) for f, v in zip(fields, velocities, strict=True)]
        made = (closed(integrand(f, v), opened(whole)[1]) for (f, v), whole in zip(parts, found, strict=True))
        yield {"expression": tree.total(*made)}


def over_inside(derivation: Derivation, value: Expr) -> Iterator[Mapping[str, object]]:
    """The answer with another function of the variables of the problem integrated over the region."""
    inside = value.subs({k: tree.plain(v) for k, v in places(derivation).items()}, simultaneous=True) * tree.plain(factor(derivation))
    if wholes(derivation):
        yield from with_integrals(derivation, lambda whole: closed(inside, opened(whole)[1]))


def with_integrals(derivation: Derivation, change: Change) -> Iterator[Mapping[str, object]]:
    """The answer with each integral changed, as its kind puts them together."""
    found = wholes(derivation)
    if not found:
        return
    if derivation.problem.kind in SET_UP:
        yield _set_up(derivation, [opened(whole) for whole in map(change, found) if isinstance(whole, Int)])
        return
    total = tree.total(*map(change, found))
    if any(s.rule.endswith(OPPOSITE) for s in derivation.steps):
        total = tree.negative(total)
    if derivation.problem.kind == "center_of_mass":
        yield from _centre(derivation, total, change)
    elif derivation.problem.kind == "average_value":
        yield from ({"expression": tree.quotient(total, s.facts["measure"])} for s in derivation.steps if s.rule.endswith(".quotient"))
    else:
        yield {"expression": total}


def _set_up(derivation: Derivation, parts: list[tuple[Expr, tuple[Range, ...]]]) -> Mapping[str, object]:
    """Limits and integrand, of one piece or of several."""
    fields = {k: v for k, v in fields_of(derivation).items() if k != "expression"}
    made = tuple({"limits": tuple((str(v), *ends) for v, *ends in ranges), "integrand": f} for f, ranges in parts)
    return fields | ({"parts": made} if "parts" in fields else made[0])


def _centre(derivation: Derivation, mass: Expr, change: Change) -> Iterator[Mapping[str, object]]:
    """Moments by the mass; by symmetry a coordinate without a moment has that of another, or is 0."""
    assert derivation.answer is not None
    moments: dict[object, list[Expr]] = {}
    for s in derivation.steps:
        if s.rule.endswith(".moment") and isinstance(s.result, Int):
            moments.setdefault(s.facts["of"], []).append(change(s.result))
        elif s.rule.endswith(".by_symmetry") and s.facts["like"] in moments:
            moments[s.facts["of"]] = moments[s.facts["like"]]
    point = [
        tree.quotient(tree.total(*moments[v]), mass) if v in moments else value
        for v, value in zip(derivation.problem.variables, derivation.answer.fields["point"].args, strict=False)
    ]
    yield {**derivation.answer.fields, "point": Tuple(*point)}


def definite(derivation: Derivation) -> bool:
    """Whether the answer is a definite integral."""
    return any(isinstance(g, Int) and g.is_definite for s in derivation.steps for g in _goals(s))


def _goals(step: Step) -> Iterator[object]:
    yield step.before
    yield from (goal for _, goal in tree.goals(step.before))
