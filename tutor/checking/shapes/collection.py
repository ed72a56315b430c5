"""A set: of numbers, points or statements in any order, or of all the numbers that satisfy something."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.matching import matched
from tutor.checking.number import opinion, statements
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.sets import same_set
from tutor.checking.shapes.inequality import joined
from tutor.checking.shown import said
from tutor.checking.signs import expanded_signs
from tutor.checking.verdict import PartVerdict, Verdict, correct, incorrect, summed, undecided, wrong_form
from tutor.reading.answers import Reading
from tutor.reading.syntax import Joined, Node, Relation, Sym, Tup, walk


def judge(question: Question, given: Reading) -> Verdict:
    """Finite sets by their elements, each of equal weight; others by what is in them."""
    trees = _conditions(node(given), question), node(question.expected)
    if _is_interval(trees[1]) and _angled(trees[0]):
        return incorrect(feedback=words.AN_INTERVAL)
    if _unsolved(trees[0]) and _values_only(trees[1]):
        return _worked_out(question, trees[0], trees[1])
    if question.tolerance is None and (same := same_set(*trees, question.domain)).outcome == "equal":
        return correct(same.evidence)
    bare = not any(isinstance(n, Relation) and not _says_value(n) for t in trees for n in walk(t))
    mine, right = (elements(t, bare) for t in trees)
    if mine is None and right and all(isinstance(r, Tup) and r.open != "{" for r in right) and isinstance(trees[0], Tup):
        mine = [trees[0]]  # one point, which could be an interval elsewhere
    if mine is None or right is None:
        found = statements(*trees, question)
        match found.outcome:
            case "equal":
                return correct(found.evidence)
            case "different":
                return incorrect(found.evidence)
        return undecided(words.UNDECIDED)
    if not mine and not right:
        return correct()
    result = matched(mine, right, lambda a, b: opinion(a, b, question))
    if result.undecided:
        return undecided(words.UNDECIDED)
    parts = [PartVerdict(said(a), "correct") for a, _ in result.pairs]
    parts += [PartVerdict(said(a), "extra") for a in result.extra]
    parts += [PartVerdict("an element", "missing")] * len(result.missing)
    mistake = "missing_points" if result.pairs and result.missing and not result.extra else None
    told = words.counted(len(result.missing), len(result.extra), "element")
    return summed(parts, [result.evidence], told, mistake)


def _conditions(tree: Node, question: Question) -> Node:
    """Inequalities side by side as what they say of numbers: x > 0, x <= 2."""
    match tree:
        case Tup((_, _, *_) as items, "{" | "") if all(isinstance(i, Relation) and not {"=", "in"} & set(i.signs) for i in items):
            if _is_interval(question.expected) or isinstance(question.expected, Joined | Relation):
                return joined(items, question)
    return tree


def _is_interval(tree: Reading) -> bool:
    return isinstance(tree, Tup) and len(tree.items) == 2 and tree.open in ("(", "[") and tree.close in (")", "]")


def _angled(tree: Node) -> bool:
    """Whether there are vectors in angles, or points by their coordinates: no interval looks like that."""
    items = tree.items if isinstance(tree, Tup) and tree.open in ("{", "") else (tree,)
    return bool(items) and all(isinstance(i, Tup) and i.open == "<" for i in items)


def _values_only(tree: Node) -> bool:
    """Whether this is a list of numbers or points, and not of conditions."""
    items = elements(tree, bare=True)
    return bool(items) and not any(isinstance(n, Relation | Joined) for i in items or () for n in walk(i))


def _unsolved(tree: Node) -> bool:
    """Whether an equation is still to be solved: x^2 = 4, |x| = 2, x - 5 = 3."""
    found = [n for n in walk(tree) if isinstance(n, Relation)]
    return bool(found) and any("=" in n.signs and not _says_value(n) for n in found) and all(set(n.signs) == {"="} for n in found)


def _worked_out(question: Question, given: Node, expected: Node) -> Verdict:
    """An unsolved equation is no list of its solutions, even where they are right."""
    if isinstance(given, Tup) and all(isinstance(i, Relation) for i in given.items):
        given = Joined("or", given.items, given.start, given.end)
    match same_set(given, expected, question.domain).outcome:
        case "equal":
            return wrong_form("exact", words.UNSOLVED)
        case "different":
            return incorrect()
    return undecided(words.UNDECIDED)


def elements(tree: Node, bare: bool) -> list[Node] | None:
    """The elements of a finite set, with both signs of ±; None for an infinite set. With `bare`, x = 2 is the element 2."""
    match tree:
        case Tup((), _, _):
            return []
        case Tup(items, open, close) if open in ("{", "") and close in ("}", ""):
            found = [elements(i, bare) if isinstance(i, Joined | Relation) else list(expanded_signs(i)) for i in items]
            return None if any(f is None for f in found) else [e for f in found if f is not None for e in f]
        case Joined("or" | "union" | "and" as word, items) if all(_finite(i) for i in items) and (bare or word != "and"):
            found = [elements(i, bare) for i in items]
            return None if any(f is None for f in found) else [e for f in found if f is not None for e in f]
        case Relation((Sym(), right), ("=",)) if bare:
            return list(expanded_signs(right))
        case Relation((_, _), ("=",)):
            return [tree]
        case Relation() | Joined():
            return [tree] if any(isinstance(n, Relation) and "=" not in n.signs for n in walk(tree)) else None
        case Tup(_, open, close) if open + close in ("()", "[]", "(]", "[)"):
            return None
    return list(expanded_signs(tree))


def _says_value(tree: Relation) -> bool:
    """Whether it only says what a letter is: x = 2."""
    return tree.signs == ("=",) and isinstance(tree.items[0], Sym) and not any(isinstance(n, Sym) for n in walk(tree.items[1]))


def _finite(tree: Node) -> bool:
    match tree:
        case Tup(_, open, close):
            return open in ("{", "") and close in ("}", "")
        case Relation(_, signs):
            return set(signs) == {"="}
        case Joined(_, items):
            return all(map(_finite, items))
    return True
