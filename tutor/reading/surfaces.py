"""What a surface is: coordinates by two parameters, an equation with a region, a sphere, the boundary of a solid, or pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.reading import regions, syntax
from tutor.reading.by_parameters import COORDINATES, by_formulas
from tutor.reading.free import free_names
from tutor.reading.nouns import bare_surface
from tutor.reading.region_words import shaped
from tutor.reading.regions import Clause

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

Limits = list[tuple[str, syntax.Node, syntax.Node]]

PARAMETERS = 2
PAIRS = (("u", "v"), ("s", "t"), ("r", "theta"), ("theta", "z"), ("phi", "theta"))  # the likeliest letters of two parameters
_THE_PLANE = re.compile(r"^(?:the\s+)?plane\s+", re.I)
_HORIZONTAL = re.compile(r"horizontal(?:\s+plane)?|(?:the\s+)?xy-plane", re.I)
_NOUNS = (
    r"plane|sphere|cylinder|cone|paraboloid|ellipsoid|hyperboloid(?:\s+of\s+(?:one|two)\s+sheets?)?|surface|graph|helicoid|saddle|torus|"
    r"hemisphere"
)
_BOUNDARY = re.compile(
    r"(?:the\s+)?(?:(?:closed|whole|entire|complete|outer)\s+)*(?:boundary|surface)\s+(?:surface\s+)?of\s+(?:the\s+)?"
    r"(?:(?:three-dimensional\s+)?(?:solid|region|body)\s+)*(?:[A-Z]\s+)?(?:(?:that|which)\s+is\s+)?(?:(?:given|described|defined)\s+by\s+)?"
    r"(?:where\s+)?(.+)",
    re.I | re.S,
)
_FILLED = re.compile(r"\b(?:solid|region|body)\b", re.I)
_OPEN = re.compile(r"(?:the\s+)?(?:plane|paraboloid|cone|graph)\b", re.I)
_SOLID = re.compile(r"(?:the\s+)?(?:rectangular\s+|closed\s+|unit\s+)*(?:cube|box|tetrahedron)\b", re.I)  # of which the surface is meant
_CLOSED = re.compile(
    r"(?:the\s+)?(?:(?P<closed>closed)\s+)?(?:(?:right|circular|elliptic(?:al)?)\s+)*cylinder\s+(?P<equation>[^,]*?=[^,]*?)\s*"
    r"(?:,\s*|(?=\bbetween\b))(?P<ends>.*?)"
    r"(?P<lids>,?\s*(?:and\s+)?(?:with|including|together\s+with)\s+(?:(?:its|the|both)\s+)*(?:top\s+and\s+(?:the\s+)?bottom|ends?|lids?|caps?|bases?).*)?",
    re.I | re.S,
)
_IN_PLANE = re.compile(
    r"(?:the\s+)?(?:disk|disc|square|rectangle|region|triangle|part\s+of\s+the\s+plane)\s+([^()]*[<>≤≥].*?)\s*,?\s+in\s+the\s+plane\s+([^,]*=[^,]*)",
    re.I | re.S,
)
_SPHERE = re.compile(
    r"(?:the\s+)?(?:whole\s+)?(unit\s+)?(upper\s+|lower\s+)?(?:unit\s+)?(hemisphere|half\s+sphere|sphere)\b\s*(.*)", re.I | re.S
)
_NO_COORDINATE = re.compile(r"[=<>≤≥]|\b(?:of|the)\b|sphere")
_PART = re.compile(
    rf"(?:the\s+)?(?:(?P<half>(?:(?:upper|lower|top|bottom)\s+)?half|part|portion|piece|cap|section)\s+of\s+)?(?:the\s+)?(?P<sheet>upper\s+|lower\s+)?"
    rf"(?:(?P<noun>{_NOUNS})s?\b\s*(?:of\s+)?)?(?P<rest>.*)",
    re.I | re.S,
)
_FLAT = re.compile(
    r"(?:the\s+)?(?:plane\s+)?(?:flat\s+)?(triangle|parallelogram|rectangle|square|quadrilateral|polygon)\s*(?:with\s+)?(?:the\s+)?"
    r"(?:vertices|corners|vertexes)?(?:\s+at)?\s*:?\s*(\(.*\))\s*",
    re.I | re.S,
)
_REST = re.compile(
    r",?\s*(?:\bthat\s+(?:lies\s+|is\s+)?|\bwhich\s+(?:lies\s+|is\s+)?|\blying\s+)?"
    r"(?:(?=\b(?:in\s+the\s+first|inside|within|above|below|between|under|over|outside|beneath|in\s+front\s+of|behind|to\s+the\s+(?:right|left)\s+of)\b)|\b(?:with|where|for|cut\s+off\s+by|satisfying)\b)",
    re.I,
)
_NAME = re.compile(r"\s*(?:\\mathbf\{r\}|\\vec\{r\}|r)\s*(?:\([^()=]*\))?\s*=\s*(?=[(<⟨\[\\])")
_LISTED = re.compile(r"\s*(?:\\left\s*)?(?:[(<⟨\[]|\\langle).*(?:[)>⟩\]]|\\rangle)\s*", re.S)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece that was said, in trees: see the head of this name. `names` are the variables of given coordinates."""

    word: str
    nodes: tuple[syntax.Node, ...] = ()
    names: tuple[str, ...] = ()
    limits: tuple[tuple[str, syntax.Node, syntax.Node], ...] = ()
    clauses: tuple[Clause, ...] = ()

    def free(self) -> Iterator[str]:
        """The letters in it, parameters left out."""
        bound = {v for v, _, _ in self.limits}
        for n in (*self.nodes, *(e for _, a, b in self.limits for e in (a, b))):
            yield from (m for m in free_names(n) if m not in bound)
        for c in self.clauses:
            yield from c.names()


def surface(found: Fields, value: object, field: str) -> list[Sheet]:
    """The pieces of a surface. Errors: `Unreadable` or `Invalid`, with the place."""
    limits = tuple(regions.limits(found, found.fields["limits"], "limits")) if "limits" in found.fields else ()
    clauses = tuple(regions.region(found, found.fields["region"], "region")) if "region" in found.fields else ()
    if isinstance(value, list) and value and not _is_position(value):
        return [s for piece in value for s in _piece(found, piece, limits, clauses, field)]
    return list(_piece(found, value, limits, clauses, field))


def by_parameters(found: Fields, value: object, field: str) -> Sheet | None:
    """The surface that coordinates by two parameters give; None for anything else, an equation say."""
    if isinstance(value, str) and by_formulas(found, bare_surface(value), field) is None:
        return None
    if not isinstance(value, Mapping | list | str):
        return None
    (made, *_) = surface(found, value, field)
    return made if made.word == "given" and len(made.nodes) == len(COORDINATES) else None


def plane(found: Fields, value: object, field: str) -> syntax.Node | str:
    """The equation of a plane; `horizontal`, also as the xy-plane."""
    text = _THE_PLANE.sub("", found.text(value, field).replace("$", " ").strip(" ."))
    return "horizontal" if _HORIZONTAL.fullmatch(text) else found.equation(text, field)


def running(sheet: Sheet, constants: frozenset[str]) -> tuple[str, str] | None:
    """The two parameters of given coordinates; None where they are not seen to be two."""
    said = tuple(v for v, _, _ in reversed(sheet.limits))
    free = list(dict.fromkeys(n for node in sheet.nodes for n in free_names(node) if n not in constants))
    if len(said) == PARAMETERS:
        return said[0], said[1]
    if len(free) == PARAMETERS:
        first, second = sorted(free)
        return first, second
    return next((two for two in PAIRS if set(two) <= set(free)), None)


def _is_position(value: list[object]) -> bool:
    """Whether a list is that of three coordinates, and not one of pieces."""
    texts = [str(v) for v in value if isinstance(v, str | int)]
    return len(texts) == len(value) == len(COORDINATES) and not any(map(_NO_COORDINATE.search, texts))


def _piece(found: Fields, value: Any, limits: Any, clauses: tuple[Clause, ...], field: str) -> Iterator[Sheet]:
    if isinstance(value, Mapping):
        own = tuple(regions.limits(found, value["limits"], field)) if "limits" in value else limits
        more = tuple(regions.region(found, value["region"], field)) if "region" in value else clauses
        said = next((value[k] for k in ("equation", "surface") if k in value), None)
        if said is not None:
            yield from _piece(found, said, own, more, field)
            return
        rows = {str(k): v for k, v in value.items() if k not in ("limits", "region", "orientation")}
        nodes = {name: found.behind(name, found.math(v, field), field) for name, v in found.named(rows, field)}
        yield Sheet("given", tuple(nodes.values()), tuple(nodes), own, more)
        return
    if isinstance(value, list):
        yield Sheet("given", tuple(found.math(v, field) for v in value), COORDINATES, limits, clauses)
        return
    text = found.text(value, field).replace("$", " ").strip(" .")
    bare = text[named.end() :] if (named := _NAME.match(text)) else text
    if _LISTED.fullmatch(bare) and "=" not in bare:
        node = found.math(bare, field)
        if isinstance(node, syntax.Tup) and len(node.items) == len(COORDINATES):
            yield Sheet("given", tuple(node.items), COORDINATES, limits, clauses)
            return
    yield _said(found, text, limits, clauses, field)


def _said(found: Fields, text: str, limits: Any, clauses: tuple[Clause, ...], field: str) -> Sheet:
    text = bare_surface(shaped(text))
    formulas = by_formulas(found, text, field)
    if formulas is not None:
        nodes, ranges, more = formulas
        return Sheet("given", tuple(nodes.values()), tuple(nodes), ranges or limits, (*more, *clauses))
    whole = _BOUNDARY.fullmatch(text)
    if whole is None and _SOLID.match(text):
        return Sheet("boundary", (), (), (), (*regions.region(found, text, field), *clauses))
    if whole is not None and (_FILLED.search(text[: whole.start(1)]) or not _OPEN.match(whole[1])):
        return Sheet("boundary", (), (), (), (*regions.region(found, whole[1], field), *clauses))
    lidded = _CLOSED.fullmatch(text)
    if lidded is not None and (lidded["closed"] or lidded["lids"]):
        inside = [*regions.region(found, f"inside {lidded['equation']}", field), *regions.region(found, lidded["ends"], field)]
        return Sheet("boundary", (), (), (), (*inside, *clauses))
    placed = _IN_PLANE.fullmatch(text)
    if placed is not None:
        return Sheet("equation", (found.equation(placed[2], field),), (), limits, (*regions.region(found, placed[1], field), *clauses))
    if re.match(r"(?:the\s+)?closed\s", text, re.I):
        raise found.record.wrong("what closes the surface is not said", field, "Write: the boundary of x^2 + y^2 <= z^2, 0 <= z <= 1.")
    flat = _FLAT.fullmatch(text)
    if flat is not None:
        word = "parallelogram" if flat[1].lower() in ("parallelogram", "rectangle", "square") else "flat"
        return Sheet(word, _corners(found, flat[1].lower(), flat[2], field))
    body, rest = text, ""
    cut = _REST.search(text)
    if cut is not None and cut.start() > 0:
        body, rest = text[: cut.start()], text[cut.end() :]
    more = tuple(regions.region(found, rest.strip(" ,"), field)) if rest.strip(" ,") else ()
    return _ball(found, body, (*more, *clauses), field) or _equation(found, body, limits, (*more, *clauses), field)


def _ball(found: Fields, body: str, clauses: tuple[Clause, ...], field: str) -> Sheet | None:
    """A sphere by its radius, or a half of it; None for anything else."""
    ball = _SPHERE.fullmatch(re.sub(r"^(?:the\s+)?(?:part|portion)\s+of\s+", "", body.strip(), flags=re.I))
    if ball is None or "=" in re.sub(r"radius\s*=", "", ball[4]):
        return None
    if not (ball[1] or "radius" in ball[4].lower() or "unit" in body.lower()):
        return None
    size = "radius 1" if "radius" not in ball[4].lower() else ball[4]
    (clause,) = regions.region(found, f"ball {size}", field)
    half = ball[3].lower() != "sphere"
    if half and not clauses:
        clauses = tuple(regions.region(found, "z <= 0" if (ball[2] or "").lower().startswith("lower") else "z >= 0", field))
    return Sheet("sphere", clause.nodes, (), (), clauses)


def _equation(found: Fields, body: str, limits: Any, clauses: tuple[Clause, ...], field: str) -> Sheet:
    """A surface by its equation, with what else holds on it."""
    part = _PART.fullmatch(body.strip(" ,"))
    assert part is not None  # every text is a part of this form
    equation, more_text = _first_equation(part["rest"])
    more = tuple(regions.region(found, more_text, field)) if more_text else ()
    half = f"{part['half'] or ''} {part['sheet'] or ''}".lower()
    if "upper" in half or "top" in half:
        more += tuple(regions.region(found, "z >= 0", field))
    elif "lower" in half or "bottom" in half:
        more += tuple(regions.region(found, "z <= 0", field))
    elif not more and not clauses and ("half" in half or (part["noun"] or "").lower() == "hemisphere"):
        raise found.record.wrong("which half of the surface is meant is not said", field, "Write z >= 0, or: above the xy-plane.")
    return Sheet("equation", (found.surface_equation(equation, field),), (), limits, (*more, *clauses))


def _corners(found: Fields, word: str, text: str, field: str) -> tuple[syntax.Node, ...]:
    """The corners of a flat piece."""
    node = found.math(re.sub(r",?\s*\band\b", ",", text), field)
    points = node.items if isinstance(node, syntax.Tup) else ()
    if len(points) < (3 if word in ("triangle", "polygon") else 4) or not all(isinstance(p, syntax.Tup) for p in points):
        raise found.record.wrong(f"a {word} in space is given by its corners", field, "Write triangle (1, 0, 0), (0, 1, 0), (0, 0, 1).")
    return tuple(points)


def _first_equation(text: str) -> tuple[str, str | None]:
    """`x^2 + y^2 = 4, 0 <= z <= 3`: the equation, and what follows it."""
    depth = 0
    for k, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        thin = text[k - 1 : k] == "\\"  # a thin space of LaTeX
        if c in ",;" and not thin and depth == 0 and "=" in text[:k] and not re.search(r"[<>≤≥]|\\[lg]e", text[:k]):
            return text[:k], text[k + 1 :].strip() or None
    pieces = re.split(r"(?<!\\)[,;]", text)
    flat = [p for p in pieces if "=" in p and not re.search(r"[<>≤≥]|\\[lg]e", p)]
    if len(flat) == 1 and len(pieces) > 1:  # the disc x^2 + z^2 <= 1, y = 1
        return flat[0], ",".join(p for p in pieces if p not in flat)
    return text, None


__all__ = ["COORDINATES", "Sheet", "by_parameters", "plane", "running", "surface"]
