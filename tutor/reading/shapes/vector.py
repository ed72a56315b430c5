"""Vectors and points in every kind of bracket, by i, j, k, as columns, as bare lists and by named components."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tutor.errors import Unreadable
from tutor.reading.answers import NotACurl
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import chain, unled
from tutor.reading.lines import lines
from tutor.reading.patterns import compiled
from tutor.reading.quantity import FUNCTION_NAMES, quantity
from tutor.reading.scope import Scope
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.coordinates import separate_assignments
from tutor.reading.shapes.earlier import earlier
from tutor.reading.shapes.kinds import called, is_scalar, wrong
from tutor.reading.shapes.measured import measured
from tutor.reading.shapes.result import Result, Said
from tutor.reading.syntax import Apply, Basis, DerivativeNode, Neg, Node, Num, Prod, Quot, Relation, Rows, Sum, Sym, Tup, walk
from tutor.reading.variables import in_order
from tutor.reading.vectors import collected

_BRACKETS = ("()", "[]", "<>")


_NO_CURL = compiled(
    r"\W*(?:(?:it|f|the\s+field|this|field|there)\s+)?(?:is\s+|has\s+)?(?:no\s+vector\s+potential|no\s+such\s+(?:vector|field)|none"
    r"|not\s+(?:a\s+curl|solenoidal)|no\s+curl|d\W?n\W?e\W*|does\s+not\s+exist|doesn'?t\s+exist|impossible|exists\s*[:=]\s*(?:false|no)"
    r"|kein\s+vektorpotential)(?:\s+exists)?\W*",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 60
_ANY_GRADIENT = compiled(r"\s*\+\s*(?:(?:grad|\\?nabla|∇|\\operatorname\{grad\})\s*\(?\\?[A-Za-z]+\)?|(?:any|a)\s+gradient)\s*\Z")


def vector_potential(draft: Draft, span: Span) -> Result:
    """A vector, to which a gradient may be added, or words that say there is none."""
    led = unled(draft, span)
    if any(s[1] - s[0] <= _LONGEST_PHRASE and _NO_CURL.fullmatch(draft.text, *s) for s in (span, led.span)):
        return Result(NotACurl(), led.name, (), (span,), (), led.labels)
    any_gradient = _ANY_GRADIENT.search(draft.text, *span)
    if any_gradient is not None:
        draft.notice("The gradient of any function may be added: what is before it counts.", any_gradient.span())
        span = draft.trimmed(span[0], any_gradient.start())
    return vector(draft, span)


def vector(draft: Draft, span: Span) -> Result:
    """One vector: the last line of a working, or lines that give a component each."""
    span = _tidied(draft, without_asides(draft, span))
    found = lines(draft, span)
    led = unled(draft, found[-1])
    inner, unit = measured(draft, led.span)
    tree = parsed(draft, inner)
    if len(found) > 1 and not _is_vector(tree) and (joined := _lines_as_components(draft, found)) is not None:
        return Result(joined, None, (), tuple(found))
    before = earlier(draft, found[:-1], _line)
    if len(found) > 1:
        draft.notice("The last line is taken as the answer.", found[-1])
    if isinstance(tree, Tup):
        return Result(as_vector(draft, tree), led.name, (), tuple(found), (), led.labels, unit, before)
    read = chain(draft, tree, led.name)
    value = as_vector(draft, read.value)
    members = tuple(_members(draft, read.members))
    return Result(value, read.name, members, tuple(found), (), (*led.labels, *read.labels), unit, before)


def _line(draft: Draft, line: Span) -> Said | None:
    """The vector that an earlier line gives."""
    led = unled(draft, line)
    tree = parsed(draft, measured(draft, led.span)[0])
    read = chain(draft, tree, led.name)
    return Said((*led.labels, *read.labels), as_vector(draft, read.value)) if not read.members and _is_vector(tree) else None


def _members(draft: Draft, members: tuple[Node, ...]) -> Iterator[Node]:
    """The members of a chain as vectors; what is none, such as a product with a point, is working."""
    for member in members:
        try:
            yield as_vector(draft, member)
        except Unreadable:
            if not any(isinstance(n, Tup | Rows | Basis) for n in walk(member)):
                yield member


_OPENING = ("<", "(", "[", "\\langle", "\\left", "⟨", "\\begin")
_CLOSING = (">", ")", "]", "\\rangle", "⟩", "}")
_TRANSPOSED = compiled(r"(?<=[)\]>}])\s*(?:\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*\{\s*T\s*\}|\\mathrm\s*\{\s*T\s*\})\s*\}?|ᵀ)\s*\Z")
# Components between bars or spaces instead of commas; a space beside a sign separates nothing.
_BARRED = compiled(r"[\[<]\s*([^\[\]<>,;=\n]*?)\s*[\]>]")
_GAP = compiled(r"(?<=[^ +*/^(-])(?<!sin)(?<!cos)(?<!tan)(?<!ln)(?<!sqrt) +(?=-[^ ]|[^ +*/^)-])")
_PRIMED = compiled(r"(?<![A-Za-z])([A-Za-z])'(?=_)")
_AND = compiled(r"(?<![A-Za-z\\])(?:and|und)(?![A-Za-z])")
_DOUBLED = compiled(r"<(<[^<>]*>)>")
_BEHIND = compiled(r"(?<=[)\]>⟩])\s*(?:at|when|for)\s+(?:the\s+point\s+)?(?:[A-Z]\s*=?\s*)?(?:\(|[a-z]\s*=).*\Z", re.DOTALL)
_ANGLED = compiled(r"<[^<>,=\n]{1,80};[^<>,=\n]{1,80}>")
_TITLED = compiled(r"\s*(?:(?:[a-z]|[a-zA-Z]_\{?[a-z]\}?)\s*:(?!=)[^:=,;\n]+(?:[,;\n]\s*|\Z)){2,4}")
_PARTED = compiled(r"[,;\n()\[\]<>]|\\begin|(?<![A-Za-z])and(?![A-Za-z])")
_RESPECTIVELY = compiled(r"[\s,]*respectively\s*\Z")
_LETTER = compiled(r"(?<!an)(?<!a)[A-Za-z](?!n?d(?![A-Za-z]))")
_IN_ROUND = compiled(r"\([^()\[\]]*\)")


def _tidied(draft: Draft, span: Span) -> Span:
    """Without a mark of transposition, doubled angles, and semicolons in round brackets."""
    transposed = None if "T" in draft.scope.variables else _TRANSPOSED.search(draft.text, max(span[0], span[1] - 30), span[1])
    if transposed is not None:
        draft.blank(_TRANSPOSED, span)
        span = draft.trimmed(*span)
    span = _listed(draft, span)
    span = _spelled(draft, span)
    if "<<" in draft.text:
        draft.rewrite(_DOUBLED.sub(r" \1 ", draft.text))
        span = draft.trimmed(*span)
    found = next((m for m in _IN_ROUND.finditer(draft.text, *span) if ";" in m[0]), None) if ";" in draft.text else None
    if found is not None and "," in found[0]:
        said = "The components are separated by a comma or by a semicolon, not by both."
        raise draft.fail(said, found.span(), "Write decimals as 0.5: (0.5, 2).")
    if found is not None:
        draft.rewrite(_IN_ROUND.sub(lambda m: m[0].replace(";", ","), draft.text))
    return span


def _spelled(draft: Draft, span: Span) -> Span:
    """With commas for semicolons in angles <1; 2>, equals signs for x: 1, y: 2, and commas for the spaces in f_x = 1 f_y = 2."""
    elsewhere = _BEHIND.search(draft.text, *span)
    if elsewhere is not None:
        raise draft.fail("The place is no part of the answer.", elsewhere.span(), "Give the vector alone.")
    draft.rewrite(_ANGLED.sub(lambda m: m[0].replace(";", ","), draft.text))
    text = draft.text[slice(*span)]
    if _TITLED.fullmatch(text):
        draft.rewrite(draft.text[: span[0]] + text.replace(":", "=") + draft.text[span[1] :])
    if draft.dimension is not None and text.count("=") == draft.dimension > 1 and not _PARTED.search(text):
        separate_assignments(draft, span)
    respectively = None if _LETTER.search(text.replace("respectively", "")) else _RESPECTIVELY.search(draft.text, *span)
    if respectively is not None:
        draft.blank(_RESPECTIVELY, span)
    return draft.trimmed(*span)


def _listed(draft: Draft, span: Span) -> Span:
    """With commas for `and` between components, for bars in angles <1|2|3>, and for spaces in brackets [1 2 3]."""
    draft.rewrite(_PRIMED.sub(r" \1", draft.text))
    text = list(draft.text)
    for m in draft.outside(_AND, span):
        text[m.start() : m.end()] = ",".ljust(len(m[0]))
    bracketed = _BARRED.fullmatch(draft.text, *span)
    marks = [k for k in range(*span) if draft.text[k] == "|"] if bracketed and draft.text[span[0]] == "<" else []
    if bracketed and not marks:
        marks = [m.start() for m in _GAP.finditer(draft.text, *bracketed.span(1))]
    if draft.dimension is not None and len(marks) == draft.dimension - 1:
        for k in marks:
            text[k] = ","
    draft.rewrite("".join(text))
    return draft.trimmed(*span)


def parsed(draft: Draft, span: Span) -> Node:
    """The tree of a stretch, where i, j, k are basis vectors unless brackets or commas already list the components."""
    return draft.parse(span, with_basis(draft, span))


def with_basis(draft: Draft, span: Span) -> Scope:
    """The scope for a stretch that may hold i, j, k."""
    first, last = span
    text = draft.text[first:last]
    bracketed = text.startswith(_OPENING) and text.endswith(_CLOSING)
    whole = bracketed and all(draft.depth[first + 1 : last - 1])
    angled = text.startswith("<") and text.endswith(">") and "<" not in text[1:]
    bare = any(text[k] == "," and not draft.depth[first + k] for k in range(len(text)))
    return replace(draft.scope, vectors=not (whole or angled or bare or draft.scope.complex))


def _is_vector(tree: Node) -> bool:
    match tree:
        case Relation(items):
            return _is_vector(items[-1])
        case Tup() | Rows() | Basis():
            return True
    return any(isinstance(n, Basis | Tup) for n in walk(tree))


def _lines_as_components(draft: Draft, found: list[Span]) -> Node | None:
    """Lines `f_x = 2x` and `f_y = 2y`, or bare ones, as one vector, where there are as many as components."""
    if draft.dimension not in (None, len(found)):
        return None
    trees = [draft.parse(_bare(draft, line)) for line in found]
    named = all(isinstance(t, Relation) and _component_of(draft, t.items[0]) for t in trees)
    if not named and (draft.dimension is None or not all(map(is_scalar, trees))):
        return None
    return as_vector(draft, Tup(tuple(trees), "", "", trees[0].start, trees[-1].end))


def _bare(draft: Draft, line: Span) -> Span:
    return unled(draft, line, equation=True).span


def as_vector(draft: Draft, tree: Node) -> Node:
    """The tree as one row of components. Errors: Unreadable where it is something else."""
    tree = collected(draft.text, tree, draft.dimension if any(isinstance(n, Basis) for n in walk(tree)) else None)
    match tree:
        case Rows(rows) if len(rows) == 1 or len(rows[0]) == 1:
            return _components(draft, Tup(tuple(e for r in rows for e in r), "<", ">", tree.start, tree.end))
        case Tup(items, "{", "}") if items:
            draft.notice("Braces are for sets; a vector stands in ( ), [ ] or < >.", (tree.start, tree.end))
            return _components(draft, replace(tree, open="<", close=">"))
        case Tup(_, open, close) if open + close in _BRACKETS:
            return _components(draft, tree)
        case Tup(items, "", ""):
            return _components(draft, replace(tree, open="(", close=")"))
        case Num("0") if draft.dimension is not None and draft.dimension > 1:
            draft.notice("0 is read as the zero vector.", (tree.start, tree.end))
            return Tup((tree,) * draft.dimension, "<", ">", tree.start, tree.end)
        case _ if draft.dimension == 1 and is_scalar(tree):
            return Tup((tree,), "<", ">", tree.start, tree.end)
    raise wrong(draft, "vector", tree, "Write it by its components, as in (1, 2)." if is_scalar(tree) else None)


def _components(draft: Draft, tree: Tup) -> Tup:
    """The components without their names, in the order of the variables where the names say it."""
    items = tree.items
    if all(isinstance(i, Relation) and i.signs[-1] == "=" and _component_of(draft, i.items[0]) for i in items):
        named = [(_component_of(draft, i.items[0]), i.items[-1]) for i in items if isinstance(i, Relation)]
        draft.places += [at for i in items if isinstance(i, Relation) if (at := _place_of(draft, i.items[0]))]
        draft.chains += [i.items[1:] for i in items if isinstance(i, Relation) and len(i.items) > 2]
        by = dict(named)
        order = [n for n in draft.names if n in by] if set(by) <= set(draft.names) else in_order(by)
        odd = next((n for n in by if n not in draft.names and set(n) <= set(draft.names)), None)
        if odd is not None:
            raise draft.fail(f"'{odd}' names no component of this vector.", tree)
        if len(by) != len(named):
            raise draft.fail("Two components have the same name.", tree)
        items = tuple(by[n] for n in order)
    for item in items:
        if isinstance(item, Tup | Rows | Basis):
            raise draft.fail(f"A number or formula is needed in each place of a vector, and this is {called(item)}.", item)
    return replace(tree, items=items)


def _component_of(draft: Draft, node: Node) -> str:
    """Which variable a name such as x, f_x, df/dx or f_x(1, 2) belongs to; empty where it says none."""
    match node:
        case Sym(name):
            base, _, subscript = name.partition("_")
            return subscript if subscript.isalpha() and len(base) == 1 else name
        case DerivativeNode(_, (by,), 0):
            return by
        case Apply(_, _, 0, (slot,)):
            return slot
    found = quantity(draft.typed(node), draft.names, FUNCTION_NAMES) if draft.names else None
    return found.by[0] if found is not None and found.operation == "derivative" and len(found.by) == 1 else ""


def _place_of(draft: Draft, node: Node) -> str | None:
    """The point in the brackets of a name: (1, 2) in f_x(1, 2)."""
    found = quantity(draft.typed(node), draft.names, FUNCTION_NAMES) if draft.names else None
    return None if found is None else found.at


def row(draft: Draft, node: Node) -> tuple[Node, ...]:
    """The components of a vector or point."""
    made = as_vector(draft, node)
    assert isinstance(made, Tup)
    return made.items


def is_vector(node: Node) -> bool:
    """Whether a tree is a vector or a multiple or sum of vectors."""
    match node:
        case Basis() | Rows():
            return True
        case Tup(_, open, close):
            return open + close in (*_BRACKETS, "{}")
        case Neg(of):
            return is_vector(of)
        case Quot(over):
            return is_vector(over)
        case Prod(items) | Sum(items):
            return any(is_vector(i) for i in items)
    return False
