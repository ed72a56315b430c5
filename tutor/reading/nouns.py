"""The words before a curve or a surface that say nothing which its formula does not say: the closed curve, the circular helix."""

from __future__ import annotations

import re

_QUALITIES = (
    "simple|closed|smooth|piecewise|space|plane|parametric|circular|elliptic(?:al)?|hyperbolic|parabolic|twisted|polygonal|triangular|"
    "rectangular|straight|vertical|horizontal|directed|broken|infinite|finite|entire|whole|complete|semiannular|annular|"
    "right|double"
)
_CURVES = "curve|semi-?circle|contour|helix|spiral|cubic|cycloid|astroid|deltoid|hypocycloid|parabola|hyperbola|graph"
_LINES = "line|path|segment|arc"  # with two points they are curves themselves
_SURFACES = "plane|sphere|cylinder|cone|paraboloid|ellipsoid|hyperboloid|surface|graph|helicoid|saddle|torus|hemisphere|sheet|trough"
_LETTER = r"(?=\s*[xyz](?![A-Za-z]))"
_FORMULA = r"(?=\s*(?:[xyz](?![A-Za-z])|[\d(<⟨\[\\-]|r\s*[(=]))"  # what stands before a formula or a point
_ARTICLE = re.compile(r"\s*(?:the|an?)\s+", re.IGNORECASE)
_MADE = re.compile(
    r"(?:curve|contour|path|surface)\s+(?:[CSE]\s+)?(?:(?:that|which)\s+(?:is\s+)?)?"
    r"(?:(?:consisting|consists|made\s+up|composed|formed)\s+(?:of|by)|"
    r"(?:given|defined|described|parametri[sz]ed|parameteri[sz]ed|traced(?:\s+out)?)\s+by|with\s+(?:parametric|vector)\s+equations?)\s*:?\s*"
    r"(?:the\s+)?(?:(?:parametric|vector)\s+equations?\s*:?\s*)?",
    re.IGNORECASE,
)
_ORIENT = re.compile(r"\s*[(\[]([^()\[\]]*clockwise[^()\[\]]*)[)\]]", re.IGNORECASE)
_UNIT = re.compile(r"\bunit\s+(?=sphere|cylinder|hemisphere)", re.IGNORECASE)  # of what is given by its equation
_LETTER_IS = re.compile(r"\s*[CS]\s+is\s+(?:the\s+)?", re.IGNORECASE)
_ARCH = re.compile(r"(?:(?:one|first|single)\s+)?arch\s+of\s+(?:the\s+)?", re.IGNORECASE)
_LATERAL = re.compile(r"(?:the\s+)?(?:lateral|curved|side)\s+surface\s+of\s+", re.IGNORECASE)
_ALONG = re.compile(
    r"(?:the\s+)?(?:path\s+|curve\s+)?from\s*(\(.*\))\s*to\s*(\(.*?\))\s*along\s+(?:the\s+)?([^()]*=.*)", re.IGNORECASE | re.DOTALL
)
_FLAT = re.compile(r",?\s*\bin\s+the\s+(?:x\s*y|\(x,\s*y\))[\s-]*plane\b", re.IGNORECASE)


def _qualified(nouns: str, qualities: str = _QUALITIES) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{qualities})[\s,-]+)+(?=(?:{nouns})s?\b)", re.IGNORECASE)


def _named(nouns: str) -> re.Pattern[str]:
    part = r"(?:(?:arc|part|portion|piece|section)\s+of\s+(?:the\s+)?)?"
    more = rf"(?:(?:{_QUALITIES})\s+)*(?:{nouns})(?:\s+(?:C|S|of(?:\s+the\s+function)?))?"
    return re.compile(rf"{part}(?:{more}|(?<=of )|(?<=the )){_FORMULA}|(?:{_LINES})\s+{_LETTER}", re.IGNORECASE)


_OF_CURVES = (_qualified(f"{_CURVES}|{_LINES}"), _named(_CURVES))
_OF_SURFACES = _qualified(_SURFACES, _QUALITIES.replace("closed|", ""))  # a closed cylinder has its lids


_SURFACE_NAMED = re.compile(
    rf"^\s*(?:the\s+)?(?:(?:{_QUALITIES}|level|quadric)[\s,-]+)*(?:{_SURFACES})(?:\s+of\s+(?:one|two)\s+sheets?)?(?:\s+of(?:\s+the\s+function)?)?\s+"
    r"(?=[^a-z]*(?:[a-z](?![a-z])|\\|sqrt|sin|cos|ln|exp)|\d)",
    re.IGNORECASE,
)


def bare_curve(text: str) -> str:
    """A curve without article, qualities and nouns: of `the arc of the parabola y = x^2 from ..` the equation with its ends."""
    qualities, nouns = _OF_CURVES
    text = _without(_LETTER_IS, text)
    along = _ALONG.fullmatch(text)
    text = text if along is None else f"{along[3]} from {along[1]} to {along[2]}"
    article = _ARTICLE.match(text)
    bare = _without(qualities, _without(_ARCH, text if article is None else text[article.end() :]))
    bare = _MADE.sub("", bare, count=1) if _MADE.match(bare) else bare
    bare = _without(qualities, bare)
    named = nouns.match(bare)
    return bare[named.end() :].strip() if named is not None and named.end() else bare


def _without(words: re.Pattern[str], text: str) -> str:
    found = words.match(text)
    return text if found is None else text[found.end() :]


def bare_surface(text: str) -> str:
    """A surface without the qualities of its noun: `the circular cylinder x^2 + y^2 = 4`."""
    text = _without(_LATERAL, _without(_LETTER_IS, text))
    return _OF_SURFACES.sub("", _UNIT.sub("", text) if "=" in text else text)


def named_surface(text: str) -> str:
    """A surface without article, qualities and noun: of `the elliptic paraboloid z = x^2 + 2y^2` the equation."""
    return _SURFACE_NAMED.sub("", text)


def unbracketed(text: str) -> str:
    """A direction out of its brackets: `.. = 1 (oriented counterclockwise as seen from above)`."""
    return _ORIENT.sub(r", \1", text)


def without_plane(text: str) -> str:
    """A plane curve without the words `in the xy-plane`."""
    return _FLAT.sub("", text)
