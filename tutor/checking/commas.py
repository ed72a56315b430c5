"""Decimal commas: `0,5` is no pair of numbers, and whoever types it loses nothing by it."""

from __future__ import annotations

import re

from tutor.edges.language import setting
from tutor.errors import Unreadable
from tutor.reading.answers import Shape
from tutor.reading.characters import unreadable

# A comma between figures, with no blank at either side.
_GLUED = re.compile(r"(?<![\d.,])(\d{1,12}),(\d{1,12})(?![\d.]|,\d)")
_NULL = re.compile(r"(?<![A-Za-zäöüß])null(?![A-Za-zäöüß(_])", re.IGNORECASE)  # as Germans call 0
_CALLED = re.compile(r"[A-Za-z]['′’]*\Z")
_CALLED_BY = re.compile(r"[A-Za-z_]\Z")  # x_1,2 = 3 ± 1
_VECTORS = re.compile(r"<[^<>=\[\]\n]*>|\\langle.*?\\rangle")
_NAMES = re.compile(r"\s*[A-Za-z_(\\]")  # 1,2x = 3 are two equations
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_PARTS = re.compile(r"(?:[\^/]\s*)\d+,\d|\d,\d+\s*/")  # y^3,3x^2 and 2/3,1/3: no number is written so
_PAIR = re.compile(r"[(⟨<\[{]\s*[-−+]?\d+(?:\s*,\s*[-−+]?\d+)+\s*[)⟩>\]}]")  # (1,2), and (1,2,3)
_ANGLED = re.compile(r"<[^<>=\[\]\n]*>")
_BRACKET = re.compile(r"[(\[{⟨]|[)\]}⟩]|[;|]")
_SIGN = re.compile(r"[(\[{⟨]|[)\]}⟩]|[,;]")
_OF_POINTS: frozenset[Shape] = frozenset(["points", "extrema", "vectors"])
# Shapes in which a comma outside of all brackets cannot set two numbers apart.
_WHOLE: frozenset[Shape] = frozenset(["expression", "antiderivative", "equation", "inequality", "potential", "uncertain"])


def with_points(answer: str) -> tuple[str, ...]:
    """The answer with a point for each comma between figures, with its semicolons and with commas for them; none without such commas."""
    made, count = _GLUED.subn(r"\1.\2", answer)
    return tuple(dict.fromkeys((made, made.replace(";", ",")))) if count else ()


def spoken(answer: str) -> str:
    """The answer with points, where the language that is spoken has decimal commas; semicolons set the parts in a bracket apart."""
    if setting("decimal", ".") != ",":
        return answer
    return _parted(_COMMA.sub(".", _NULL.sub("0", answer)))


def in_working(line: str, one: bool = False) -> str:
    """A line of a working with points for its decimal commas, where the language has them: two bare numbers in a bracket are a pair.

    Behind a name they are none where the problem has `one` variable only: f'(0,6).
    """
    if setting("decimal", ".") != ",":
        return line
    kept = [m.span() for m in _PAIR.finditer(line) if not (one and _CALLED.search(line[: m.start()]))]
    made = _GLUED.sub(
        lambda m: m[0] if any(a < m.start() < b for a, b in kept) or line[: m.start()].endswith("_") else f"{m[1]}.{m[2]}", line
    )
    return _parted(made)


def unsettled(line: str) -> Unreadable | None:
    """What is asked about a comma between figures outside of all brackets of a working, where the language has no decimal commas."""
    if setting("decimal", ".") == ",":
        return None
    inside = 0
    line = _VECTORS.sub(lambda m: " " * len(m[0]), line)
    for found in re.finditer(rf"[(\[{{⟨]|[)\]}}⟩]|{_GLUED.pattern}", line):
        if found[0] in "([{⟨":
            inside += 1
        elif found[0] in ")]}⟩":
            inside = max(0, inside - 1)
        elif not inside and not _NAMES.match(line, found.end()) and not _CALLED_BY.search(line, 0, found.start()):
            return question_about(line[found.start() :])
    return None


def _parted(text: str) -> str:
    """With commas for semicolons right in a round or angled bracket, or in rows: (0; 8/(3π)), [[1; 2]; [3; 4]]; and for a bar: (0|2)."""
    made, opened = list(text), [("", list[int]())]  # with the places of bars
    for found in _BRACKET.finditer(text):
        sign = found[0]
        if sign in "([{⟨":
            opened.append((sign, []))
        elif sign in ")]}⟩":
            bracket, bars = opened.pop() if len(opened) > 1 else ("", [])
            if bracket in ("(", "⟨") and len(bars) == 1:
                made[bars[0]] = ","
        elif sign == "|":
            opened[-1][1].append(found.start())
        elif opened[-1][0] in ("(", "⟨") or (opened[-1][0] == "[" and (opened[-2][0] == "[" or text[: found.start()].rstrip()[-1:] == "]")):
            made[found.start()] = ","
    return _ANGLED.sub(lambda m: m[0].replace(";", ","), "".join(made))


def is_sure(answer: str, shape: Shape) -> bool:
    """Whether the commas can hardly be anything but decimal ones: semicolons, or nothing, set the parts apart."""
    if shape == "matrix":
        return False  # [1,2;3,4] has rows
    groups: list[list[int]] = [[0, 0, 0]]  # of each bracket: commas between figures, other commas, semicolons
    done: list[list[int]] = []
    glued = {m.end(1) for m in _GLUED.finditer(answer)}
    for found in _SIGN.finditer(answer):
        sign = found[0]
        if sign in "([{⟨":
            groups.append([0, 0, 0])
        elif sign in ")]}⟩":
            done += [groups.pop()] if len(groups) > 1 else []
        else:
            groups[-1][2 if sign == ";" else 0 if found.start() in glued else 1] += 1
    outside = groups[0]
    alone = shape in _WHOLE and outside[0] > 0 and not outside[1]
    return alone or any(g[0] and g[2] and not g[1] for g in (*groups, *done))


def sets_apart(answer: str, shape: Shape) -> bool:
    """Whether a comma between figures can hardly be a decimal one: behind a power, at a fraction, or in a pair where points are asked."""
    first = _GLUED.search(answer)
    return (shape in _OF_POINTS and _PAIR.search(answer) is not None) or (
        first is not None
        and any(m.start() <= first.start() < m.end() or first.start() <= m.start() < first.end() for m in _PARTS.finditer(answer))
    )


def question_about(answer: str) -> Unreadable:
    """What the student is asked about the first such comma."""
    found = _GLUED.search(answer)
    assert found is not None
    hint = f"Write {found[1]}.{found[2]}, and a comma with a space between two numbers."
    return unreadable(answer, f"Is the comma in {found[0]} a decimal comma?", *found.span(), hint)
