"""Equations, inequalities, systems of them, and sets of values."""

from __future__ import annotations

import re

from tutor.reading.draft import Draft, Span, listed
from tutor.reading.leading import unled
from tutor.reading.lines import lines, rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import comparisons, inequalities, members, notation
from tutor.reading.shapes.coordinates import separate_assignments
from tutor.reading.shapes.families import INTEGERS
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.sets import has_operation, settled, united
from tutor.reading.shapes.spread import parametric_plane
from tutor.reading.shapes.vector import with_basis
from tutor.reading.syntax import Apply, Const, Joined, Neg, Node, Prod, Relation, Sym, Tup, walk
from tutor.reading.variables import in_order
from tutor.reading.vectors import collected

_EMPTY = compiled(
    r"[\s.!(\"']*(?:(?:there\s+(?:is|are)\s+)?no(?:ne|thing)?(?:\s+(?:real|such))?(?:\s+(?:solutions?|values?|points?|roots?|answers?))?"
    r"(?:\s+exists?)?|d\W?n\W?e|(?:the\s+)?(?:empty|null|void)(?:\s+set)?|keine(?:\s+lösung(?:en)?)?|\\emptyset|\\varnothing|∅|[øØ]|null"
    r"|(?:(?:it|they|the\s+solutions?|solutions?)\s+)?do(?:es)?\s*(?:not|n['’]?t)\s+exist|\{\s*\}|\[\s*\]|\\\{\s*\\\})[\s.!)\"']*",
    re.IGNORECASE,
)
_REALS = compiled(
    r"(?:x\s*(?:∈|in|\\in)\s*)?(?:all(?:\s+(?:the\s+)?reals?(?:\s+numbers?)?|\s+x)|R|ℝ|\\mathbb\s*\{?\s*R\s*\}?"
    r"|\\R|reals?(?:\s+numbers?)?)",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 60
# E: x + y = 1, and the plane x + y = 1.
_HEADED = compiled(
    r"\A\s*(?:(?:[A-Z](?:_\d)?|π|Π|ε|\\(?:pi|Pi|varepsilon|epsilon))\s*:(?!=)|the\s+(?:tangent\s+)?(?:plane|line)(?![A-Za-z])\s*:?)"
)
# A dot product by unit vectors: (2i + j)·(x i + y j).
_UNIT_VECTORS = compiled(r"(?<![A-Za-z\\])[ij](?![A-Za-z])[^=]{0,80}(?:[·⋅∙•.]|\\cdot)[^=]{0,80}(?<![A-Za-z\\])[ij](?![A-Za-z])|\\hat")


def equation(draft: Draft, span: Span) -> Result:
    """One equation, or several joined by `or`."""
    draft.blank(_HEADED, span)
    found = lines(draft, draft.trimmed(*span))
    if len(found) > 1:
        draft.notice("The last line is taken as the answer.", found[-1])
    led = unled(draft, found[-1], equation=True)
    tree = draft.parse(led.span, with_basis(draft, led.span) if _UNIT_VECTORS.search(draft.text, *led.span) else None)
    return Result(_equation(draft, tree), None, (), tuple(found))


def _equation(draft: Draft, tree: Node) -> Node:
    spread = parametric_plane(draft, tree)
    if spread is not None:
        return spread
    match tree:
        case Relation((Prod((Sym(name), Tup(args, "(", ")"))) as left, *rest), signs) if _is_graph(draft, name, args):
            return _equation(draft, Relation((Sym(name, left.start, left.end), *rest), signs, tree.start, tree.end))
        case Relation((first, *middle, last), ("=", "=", *_) as signs) if (
            kept := [m for m in middle if not _is_formula(draft, m)]
        ) != middle:
            draft.notice("The general formula is left out.", (tree.start, tree.end))
            equals = signs[: len(kept) + 1]
            return _equation(draft, Relation((first, *kept, last), equals, tree.start, tree.end))
        case Relation((Apply() as left, *rest), signs) if set(signs) == {"="}:
            graph = _graph(draft, left)
            if graph is None:
                return tree
            draft.notice(f"{draft.said(left)} is read as {graph}.", (left.start, left.end))
            return Relation((Sym(graph, left.start, left.end), *rest), signs, tree.start, tree.end)
        case Relation(_, signs) if set(signs) == {"="}:
            return tree
        case Joined("or" | "and", items) if all(isinstance(i, Relation) and set(i.signs) == {"="} for i in items):
            return tree
        case Joined("or", (Relation(items=(Sym() as left, _)), *_)) | Tup((Relation(items=(Sym() as left, _)), *_), "", ""):
            return _alternatives(draft, tree, left)
        case Tup((only,), "[" | "{"):
            return _equation(draft, only)
    if is_scalar(tree):
        missing = [n for n in draft.names if not any(s == Sym(n) for s in walk(tree))]
        if len(missing) == 1:
            raise draft.fail(f"An equation is needed here: is '{missing[0]} =' missing?", tree, "Write it with an equals sign.")
        raise draft.fail("An equation is needed here: is '= 0' missing?", tree, "Write it with an equals sign.")
    raise wrong(draft, "equation", tree)


def _is_graph(draft: Draft, name: str, args: tuple[Node, ...]) -> bool:
    """Whether z(x, y) is z, the height over the point (x, y)."""
    letters = [a.name for a in args if isinstance(a, Sym)]
    return name in draft.names and name not in letters and len(letters) == len(args) and set(letters) < set(draft.names)


def _is_formula(draft: Draft, node: Node) -> bool:
    """Whether a member of a chain only says what is put in: f(1, 2) + f_x(1, 2)(x - 1)."""
    return any(isinstance(n, Apply) and n.function not in draft.scope.functions for n in walk(node))


def _graph(draft: Draft, left: Apply) -> str | None:
    """z where f(x, y) is the height of a graph; None where f is a function of the problem itself."""
    letters = [a.name for a in left.args if isinstance(a, Sym)]
    if left.function in draft.scope.functions or left.primes or left.slots or len(letters) != len(left.args):
        return None
    others = [n for n in draft.names if n not in letters]
    if len(others) == 1:
        return others[0]
    return "z" if letters == ["x", "y"] and not others else None


def _alternatives(draft: Draft, tree: Node, left: Sym) -> Node:
    """x = 2, x = -2 and x = 2 or -2 as two equations joined by `or`."""
    values = _values(tree)
    if values is None:
        raise draft.fail("One equation is needed here, and these are several.", tree)
    if isinstance(tree, Tup):
        draft.notice("The comma is read as 'or'.", (tree.start, tree.end))
    return Joined("or", tuple(Relation((left, v), ("=",), v.start, v.end) for v in values), tree.start, tree.end)


def system(draft: Draft, span: Span) -> Result:
    """Several equations, as a bare list of them."""
    notation.join_words(draft)
    found = steps(draft, span)
    pieces = rows(draft, found[-1])
    trees: list[Node] = []
    for piece in pieces:
        tree = draft.parse(piece)
        parts = tree.items if isinstance(tree, Tup) and tree.open != "(" else listed(tree)
        parts = _at_point(draft, parts, tree)
        trees += [equation for item in parts for equation in _by_components(draft, item)]
    for tree in trees:
        if not isinstance(tree, Relation | Joined):
            raise wrong(draft, "system", tree)
    return Result(Tup(tuple(trees), "", "", trees[0].start, trees[-1].end) if trees else _nothing(draft, span), None, (), tuple(found))


def _at_point(draft: Draft, parts: tuple[Node, ...], tree: Node) -> tuple[Node, ...]:
    """A point (2, 1) as the equations x = 2 and y = 1; other parts as they are."""
    names = draft.names or tuple(in_order(draft.scope.variables))
    match parts:
        case (Tup(items, "(", ")"),) if len(items) == len(names) > 1 and all(map(is_scalar, items)):
            draft.notice(f"The values are read in the order {', '.join(names)}.", (tree.start, tree.end))
            return tuple(Relation((Sym(n), v), ("=",), v.start, v.end) for n, v in zip(names, items, strict=True))
    return parts


def _by_components(draft: Draft, tree: Node) -> tuple[Node, ...]:
    """An equation of vectors, <2x, 4y> = lambda <x, y>, as one for each component; any other tree alone."""
    match tree:
        case Relation((left, right), ("=",)) if any(isinstance(n, Tup) for n in walk(tree)):
            match collected(draft.text, left), collected(draft.text, right):
                case Tup(xs, "(" | "<" | "["), Tup(ys, "(" | "<" | "[") if len(xs) == len(ys):
                    return tuple(Relation((x, y), ("=",), tree.start, tree.end) for x, y in zip(xs, ys, strict=True))
    return (tree,)


def _nothing(draft: Draft, span: Span) -> Node:
    raise draft.fail("A system of equations is needed here, and there is none.", span)


def values(draft: Draft, span: Span) -> Result:
    """A set of values or points, a union of intervals, or statements that describe one."""
    draft.blank(INTEGERS, span)
    if span[1] - span[0] <= _LONGEST_PHRASE and _EMPTY.fullmatch(draft.text, *span):
        return Result(Tup((), "{", "}", *span), None, (), (span,))
    members.spell(draft)
    comparisons.members(draft)
    notation.spell(draft)
    span = draft.trimmed(*span)
    separate_assignments(draft, span)
    found = steps(draft, draft.trimmed(*span))
    last = found[-1]
    if last[1] - last[0] <= _LONGEST_PHRASE and _EMPTY.fullmatch(draft.text, *last):
        return Result(Tup((), "{", "}", *last), None, (), tuple(found))
    if _REALS.fullmatch(draft.text, *last) and "R" not in draft.scope.variables:
        infinity = Const("oo", *last)
        return Result(Tup((Neg(infinity, *last), infinity), "(", ")", *last), None, (), tuple(found))
    pieces = _last_rows(draft, rows(draft, last))
    trees = [draft.parse(unled(draft, piece, equation=True).span) for piece in pieces]
    tree = trees[0] if len(trees) == 1 else Tup(tuple(m for t in trees for m in listed(t)), "", "", trees[0].start, trees[-1].end)
    tree = united(draft, settled(draft, tree)) if has_operation(tree) else settled(draft, tree)
    return Result(as_set(draft, members.written_out(draft, tree)), None, (), tuple(found))


def _last_rows(draft: Draft, pieces: list[Span]) -> list[Span]:
    """Of a working the last rows that each give a value, `x = 2`; of a mere list all rows."""
    if len(pieces) < 2 or not any("=" in draft.text[a:b] for a, b in pieces) or inequalities.all_solved(draft, pieces):
        return pieces
    solved = compiled(r"\\?[A-Za-z]+\w*\s*=[^=<>]*")
    kept = len(pieces)
    while kept and all(solved.fullmatch(draft.text, *item) for item in draft.items(pieces[kept - 1])):
        kept -= 1
    return pieces[kept:] or pieces[-1:]


def as_set(draft: Draft, tree: Node) -> Node:
    """Values and `x = value` as a set in braces; intervals, unions and conditions as they are."""
    match tree:
        case Relation((Sym(), Tup() | Joined("union") as right), ("=",)):
            return as_set(draft, right)
        case Relation((Sym(), right), ("=",)) if is_scalar(right) or isinstance(right, Tup):
            return Tup((right,), "{", "}", tree.start, tree.end)
        case Tup(items, "{", "}"):
            found = _values(Tup(items, "", "", tree.start, tree.end))
            return tree if found is None else Tup(found, "{", "}", tree.start, tree.end)
        case Tup(_, "", "") | Joined("and" | "or"):
            found = _values(tree)
            if found is not None:
                if isinstance(tree, Joined) and tree.word == "and":
                    draft.notice("'and' is read as a list of values.", (tree.start, tree.end))
                return Tup(found, "{", "}", tree.start, tree.end)
            # Conditions side by side: x > 1, y > 2.
            return Tup(tree.items, "{", "}", tree.start, tree.end) if isinstance(tree, Tup) else tree
    return tree


def _values(tree: Node) -> tuple[Node, ...] | None:
    """The values of a list in which every member is a value or `x = value`, always with the same letter; else None."""
    members = tree.items if isinstance(tree, Tup | Joined) else (tree,)
    out: list[Node] = []
    letters: set[str] = set()
    for member in members:
        match member:
            case Relation((Sym(name), right), ("=",)) if not isinstance(right, Relation | Joined):
                letters.add(name)
                out.append(right)
            case Relation():
                return None
            case Joined("and" | "or"):
                inner = _values(member)
                if inner is None:
                    return None
                letters |= {r.items[0].name for r in walk(member) if isinstance(r, Relation) and isinstance(r.items[0], Sym)}
                out += inner
            case Joined():
                return None
            case _:
                out.append(member)
    return tuple(out) if len(letters) <= 1 else None
