"""How the derivation of an integral is told: one step after the other, each beginning where the one before left off.

Rules that turn one integral into one other are not nested in each other, however deep the derivation is: a teacher writes
them down the page. A substitution is told with its own integral, and the way back is the last step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sympy import Add, Basic, Expr, Mul, S, cos, sin

from tutor.deriving.middle import filled, only_reordered, same_terms, without_ones
from tutor.edges.language import word
from tutor.model import Step
from tutor.page.document import Block, Paragraph, StepBlock, Text
from tutor.rule import rules
from tutor.telling.prose import has, line, words
from tutor.trees import tree
from tutor.trees.heads import At, Bracket, Int

if TYPE_CHECKING:
    from tutor.telling.narrate import Teller

BACK = "back"  # the block of a substitution's words that tells the way back
AGAIN = "again"  # the words of a theorem that was named before
TRIANGLE = "integrate.triangle"  # which says more than that a value is put in
IMPROPER = "integrate.improper_limit"
DIVERGENT = (S.Infinity, S.NegativeInfinity)
THEOREM = "integrate.fundamental_theorem"


def is_told_here(step: Step) -> bool:
    """Whether a step is about an integral."""
    return isinstance(step.before, Int | Bracket)


@dataclass(frozen=True, slots=True)
class Integrals:
    """Tells integrals in the manner of one teller."""

    teller: Teller

    def steps(self, step: Step, closed: bool) -> list[StepBlock]:
        """The step and those below it. Where it is not `closed`, the last line is the whole integral with its value."""
        if step.rule == THEOREM:
            return self._theorem(step)
        if step.rule == IMPROPER:
            return self._improper(step, closed)
        below = self._told(step)
        if not below:
            return [self._block(step, self._line(step))]
        way_back = _substituted(step)
        if len(below) > 1:
            head = self._block(step, [step.before, self._next(step)])
            nested = [b for c in below for b in self._part(c, closed=False)]
            return [replace(head, details=tuple(nested)), *self._end(step, closed)]
        terms, part = self._led([step.before, self._next(step)], below[0])
        head_blocks = [] if self._passes_on(step) else [self._block(step, terms)]
        added = isinstance(part.before, Int) and part.before.is_definite and len(self._told(part)) > 1
        blocks = [*head_blocks, *self._part(part, closed=not added)]  # the numbers that are added stand nowhere else
        if way_back is not None and has(step.rule, BACK):
            return [*blocks, self._back(step, way_back)]
        return [*blocks, *self._end(step, closed)]

    def _back(self, step: Step, way_back: Step) -> StepBlock:
        """The way back, with the triangle that an angle takes."""
        block = self._block(step, [step.before, way_back.result, step.result], BACK)
        (at,) = step.children
        if at.rule != TRIANGLE:
            return block
        said = words(at.rule, "brief", {**at.facts, "result": at.result})
        return replace(block, blocks=(*block.blocks[:-1], *said, block.blocks[-1]))

    def _told(self, step: Step) -> list[Step]:
        return [c for c in _below(step) if self.teller._tells(c)]

    def _passes_on(self, step: Step) -> bool:
        """Whether a rule only takes out what is no part of the question, and needs no words where not all is told."""
        return self.teller.detail != "full" and rules()[step.rule].routine and len(self._told(step)) == 1 and is_told_here(step)

    def _led(self, terms: list[Basic], part: Step) -> tuple[list[Basic], Step]:
        """The line that leads to a part, led on through rules that only pass on: 4 cos^2, then 4 times the integral of cos^2."""
        while self._passes_on(part):
            last = terms[-1]
            path = next((path for path, goal in tree.goals(last) if goal == part.before), None)
            if path is None:
                break
            terms = [*terms, tree.put(last, path, part.after)]
            (part,) = self._told(part)
        return terms, part

    def _part(self, step: Step, closed: bool) -> list[StepBlock]:
        return self.steps(step, closed) if is_told_here(step) else self.teller._rule_steps(step, closed)

    def _end(self, step: Step, closed: bool) -> list[StepBlock]:
        return [] if closed or step.result in DIVERGENT else [self._together(step)]

    def between(self, step: Step) -> list[Basic]:
        """What stands between an integral and its value where both are in one line: the bracket with its antiderivative, say."""
        if step.rule == THEOREM:
            (bracket,) = step.children
            return [_filled_bracket(bracket)]
        return [self._next(step)] if step.children and not step.routine else []

    def _theorem(self, step: Step) -> list[StepBlock]:
        """The antiderivative, where it needs words; then the bracket, the limits put in, and the value."""
        (bracket,) = step.children
        inner = bracket.children
        ahead = [b for c in inner if self.teller._tells(c) for b in self.steps(c, closed=False)]
        shown = _filled_bracket(bracket)
        terms = [
            step.before,
            shown,
            *_put_in(bracket),
            without_ones(bracket.after),
            *_cancelling(bracket),
            *_values(bracket, step.result),
            step.result,
        ]
        again = self.teller.detail == "normal" and step.rule in self.teller.named
        self.teller.named.add(step.rule)
        return [*ahead, self._block(step, terms, AGAIN if again else "brief")]

    def _improper(self, step: Step, closed: bool) -> list[StepBlock]:
        """The limit that it is, the integral up to the letter, and what that tends to."""
        (limit,) = step.children
        count = len(limit.children) - len(tuple(tree.goals(limit.after)))
        inner, rest = limit.children[:count], limit.children[count:]
        ahead = [b for c in inner for b in (self.steps(c, closed=False) if is_told_here(c) else ())]
        found = self.teller._entered(limit)
        then = replace(limit, before=found[0] if found else limit.before, children=rest)
        blocks = [self._block(step, [step.before, step.after]), *ahead, *self.teller._rule_steps(then, closed=False)]
        return blocks if closed or step.result in DIVERGENT else [*blocks, self._together(step)]

    def _line(self, step: Step) -> list[Basic]:
        """before = with the integrals that are left = with their values = result."""
        substitution = _substituted(step)
        if substitution is not None:
            return [step.before, substitution.before, substitution.result, step.result]
        after = self._next(step)
        if not step.children:
            return [step.before, step.result]
        return [step.before, after, filled(step.after, [c.result for c in step.children]), step.result]

    def _next(self, step: Step) -> Basic:
        """What the rule made of the integral; a substitution without the note of what its letter stands for."""
        substitution = _substituted(step)
        return substitution.before if substitution is not None else step.after

    def _together(self, step: Step) -> StepBlock:
        law = filled(step.after, [c.result for c in step.children])
        apart = factors_of(step) or (() if same_terms(law, step.result) else (law,))
        terms = [step.before, *apart, step.result]
        return StepBlock("", line("algebra.together", "title", {}), (self.teller._display(terms),))

    def _block(self, step: Step, terms: list[Basic], block: str = "brief") -> StepBlock:
        facts = {**step.facts, "result": step.result}
        blocks: list[Block] = [*words(step.rule, block, facts)]
        if self.teller.detail == "full" and block == "brief":
            blocks.extend(self.teller.reason(step.rule, facts))
        blocks.append(self.teller._display(terms, step.evidence == "none"))
        if self.teller.detail == "full" and step.conditions and block == "brief":
            blocks.append(Paragraph((Text(word("This needs ")), *self.teller.conditions(step), Text("."))))
        title = line(step.rule, "title" if block == "brief" else f"{block}_title", facts)
        return StepBlock("", title, tuple(blocks), unverified=step.evidence == "none")


def factors_of(step: Step) -> tuple[Basic, ...]:
    """The factors that several steps took out one after the other, with the value that was told last: 4 · 2 · 3π/16."""
    factors: list[Expr] = []
    whole = tree.evaluated(step.result)
    while step.rule not in (THEOREM, IMPROPER) and _substituted(step) is None and len(step.children) == 1:
        (inner,) = step.children
        parts = [tree.evaluated(f) for f in tree.factors(step.after) if f != inner.before]
        if not isinstance(inner.before, Int) or len(parts) != len(tree.factors(step.after)) - 1:
            break
        factors += [tree.evaluated(Mul(*parts))] if parts else []
        step = inner
    value = tree.evaluated(step.result)
    plain = len(factors) > 1 and not isinstance(value, Add) and Mul(*factors, value) == whole
    return (Mul(*factors, value, evaluate=False),) if plain else ()


def _below(step: Step) -> Iterator[Step]:
    """The steps below; of a substitution those that find its own integral."""
    for c in step.children:
        if isinstance(c.before, At) and c.children:
            yield from c.children
        else:
            yield c


def _substituted(step: Step) -> Step | None:
    """The integral in the new letter, where a step is a substitution that is taken back."""
    if isinstance(step.after, At) and len(step.children) == 1 and step.children[0].children:
        found = step.children[0].children[0]
        return found if isinstance(found.before, Int) else None
    return None


def _put_in(bracket: Step) -> list[Basic]:
    """The limits in the antiderivative and nothing reckoned, where that is more than another letter in one term."""
    f, limits, put = bracket.facts["F"], (bracket.facts["a"], bracket.facts["b"]), without_ones(bracket.facts["put"])
    if bracket.after is S.Zero:  # else no number would be seen to have been put in
        return [put] if put is not S.Zero else []
    linear = bracket.facts["x"] not in tree.plain(f).diff(bracket.facts["x"]).free_symbols
    plain = not isinstance(f, Add) and (linear or all(e.is_Symbol or e.is_number for e in limits))
    return [] if plain or only_reordered(_reckoned(put), without_ones(bracket.after)) else [put]


def _reckoned(expr: Basic) -> Basic:
    """The tree with the numbers in it reckoned."""
    return tree.rebuild(expr, tuple(map(_reckoned, expr.args))) if expr.free_symbols and expr.args else tree.evaluated(expr)


def _cancelling(bracket: Step) -> list[Basic]:
    """The values of sines and cosines one by one, where some of them cancel or come together."""
    f, x = bracket.facts["F"], bracket.facts["x"]
    if not (isinstance(f, Add) and f.has(sin, cos)):
        return []
    found = [[tree.evaluated(tree.substitute(t, {x: bracket.facts[end]})) for t in f.args] for end in ("b", "a")]
    upper, lower = ([v for v in values if not v.is_zero] for values in found)
    plain = all(v.is_number and not v.has(sin, cos) and not isinstance(v, Add) for v in (*upper, *lower))
    if not plain or not upper or all(map(_stay_apart, (upper, lower))):
        return []
    return [tree.total(*upper, *((tree.negative(tree.total(*lower)),) if lower else ()))]


def _stay_apart(values: list[Basic]) -> bool:
    """Whether no two of the numbers with roots in them cancel or come together."""
    rooted = [v for v in values if not v.is_Rational]
    return not rooted or (len(Add.make_args(Add(*rooted))) == len(rooted) and Add(*rooted) != 0)


def _values(bracket: Step, result: Basic) -> list[Basic]:
    """The two numbers of which it is the difference, where more than one term makes them and neither is 0."""
    f, x = bracket.facts["F"], bracket.facts["x"]
    upper, lower = (tree.evaluated(tree.substitute(f, {x: bracket.facts[end]})) for end in ("b", "a"))
    numbers = all(v.is_number and not v.is_zero and not isinstance(v, Add) for v in (upper, lower))
    if not (numbers and isinstance(f, Add)) or isinstance(result, Add) or tree.evaluated(upper - lower) != tree.evaluated(result):
        return []
    return [tree.total(upper, tree.negative(lower))]


def _filled_bracket(bracket: Step) -> Basic:
    """The bracket with the antiderivative in it."""
    inner = bracket.children
    return tree.put(bracket.before, (0,), inner[0].result) if inner else bracket.before
