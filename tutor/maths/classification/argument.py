"""Why a point is what it is: what was found, in facts for the words, and the identities on which it rests."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sympy import Basic, Expr, Gt, Symbol, Tuple

from tutor.maths.solving.tree import Root
from tutor.model import Claim, Problem
from tutor.rule import Stage
from tutor.shown import UNSAID

Word = Literal["local_min", "local_max", "saddle", "neither", "inconclusive"]
OPPOSITE: dict[Word, Word] = {"local_min": "local_max", "local_max": "local_min"}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument where the second derivatives do not decide; `by` names its words in `prose/classification.md.j2`.

    - `sign`: f - f(p) is `form`, which has the sign `sign` for a reason `why`; `along` is a curve on which it is 0;
    - `curves`: along `curves` f - f(p) takes both signs, or one that changes;
    - `leading`: the terms `lead` outweigh the others near p and have the sign `sign`, with `weights`, after `put`;
    - `outer`: f = F(u), and `inner` is about u;
    - `factor`: f = P q with q(p) ≠ 0, and `inner` is about P;
    - `rays`: f - f(p) is t^`degree` times a number that depends on the direction only and has the sign `sign`;
    - `transverse`: on a curve of critical points, the function bends across it;
    - `unknown`: nothing was proved.
    """

    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    inner: Argument | None = None

    def all_claims(self) -> Iterator[Claim]:
        """Those of the arguments inside too."""
        yield from self.claims
        if self.inner is not None:
            yield from self.inner.all_claims()

    def stages(self, problem: Problem, root: Root) -> Generator[Stage, Expr, None]:
        """The argument as a stage that is told in words, its identities checked."""
        claims = tuple(self.all_claims())
        left, right = Tuple(*(c.left for c in claims)), Tuple(*(c.right for c in claims))
        conditions = tuple(dict.fromkeys(q for c in claims for q in c.conditions))
        facts = {"argument": self, "p": root.at, "letter": problem.letter}
        yield Stage("argument", left, facts, solve=False, equals=right, conditions=conditions, shown=UNSAID)


@dataclass(frozen=True, slots=True)
class PointClass:
    """What kind of point it is and how that is known.

    `by`: "determinant" (two variables), "curvature" (one), "minors" (definite), "indefinite" (an indefinite Hessian matrix, by
    a minor that has no definite matrix), "argument" (the test is silent, or there is no gradient).
    """

    word: Word
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    argument: Argument | None = None


@dataclass(frozen=True, slots=True)
class CurveThrough:
    """A curve through the point and what f - f(p) is on it.

    `at` gives the variables by `letter`; `equations` say the curve without it where that is shorter; `value` is f - f(p),
    `lead` the term with which it begins, with its `power`; `side` is 1 where the curve only counts for positive values.
    """

    at: Mapping[Symbol, Expr]
    letter: Symbol
    value: Expr
    lead: Expr
    power: Expr
    sign: int
    equations: tuple[Expr, ...]
    side: int = 0

    @property
    def condition(self) -> Basic:
        """On which side of the point the curve is looked at."""
        return Gt(self.letter, 0, evaluate=False)

    @property
    def changes(self) -> bool:
        """Whether f - f(p) changes its sign at the point."""
        return not self.side and bool(self.power.is_odd)
