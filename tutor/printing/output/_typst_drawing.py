"""A drawing as calls of Typst's own shapes, each placed on a block of the drawing's size."""

from __future__ import annotations

from collections.abc import Callable

from tutor.page.drawing import (
    DASHES,
    DOT,
    WEIGHTS,
    Arrow,
    Curve,
    Deferred,
    Dot,
    Drawing,
    Formula,
    Label,
    Patch,
    Point,
    Region,
    Shape,
    Stroke,
    colour,
    hatching,
    head,
    shaft,
)

INKS = {"plain": "ink", "soft": "soft", "accent": "accent-blue"}
ANCHORS = {
    "centre": "center + horizon", "left": "left + horizon", "right": "right + horizon", "above": "center + bottom", "below": "center + top",
}  # fmt: skip


def shapes(drawing: Drawing | Deferred, formula: Callable[[Formula], str]) -> str:
    """The shapes, one a line; `formula` writes a label as content."""
    return "\n".join(_shape(s, formula) for s in drawing.shapes)


def _shape(shape: Shape, formula: Callable[[Formula], str]) -> str:
    match shape:
        case Curve(points, stroke):
            return _drawn(points, _stroke(stroke))
        case Arrow(stroke=stroke):
            return f"{_drawn(shaft(shape), _stroke(stroke))}\n{_closed(head(shape), f'fill: {INKS[stroke.ink]}')}"
        case Region(points, shade, stroke):
            out = []
            if shade == "light":
                out.append(_closed(points, "fill: accent-blue.transparentize(86%)"))
            elif shade == "hatched":
                out += [_drawn(line, _stroke(Stroke("thin", ink="soft"))) for line in hatching(points)]
            if stroke is not None:
                out.append(_closed(points, f"stroke: {_stroke(stroke)}"))
            return "\n".join(out)
        case Patch(points, tone, edge):
            fill = f'fill: rgb("#{bytes(colour(tone)).hex()}")'
            return _closed(points, fill if edge is None else f"{fill}, stroke: {_stroke(edge)}")
        case Dot((x, y), filled, ink):
            fill = INKS[ink] if filled else "white"
            inside = f"circle(radius: {DOT}em, fill: {fill}, stroke: {WEIGHTS['normal']}em + {INKS[ink]})"
            return f"#place(dx: {x - DOT:.3f}em, dy: {y - DOT:.3f}em, {inside})"
        case Label((x, y), inside, anchor, size, ink, boxed):
            frame = "true" if boxed else "false"
            return f"#drawn-label({x:.3f}em, {y:.3f}em, {ANCHORS[anchor]}, {size:g}em, {INKS[ink]}, {frame}, [{formula(inside)}])"


def _drawn(points: tuple[Point, ...], stroke: str) -> str:
    return f"#place(curve(stroke: {stroke}, {_moves(points)}))"


def _closed(points: tuple[Point, ...], how: str) -> str:
    return f'#place(curve({how}, {_moves(points)}, curve.close(mode: "straight")))'


def _moves(points: tuple[Point, ...]) -> str:
    first, *rest = points
    return ", ".join([f"curve.move({_at(first)})", *(f"curve.line({_at(p)})" for p in rest)])


def _at(point: Point) -> str:
    return f"({point[0]:.3f}em, {point[1]:.3f}em)"


def _stroke(stroke: Stroke) -> str:
    on, off = DASHES[stroke.dash]
    dash = f", dash: ({on}em, {off}em)" if off else ""
    cap = "butt" if stroke.dash == "dashed" else "round"
    return f'(paint: {INKS[stroke.ink]}, thickness: {WEIGHTS[stroke.weight]}em, cap: "{cap}", join: "round"{dash})'
