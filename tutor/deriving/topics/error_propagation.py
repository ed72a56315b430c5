"""Error propagation: how uncertain a computed value is, from the uncertainties of its inputs and the slopes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from sympy import Abs, Expr, Integer, Rational, Symbol

from tutor.deriving.topics.linear_approximation import Start, about, first_order
from tutor.errors import Unsupported
from tutor.maths.decimals import bulky, has_surd_fraction
from tutor.model import Answer, Problem
from tutor.page.layout import Number
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import PLAIN, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import Name, Rounded
from tutor.trees.heads.name import derivative_name

LONGEST = 6  # characters of a number, 25/3 or 1200, in an exact uncertainty that is shown
DIGITS = 30  # to which an exact value is known before it is rounded
KEPT = 10  # digits before the point, at most
HALF = Rational(1, 2)
ALIKE = 1e-9  # of a contribution: one that differs by less is as large


def plan(problem: Problem) -> Plan:
    """Value and slopes, the contribution of each input, their sum or the root of their squares, and the rounded statement."""
    given = problem.given["uncertainties"]
    for x, d in given.items():
        if tree.evaluated(d).is_negative:
            raise Unsupported(f"cannot do this: the uncertainty of {x.name} is negative")
    start = yield from first_order(problem)
    letter, point, value, slopes = start.letter, start.at, start.value, start.slopes
    parts: dict[Symbol, Expr] = {}
    rough = not problem.given.get("relative")  # else it is divided by the value, and that is done with the exact one
    for x in point:
        law = tree.product(tree.apply(Abs, derivative_name(letter, (x,), point, point.values())), _uncertainty(x))
        facts = {"x": x, "uncertainty": given[x]}
        product = tree.product(_size(slopes[x]), given[x])
        shown = (
            Shown(law=tree.product(_near(_size(slopes[x])), given[x]), rough=True)
            if rough and _unwieldy(tree.evaluated(product))
            else PLAIN
        )
        parts[x] = yield Stage("contribution", product, facts, law, shown=shown)
    name = _uncertainty(Symbol(letter, real=True))
    worst = problem.given["combine"] == "worst"
    squares = (tree.power(c, 2) for c in parts.values())
    goal = tree.total(*parts.values()) if worst else tree.power(tree.total(*squares), HALF)
    terms = [tree.product(tree.apply(Abs, derivative_name(letter, (x,), point)), _uncertainty(x)) for x in point]
    rule = tree.total(*terms) if worst else tree.power(tree.total(*(tree.power(t, 2) for t in terms)), HALF)
    facts = {"worst": worst, "largest": None}
    shown = Shown(law=rule, rough=rough and _unwieldy(tree.evaluated(goal)))
    shares = _shares(parts, worst)
    if shares is not None and len(parts) > 1:
        rows = tuple((x, _number(slopes[x]), _number(given[x]), _number(c), s) for (x, c), s in zip(parts.items(), shares, strict=True))
        shown = replace(shown, table=Table(rows))
        facts["largest"] = _largest(parts)
    total = yield Stage("total", goal, facts, name, shown=shown)
    stated = (rounded_up if worst else rounded)(value, total)
    if problem.given.get("relative"):
        return (yield from _relative(start, total, name))
    yield start.check
    fields = {"expression": total, "value": value} | ({} if stated is None else {"rounded": " ± ".join(stated)})
    about = _about(total) if _unwieldy(total) else None
    further = None if stated is None else _further(value, stated[0])
    return Answer(fields, {"name": name, "worst": worst, "exact": total if about is None else None, "about": about, "further": further})


def _relative(start: Start, total: Expr, name: Name) -> Plan:
    """The uncertainty as a share of the value, in per cent where it is a number."""
    if start.value.is_zero:
        raise Unsupported("cannot do this: the value is 0, and nothing is a share of 0")
    size = tree.apply(Abs, Symbol(start.letter, real=True))
    found = yield Stage("relative", tree.quotient(total, _size(start.value)), {}, tree.quotient(name, size), shown=Shown(rough=True))
    yield start.check
    percent = tree.plain(100 * found)
    share = f"{float(percent):.3g}".replace("-", "−") if percent.is_number else None
    exact = percent.is_Rational and share is not None and Rational(share) == percent
    return Answer(
        {"expression": found},
        {"share": share, "exact": exact, "about": _about(found) if bulky(found) else None, "name": tree.quotient(name, size)},
    )


def rounded_up(value: Expr, uncertainty: Expr) -> tuple[str, str] | None:
    """The uncertainty to two significant digits, so far up that the worst case lies within it, and the value to the same place."""
    exact = _decimals(value, uncertainty)
    if exact is None:
        return None
    about, by = exact
    place = Decimal(1).scaleb(by.adjusted() - 1)
    shown = (about / place).quantize(Decimal(1), ROUND_HALF_UP)
    reach = ((by + abs(about - shown * place)) / place).quantize(Decimal(1), ROUND_CEILING)
    return f"{shown * place:f}", f"{reach * place:f}"


def _near(slope: Expr) -> Expr:
    """A slope whose exact value says less than its decimal, as a decimal."""
    number = tree.plain(slope).evalf(DIGITS)
    return Rounded(Rational(str(number)), DIGITS - KEPT) if number.is_Number and _unwieldy(slope) else slope


def _unwieldy(total: Expr) -> bool:
    """Whether an exact uncertainty says less than its decimal: 9/20 sqrt(5), or numbers of many digits."""
    return has_surd_fraction(total) or any(len(str(n)) > LONGEST for n in tree.plain(total).atoms(Integer, Rational))


def _about(total: Expr) -> Number | None:
    """Four significant digits, a fraction of many digits among them; None where letters are left."""
    number = tree.plain(total).evalf(DIGITS)
    if not number.is_Number:
        return None
    exact = Decimal(str(number))
    return Number(f"{exact.quantize(Decimal(1).scaleb(exact.adjusted() - 3)).normalize():f}".replace("-", "−"))


def _further(value: Expr, stated: str) -> Number | None:
    """A value that is no number of few digits, to two places more than it is stated; cut off where it would seem rounded otherwise."""
    exact = tree.plain(value)
    if exact.is_Rational and len(str(exact)) <= LONGEST:
        return None
    number, end = Decimal(str(exact.evalf(DIGITS))), Decimal(stated)
    place = Decimal(1).scaleb(int(end.as_tuple().exponent) - 2)
    near = number.quantize(place, ROUND_HALF_UP)
    shown = near if near.quantize(end, ROUND_HALF_UP) == end else number.quantize(place, ROUND_DOWN)
    return Number(f"{shown:f}".replace("-", "−"))


def _decimals(value: Expr, uncertainty: Expr) -> tuple[Decimal, Decimal] | None:
    exact = [tree.plain(v).evalf(DIGITS) for v in (value, uncertainty)]
    if not all(v.is_Number and v.is_finite for v in exact) or not exact[1] > 0:
        return None
    about, by = (Decimal(str(v)) for v in exact)
    return about, by


def rounded(value: Expr, uncertainty: Expr) -> tuple[str, str] | None:
    """The uncertainty to one significant digit, two where the first is 1, and the value to the same place."""
    exact = _decimals(value, uncertainty)
    if exact is None:
        return None
    about, by = exact
    leading = by.adjusted()
    place = Decimal(1).scaleb(leading - (1 if by.scaleb(-leading) < 2 else 0))
    return tuple(f"{(n / place).quantize(Decimal(1), ROUND_HALF_UP) * place:f}" for n in (about, by))  # type: ignore[return-value]


def _uncertainty(x: Symbol) -> Name:
    """Δx."""
    return Name("", "Δ", (x,))


def _size(slope: Expr) -> Expr:
    """|slope|, without bars where the sign is known."""
    if slope.is_nonnegative:
        return slope
    return tree.negative(slope) if slope.is_negative else tree.apply(Abs, slope)


def _shares(parts: dict[Symbol, Expr], worst: bool) -> list[str] | None:
    """How much of the whole (in quadrature: of its square) each input contributes; None where letters are left or all are 0."""
    values = [tree.plain(c).evalf() for c in parts.values()]
    if not all(v.is_Number for v in values) or not any(values):
        return None
    counted = values if worst else [v**2 for v in values]
    return [f"{float(v / sum(counted)):.0%}".replace("%", " %") for v in counted]


def _number(value: Expr) -> Number:
    """Three significant digits for a table."""
    return Number(f"{float(tree.plain(value).evalf()):.3g}".replace("-", "−"))


def _largest(parts: Mapping[Symbol, Expr]) -> Symbol | None:
    """The input that contributes most; None where another contributes as much."""
    sizes = {x: tree.plain(part).evalf() for x, part in parts.items()}
    first = max(sizes, key=lambda x: sizes[x])
    return first if all(sizes[x] < sizes[first] * (1 - ALIKE) for x in sizes if x != first) else None


def _facts(problem: Problem) -> Mapping[str, object]:
    """What the words need; of the coordinates those that were measured, and the value that the equation has there."""
    told, point = about(problem), problem.given["point"]
    measured = {x: a for x, a in point.items() if x in told["inputs"]}
    percents = {x: tree.evaluated(100 * tree.plain(share)) for x, share in problem.origin.shares.items()}
    return {**told, "measured": measured, "follows": {x: a for x, a in point.items() if x not in measured}, "percents": percents}


TOPIC = Topic(
    "Error propagation",
    (
        Field("function", "function", required=False),
        Field("equation", "equation", required=False),
        Field("dependent", "name", required=False),
        Field("point", "point"),
        Field("uncertainties", "uncertainties"),
        Field("combine", "choice", choices=("worst", "quadrature")),
        Field("relative", "flag", required=False),
    ),
    plan,
    ("expression", "value", "rounded"),
    one_of=(("function", "equation"), ("function", "dependent")),
    facts=_facts,
    decimals=True,
    local="near",
    implied=True,
    expected=Expected(shape="uncertain", operations=("differential",), nouns=("error", "uncertainty", "differential", "fehler")),
)
