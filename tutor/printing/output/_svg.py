"""A drawing as inline SVG: letters of the page's own mathematical font, and the facts for whoever does not see it.

Colours are the page's where it has any (classes), and else those that are written here.
"""

from __future__ import annotations

from html import escape

from tutor.edges.harmless import clean
from tutor.page.document import Figure
from tutor.page.drawing import (
    DASHES,
    DOT,
    WEIGHTS,
    Arrow,
    Curve,
    Dot,
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
from tutor.printing.output._aloud import aloud, described

UNIT = 16  # user units to the em: what browsers take an em for
FONT = "'Tutor Math','STIX Two Math','Cambria Math','Latin Modern Math',serif"
COLOURS = {"plain": "#1d1f23", "soft": "#5c626b", "accent": "#1f4e7a"}
SIDES = {"centre": 0.5, "left": 0.0, "right": 1.0, "above": 0.5, "below": 0.5}  # how much of a label lies left of its place
PADDING = 0.25  # between a boxed label and its frame, in ems


def svg(figure: Figure, paper: bool = False) -> str:
    """The figure as an element that can stand in HTML, or alone in a file, on white `paper` then."""
    drawing = figure.drawing
    size = f"{_n(drawing.width)} {_n(drawing.height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size}" width="{_n(drawing.width)}" '
        f'height="{_n(drawing.height)}" style="width:{drawing.width:.4g}em;height:auto;max-width:100%">'
        f"<title>{escape(aloud(figure.caption))}</title><desc>{escape(described(figure))}</desc>"
        + ('<rect width="100%" height="100%" fill="#fff"/>' if paper else "")
        + "".join(map(_shape, drawing.shapes))
        + "</svg>"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Curve(points, stroke):
            return f'<path d="{_path(points)}" {_stroked(stroke)}/>'
        case Arrow(stroke=stroke):
            tip = _path(head(shape))
            return f'<path d="{_path(shaft(shape))}" {_stroked(stroke)}/><path d="{tip}Z" {_filled(stroke.ink)}/>'
        case Region(points, shade, stroke):
            inside = ""
            if shade == "light":
                inside = f'<path d="{_path(points)}Z" class="shade" fill="{COLOURS["accent"]}" fill-opacity="0.14"/>'
            elif shade == "hatched":
                lines = "".join(_path(line) for line in hatching(points))
                inside = f'<path d="{lines}" {_stroked(Stroke("thin", ink="soft"))}/>'
            return inside + ("" if stroke is None else f'<path d="{_path(points)}Z" {_stroked(stroke)}/>')
        case Patch(points, tone, edge):
            inside = f'<path d="{_path(points)}Z" fill="#{bytes(colour(tone)).hex()}"/>'
            return inside + ("" if edge is None else f'<path d="{_path(points)}Z" {_stroked(edge)}/>')
        case Dot((x, y), filled, ink):
            round = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(DOT)}"'
            if filled:
                return f"<circle {round} {_filled(ink)}/>"
            return f'<circle {round} class="paper" fill="#fff"/><circle {round} {_stroked(Stroke(ink=ink))}/>'
        case Label():
            return _label(shape)


def _label(label: Label) -> str:
    from tutor.printing.figures.typeset import AXIS, Glyphs, typeset
    from tutor.printing.notation.compose import compose

    box = typeset(compose(label.formula), label.size)
    x = label.at[0] - SIDES[label.anchor] * box.width
    match label.anchor:
        case "above":
            y = label.at[1] - box.down
        case "below":
            y = label.at[1] + box.up
        case _:
            y = label.at[1] + AXIS * label.size  # signs and the lines of fractions stand at the height of the place
    out = []
    if label.boxed:
        left, top = x - PADDING, y - box.up - PADDING
        wide, high = box.width + 2 * PADDING, box.up + box.down + 2 * PADDING
        frame = f'x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}" rx="{_n(0.2)}"'
        out.append(f'<rect {frame} class="paper" fill="#fff"/><rect {frame} {_stroked(Stroke("thin", ink=label.ink))}/>')
    for piece in box.pieces:
        if isinstance(piece, Glyphs):
            bold = ' font-weight="bold"' if piece.bold else ""
            out.append(
                f'<text x="{_n(x + piece.x)}" y="{_n(y - piece.y)}" font-size="{_n(piece.size)}"{bold}>{escape(clean(piece.text))}</text>'
            )
        else:
            rule = ((x + piece.x, y - piece.y), (x + piece.to_x, y - piece.to_y))
            out.append(f'<path d="{_path(rule)}" {_stroked(Stroke("thin", ink=label.ink))}/>')
    return f'<g font-family="{FONT}" {_filled(label.ink)}>{"".join(out)}</g>'


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _stroked(stroke: Stroke) -> str:
    on, off = DASHES[stroke.dash]
    dashes = f' stroke-dasharray="{_n(on)} {_n(off)}"' if off else ""
    return (
        f'class="line {stroke.ink}" fill="none" stroke="{COLOURS[stroke.ink]}" stroke-width="{_n(WEIGHTS[stroke.weight])}"'
        f' stroke-linecap="{"butt" if stroke.dash == "dashed" else "round"}" stroke-linejoin="round"{dashes}'
    )


def _filled(ink: str) -> str:
    return f'class="ink {ink}" fill="{COLOURS[ink]}"'


def _n(ems: float) -> str:
    """A length in user units, with as many digits as can be seen."""
    return f"{ems * UNIT:.2f}".rstrip("0").rstrip(".")
