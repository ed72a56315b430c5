"""From a derivation to a page: which steps are told, in which order, at which level of detail.

- `brief`: the stages and their results.
- `normal`: the rules that a teacher would name, nested and folded; routine steps are folded into the lines they serve.
- `full`: every step, with its reason and its condition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from itertools import groupby, pairwise
from typing import Any, Literal, TypeVar

from sympy import Add, Basic, Expr, Function, Mul, S, Symbol, Tuple, fraction

from tutor.deriving.arrange import Arranger, arranger, in_order
from tutor.deriving.engine import in_domain, provided
from tutor.deriving.middle import filled, only_reordered, reordered, same_terms, without_ones
from tutor.edges.language import ENGLISH, Untranslated, language, speaking, word
from tutor.maths.decimals import bulky, has_surd_fraction, in_decimals
from tutor.model import Derivation, Problem, Step
from tutor.page.document import AnswerBox, Block, Display, Document, Inline, Inlines, Math, Note, Paragraph, StepBlock, Steps, Text
from tutor.page.document import Table as TableBlock
from tutor.page.layout import Number
from tutor.printing.figures.graph import Graph
from tutor.printing.figures.graph import drawn as draw_graph
from tutor.printing.figures.tree import Tree as DependencyTree
from tutor.printing.figures.tree import drawn as draw_tree
from tutor.printing.notation.compose import compose
from tutor.printing.notation.text import text
from tutor.rule import rules, topic
from tutor.shown import Chain, Phrase, Table
from tutor.telling.cases import outcome, second_way, told
from tutor.telling.formulas import FUNCTIONS
from tutor.telling.integrals import DIVERGENT, Integrals, factors_of, is_told_here
from tutor.telling.localized import localized
from tutor.telling.phrases import DIGITS, approx, decimal, lowered
from tutor.telling.prose import has, line, words
from tutor.trees import tree
from tutor.trees.heads import Apart, At, Determinant, Diff, Dot, Equation, Inert, Int, Lim, MatrixOf, Name, Norm, Rounded, System, Vector

GIVEN = ("value.given",)  # a rule whose results are shown in their places before they are reckoned with
PLACED = ("value.substitute",)  # a rule whose result is put in at once: nobody writes the bar first

NUMERIC = ("numeric", "library")  # checks that are made only where they are asked for
SELF_EVIDENT = ("differentiate.constant", "differentiate.identity")  # rules that need no line at any level of detail

Detail = Literal["brief", "normal", "full"]
T = TypeVar("T")
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")  # what may begin a sentence with a capital
CALLED = frozenset((*FUNCTIONS, "sqrt", "log", "exp"))
SHORTENED = "Decimals on this page are rounded where they are not exact."
UNTRANSLATED = "This page is in English: its words are not translated yet"


def narrate(derivation: Derivation, detail: Detail = "normal") -> Document:
    """The page of a solved (or stopped) problem, whole in the language that is spoken, or else whole in English and with a notice."""
    try:
        page: Document = localized(_narrated(derivation, detail))
    except Untranslated as missing:
        with speaking(ENGLISH):
            page = _narrated(derivation, detail)
        return replace(page, body=(untranslated(missing), *page.body))
    return page


def untranslated(missing: Untranslated) -> Note:
    """The notice of a page that is in English as the language lacks something."""
    return Note("notice", word("Language"), (Paragraph((Text(f"{word(UNTRANSLATED)} ({missing})."),)),))


def _shortens(said: object) -> bool:
    """Whether decimals of which digits are left out stand in a part of the page."""
    if isinstance(said, Basic):
        return any(not n.complete for n in said.atoms(Rounded))
    if isinstance(said, tuple | list):
        return any(map(_shortens, said))
    return is_dataclass(said) and any(_shortens(getattr(said, f.name)) for f in fields(said))


def _marked(block: Block | StepBlock) -> bool:
    """Whether a reader sees in a step that something of it is not verified."""
    match block:
        case StepBlock():
            return block.unverified or any(map(_marked, (*block.blocks, *block.details)))
        case Steps():
            return any(map(_marked, block.steps))
    return isinstance(block, Display) and block.unverified


def _narrated(derivation: Derivation, detail: Detail) -> Document:
    problem = derivation.problem
    teller = Teller(problem, arranger(problem), detail)
    stages = [s for s in derivation.steps if not _is_check(problem, s)]
    refused = derivation.status != "solved" and not stages
    intro = () if refused else words(problem.kind, "intro", teller.about)  # of a way that is not gone nothing is said
    body: list[Block] = [*intro]
    told = teller.promoted(stages) if len(stages) == 1 else teller.stages(stages)
    verified = derivation.verified or derivation.status != "solved"
    if told:
        body.append(Steps(tuple(told) if verified or any(map(_marked, told)) else (*told[:-1], replace(told[-1], unverified=True))))
    if derivation.answer is not None:
        body.append(AnswerBox(tuple(teller.answer(derivation))))
    if any(map(_shortens, body)):
        body.insert(len(intro), Paragraph((Text(word(SHORTENED)),)))
    if detail != "brief":
        body.extend(teller.checks(s for s in derivation.steps if _is_check(problem, s)))
    if derivation.status != "solved":
        body.append(Note("unsupported", word("Not solved"), (Paragraph((Text(_sentence(word(derivation.message))),)),)))
    if problem.notices:
        lines = tuple(Paragraph((Text(_sentence(word(n.message))),)) for n in problem.notices)
        body.append(Note("notice", word("How the input was read"), lines))
    return Document(problem.id, problem.kind, _title(problem), (*_shared(problem), *_asked(problem)), tuple(body), verified)


def _in_one_language(tell: Callable[[Problem], T]) -> Callable[[Problem], T]:
    """What is told alone, in the language that is spoken, or else in English."""

    @wraps(tell)
    def told(problem: Problem) -> T:
        try:
            found: T = localized(tell(problem))
        except Untranslated:
            with speaking(ENGLISH):
                return tell(problem)
        return found

    return told


def asked_in(problem: Problem) -> str:
    """The language in which a problem is asked: the one that is spoken, or English where it does not have the words."""
    try:
        localized(_asked(problem))
    except Untranslated:
        return ENGLISH
    return language()


def _title(problem: Problem) -> str:
    found = line(problem.kind, "title", context(problem))
    return named(found) or word(topic(problem.kind).title)


def named(inlines: Inlines) -> str:
    """A heading as one line of text, its formulas too."""
    return "".join(
        i.text if isinstance(i, Text) else text(compose(i.formula)) if isinstance(i, Math) else named(i.inlines) for i in inlines
    )


def step_title(problem: Problem, stage: Step) -> str:
    """What a stage of a solution is called, alone or with its neighbours; empty where it has no title."""
    told: str = _in_one_language(lambda of: _step_title(of, stage))(problem)
    return told


def _step_title(problem: Problem, stage: Step) -> str:
    block = _block(stage)
    for name in (f"{block}_group", f"{block}_title"):
        found = line(problem.kind, name, {**context(problem), **stage.facts}) if has(problem.kind, name) else ()
        if found:
            return named(found)
    return ""


@_in_one_language
def title(problem: Problem) -> str:
    """What a problem is called: by its words where they depend on the problem, else as its kind."""
    return _title(problem)


@_in_one_language
def statement(problem: Problem) -> tuple[Block, ...]:
    """What a problem says, under what it shares with the other parts where it is a part."""
    return (*_shared(problem), *_asked(problem))


@_in_one_language
def shared(problem: Problem) -> tuple[Block, ...]:
    """What stands above all parts of a problem: the author's words, else the function that the parts are about."""
    return _shared(problem)


@_in_one_language
def asked(problem: Problem) -> tuple[Block, ...]:
    """The author's statement where there is one, else the kind's."""
    return _asked(problem)


def _shared(problem: Problem) -> tuple[Block, ...]:
    if problem.origin.shared_inlines is not None:
        return (Paragraph(problem.origin.shared_inlines),)
    return words("part", "shared", context(problem)) if problem.origin.introduced else ()


def _asked(problem: Problem) -> tuple[Block, ...]:
    if problem.origin.statement is not None:
        return (Paragraph(problem.origin.statement),)
    return words(problem.kind, "statement", context(problem))


def context(problem: Problem) -> dict[str, Any]:
    """The facts that every block of a kind's words may use."""
    about = topic(problem.kind).facts
    given, more = problem.given, about(problem) if about else {}
    if decimals(problem):
        given, more = in_decimals(given), in_decimals(more)
    return {
        **given,
        **more,
        "point": given.get("point"),
        "problem": problem,
        "variables": problem.variables,
        "called": Function(problem.letter)(*problem.variables),
        "introduced": problem.origin.introduced,
    }


def decimals(problem: Problem) -> bool:
    """Whether the page writes decimals."""
    return topic(problem.kind).decimals and problem.origin.decimals


def _is_check(problem: Problem, step: Step) -> bool:
    return has(_file(problem, step), f"{_block(step)}_check")


def _file(problem: Problem, step: Step) -> str:
    """Whose words a stage is told in: those of its kind, or of the checks that several kinds share."""
    return "numerically" if _block(step) in NUMERIC else problem.kind


def _sentence(text: str) -> str:
    """With a full stop and a capital, unless it begins with a formula: a is not A, and sin x not Sin x."""
    first = text.partition(" ")[0].rstrip(":")
    text = text[:1].upper() + text[1:] if WORD.fullmatch(first) and first not in CALLED else text
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _without_echo(mine: list[Block], details: list[StepBlock]) -> list[StepBlock]:
    """The rules of a stage without a last line that only says again what the line of the stage says."""
    said = {t for b in mine if isinstance(b, Display) for t in b.terms}
    match details:
        case [*rest, StepBlock(blocks=(Display(terms=terms),), details=())] if rest and set(terms) <= said:
            return rest
    return details


def _only_reason(step: Step, mine: list[Block], details: list[StepBlock]) -> list[Block] | None:
    """A stage with the words of its only rule behind its line, where the line of the rule would repeat it; None elsewhere."""
    lines = [b for b in mine if isinstance(b, Display)]
    if not lines or len(details) != 1 or details[0].details or details[0].unverified:
        return None
    repeated = [b for b in details[0].blocks if isinstance(b, Display)]
    if len(repeated) != 1 or not set(repeated[0].terms) - {step.before} <= set(lines[-1].terms):
        return None
    at = mine.index(lines[-1]) + 1
    told = details[0].blocks
    before = told.index(repeated[0]) - 1  # words that only lead to the line go with it
    kept = [b for k, b in enumerate(told) if b is not repeated[0] and not (k == before and _leads(b))]
    return [*mine[:at], *kept, *mine[at:]]


def _leads(block: Block) -> bool:
    """Whether these words only lead to the line below them."""
    return isinstance(block, Paragraph) and isinstance(last := block.inlines[-1], Text) and last.text.endswith(":")


@dataclass(slots=True)
class Teller:
    """Tells the steps of one problem at one level of detail."""

    problem: Problem
    arrange: Arranger
    detail: Detail
    derived: list[Step] = field(default_factory=list)  # the stages whose rules were told
    seen: set[Basic] = field(default_factory=set)  # the derivatives whose rules were told
    named: set[str] = field(default_factory=set)  # what was said, and is meant when it is said "in the same way", or not said again
    slopes: set[Basic] = field(default_factory=set)  # what came of differentiating, constants left out
    reasons: list[tuple[Block, ...]] = field(default_factory=list)  # of rules, word for word: each is given once
    digits: int = DIGITS  # of the decimals beside exact numbers in the rules of a stage
    about: dict[str, Any] = field(init=False)  # the facts of the problem

    def __post_init__(self) -> None:
        self.about = context(self.problem)

    # -- stages ------------------------------------------------------------------------------------------------------

    def stages(self, stages: list[Step]) -> list[StepBlock]:
        """The numbered steps: one a stage, or one a group of stages that the words of the kind put together."""
        out: list[StepBlock] = []
        for key, members in groupby(stages, key=self._group):
            listed = list(members)
            for run in [listed] if key else [[s] for s in listed]:
                step = self.joined(str(len(out) + 1), run)
                out += [step] if step.blocks or step.details else []  # nothing is left of gradients that are seen at once
        return out

    def _group(self, step: Step) -> Inlines:
        """The title that a stage shares with its neighbours; empty where it stands alone."""
        return line(self.problem.kind, f"{_block(step)}_group", self._facts(step))

    def _facts(self, step: Step) -> dict[str, object]:
        facts = {**self.arrange.throughout(step.facts), "result": step.result}
        return {**self.about, **(in_decimals(facts) if decimals(self.problem) else facts)}

    def joined(self, number: str, steps: list[Step]) -> StepBlock:
        """One or more stages as a step: their words and lines, the rules in them folded below."""
        blocks: list[Block] = []
        found: list[StepBlock] = []
        folded: Inlines = ()
        count = 0
        parts: list[tuple[Step, list[Block], list[StepBlock]]] = []
        for step in steps:
            mine, facts, solved = self._told_stage(step), self._facts(step), isinstance(step.before, System)
            self.slopes |= _alone(step.result) if step.before.has(Diff) else set()
            details: list[StepBlock] = []
            if self.detail != "brief":
                details = self._second_way(step, facts) if solved else _without_echo(mine, self._derived(step))
                if (reason := _only_reason(step, mine, details)) is not None:
                    mine, details = reason, []
            parts.append((step, mine, details))
        numbered = len(steps) > 1 and any(details and isinstance(step.before, Diff) for step, _, details in parts)
        systems = sum(isinstance(step.before, System) for step in steps)
        for step, mine, details in parts:
            facts, solved = self._facts(step), isinstance(step.before, System)
            beside = numbered and isinstance(step.before, Diff) and step.shown.line  # like the others, whatever is told of it
            if blocks and isinstance(last := blocks[-1], Steps) and step.name is not None and last.steps[0].title == self._called(step):
                blocks[-1] = Steps((self._continued(last.steps[0], mine, details),))
                continue
            if solved and details and systems > 1:  # it stands with its system, not with those of others
                count += 1
                blocks += [*mine, Steps(tuple(self._numbered(number, details, count - 1)))]
                continue
            if not (details or beside) or len(steps) == 1 or solved:
                blocks.extend(mine)
                found.extend(details)
                folded = line("solve.certificate", "fold", facts) if solved and details else folded
                continue
            if isinstance(step.before, At) and not step.shown.line:  # where all is told, how a number comes from the point
                blocks += [*mine, self._display(self.line_of(step), step.evidence == "none")]
                continue
            count += 1  # a derivation stands beside its result
            inner = f"{number}.{count}"
            if not step.shown.line and isinstance(step.before, Diff):  # a slope that is seen at once, derived all the same
                mine.append(self._display(self.line_of(step), step.evidence == "none"))
            name = self._called(step)
            if step.name is None:
                name = line(self.problem.kind, f"{_block(step)}_title", facts) or name
            block_ = StepBlock(inner, name, tuple(mine), tuple(self._numbered(inner, details)), _fold([step]))
            blocks.append(Steps((block_,)))
        title = self._group(steps[0]) or line(self.problem.kind, f"{_block(steps[0])}_title", self._facts(steps[0]))
        unverified = any(s.evidence == "none" for s in steps)
        return StepBlock(number, title, tuple(blocks), tuple(self._numbered(number, found, count)), folded or _fold(steps), unverified)

    def _called(self, step: Step) -> Inlines:
        """The name of a stage as a title, or its goal."""
        called = step.name or step.before
        return (Math(in_decimals(called) if decimals(self.problem) else called),)

    def _continued(self, begun: StepBlock, blocks: list[Block], details: list[StepBlock]) -> StepBlock:
        """A step with another stage of the same name, which goes on from what it came to."""
        below = tuple(self._numbered(begun.number, [*begun.details, *details]))
        return replace(begun, blocks=(*begun.blocks, *blocks), details=below)

    def _told_stage(self, step: Step) -> list[Block]:
        """The words, the line and the figures of one stage."""
        block, facts = _block(step), self._facts(step)
        blocks: list[Block] = [*words(self.problem.kind, block, facts)]
        shown = step.shown
        if shown.table is not None:
            blocks.append(self._table(in_decimals(shown.table) if decimals(self.problem) else shown.table, facts))
        blocks.extend(_drawn(shown.figure))
        if isinstance(step.before, System):
            (system,) = shown.terms or (step.before,)
            blocks.append(self._display([self._arranged(system)], step.evidence == "none"))
            say = outcome if self.detail == "brief" else told
            assert step.solved is not None
            blocks.extend(say(step.solved, step.facts.get("variables", self.problem.variables), self.arrange, facts))
        elif shown.line:
            if (exchanged := self._likewise(step)) is not None:
                blocks = [] if exchanged else _ended(blocks)  # what is held constant is exchanged too
                blocks.extend(words("algebra.likewise", "brief", {"exchanged": exchanged}))
            blocks.append(self._display(self.line_of(step), step.evidence == "none", shown.digits))
        blocks.extend(words(self.problem.kind, f"{block}_after", facts))
        if shown.map is not None and (seen := shown.map.figure()) is not None:
            blocks.append(replace(seen, told=self.detail == "full"))
        return blocks

    def _second_way(self, step: Step, facts: dict[str, object]) -> list[StepBlock]:
        """The proof that no solution is missing, to be folded away."""
        assert step.solved is not None
        said = second_way(step.solved, self.arrange, facts)
        return [StepBlock("", line("solve.certificate", "fold", facts), said)] if said else []

    def _derived(self, step: Step) -> list[StepBlock]:
        """The rules of a stage; none where it only repeats one that was told."""
        if self._likewise(step) is not None:
            return []
        self.digits = step.shown.digits or DIGITS
        details = self._details(step)
        self.digits = DIGITS
        if details:
            self.derived.append(step)
        return details

    def _likewise(self, step: Step) -> tuple[Basic, ...] | None:
        """The variables by whose exchange a stage is one that was told; none of them where it is the same; None else."""
        goal = step.before
        if self.detail != "normal" or not isinstance(goal, Diff):
            return None
        for earlier in self.derived:
            before = earlier.before
            if not isinstance(before, Diff):
                continue
            x, y = before.variable, goal.variable
            swap = {x: y, y: x}
            if _comes_to(before.expr, swap, goal.expr) and _comes_to(earlier.result, swap, step.result):
                return () if x == y else (x, y)
        return None

    def _arranged(self, system: System) -> System:
        """A system in a teacher's order, where no one typed it: 3x² − 3 ≠ 0."""
        conditions = (self._ordered(c) for c in system.conditions)
        return System(map(self.arrange.unless_typed, system.equations), system.unknowns, conditions)

    def _ordered(self, condition: Basic) -> Basic:
        return tree.rebuild(condition, tuple(self.arrange(a) if a == tree.evaluated(a) else a for a in condition.args))

    def promoted(self, stages: list[Step]) -> list[StepBlock]:
        """The only stage of a problem: its rules are the numbered steps."""
        (step,) = stages
        if self.detail == "brief" or not self._told(step):
            (only,) = self.stages(stages)
            used = [] if self.detail == "brief" else _routine_titles(step)
            if not used:
                return [only]
            said = Paragraph((*line("algebra.by", "brief", {}), Text(" "), *used, Text(".")))
            k = next(k for k, b in enumerate(only.blocks) if isinstance(b, Display))
            return [replace(only, blocks=(*only.blocks[:k], said, *only.blocks[k:]))]
        first, *rest = self._details(step)
        return [self._named(first, step), *rest]

    def _named(self, first: StepBlock, step: Step) -> StepBlock:
        """The first rule with the name of what is asked before its line."""
        blocks = tuple(
            Display((step.name, *b.terms), ("=", *b.relations), b.unverified)
            if isinstance(b, Display) and step.name not in (None, step.before) and b.terms[0] == step.before
            else b
            for b in first.blocks
        )
        return replace(first, blocks=blocks)

    def line_of(self, step: Step) -> list[Basic]:
        """name = its law by names = goal = what the rules made of it = result, without repetitions."""
        shown = step.shown
        if shown.terms:
            return list(shown.terms)
        middle: list[Basic] = [] if shown.law is None else [shown.law]
        direct = [c for c in step.children if c.rule != "algebra.tidy"]
        if shown.sides or (isinstance(step.before, Equation) and step.name is None):  # the equation it was stands in the line above
            return {"before": [step.before], "both": [step.before, step.result], "after": [step.result]}[shown.sides or "after"]
        if shown.rough and decimals(self.problem) and bulky(step.result):  # exact in the derivation, a decimal on the page
            return [*([step.name] if step.name is not None else []), *middle, step.result]
        if step.before != step.result:
            if not isinstance(step.before, At) and not shown.continues:
                middle.append(step.before)
            elif not (shown.continues or isinstance(step.name, At) or (isinstance(step.name, Name) and step.name.has_point)):
                middle.append(step.before.expr)
            if direct and all(c.rule in GIVEN for c in direct):
                middle.append(step.after)
            elif shown.as_written:
                pass  # what it comes to is said next; nothing between would be clearer
            elif len(direct) != 1 or direct[0].before != step.before:
                light = _factor_by_factor(step.before, direct) or self._replaced(step.before, tuple(direct))
                if isinstance(step.before, Add) and direct and all(c.rule in PLACED for c in direct):
                    middle.append(_with_afters(step.before, direct))
                if not direct and middle and not isinstance(light, Add) and only_reordered(middle[-1], light):
                    before = middle.pop()  # a line whose only change is the order says nothing new
                    light = light if only_reordered(light, step.result) else before
                middle.append(light)
            elif not isinstance(step.before, Diff) and direct[0].shown.chain is None:  # the limit of a bound is no line of its own
                after = direct[0].after
                if isinstance(step.before, Int):
                    middle.extend(Integrals(self).between(direct[0]))
                elif isinstance(step.before, Determinant):
                    if direct[0].routine:  # else its minors are told below
                        middle.extend((*_expanded(direct[0]), self.shown(direct[0])))
                else:
                    middle.append(self.shown(direct[0]) if tree_has_goal(after) else _written(direct[0]))
            if (
                isinstance(step.before, At | Norm | Dot) and self.detail == "normal" and not self._told(step)
            ):  # the tidying has no step of its own
                middle.extend(m for c in step.children for m in c.facts.get("between", ()))
        return [*([step.name] if step.name is not None else []), *middle, _with_constant(step, step.result)]

    def _details(self, step: Step) -> list[StepBlock]:
        """The rules of a stage; then their results put together, and the tidying."""
        rules_ = [c for c in step.children if c.rule != "algebra.tidy"]
        tidied = [c for c in step.children if c.rule == "algebra.tidy"]
        closes = step.name is not None and any(map(self._told, rules_))
        found = [b for c in rules_ if self._tells(c) for b in self._rule_steps(c, closed=closes and len(rules_) == 1)]
        if not found and self.detail != "full":
            return []
        if closes and step.name is not None and not (len(rules_) == 1 and _goes_on(rules_[0])):
            end = tidied[0].before if tidied else step.result
            law = _put_in(rules_[0]) if len(rules_) == 1 and rules_[0].before == step.before else end
            last = end if tidied else _with_constant(step, end)
            if not _is_last(found[-1], step.name, end) and not (isinstance(step.before, Int) and end in DIVERGENT):
                factors = factors_of(rules_[0]) if len(rules_) == 1 and is_told_here(rules_[0]) else ()
                found.append(
                    self._together(step.name, *(factors or (() if same_terms(law, end) or same_terms(law, last) else (law,))), last)
                )
        found.extend(self._tidy(t, step) for t in tidied)
        return self._numbered("", found)

    def _tidy(self, tidy: Step, step: Step) -> StepBlock:
        facts = {**tidy.facts, "before": tidy.before, "after": tidy.result}
        terms = [
            *([step.name] if step.name is not None else [tidy.before]),
            *tidy.facts.get("between", ()),
            _with_constant(step, tidy.result),
        ]
        blocks = (*words("algebra.tidy", "brief", facts), self._display(terms, tidy.evidence == "none"), *_provided(tidy))
        return StepBlock("", line("algebra.tidy", "title", facts), blocks, unverified=tidy.evidence == "none")

    def _together(self, *terms: Basic) -> StepBlock:
        return StepBlock("", line("algebra.together", "title", {}), (self._display(list(terms)),))

    # -- rules -------------------------------------------------------------------------------------------------------

    def _tells(self, step: Step) -> bool:
        """Whether a rule step gets a line of its own."""
        return not step.routine or (self.detail == "full" and step.rule not in SELF_EVIDENT)

    def _told(self, step: Step) -> bool:
        """Whether any step below this one gets a line."""
        return any(self._tells(c) for c in step.children if c.rule != "algebra.tidy")

    def _rule_steps(self, step: Step, closed: bool = False) -> list[StepBlock]:
        """A rule step with its parts nested; a rule that only passes on (a constant factor, say) stands beside its part.

        Where it is `closed`, the line that puts its parts together follows outside.
        """
        if isinstance(step.before, Diff):
            self.slopes |= _alone(step.result)
        if self.detail == "normal" and isinstance(step.before, Diff) and not step.routine and not rules()[step.rule].routine:
            if step.before in self.seen:
                said = words("algebra.likewise", "brief", {"exchanged": ()})
                title = line(step.rule, "title", {**step.facts, "result": step.result})
                return [StepBlock("", title, (*said, self._display([step.before, step.result])))]
            self.seen.add(step.before)
        if is_told_here(step):
            return Integrals(self).steps(step, closed)
        below = [c for c in self._parts(step) if self._tells(c)]
        passes_on = rules()[step.rule].routine and len(below) == 1
        terms: list[Basic] = [step.before, *self._entered(step), *self._law(step)]
        if rules()[step.rule].show_parts and not isinstance(step.before, Determinant):
            terms.insert(1, self._replaced(step.after, tuple(c if c.rule in PLACED else replace(c, routine=False) for c in step.children)))
        if not below:
            terms.append(step.result)
        facts = {**step.facts, "result": step.result, "inner_slope": None if below else _brought_in(step)}
        facts["untold"] = self._untold(step) if below else ()
        if decimals(self.problem):
            facts = in_decimals(facts)
        blocks: list[Block] = [*words(step.rule, "brief", facts)]
        if self.detail == "full" and (step.rule not in PLACED or self._first_after_differentiating(step)):
            blocks.extend(self.reason(step.rule, facts))
        bound = step.shown.chain if step.shown.chain is not None and step.shown.chain.bounds else None
        end = self._display([step.before, step.result], step.evidence == "none")
        chain = bound.to_nought() if bound is not None and not below else step.shown.chain
        if chain is not None:
            blocks.append(_chained(chain))
        if bound is None:
            blocks.append(self._display(terms, step.evidence == "none"))
        elif not below:
            blocks.append(end)
        if self.detail == "full" and step.conditions and step.shown.chain is None:  # a chain says what it needs
            blocks.append(Paragraph((Text(word("This needs ")), *_joined(step.conditions), Text("."))))
        nested = [b for c in below for b in self._rule_steps(c, closed and passes_on)]
        title = line(step.rule, "title", facts)
        if bound is not None and below:  # only now is the limit of the bound known
            nested.append(StepBlock("", line("algebra.together", "title", {}), (_chained(bound.to_nought()), end)))
        if passes_on:
            return [StepBlock("", title, tuple(blocks), (), (), step.evidence == "none"), *nested]
        if below and not closed and step.result != self.shown(step) and not _goes_on(step):
            law = _put_in(step)
            nested.append(self._together(step.before, *(() if same_terms(law, step.result) else (law,)), step.result))
        return [StepBlock("", title, tuple(blocks), tuple(nested), _summary(below), step.evidence == "none")]

    def _first_after_differentiating(self, step: Step) -> bool:
        """Whether values are put in for the first time, into what was differentiated."""
        first = step.rule not in self.named and not self.slopes.isdisjoint(_alone(step.before.args[0])) and step.facts.get("constant", True)
        self.named |= {step.rule} if first else set()
        return first

    def reason(self, rule: str, facts: dict[str, Any]) -> tuple[Block, ...]:
        """Why a rule holds, unless these very words stand on the page already."""
        said = tuple(words(rule, "full", facts))
        if said in self.reasons:
            return ()
        self.reasons.append(said)
        return said

    def conditions(self, step: Step) -> list[Any]:
        """What a step needs, as inlines."""
        return _joined(step.conditions)

    def _law(self, step: Step) -> list[Basic]:
        """What the rule made of its goal, first with nothing reckoned where that says more than another order would."""
        shown = self.shown(step)
        if isinstance(step.before, Determinant):
            return [shown] if any(map(self._tells, step.children)) else [*_expanded(step), shown]
        if not rules()[step.rule].fill:
            return [shown]
        if any(self._tells(c) and c.rule not in PLACED for c in step.children):
            return [shown]
        written = _put_in(step)
        return [shown] if reordered(written, shown) else [written, shown]

    def _untold(self, step: Step) -> tuple[Basic, ...]:
        """The derivatives that are put into the line of a rule at once, where others are told below: each as an equation."""
        parts = (c for c in step.children if isinstance(c.before, Diff) and not self._tells(c) and c.rule not in SELF_EVIDENT)
        return tuple(Equation(c.before, c.result) for c in parts)

    def _parts(self, step: Step) -> Iterator[Step]:
        """The steps below, a substitution replaced by what stands in it."""
        for c in step.children:
            if c.rule in PLACED and c.children:
                yield from c.children
            else:
                yield c

    def shown(self, step: Step) -> Basic:
        """What the rule made of its goal, with the routine goals already replaced."""
        return self._replaced(step.after, step.children, routine_only=self.detail != "full")

    def _entered(self, step: Step) -> list[Basic]:
        """A limit whose inside had to be found first, with what was found: the derivatives of L'Hospital's rule."""
        first = step.children[: len(step.children) - len(tuple(tree.goals(step.after)))]
        if not isinstance(step.before, Lim) or not first:
            return []
        inside = step.before.expr
        for (path, _), child in zip(tuple(tree.goals(inside)), first, strict=False):
            inside = tree.put(inside, path, child.result)
        return [step.before.of(inside)]

    def _replaced(self, expr: Basic, children: tuple[Step, ...], routine_only: bool = True) -> Basic:
        found = tuple(tree.goals(expr))
        mine = children[len(children) - len(found) :]
        put = expr
        for (path, _), child in zip(found, mine, strict=False):
            if (child.routine and routine_only) or child.rule in PLACED:
                put = tree.put(put, path, child.result)
        # Integrals that are told below stand as they stood: in another order they would look like a step.
        told = put == expr and len(found) > 1 and all(isinstance(goal, Int) for _, goal in found)
        return expr if told else self.arrange.light(put)

    # -- lines -------------------------------------------------------------------------------------------------------

    def _display(self, terms: list[Basic], unverified: bool = False, digits: int | None = None, boxed: bool = False) -> Display:
        kept: list[object] = []
        digits = digits or self.digits
        terms = self.arrange.throughout(terms)
        exact, number = terms[-1], approx(terms[-1], digits)
        if decimals(self.problem):
            terms, number = self._in_decimals(terms, number, digits)
        for t in terms:
            if not kept or not _same(kept[-1], t):
                kept.append(t)
        relations = [sign_between(s, t) for s, t in pairwise(kept)]
        if number is not None and (boxed or len(kept) > 1 or terms[-1] != exact):
            kept.append(number)
            relations.append("≈")
        return Display(tuple(kept), tuple(relations), unverified)

    def _in_decimals(self, terms: list[Basic], number: object, digits: int) -> tuple[list[Basic], Any]:
        """The terms with decimals; a value that is bulky as a fraction is left to its decimal."""
        *most, last = terms
        if most and not isinstance(last, Tuple) and bulky(last):
            number = number or Number(decimal(float(tree.plain(last)), digits))
            return [in_decimals(t) for t in most if not has_surd_fraction(t)], number
        return [in_decimals(t) for t in terms], number

    def _numbered(self, number: str, blocks: list[StepBlock], after: int = 0) -> list[StepBlock]:
        """Numbered one after the other, `after` so many that stand before them."""
        out = []
        for k, b in enumerate(blocks, start=after + 1):
            mine = f"{number}.{k}" if number else str(k)
            out.append(StepBlock(mine, b.title, b.blocks, tuple(self._numbered(mine, list(b.details))), b.summary, b.unverified))
        return out

    # -- the end -----------------------------------------------------------------------------------------------------

    def answer(self, derivation: Derivation) -> list[Block]:
        """The boxed answer: the kind's own words, else the last line."""
        assert derivation.answer is not None
        fields = self.arrange.throughout({**derivation.answer.fields, **derivation.answer.shown})
        facts = {**self.about, **(in_decimals(fields) if decimals(self.problem) else fields)}
        main = main_line(derivation)
        blocks: list[Block] = [*words(self.problem.kind, "answer", facts)]
        if not blocks and main:
            boxed = topic(self.problem.kind).boxed
            name = (boxed and boxed(self.problem, derivation.answer)) or main[-1].name
            terms = [t for t in (name, _with_constant(main[-1], main[-1].result)) if t is not None]
            blocks.append(self._display(terms, boxed=True))
            tidied = (c for s in _parts(main) for t in s.children if t.rule == "algebra.tidy" for c in t.conditions)
            holds = in_domain((*provided(main[-1]), *tidied), self.problem, main[-1].before)
            if conditions := tuple(dict.fromkeys(map(self._ordered, holds))):
                blocks.append(Paragraph((Text(word("for ")), *_joined(conditions))))
        return blocks

    def checks(self, steps: Iterable[Step]) -> list[Block]:
        """The checks, those in one that go on under the same title."""
        out: list[Note] = []
        for step in steps:
            before = out.pop() if out and out[-1].title == self._check_title(step) != word("Check") else None
            count = 0 if before is None else sum(len(b.steps) for b in before.blocks if isinstance(b, Steps))
            note = self.check(step, count)
            out.append(note if before is None else replace(before, blocks=(*before.blocks, *note.blocks)))
        return list(out)

    def _check_title(self, step: Step) -> str:
        return named(line(_file(self.problem, step), f"{_block(step)}_title", self._facts(step))) or word("Check")

    def check(self, step: Step, after: int = 0) -> Note:
        """A check: what it says, its line, and at full detail how it was reached, numbered on after so many steps."""
        block, facts, file = _block(step), self._facts(step), _file(self.problem, step)
        blocks: list[Block] = [*words(file, f"{block}_check", facts)]
        if step.shown.table is not None:
            blocks.append(self._table(step.shown.table, facts, file))
        if has(file, f"{block}_line"):
            blocks.append(self._display(self.line_of(step), step.evidence == "none"))
        if self.detail == "full":
            details = self._details(step)
            if details:
                blocks.append(Steps(tuple(self._numbered("", details, after))))
        return Note("check", self._check_title(step), tuple(blocks))

    def _table(self, table: Table, facts: dict[str, object], file: str = "") -> TableBlock:
        header = line(file or self.problem.kind, "table_header", facts)
        heads = tuple(_columns(header))
        caption = line(file or self.problem.kind, "table_caption", facts)
        rows = tuple(
            tuple(self._cell(c, facts) for c in row) for row in (in_decimals(table.rows) if decimals(self.problem) else table.rows)
        )
        return TableBlock(heads, rows, named(caption))

    def _cell(self, value: object, facts: dict[str, object]) -> Inlines:
        return line(self.problem.kind, f"phrase_{value.name}", facts) if isinstance(value, Phrase) else _cell(value)


def main_line(derivation: Derivation) -> list[Step]:
    """The steps that lead to the answer and show a line: no checks."""
    return [s for s in derivation.steps if not _is_check(derivation.problem, s) and s.shown.line]


def _parts(main: list[Step]) -> list[Step]:
    """The last step, and those whose results it only puts together in a vector or a matrix, or differentiates once more."""
    last = main[-1].before
    if isinstance(last, Diff) and len(main) > 1 and main[-2].result == last.expr:
        return [*_parts(main[:-1]), main[-1]]
    return [s for s in main if s is main[-1] or (isinstance(last, Vector | MatrixOf) and not s.result.is_Atom and last.has(s.result))]


def _columns(header: Inlines) -> Iterator[Inlines]:
    """The headings that bars separate."""
    out: list[Any] = []
    for i in header:
        first, *more = i.text.split("|") if isinstance(i, Text) else (i,)
        for piece, ends in ((first, False), *((m, True) for m in more)):
            if ends:
                yield tuple(out)
                out = []
            if not isinstance(piece, str):
                out.append(piece)
            elif piece.strip():
                out.append(Text(piece.strip()))
    yield tuple(out)


def _ended(blocks: list[Block]) -> list[Block]:
    """The words with a full stop for a colon at their end, as more words come before the line."""
    match blocks:
        case [*most, Paragraph(inlines=(*before, Text(text=said)))] if said.endswith(":"):
            return [*most, Paragraph((*before, Text(f"{said[:-1]}.")))]
    return blocks


def _alone(found: Basic) -> set[Basic]:
    """A formula, or the components of a vector or matrix, those left out in which no variable stands."""
    parts = (
        tuple(e for r in found.rows for e in r) if isinstance(found, MatrixOf) else found.args if isinstance(found, Vector) else (found,)
    )
    return {tree.plain(p) for p in parts if isinstance(p, Expr) and not isinstance(p, Inert) and p.free_symbols}


def _drawn(figure: object) -> tuple[Block, ...]:
    """A dependency tree, or a computational graph where that is small enough."""
    match figure:
        case DependencyTree():
            return (draw_tree(figure),)
        case Graph():
            found = draw_graph(figure)
            return () if found is None else (found,)
    return ()


def _comes_to(expr: Basic, swap: dict[Symbol, Symbol], other: Basic) -> bool:
    """Whether one expression is the other when two variables are exchanged."""
    swapped, wanted = tree.evaluated(tree.substitute(expr, dict(swap))), tree.evaluated(other)
    return bool(swapped == wanted)


def _brought_in(step: Step) -> Basic | None:
    """The derivative of an inside that has no line of its own, where it is a fraction in letters and cannot be read off the product."""
    inside = step.facts.get("inside")
    found = (c.result for c in step.children if c.routine and isinstance(c.before, Diff) and c.before.expr == inside)
    return next((r for r in found if isinstance(r, Expr) and fraction(tree.plain(r))[1].free_symbols), None)


def _put_in(step: Step) -> Basic:
    """What a rule made of its goal with the results of its parts in their places."""
    return filled(step.after, [c.result for c in step.children])


def _expanded(step: Step) -> list[Basic]:
    """A determinant by its minors, then each minor as the difference of two products."""
    if not step.children:
        match step.before:
            case Determinant() if len(step.before.matrix.rows) == 2:
                (a, b), (c, d) = step.before.matrix.rows
                return [tree.total(_side_by_side(a, d), tree.negative(_side_by_side(b, c)))]
        return [step.after]
    inner = [_expanded(c) for c in step.children]
    whole = [step.after, filled(step.after, [forms[-1] for forms in inner])]
    return whole if all(len(forms) == 1 for forms in inner) else [step.after]


def _with_afters(total: Expr, found: Sequence[Step]) -> Basic:
    """A sum of values at points with the numbers put in, and nothing reckoned."""
    for (path, _), step in zip(tuple(tree.goals(total)), found, strict=True):
        total = tree.put(total, path, _written(step))
    return total


def _written(step: Step) -> Basic:
    """What a rule made of its goal; where values are put in, every number stands in its place: 1 · 2 · 3 - 6."""
    return step.after if step.rule in PLACED and not step.after.free_symbols else without_ones(step.after)


def _factor_by_factor(product: Basic, found: Sequence[Step]) -> Expr | None:
    """A product with its integrals as what they came to: 1/3 · 4 · 8/3; None where it is none of several."""
    values = {c.before: c.result for c in found}
    if not isinstance(product, Mul) or len(values) < 2 or not values.keys() <= set(product.args):
        return None
    number = Mul(*(tree.evaluated(f) for f in product.args if f.is_number and f not in values))
    rest = [values.get(f, f) for f in product.args if f in values or not f.is_number]
    made = Apart(*(() if abs(number) == 1 else (abs(number),)), *rest)
    return tree.negative(made) if number.is_negative else made


def _side_by_side(a: Expr, b: Expr) -> Expr:
    """A product of two entries that can still be told apart."""
    if S.One in (a, b):
        return tree.product(*(f for f in (a, b) if f is not S.One))
    return tree.product(a, b) if all(f.is_Symbol or f.is_Integer for f in (a, b)) else Apart(a, b)


def _chained(chain: Chain) -> Display:
    return Display(chain.terms, chain.relations)


def _goes_on(step: Step) -> bool:
    """Whether one limit became another one, whose value is that of the first: there is nothing to put together."""
    return isinstance(step.after, Lim) and not isinstance(step.before, Int)


def _with_constant(step: Step, value: Basic) -> Basic:
    """An antiderivative with its constant, where a stage asks for it."""
    constant = step.facts.get("constant")
    return tree.total(value, constant) if isinstance(constant, Expr) else value


def _is_last(block: StepBlock, left: Basic, right: Basic) -> bool:
    """Whether a step already ends with left = right."""
    last = block.blocks[-1] if block.blocks else None
    return isinstance(last, Display) and last.terms[0] == left and right in last.terms[-2:] and not block.details


def sign_between(before: object, after: object) -> str:
    """What stands between two terms of a line."""
    return "⇒" if isinstance(after, Equation) else "≈" if _rounds(before, after) else "="


def _rounds(before: object, after: object) -> bool:
    """Whether decimals come in from one term of a line to the next, or digits are left out in one of the two."""
    found = [side.atoms(Rounded) if isinstance(side, Basic) else set() for side in (before, after)]
    return bool(found[1] and not found[0]) or not all(n.complete for some in found for n in some)


def _same(a: Basic, b: Basic) -> bool:
    """Whether two trees are written alike, however they are nested."""
    return a == b or (tree.evaluated(a) == tree.evaluated(b) and compose(a) == compose(b))


def _provided(step: Step) -> list[Block]:
    """Where a tidied form is defined and the one before it is not, it only holds elsewhere."""
    return [Paragraph((Text(word("for ")), *_joined(step.conditions)))] if step.conditions else []


def tree_has_goal(expr: Basic) -> bool:
    """Whether anything is left to do in an expression."""
    return next(tree.goals(expr), None) is not None


def _cell(value: object) -> Inlines:
    if isinstance(value, Tuple) and len(value) == 1:  # a place on a line is a number
        return (Math(in_order(value[0])),)
    if isinstance(value, str):
        return (Text(value),)
    if isinstance(value, tuple):
        out: list[Any] = []
        for k, item in enumerate(value):
            if k:
                out.append(Text("; "))
            out.extend(_chain(item) if isinstance(item, tuple) else _cell(item))
        return tuple(out)
    return (Math(in_order(value) if isinstance(value, Expr | Tuple) else value),)


def _chain(terms: tuple[object, ...]) -> list[object]:
    out: list[Any] = []
    for t in dict.fromkeys(terms):
        if out:
            out.append(Text(" = "))
        out.append(Math(t))
    return out


def _joined(conditions: tuple[Basic, ...]) -> list[Any]:
    out: list[Any] = []
    for c in conditions:
        if out:
            out.append(Text(word(" and ")))
        out.append(Math(c))
    return out


def _fold(steps: list[Step]) -> Inlines:
    """What the fold of a step is called: the rules in it."""
    return _summary([c for step in steps for c in step.children if c.rule != "algebra.tidy"])


def _block(step: Step) -> str:
    """The block of the kind's words that tells a stage."""
    return step.rule.partition(".")[2]


def _routine_titles(step: Step) -> list[Inline]:
    """The rules that a derivative took, where none of them needs a line of its own; the self-evident ones left out."""
    if not isinstance(step.before, Diff):
        return []
    seen: dict[Inlines, None] = {}
    for s in (s for c in step.children for s in c.walk()):
        if s.rule in rules() and s.rule not in SELF_EVIDENT:
            seen.setdefault(line(s.rule, "title", {**s.facts, "result": s.result}))
    out: list[Inline] = []
    for first, *rest in seen:
        small = Text(lowered(first.text)) if isinstance(first, Text) else first
        out += [*([Text(", ")] if out else []), small, *rest]
    return out


def _summary(steps: list[Step]) -> Inlines:
    """`Product rule, chain rule`: the titles of the rules told below, each once."""
    seen: dict[str, None] = {}
    for step in steps:
        for s in step.walk():
            if not s.routine and s.rule in rules() and not rules()[s.rule].routine:
                title = named(line(s.rule, "title", {**s.facts, "result": s.result}))
                seen.setdefault(title, None)
    return (Text(", ".join(t if k == 0 else lowered(t) for k, t in enumerate(seen))),) if seen else ()
