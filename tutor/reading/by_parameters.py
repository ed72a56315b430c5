"""A surface by formulas in one text: r(u, v) = <u cos v, u sin v, v>, 0 <= u <= 1, 0 <= v <= pi; or x = .., y = .., z = .. with ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.reading import regions, syntax
from tutor.reading.free import free_names
from tutor.reading.regions import Clause

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

Limits = tuple[tuple[str, syntax.Node, syntax.Node], ...]

COORDINATES = ("x", "y", "z")  # what the components of a position are
_HEAD = re.compile(
    r"(?:(?:the|surface|graph|helicoid|torus|cone|cylinder|sphere|plane|paraboloid|hyperboloid|S|of|given|by|with|parametric|vector|equations?|"
    r"parametri[sz](?:ed|ation)|parameteri[sz](?:ed|ation)|described|defined)\b\s*:?\s*)*"
    r"(?:(?:\\mathbf\{r\}|\\vec\{r\}|\\mathbf\s+r|r)\s*(?:\([^()=]*\))?\s*=\s*)?",
    re.IGNORECASE,
)
_CLOSING = {"(": ")", "[": "]", "<": ">", "⟨": "⟩"}
_LESS = re.compile(r"<=?|≤|\\leq?(?![a-z])|>=?|≥|\\geq?(?![a-z])")
_BASIS = re.compile(r"(?<![A-Za-z\\])[ijk](?![A-Za-z])|\\(?:mathbf|hat)\s*\{?\s*[ijk]")
_BETWEEN = re.compile(r"\s*(?:[,;]|\b(?:where|for|with|and|on)\b)\s*(?:\((?:\w+),\s*(?:\w+)\)\s+in\s+(?:[A-Z]\s*:\s*)?)?", re.IGNORECASE)


def by_formulas(found: Fields, text: str, field: str) -> tuple[dict[str, syntax.Node], Limits, tuple[Clause, ...]] | None:
    """The coordinates, the limits of the parameters, innermost first, and what else holds of them; None for anything else."""
    head = _HEAD.match(text)
    bare = text[head.end() :] if head is not None else text
    position, rest = _position(bare)
    parts = list(_parts(rest))
    nodes: dict[str, syntax.Node] = {}
    if position is not None:
        scope = replace(found.scope, vectors=True) if _BASIS.search(position) and position[0] not in _CLOSING else None
        node = found.math(position, field, scope)
        if not isinstance(node, syntax.Tup) or len(node.items) != len(COORDINATES):
            return None
        nodes = dict(zip(COORDINATES, node.items, strict=True))
    else:
        said = [p for p in parts if "=" in p and _LESS.search(p) is None]
        parts = [p for p in parts if p not in said]
        sides = {left.strip(): right for left, _, right in (e.partition("=") for e in said)}
        if len(said) != len(COORDINATES) or set(sides) != set(COORDINATES):
            return None
        nodes = {v: found.math(sides[v], field) for v in COORDINATES}
    if not all(map(_LESS.search, parts)) or any(set(free_names(n)) & set(COORDINATES) for n in nodes.values()):
        return None
    limits, clauses = _ranges(found, parts, field)
    return nodes, limits, clauses


def _position(text: str) -> tuple[str | None, str]:
    """A vector at the beginning, by brackets or by i, j, k, and what follows it."""
    if text[:1] in _CLOSING:
        opening, depth = text[0], 0
        for k, c in enumerate(text):
            depth += (c == opening) - (c == _CLOSING[opening])
            if depth == 0:
                return text[: k + 1], text[k + 1 :]
        return None, text
    first = next(_parts(text), "")
    if "=" in first or _LESS.search(first) is not None or len(_BASIS.findall(first)) < 2:
        return None, text
    return first, text[text.index(first) + len(first) :]


def _parts(text: str) -> Iterator[str]:
    """What stands between commas and the like outside of brackets."""
    depth, start = 0, 0
    k = 0
    while k < len(text):
        depth += (text[k] in "([{") - (text[k] in ")]}")
        cut = _BETWEEN.match(text, k) if depth == 0 and text[k - 1 : k] != "\\" else None
        if cut is not None and cut.end() > k:
            if text[start:k].strip():
                yield text[start:k].strip()
            k = start = cut.end()
            continue
        k += 1
    if text[start:].strip(" ."):
        yield text[start:].strip(" .")


def _ranges(found: Fields, parts: list[str], field: str) -> tuple[Limits, tuple[Clause, ...]]:
    """0 <= u <= 1 as limits, and u^2 + v^2 <= 1 as a condition. One range that depends on the other letter is the inner one."""
    limits: list[tuple[str, syntax.Node, syntax.Node]] = []
    clauses: list[Clause] = []
    for p in parts:
        match found.math(p, field):
            case syntax.Relation(items=(low, syntax.Sym(name=v), high), signs=("<" | "<=", "<" | "<=")):
                limits.insert(0, (v, low, high))
            case _:
                clauses += regions.region(found, p, field)
    if len(limits) == 2 and limits[0][0] in {*free_names(limits[1][1]), *free_names(limits[1][2])}:
        limits.reverse()
    return tuple(limits), tuple(clauses)
