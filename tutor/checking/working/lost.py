"""Solutions that a line loses: x² = 1, so x = 1, where the answer has a point with x = −1 too, and no other line has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.checking.equal import equal
from tutor.checking.shown import said
from tutor.checking.values import letters
from tutor.checking.working.conditions import is_case
from tutor.checking.working.findings import Finding
from tutor.checking.working.meanings import Meanings
from tutor.checking.working.relations import either, implies, is_doubled
from tutor.checking.working.worked import letters_in, put
from tutor.checking.working.world import World, holds
from tutor.reading.syntax import Node, Relation, Sym, Tup, walk
from tutor.reading.working.line import WorkingLine

_ENGLISH = [
    "positive",
    "negative",
    "nonnegative",
    "nonzero",
    "otherwise",
    "similarly",
    "symmetry",
    "symmetric",
    "symmetrically",
    "likewise",
    "same",
    "domain",
    "region",
    "outside",
]
_GERMAN = ["positiv", "negativ", "sonst", "ebenso", "genauso", "symmetrie", "symmetrisch", "bereich", "gebiet", "außerhalb"]
_CHOICE = frozenset([*_ENGLISH, *_GERMAN])  # words with which a solution is kept in mind, or left out for a reason


def lost(
    line: WorkingLine,
    stated: tuple[Relation, ...],
    before: tuple[Relation, ...],
    rest: tuple[WorkingLine, ...],
    meanings: Meanings,
    whole_way: bool = False,
) -> Finding | None:
    """The first solution of the answer that a line loses: it solves an equation stated before it, and has not all its solutions.

    `stated` are the equations of the line, `before` those of the line before it; of the `whole_way` all before, where it ends wrong.
    None where nothing is lost, or one of the `rest` has it.
    """
    world = meanings.world
    if not world.needed or len(meanings.worlds) > 1 or is_case(line) or line.defines or _chooses((line, *rest)):
        return None
    for k, found in enumerate(stated):
        for whole in (*before, *stated[:k]):
            about = set(letters(*whole.items))
            if not _solves(found, whole, world) or (
                len(about) > 1 and not whole_way and not any(True for line in rest for _ in _points(line, world))
            ):
                continue  # with several letters it may be a case, and the others are still to come
            kept, left_out = _parted(found, whole, world)
            solution = next((s for s in left_out if not _is_there(s, kept, about, rest, world)), None)
            if solution is not None:
                at = {n: solution[n] for n in letters(*whole.items)}
                left, right = (put(side, solution) for side in found.items)
                other = ", ".join(f"{said(Sym(n))} = {said(v)}" for n, v in at.items())
                says = f"A solution is lost here: {other} solves the equation before it too."
                return Finding("false", left=left, right=right, inside=True, where=at, says=says, lost=True)
    return None


def _solves(found: Relation, whole: Relation, world: World) -> bool:
    """Whether one equation is a solution of another, or says that a factor of it is 0."""
    left, right = found.items
    if is_doubled(*found.items, *whole.items) or not set(letters(left, right)) <= set(letters(*whole.items)):
        return False
    if isinstance(left, Sym) and left.name not in letters_in(right):
        a, b = (put(side, {left.name: right}) for side in whole.items)
        return equal(a, b, world.domain).outcome == "equal"
    return implies(found, whole, world)


def _parted(found: Relation, whole: Relation, world: World) -> tuple[list[Mapping[str, Node]], list[Mapping[str, Node]]]:
    """The solutions of the answer that satisfy an equation: those with what was found from it, and those surely without; or none."""
    concerned = [s for s in world.needed if set(letters(*whole.items)) <= set(s) and holds(whole, s, world).outcome == "equal"]
    outcomes = [holds(found, s, world).outcome for s in concerned]
    kept = [s for s, outcome in zip(concerned, outcomes, strict=True) if outcome == "equal"]
    lacking = [s for s, outcome in zip(concerned, outcomes, strict=True) if outcome == "different"]
    return (kept, lacking) if kept and "undecided" not in outcomes else ([], [])


def _chooses(lines: tuple[WorkingLine, ...]) -> bool:
    """Whether an inequality or a word says that solutions were chosen, or are had in mind."""
    return any(_CHOICE & set(line.words) or any(s not in ("=", "≈") for c in line.chains for s in c.signs) for line in lines)


def _is_there(
    solution: Mapping[str, Node], kept: list[Mapping[str, Node]], about: set[str], lines: tuple[WorkingLine, ...], world: World
) -> bool:
    """Whether another line has a solution: as a point, or by what a letter is there, and at none of those that were kept."""
    at = [solution[n] for n in world.order if n in solution]
    for point in (p for line in lines for p in _points(line, world)):
        if all(_may_be(a, b, world) for a, b in zip(point.items, at, strict=True)):
            return True
    for chain in (c for line in lines for c in line.chains if "=" in c.signs):
        first, last = chain.members[0].tree, chain.members[-1].tree
        if isinstance(first, Sym) and first.name in about and last is not None and first.name not in letters_in(last):
            here = [either(Relation((first, last), ("=",)), s, world) for s in (solution, *kept)]
            if here[0] != "different" and (is_doubled(last) or "equal" not in here[1:]):
                return True
    return False


def _points(line: WorkingLine, world: World) -> Iterator[Tup]:
    """What may be points in a line."""
    members = [m for c in line.chains for m in c.members]
    inside = (n for m in members if m.tree is not None for n in walk(m.tree))
    where = [Tup(m.at, "(", ")") for m in members]  # f(-1, 0) = 2
    return (n for n in (*inside, *where) if isinstance(n, Tup) and len(n.items) == len(world.order))


def _may_be(a: Node, b: Node, world: World) -> bool:
    return not isinstance(a, Tup) and either(Relation((a, b), ("=",)), {}, world) != "different"
