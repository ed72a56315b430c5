"""An integral as it is set up: limit by limit, in any right order and coordinates unless one was asked; or its value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tutor.checking import words
from tutor.checking.coordinates import Coordinates, of_variables
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.same_region import same_density, same_region
from tutor.checking.values import fraction
from tutor.checking.verdict import PartVerdict, Verdict, correct, incorrect, summed, undecided, wrong_form
from tutor.reading.answers import Limits, Reading, SetUp
from tutor.reading.syntax import Node, Num, Prod, Sym, walk
from tutor.strength import weakest

SYMMETRIES = ("2", "4", "8")  # how often a part may make the whole


def judge(question: Question, given: Reading) -> Verdict:
    """A value against the value; limits by limits where they run alike, else the regions against each other."""
    mine, right, here, there = described(question, given)
    if mine.value is not None:
        if right.value is None:
            return Verdict("unreadable", None, "none", words.LIMITS_NEEDED)
        return compared(mine.value, right.value, question).verdict()
    constants = dict(right.instead)  # r, where x^2 + y^2 <= r^2
    if any(p.integrand is not None and any(v in constants and v in _letters(ends) for v, *ends in p.ranges) for p in mine.parts):
        return Verdict("unreadable", None, "none", words.OWN_LIMIT)
    if any(map(inner_outside, mine.parts)):
        return incorrect(feedback=words.INNER_OUTSIDE, misconception="variable_in_outer_limit")
    if here is None or there is None:
        return incorrect(feedback=words.limits(sorted(_order(right.parts[0]))))
    alike = len(mine.parts) == len(right.parts) and all(_alike(a, b) for a, b in zip(mine.parts, right.parts, strict=True))
    found = _limit_by_limit(question, mine, right) if alike else None
    if found is None or found.verdict not in ("correct", "wrong_form"):
        same = same_region(mine.parts, here, right.parts, there, question.domain)
        if same.outcome == "different" and _by_symmetry(question, mine, right):
            found = undecided(words.BY_SYMMETRY)
        elif same.outcome == "equal":
            found = _by_region(question, mine, here, right, there)
        elif found is None:
            found = undecided(words.UNDECIDED) if same.outcome == "undecided" else incorrect(same.evidence, words.OTHER_REGION)
    if found.verdict == "correct" and _not_as_asked(mine, right, here, there):
        return wrong_form(found.evidence, words.NOT_THE_ORDER if here == there else words.NOT_THE_COORDINATES)
    return found


def described(question: Question, given: Reading) -> tuple[SetUp, SetUp, Coordinates | None, Coordinates | None]:
    """The set-up given and the right one, each with its coordinates; None where they are no usual ones, or parts have different ones."""
    right, mine = (r if isinstance(r, SetUp) else SetUp((r,)) for r in (question.expected, given) if isinstance(r, SetUp | Limits))
    old = right.old or tuple(sorted(v for v, _, _ in right.parts[0].ranges))
    there = _coordinates(right, old)
    if not mine.parts or any(set(_order(p)) != set(_order(mine.parts[0])) for p in mine.parts):
        return mine, right, None, there
    alike = set(_order(mine.parts[0])) == set(_order(right.parts[0]))
    return mine, right, there if alike else of_variables(_order(mine.parts[0]), old, right.instead), there


def _coordinates(right: SetUp, old: tuple[str, ...]) -> Coordinates | None:
    found = of_variables(_order(right.parts[0]), old, right.instead)
    if found is None or not (right.centre or right.stretched):
        return found
    numbers = [[fraction(n) for n in nodes] for nodes in (right.centre, right.stretched)]
    if any(n is None for row in numbers for n in row):
        return None
    from tutor.checking.balls.fraction import rational

    centre, stretched = ([rational(n) for n in row if n is not None] for row in numbers)
    return replace(found, centre=tuple(centre), stretched=tuple(stretched))


def _order(limits: Limits) -> tuple[str, ...]:
    return tuple(v for v, _, _ in limits.ranges)


def _alike(mine: Limits, right: Limits) -> bool:
    """Whether the same variables stand in the limits of each."""
    of_mine, of_right = ({v: _letters((a, b)) & set(_order(l)) for v, a, b in l.ranges} for l in (mine, right))
    return of_mine == of_right


def inner_outside(limits: Limits) -> bool:
    """Whether an outer limit of an integral holds a variable that is integrated inside; inequalities stand in any order."""
    inner: set[str] = set()
    for v, low, high in limits.ranges if limits.integrand is not None else ():
        inner.add(v)
        if _letters((low, high)) & inner:
            return True
    return False


def _letters(bounds: Iterable[Node]) -> set[str]:
    return {n.name for b in bounds for n in walk(b) if isinstance(n, Sym)}


def _limit_by_limit(question: Question, mine: SetUp, right: SetUp) -> Verdict:
    """Each bound counts, and the integrand where one was typed."""
    parts: list[PartVerdict] = []
    evidence = []
    said: list[str] = []
    mistake: str | None = None
    for k, (a, b) in enumerate(zip(mine.parts, right.parts, strict=True), start=1):
        where = f" in integral {k}" if len(right.parts) > 1 else ""
        bounds = {v: (low, high) for v, low, high in a.ranges}
        for v, low, high in b.ranges:
            pair = [compared(x, y, question) for x, y in zip(bounds[v], (low, high), strict=True)]
            if all(c.word == "incorrect" for c in pair) and _swapped(question, bounds[v], (low, high)):
                mistake = "limits_swapped_signs"
            for side, c in zip(("lower", "upper"), pair, strict=True):
                parts.append(c.part(f"the {side} limit of {v}{where}"))
                evidence.append(c.evidence)
                said += [c.feedback] if c.feedback else []
        if a.integrand is not None and b.integrand is not None:
            c = compared(a.integrand, b.integrand, question)
            parts.append(c.part(f"the integrand{where}"))
            evidence.append(c.evidence)
            if c.word == "incorrect" and _lacks_factor(question, a.integrand, b.integrand, right.factor):
                mistake = "missing_area_factor"
                said.append(words.FACTOR_MISSING)
    wrong = [p.name for p in parts if p.verdict == "incorrect"]
    return summed(parts, evidence, " ".join(filter(None, (words.not_right(wrong, len(parts)), *dict.fromkeys(said)))), mistake)


def _by_symmetry(question: Question, mine: SetUp, right: SetUp) -> bool:
    """Whether this is the integrand several times, over what may be a part of the region."""
    if len(mine.parts) != 1 or len(right.parts) != 1 or right.parts[0].integrand is None:
        return False
    match mine.parts[0].integrand:
        case Prod((Num(times), *rest)) if times in SYMMETRIES:
            one = rest[0] if len(rest) == 1 else Prod(tuple(rest), "", rest[0].start, rest[-1].end)
            return compared(one, right.parts[0].integrand, question).word == "correct"
    return False


def _swapped(question: Question, mine: tuple[Node, Node], right: tuple[Node, Node]) -> bool:
    return all(compared(x, y, question).word == "correct" for x, y in zip(mine, reversed(right), strict=True))


def _lacks_factor(question: Question, mine: Node, right: Node, factor: Node | None) -> bool:
    return factor is not None and compared(Prod((mine, factor), "", mine.start, mine.end), right, question).word == "correct"


def _by_region(question: Question, mine: SetUp, here: Coordinates, right: SetUp, there: Coordinates) -> Verdict:
    """The limits are right together; now the integrand."""
    if any(p.integrand is None for p in mine.parts) or any(p.integrand is None for p in right.parts):
        return correct("sampled")
    same = same_density(mine.parts, here, right.parts, there, question.domain)
    if same.outcome == "equal":
        return correct(weakest("sampled", same.evidence))
    if same.outcome == "undecided":
        return undecided(words.UNDECIDED)
    parts = [PartVerdict("the limits", "correct"), PartVerdict("the integrand", "incorrect")]
    plain = _without_factor(right.parts, there, mine.parts, here, question) if here.name != "cartesian" else False
    said = " ".join((words.not_right(["the integrand"], 2), *([words.FACTOR_MISSING] if plain else [])))
    return summed(parts, ["sampled", same.evidence], said, "missing_area_factor" if plain else None)


def _without_factor(right: Sequence[Limits], there: Coordinates, mine: Sequence[Limits], here: Coordinates, question: Question) -> bool:
    """Whether the integrand would be right if the factor of these coordinates stood beside it."""
    factor: tuple[Node, ...] = (Sym(here.letter("r")),)
    if here.name == "spherical":
        from tutor.reading.parse import parse

        factor = (parse(f"{here.letter('rho')}^2 sin({here.letter('phi')})").tree,)
    lifted = [Limits(p.ranges, Prod((p.integrand, *factor), "", 0, 0)) for p in mine if p.integrand is not None]
    return same_density(lifted, here, right, there, question.domain).outcome == "equal"


def _not_as_asked(mine: SetUp, right: SetUp, here: Coordinates, there: Coordinates) -> bool:
    if right.coordinates_asked and here.name != there.name:
        return True
    return right.order_asked and not all(_in_order(p, _order(right.parts[0])) for p in mine.parts)


def _in_order(limits: Limits, asked: tuple[str, ...]) -> bool:
    """Whether one integrates in this order, from the inside: inequalities stand in any order, and say it only by what their limits hold."""
    if limits.integrand is not None:
        return _order(limits) == asked
    return not any(_letters((low, high)) & set(asked[: asked.index(v) + 1]) for v, low, high in limits.ranges)
