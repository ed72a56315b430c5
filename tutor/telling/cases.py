"""A case tree as blocks of a page: its lines with their reasons, its cases beside each other, its solutions, its certificate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sympy import Basic, Expr, Poly, Symbol

from tutor.deriving.arrange import Arranger
from tutor.maths.solving.tree import Branch, Certificate, Found, Nothing, Root, Solved, Split
from tutor.page.document import Block, Cases, Display, Emph, Inlines, Paragraph, Text
from tutor.telling.prose import line, words
from tutor.trees import tree
from tutor.trees.heads import At, Equation, Inert, System


def told(solved: Solved, variables: tuple[Symbol, ...], arrange: Arranger, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """The whole tree; `variables` are those of which a solution is a point: multipliers are not. `facts` are for all words."""
    teller = _Teller(tuple(v for v in variables if v in solved.system.unknowns) or solved.system.unknowns, arrange, facts)
    said = () if solved.complete else teller.certificate(None, solved.roots)
    return (*teller.branch(solved.tree), *said)


def outcome(solved: Solved, variables: tuple[Symbol, ...], arrange: Arranger, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """Only what the system has as solutions, and a word where they are not proved to be all."""
    teller = _Teller(tuple(v for v in variables if v in solved.system.unknowns) or solved.system.unknowns, arrange, facts)
    said = () if solved.complete else teller.certificate(None, solved.roots)
    return (*(teller.points(solved.roots) if solved.roots else words("solve.found", "none", facts)), *said)


def second_way(solved: Solved, arrange: Arranger, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """How it is known, by another road, that no solution is missing; nothing where that is clear: by linear equations."""
    if not solved.complete or _linear(solved.system):
        return ()
    return _Teller(solved.system.unknowns, arrange, facts).certificate(solved.certificate, solved.roots)


def _linear(system: System) -> bool:
    """Whether all equations are linear, or each unknown stands alone in one that is: a second count would count nothing."""
    sides = [tree.plain(e.left) - tree.plain(e.right) for e in system.equations]
    linear = [s for s in sides if s.is_polynomial(*system.unknowns) and Poly(s, *system.unknowns).total_degree() <= 1]
    alone = [found for s in linear if len(found := s.free_symbols & set(system.unknowns)) == 1]
    return len(linear) == len(sides) or set[Basic]().union(*alone) == set(system.unknowns)


@dataclass(frozen=True, slots=True)
class _Teller:
    variables: tuple[Symbol, ...]
    arrange: Arranger
    facts: Mapping[str, object]

    def branch(self, branch: Branch) -> Iterator[Block]:
        """The lines of a case and how it ends."""
        for step in branch.lines:
            yield from self._shown(step.move, step.facts, step.shown)
        match branch.end:
            case Split(move, branches, facts):
                yield from self._words(move, facts)
                yield Cases(tuple(_run_in(self._title(b), tuple(self.branch(b))) for b in branches))
            case Nothing(move, shown, facts):
                yield from self._shown(move, facts, shown)
            case Found(roots):
                yield from self.points(roots)

    def points(self, roots: tuple[Root, ...]) -> tuple[Block, ...]:
        """The solutions."""
        return self._words("found", {"points": [self._point(r) for r in roots], "roots": roots})

    def certificate(self, found: Certificate | None, roots: tuple[Root, ...]) -> tuple[Block, ...]:
        """How it is known that these are all, or that it is not."""
        facts = {"how": "", "count": len(roots)} if found is None else {"how": found.how, "count": len(roots), **found.facts}
        return self._words("certificate", facts, "how")

    def _title(self, branch: Branch) -> Inlines:
        return line("solve.case", "title", {**self.facts, "case": tuple(map(self._arranged, branch.case))})

    def _words(self, move: str, facts: Mapping[str, object], block: str = "brief") -> tuple[Block, ...]:
        return words(f"solve.{move}", block, {**self.facts, **{name: self._ordered(fact) for name, fact in facts.items()}})

    def _shown(self, move: str, facts: Mapping[str, object], shown: tuple[Basic, ...]) -> Iterator[Block]:
        yield from self._words(move, facts)
        middles, values, into = facts.get("middles") or ({},) * len(shown), facts.get("values"), facts.get("rows")
        assert isinstance(middles, tuple)
        for k, row in enumerate(shown):
            if k and middles[k - 1] and isinstance(into, tuple):
                yield from self._words("collect", {"before": into[k]}, "other")
            if middle := middles[k]:
                yield self._row(middle["placed"])
                yield from self._words("collect", middle)
            yield self._placed(row, values[k]) if move == "put_back" and isinstance(values, tuple) else self._row(row)
        yield from self._words(move, facts, "after")

    def _row(self, statement: Basic) -> Display:
        row = self._arranged(statement)
        return Display((row.left, row.right), ("=",)) if isinstance(row, Equation) else Display((row,))

    def _placed(self, row: Basic, value: Basic) -> Display:
        """Numbers put into a formula, and what it comes to."""
        assert isinstance(row, Equation) and isinstance(row.right, At)
        values = {s: self.arrange(v) for s, v in row.right.point.items()}
        return Display((row.left, tree.placed(self.arrange(row.right.expr), values), self.arrange(value)), ("=", "="))

    def _ordered(self, fact: object) -> object:
        """A fact with the formulas in it in a teacher's order."""
        match fact:
            case Basic():
                return self._arranged(fact)
            case tuple() | list():
                return tuple(map(self._ordered, fact))
            case Mapping():
                return {name: self._ordered(value) for name, value in fact.items()}
        return fact

    def _arranged(self, statement: Basic) -> Basic:
        """A statement with the formulas in it in a teacher's order."""
        if isinstance(statement, Equation) or (isinstance(statement, Expr) and not isinstance(statement, Inert)):
            return self.arrange(statement)
        return tree.rebuild(statement, tuple(map(self._arranged, statement.args)))

    def _point(self, root: Root) -> dict[Symbol, Basic]:
        return {v: self.arrange(root.at[v]) for v in self.variables}


def _run_in(title: Inlines, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with their title before the words of the first."""
    match blocks:
        case (Paragraph(inlines), *rest):
            return (Paragraph((Emph(title), Text(" "), *inlines)), *rest)
    return (Paragraph((Emph(title),)), *blocks)
