"""Answers of several values in a row: named partial derivatives, parameters, a direction with a rate, a value with a gradient."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.reading.answers import Expressions, Linear, Parameters, Steepest, ValuedGradient
from tutor.reading.draft import Draft, Span, listed
from tutor.reading.leading import Chain, chain, refuse_calculation, unled
from tutor.reading.lines import lines, rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.quantity import FUNCTION_NAMES, quantity
from tutor.reading.shapes import labels
from tutor.reading.shapes.coordinates import separate_assignments
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.vector import as_vector, is_vector, row, with_basis
from tutor.reading.syntax import Apply, Basis, DerivativeNode, Joined, Node, Relation, Sym, Tup, walk

_RATE = compiled(
    r"(?<![A-Za-z\\])(?:in\s+the\s+)?(?:(?:unit\s+)?direction(?:\s+vector)?|dir\.?|vector|(?:max(?:imum"
    r"|imal)?\s+|greatest\s+)?(?:rate(?:\s+of\s+(?:change|increase|ascent))?|slope)"
    r"|magnitude|increase|steepest(?:\s+ascent)?|gradient|grad|richtung|steigung|value|values?\s+is|wert"
    r"|function|with|along|max|u(?=\s*=)|v(?=\s*=))(?![A-Za-z_(])\s*(?:is|of|:|=)?"
    r"|(?<![A-Za-z\\])(?:is|the|its|at)(?![A-Za-z])",
    re.IGNORECASE,
)
_OF_NUMBERS = compiled(r"rate|slope|magnitude|increase(?!\s+direction)|steigung")
_OF_VECTORS = compiled(r"(?<!in\s)(?:direction|dir\b|vector|gradient|grad\b|richtung)")
_ESTIMATE = compiled(
    r"(?<![A-Za-z\\])(?:(?:so\s+)?(?:is\s+)?(?:the\s+)?(?:estimated?|approximat(?:ion|ely|e)|approx\.?|value"
    r"|linear(?:ization|isation)?|about)(?:\s+(?:is|value|of))*(?![A-Za-z_(])\s*[:=]?)",
    re.IGNORECASE,
)


def expressions(draft: Draft, span: Span) -> Result:
    """Several formulas, with or without names."""
    labels.worded(draft)
    found = steps(draft, span)
    items = tuple(_named(draft, piece) for piece in _items(draft, found[-1]))
    return Result(Expressions(items), None, (), tuple(found))


def _items(draft: Draft, span: Span) -> list[Span]:
    """The stretch cut at its outermost commas, `and`, semicolons and line ends; a bracket round the whole list is no part of it."""
    cut = [piece for line in rows(draft, span) for piece in draft.items(line)]
    whole = compiled(r"[(\[{<].*,.*[)\]}>]", re.DOTALL)
    if (
        len(cut) == 1
        and whole.fullmatch(draft.text, *cut[0])
        and (draft.text[cut[0][0]] == "<" or all(draft.depth[cut[0][0] + 1 : cut[0][1] - 1]))
    ):
        inner = (cut[0][0] + 1, cut[0][1] - 1)
        draft.rewrite("".join(" " if k in (cut[0][0], cut[0][1] - 1) else c for k, c in enumerate(draft.text)))
        return draft.items(inner)
    return cut


def _named(draft: Draft, span: Span) -> tuple[str | None, Node]:
    """One value with its plain name: `dz_ds` for dz/ds, `f_x` for f_x(1, 2)."""
    tree = draft.parse(span)
    read = chain(draft, tree)
    refuse_calculation(draft, read)
    if not is_scalar(read.value):
        raise wrong(draft, "expressions", read.value)
    draft.chains += [read.members] if read.members else []
    name = plain_name(tree.items[0]) if isinstance(tree, Relation) and read.name is not None else None
    return name, read.value


def plain_name(node: Node) -> str | None:
    """The plain name of what stands before an equals sign; None where it is none."""
    match node:
        case Sym(name):
            return name
        case DerivativeNode():
            return node.name
        case Apply(function, _, primes, slots):
            return f"{function}_{''.join(slots)}" if slots else f"{function}_prime{primes if primes > 1 else ''}" if primes else function
    return None


def parameters(draft: Draft, span: Span) -> Result:
    """`m = 3/2, b = 5/6`; bare values in the order of the names; or the fitted model, `y = 3/2 x + 5/6`."""
    found = steps(draft, span)
    if (model := _model(draft, found[-1])) is not None:
        return Result(model, None, (), tuple(found))
    separate_assignments(draft, found[-1])
    named: dict[str, Node] = {}
    bare: list[Node] = []
    for item in _statements(draft, found[-1]):
        match item:
            case Relation((Sym(name), *_, right), signs) if set(signs) == {"="} and is_scalar(right):
                if name in named:
                    raise draft.fail(f"Two values are given for {name}.", item)
                named[name] = chain(draft, item).value
            case Relation((Tup(lefts), Tup(rights)), ("=",)) if len(lefts) == len(rights) and all(isinstance(s, Sym) for s in lefts):
                named |= {s.name: r for s, r in zip(lefts, rights, strict=True) if isinstance(s, Sym)}
            case Tup(items) if all(map(is_scalar, items)):
                bare += items
            case _ if is_scalar(item):
                bare.append(item)
            case _:
                raise wrong(draft, "parameters", item, "Write each one as in m = 3/2, b = 5/6.")
    if bare and (named or len(bare) != len(draft.names)):
        raise draft.fail("Say which parameter this is.", bare[0], "Write each one as in m = 3/2, b = 5/6.")
    if bare:
        order = ", ".join(draft.names)
        draft.notice(f"The values are read in the order {order}.", (bare[0].start, bare[-1].end))
        named = dict(zip(draft.names, bare, strict=True))
    return Result(Parameters(tuple(named.items())), None, (), tuple(found))


def _model(draft: Draft, span: Span) -> Node | None:
    """A formula in the inputs with the numbers put in, alone or behind the name of what it gives."""
    statements = list(_statements(draft, span))
    match statements:
        case [Relation((Sym(name), right), ("=",))] if name not in draft.names:
            formula: Node = right
        case [formula]:
            pass
        case _:
            return None
    return formula if is_scalar(formula) and any(isinstance(n, Sym) for n in walk(formula)) else None


def _statements(draft: Draft, span: Span) -> Iterator[Node]:
    for line in rows(draft, span):
        for item in listed(draft.parse(line)):
            if isinstance(item, Joined):
                yield from item.items
            else:
                yield item


def linear(draft: Draft, span: Span) -> Result:
    """A formula, and an estimate behind it."""
    labels.worded(draft)
    draft.separate(_ESTIMATE, span)
    found = lines(draft, draft.trimmed(*span))
    values: list[Node] = []
    unnamed: list[Node] = []
    about: Node | None = None
    at: list[str] = []
    for piece in (p for line in found for p in _items(draft, line)):
        led = unled(draft, piece)
        read = chain(draft, draft.parse(led.span), led.name)
        if not led.labels and not any(isinstance(n, Apply) for n in walk(draft.parse(led.span))):
            refuse_calculation(draft, read)
        if not is_scalar(read.value):
            raise wrong(draft, "linear", read.value)
        draft.chains += [read.members] if read.members else []
        if read.about and any(isinstance(n, Sym) for n in walk(read.value)):  # x^2 y ≈ 4x + y - 4 = 5.8
            values += [] if any(isinstance(n, Sym) for n in walk(read.about[0])) else [read.value]
            values += read.about
            continue
        if read.about:
            about = read.about[-1]
            draft.notices[:] = [n for n in draft.notices if "before ≈" not in n.message]
            draft.notice("Either side of ≈ may be the estimate.", (read.value.start, about.end))
        if not any(isinstance(n, Sym) for n in walk(read.value)):
            used = [quantity(label, draft.names, FUNCTION_NAMES) for label in (*led.labels, *read.labels)]
            at = [found.at for found in used if found is not None and found.at is not None]
        unnamed += [] if led.labels or read.labels or read.members else [read.value]
        values.append(read.value)
    formulas = [v for v in values if any(isinstance(n, Sym) for n in walk(v))]
    if len(values) > 2 and (len(found) == 1 or not formulas):
        hint = "Write decimals with a point, as in 1 + 2x, 1.02."
        raise draft.fail("A linear function and at most one estimate are needed here.", draft.trimmed(*span), hint)
    if (
        len(bare := [v for v in unnamed if v not in formulas and not any(isinstance(n, Apply) for n in walk(v))]) > 1
        and formulas
        and any(v != bare[-1] for v in bare)
    ):
        raise draft.fail("Two numbers stand beside the linear function: which one is the estimate?", bare[0])
    if len(values) > 2 or (len(values) == 2 and len(formulas) == 2):
        draft.notice("The last formula is taken as the answer.", (formulas[-1].start, formulas[-1].end))
        values = [formulas[-1], *[v for v in values if v not in formulas][-1:]]
    if len(values) == 2 and formulas == [values[1]]:
        values.reverse()
    draft.places += at
    return Result(Linear(values[0], values[1] if len(values) > 1 else None, about), None, (), tuple(found))


def steepest(draft: Draft, span: Span) -> Result:
    """The vector among the items is the direction, the number the rate."""
    vectors, numbers, found = _sorted(draft, span)
    if not vectors and numbers and draft.dimension is not None and len(numbers) in (draft.dimension, draft.dimension + 1):
        vectors = [Tup(tuple(numbers[: draft.dimension]), "(", ")", numbers[0].start, numbers[draft.dimension - 1].end)]
        numbers = numbers[draft.dimension :]
    if len(vectors) > 1 or len(numbers) > 1 or not (vectors or numbers):
        raise draft.fail("One direction and one rate are needed here.", span, "Write them as in: direction (8, 3), rate sqrt(73).")
    return Result(Steepest(row(draft, vectors[0]) if vectors else (), numbers[0] if numbers else None), None, (), tuple(found))


def valued_gradient(draft: Draft, span: Span) -> Result:
    """The vector among the items is the gradient, the number the value; bare numbers are the gradient's components."""
    vectors, numbers, found = _sorted(draft, span)
    named = _by_name(draft, numbers) if not vectors else None
    if named is not None:
        return Result(ValuedGradient(*named), None, (), tuple(found))
    if not vectors and len(numbers) > 1:
        size = draft.dimension or len(numbers)
        if len(numbers) not in (size, size + 1):
            raise draft.fail(f"A value and a gradient of {size} components are needed here.", span, "Write them as in 6, (3, 2).")
        vectors = [Tup(tuple(numbers[-size:]), "(", ")", numbers[-size].start, numbers[-1].end)]
        numbers = numbers[:-size]
    if not vectors and numbers and draft.dimension == 1:
        vectors, numbers = [Tup((numbers[0],), "(", ")", numbers[0].start, numbers[0].end)], []
    if len(vectors) != 1 or len(numbers) > 1:
        raise draft.fail("A value and a gradient are needed here.", span, "Write them as in 6, (3, 2).")
    return Result(ValuedGradient(numbers[0] if numbers else None, row(draft, vectors[0])), None, (), tuple(found))


def _by_name(draft: Draft, numbers: list[Node]) -> tuple[Node | None, tuple[Node, ...]] | None:
    """The value, and the components in the order of the variables, where every component has its name: df/dy = 2, df/dx = 3."""
    made: dict[str, Node] = {}
    value: Node | None = None
    for number, typed in zip(numbers, draft.labels, strict=True):
        found = quantity(typed, draft.names, FUNCTION_NAMES) if typed else None
        by = found.by[0] if found and found.operation == "derivative" and len(found.by) == 1 else ""
        by = by or (found.of if found and found.operation == "differential" else "")
        if by in draft.names and by not in made:
            made[by] = number
        elif by or value is not None:
            return None
        else:
            value = number
    return (value, tuple(made[n] for n in draft.names)) if set(made) == set(draft.names) and made else None


def _sorted(draft: Draft, span: Span) -> tuple[list[Node], list[Node], list[Span]]:
    """The vectors and the numbers of a list, each without its name."""
    labels.worded(draft)
    found = steps(draft, span)
    last = found[-1]
    before = [m.span() for m in draft.outside(_RATE, last)]
    said = {b: draft.text[a:b].lower() for a, b in before}
    draft.separate(_RATE, last)
    vectors: list[Node] = []
    numbers: list[Node] = []
    for piece in (p for line in rows(draft, draft.trimmed(*last)) for p in draft.items(line)):
        led = unled(draft, piece)
        tree = draft.parse(led.span, with_basis(draft, led.span))
        whole = Chain(tree, None, ()) if isinstance(tree, Tup) else chain(draft, tree)
        read, named = whole.value, whole.labels
        draft.chains += [whole.members] if whole.members else []
        vectorial = is_vector(read) or any(isinstance(n, Basis) for n in walk(read))
        word = next((said[b] for b in said if b <= piece[0] and not draft.text[b : piece[0]].strip(" :=")), "")
        if (_OF_NUMBERS if vectorial else _OF_VECTORS).search(word) is not None:
            due = "a number" if vectorial else "a vector"
            raise draft.fail(f"'{word.strip(' :=')}' names {due}, and this is none.", piece, "Write: direction (8, 3), rate sqrt(73).")
        if vectorial:
            vectors.append(as_vector(draft, read))
        elif is_scalar(read):
            numbers.append(read)
            draft.labels.append(next(iter((*led.labels, *named)), ""))
        else:
            raise wrong(draft, "steepest", read)
    return vectors, numbers, found
