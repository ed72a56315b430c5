"""Lines in the plane and in space: by a vector equation, by coordinates, by ratios, or by a point and a direction."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from tutor.reading.answers import Line
from tutor.reading.draft import Draft, Span, listed
from tutor.reading.leading import unled
from tutor.reading.linearity import coefficients
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.coordinates import separate_assignments
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.planes import meeting, plane
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.vector import row, with_basis
from tutor.reading.syntax import Neg, Node, Num, Quot, Relation, Rows, Sym, Tup, walk
from tutor.reading.variables import in_order
from tutor.reading.vectors import collected

_WORDS = compiled(
    r"(?<![A-Za-z\\])(?:(?:a\s+)?point|(?:unit\s+)?direction(?:\s+vector)?|through|passes|the|is|and|with"
    r"|parallel\s+to|line|base|richtung|punkt)(?![A-Za-z_(])\s*(?:is|:|=)?",
    re.IGNORECASE,
)
_POINT = compiled(r"(?<![A-Za-z])(?:point|through|base|punkt)(?![A-Za-z])", re.IGNORECASE)
_DIRECTION = compiled(r"(?<![A-Za-z])(?:direction|parallel|richtung)(?![A-Za-z])", re.IGNORECASE)
_DOMAIN = compiled(
    r",?\s*(?:with\s+|where\s+|for\s+)?(?<![A-Za-z])(?:(?:[A-Za-z]|λ|μ|τ|\\lambda|\\mu)\s*(?:real|(?:is\s+)?any(?:\s+real)?(?:\s+number)?"
    r"|(?:∈|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*(?:ℝ|R|\\mathbb\s*\{?R\}?|\\R|reals?|IR))"
    r"|[-−]\s*(?:∞|oo|\\infty)\s*<\s*(?:[A-Za-z]|λ|μ|τ|\\lambda|\\mu)\s*<\s*(?:∞|oo|\\infty))\s*\Z"
)
_BOUND = compiled(
    r"[-−\d.]*\s*(?:<=?|≤|\\leq?)\s*(?:[stuλμ]|\\lambda|\\mu)\s*(?:<=?|≤|\\leq?)(?!\s*[-−\d.]+\s*,)|(?:,|for|with|where)\s*(?:[stuλμ]|\\lambda|\\mu)\s*"
    r"(?:>=?|<=?|≥|≤|\\[lg]eq?(?![A-Za-z]))|(?:,|for|with|where)\s*(?:[stuλμ]|\\lambda|\\mu)\s*(?:∈|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*[\[(]"
)
_LABEL = compiled(r"\A\s*[A-Za-zℓ](?:_\d)?\s*:")
_USUAL = ("t", "s", "lamda", "mu", "u", "r", "k", "tau", "alpha")
# {(1, 2) + t(3, 4) : t in R}
_DESCRIBED = compiled(r"\s*\\?\{([^{}]*)(?:\||:|\\mid)\s*(?:[A-Za-z]|λ|μ)\s*(?:∈|\\in|in)\s*(?:ℝ|R)\s*\\?\}\s*")
# x(t) = ..., and k as a parameter where there are no i and j.
_OF_PARAMETER = compiled(r"(?<![A-Za-z\\])([xyz])\s*(?:\\left)?\(\s*\\?[a-z]{1,6}\s*(?:\\right)?\)(?=\s*=)")
_K_COUNTS = compiled(r"(?<![A-Za-z\\])k\s*(?:\\left\s*)?(?:[(<\[⟨]|\\langle|\\begin)|=[^,]*\dk|[+-]\s?k\b")
_I_OR_J = compiled(r"(?<![A-Za-z])[ij](?![A-Za-z])|\\hat|\\[ij]math")
_ZERO, _ONE = Num("0"), Num("1")
_ADVICE = "Write it as (1, 2, 3) + t(4, 5, 6), or as x = 1 + 4t, y = 2 + 5t, z = 3 + 6t."


def line(draft: Draft, span: Span) -> Result:
    """One line."""
    labels.worded(draft)
    described = _DESCRIBED.fullmatch(draft.text)
    if described is not None:
        inner, end = described.span(1)
        draft.rewrite(" " * inner + draft.text[inner:end].ljust(len(draft.text) - inner))
        span = draft.trimmed(*span)
    draft.rewrite(_OF_PARAMETER.sub(lambda m: m[1].ljust(len(m[0])), draft.text))
    found = steps(draft, span)
    last = found[-1]
    draft.blank(_DOMAIN, last)
    draft.blank(_LABEL, last)
    _refuse_half(draft, last)
    swapped = _swapped(draft, last)
    draft.separate(_WORDS, last)
    separate_assignments(draft, last)
    items: list[Node] = []
    for piece in rows(draft, draft.trimmed(*last)):
        items += _items(draft, unled(draft, piece, equation=True).span)
    return Result(_line(draft, items, last, swapped), None, (), tuple(found))


def _refuse_half(draft: Draft, span: Span) -> None:
    """Raises Unreadable at a bound of the parameter: that is only a part of a line."""
    bound = next(draft.outside(_BOUND, span), None)
    if bound is not None:
        raise draft.fail("With a bound for the parameter this is only a part of a line.", bound.span(), "Leave the bound out.")


def _swapped(draft: Draft, span: Span) -> bool:
    """Whether the direction is named before the point."""
    point, direction = _POINT.search(draft.text, *span), _DIRECTION.search(draft.text, *span)
    return point is not None and direction is not None and direction.start() < point.start()


def _items(draft: Draft, span: Span) -> list[Node]:
    """The members of a list that may mix vectors with i, j, k and plain ones."""
    counts = _K_COUNTS.search(draft.text, *span) and not _I_OR_J.search(draft.text, *span)
    tree = draft.parse(span, None if counts else with_basis(draft, span))
    items = tree.items if isinstance(tree, Tup) and tree.open in ("", "{") else (tree,)
    if len(items) == 1 and isinstance(items[0], Tup) and all(isinstance(i, Relation) for i in items[0].items):
        return list(items[0].items)
    if isinstance(tree, Tup) and tree.open == "<":
        return [tree]
    return [member for item in items for member in listed(item)]


def _line(draft: Draft, items: list[Node], span: Span, swapped: bool) -> Line:
    if items and all(isinstance(i, Relation) and set(i.signs) == {"="} for i in items):
        relations = [i for i in items if isinstance(i, Relation)]
        if len(relations) == 1 and _is_vectorial(draft, relations[0].items[-1]):
            return _vectorial(draft, relations[0].items[-1])
        if len(relations) > 1 and all(_is_vectorial(draft, r.items[-1]) for r in relations):
            return _two(draft, [r.items[-1] for r in relations], swapped)
        return _parametric(draft, relations) or _planes(draft, relations) or _symmetric(draft, relations)
    if len(items) == 2:
        return _two(draft, [i.items[-1] if isinstance(i, Relation) else i for i in items], swapped)
    if len(items) == 1:
        return _vectorial(draft, items[0])
    if len(items) == 3 and all(map(is_scalar, items)):  # 1 + t, 2 + 2t, 3 + 3t
        return _vectorial(draft, Tup(tuple(items), "(", ")", items[0].start, items[-1].end))
    raise draft.fail("A line is needed here.", span, _ADVICE)


def _is_vectorial(draft: Draft, node: Node) -> bool:
    return isinstance(_collected(draft, node), Tup)


def _collected(draft: Draft, node: Node) -> Node:
    """The node as one vector, columns as well; anything else as it is."""
    made = collected(draft.text, node)
    match made:
        case Rows(rows) if len(rows[0]) == 1:
            return Tup(tuple(r[0] for r in rows), "<", ">", node.start, node.end)
    return made


def _two(draft: Draft, items: list[Node], swapped: bool) -> Line:
    """A point and a direction."""
    if len(items) != 2:
        raise draft.fail("A line has one point and one direction.", (items[0].start, items[-1].end), _ADVICE)
    first, second = (row(draft, i) for i in items)
    point, direction = (second, first) if swapped else (first, second)
    if len(point) != len(direction):
        raise draft.fail("The point and the direction have different numbers of components.", (items[0].start, items[-1].end))
    return Line(point, direction, None)


def _vectorial(draft: Draft, node: Node) -> Line:
    """P + t v, or one vector whose components are linear in t."""
    made = _collected(draft, node)
    if not isinstance(made, Tup):
        raise wrong(draft, "line", node, _ADVICE)
    for item in made.items:
        if not is_scalar(item):
            raise wrong(draft, "line", item, _ADVICE)
    return _from_components(draft, made.items, node)


def _from_components(draft: Draft, components: tuple[Node, ...], whole: Node) -> Line:
    letter = _parameter(draft, components)
    if letter is None:
        raise draft.fail("A line needs a parameter such as t.", whole, _ADVICE)
    split = [coefficients(c, (letter,)) for c in components]
    if any(s is None for s in split):
        raise draft.fail(f"This is not linear in {letter}.", whole, _ADVICE)
    parts = [s for s in split if s is not None]
    return Line(tuple(s[0] for s in parts), tuple(s[1].get(letter, _ZERO) for s in parts), letter)


def _parameter(draft: Draft, components: tuple[Node, ...]) -> str | None:
    """The letter of the parameter: the one that is no letter of the problem, else the usual one."""
    letters = dict.fromkeys(n.name for c in components for n in walk(c) if isinstance(n, Sym))
    coordinates = _letters(draft)
    new = [n for n in letters if n not in coordinates and n not in draft.scope.variables] or [n for n in letters if n not in coordinates]
    return min(new, key=lambda n: _USUAL.index(n) if n in _USUAL else len(_USUAL), default=None)


def _parametric(draft: Draft, relations: list[Relation]) -> Line | None:
    """x = 1 + t, y = 2 + 2t, z = 3; None where these are no coordinates by a parameter."""
    named: dict[str, Node] = {}
    for r in relations:
        match r:
            case Relation((Sym(name), right), ("=",)) if is_scalar(right):
                named[name] = right
            case _:
                return None
    used = {n.name for v in named.values() for n in walk(v) if isinstance(n, Sym)}
    if len(named) < 2 or len(named) != len(relations) or used & set(named):
        return None
    components = tuple(named[n] for n in _order(draft, named))
    if _parameter(draft, components) is None:
        return None
    whole = Tup(components, "(", ")", relations[0].start, relations[-1].end)
    return _from_components(draft, components, whole)


def _order(draft: Draft, names: dict[str, Node]) -> list[str]:
    return [n for n in draft.names if n in names] if set(names) <= set(draft.names) else in_order(names)


def _planes(draft: Draft, relations: list[Relation]) -> Line | None:
    """Two planes that meet, 2x - y = 0, x + 2z = 11; None where each part holds one coordinate of its own."""
    used = [set(_coordinates_in(draft, r)) for r in relations]
    alone = all(len(set(_coordinates_in(draft, m))) <= 1 for r in relations for m in r.items)
    if alone and not any(a & b for a, b in combinations(used, 2)):
        return None
    names = list(draft.names) if set().union(*used) <= set(draft.names) else in_order(set().union(*used))
    found = [plane(a, b, names) for r in relations for a, b in pairwise(r.items)]
    planes = [p for p in found if p is not None]
    return meeting(planes) if len(planes) == len(found) else None


def _symmetric(draft: Draft, relations: list[Relation]) -> Line:
    """(x-1)/4 = (y-2)/5 = (z-3)/6, and x = 1, (y-2)/5 = z - 3 where a component of the direction is 0."""
    point: dict[str, Node] = {}
    direction: dict[str, Node] = {}
    for r in relations:
        members = list(r.items)
        if len(members) == 2 and isinstance(members[0], Sym) and not _coordinates_in(draft, members[1]):
            point[members[0].name], direction[members[0].name] = members[1], _ZERO
            continue
        ratios = [_ratio(draft, m) for m in members if not _is_parameter(draft, m)]
        if len(ratios) < 2:
            raise draft.fail("This is not a line.", r, _ADVICE)
        for name, at, along in ratios:
            if name in point:
                raise draft.fail(f"{name} stands here twice.", r, _ADVICE)
            point[name], direction[name] = at, along
    order = _order(draft, point)
    if len(order) < 2 or all(d == _ZERO for d in direction.values()):
        raise draft.fail("A line needs two or three coordinates.", (relations[0].start, relations[-1].end), _ADVICE)
    return Line(tuple(point[n] for n in order), tuple(direction[n] for n in order), None)


def _coordinates_in(draft: Draft, node: Node) -> list[str]:
    """The coordinates in a tree, as often as they stand there."""
    return [n.name for n in walk(node) if isinstance(n, Sym) and n.name in _letters(draft)]


def _letters(draft: Draft) -> set[str]:
    """The letters of coordinates; a problem of one variable, a curve by its parameter, has none of its own for a line."""
    return {"x", "y", "z"} | (set(draft.names) if len(draft.names) > 1 else set())


def _is_parameter(draft: Draft, node: Node) -> bool:
    """The t of (x-1)/4 = (y-2)/5 = t."""
    return isinstance(node, Sym) and node.name not in _letters(draft) and node.name in _USUAL


def _ratio(draft: Draft, node: Node) -> tuple[str, Node, Node]:
    """The coordinate in a x + b, with the value where it is zero and how it changes with the ratio: -b/a and 1/a."""
    letters = _coordinates_in(draft, node)
    over, under = (node.over, node.under) if isinstance(node, Quot) else (node, _ONE)
    split = coefficients(over, (letters[0],)) if letters and len(set(letters)) == 1 else None
    if split is None or letters[0] not in split[1] or any(n == Sym(letters[0]) for n in walk(under)):
        raise draft.fail("Each part must hold one coordinate, as in (x-1)/4.", node, _ADVICE)
    constant, slope = split[0], split[1][letters[0]]
    match slope:
        case Num("1"):
            return letters[0], _negative(constant), under
        case Neg(Num("1")):
            return letters[0], constant, _negative(under)
    return letters[0], constant if constant == _ZERO else Quot(_negative(constant), slope, node.start, node.end), _divided(under, slope)


def _negative(node: Node) -> Node:
    match node:
        case Num("0"):
            return node
        case Neg(of):
            return of
    return Neg(node, node.start, node.end)


def _divided(under: Node, slope: Node) -> Node:
    """How the coordinate changes with the ratio (a x + b)/d: by d/a."""
    match slope:
        case Quot(Num("1"), of) if under == _ONE:
            return of
    return Quot(under, slope, slope.start, slope.end)
