"""The stages of a problem whose cases are too many for a page: the optimum to some digits, and the conditions verified at it."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Expr, Rational, S, Symbol, Tuple

from tutor.errors import Unsupported
from tutor.maths.extrema.existence import Word
from tutor.maths.extrema.inequalities import Program
from tutor.maths.extrema.numeric import Optimum, optimum, quasiconcave
from tutor.model import Answer
from tutor.rule import Plan, Stage
from tutor.shown import UNSAID, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Vector
from tutor.trees.heads.rounded import Rounded

PLACES = 15  # after the point, to which the conditions are verified
KNOWN = 10  # places after the point of the numbers in the answer
WITHIN = Rational(1, 10**PLACES)


def numerically(setting: Program, letter: str, words: Sequence[Word], cases: int) -> Plan:
    """What was found, the value, stationarity and feasibility at it, and whether it is the best of all."""
    told = {"cases": cases, "count": len(setting.inequalities)}
    yield Stage("many", Tuple(*setting.posed.relations), told, kept=True, shown=UNSAID)
    fields: dict[str, object] = {}
    multipliers: dict[Word, dict[Symbol, Expr]] = {}
    for word in words:
        found = optimum(setting, word, lambda at, w=word: quasiconcave(setting, at, w))  # type: ignore[misc]
        if found is None:
            raise Unsupported(f"cannot do this: no point was found numerically that satisfies the conditions for a {word}imum")
        yield from _verified(setting, found, letter, word)
        fields[word] = {"value": Rounded(found.value, KNOWN), "at": [{v: Rounded(a, KNOWN) for v, a in found.at.items()}]}
        multipliers[word] = {m: Rounded(a, KNOWN) for m, a in found.multipliers.items()}
    return Answer(fields | {"multipliers": multipliers})


def _verified(setting: Program, found: Optimum, letter: str, word: Word) -> Generator[Stage, Expr, None]:
    """The claims on which the page rests: each holds to the digits computed."""
    f, at = setting.posed.objective, found.at
    slack = {c: tree.plain(c.function).xreplace(at) for c in setting.constraints}
    for c in setting.inequalities:
        if slack[c] > WITHIN or (c in found.active and abs(slack[c]) > WITHIN) or found.multipliers[c.multiplier] < -WITHIN:
            raise Unsupported(f"cannot do this: the {word}imum that was found does not satisfy the conditions to {PLACES} places")
    rows = tuple((v, Rounded(a, PLACES)) for v, a in at.items())
    active = tuple(c.relation for c in found.active)
    facts: dict[str, object] = {"word": word, "active": active, "tried": found.tried}
    yield Stage("found", Tuple(*setting.posed.relations), facts, kept=True, shown=Shown(line=False, table=Table(rows)))
    value = Rounded(found.value, PLACES)
    facts = {"letter": letter, "value": value, "word": word}
    yield Stage("best", At(f, at.keys(), at.values()), facts, solve=False, equals=value, shown=UNSAID)
    sign = S.NegativeOne if word == "min" else S.One
    used = [(c, found.multipliers[c.multiplier] * (sign if c in setting.inequalities else S.One)) for c in setting.constraints]
    goals: list[Expr] = []
    for v in setting.variables:
        others = tuple(u for u in setting.variables if u != v)
        terms = [At(Diff(f, v, *others), at.keys(), at.values())]
        terms += [tree.product(-m, At(Diff(c.function, v, *others), at.keys(), at.values())) for c, m in used if m]
        goals.append(tree.total(*terms))
    goals += [At(c.function, at.keys(), at.values()) for c in setting.equations]
    known = found.multipliers
    shown = tuple((c.multiplier, Rounded(known[c.multiplier], PLACES), c.relation) for c in setting.constraints if known[c.multiplier])
    facts = {"places": PLACES, "multipliers": shown, "word": word}
    zeros = Vector(*(Rounded(S.Zero, PLACES) for _ in goals))
    yield Stage("stationary", Vector(*goals), facts, solve=False, equals=zeros, shown=UNSAID)
    how = "quasiconcave" if quasiconcave(setting, at, word) else "compared"
    facts = {"how": how, "word": word, "tried": found.tried}
    yield Stage("sufficient", Tuple(*setting.posed.relations), facts, kept=True, shown=UNSAID)
