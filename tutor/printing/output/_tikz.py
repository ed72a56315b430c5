"""A drawing as TikZ, for a plain TeX Live: y grows downwards, and an em is an em of the page."""

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

INKS = {"plain": "black", "soft": "tutorsoft", "accent": "tutoraccent"}
ANCHORS = {"centre": "mid", "left": "mid west", "right": "mid east", "above": "base", "below": "north"}


def tikz(drawing: Drawing | Deferred, formula: Callable[[Formula], str]) -> str:
    """The picture; `formula` writes a label."""
    frame = f"\\path[use as bounding box] (0,0) rectangle {_at((drawing.width, drawing.height))};"
    shapes = "\n".join(_shape(s, formula) for s in drawing.shapes)
    return f"\\begin{{tikzpicture}}[x=1em,y=-1em]\n{frame}\n{shapes}\n\\end{{tikzpicture}}"


def _shape(shape: Shape, formula: Callable[[Formula], str]) -> str:
    match shape:
        case Curve(points, stroke):
            return f"\\draw[{_stroke(stroke)}] {_path(points)};"
        case Arrow(stroke=stroke):
            return f"\\draw[{_stroke(stroke)}] {_path(shaft(shape))};\n\\fill[{INKS[stroke.ink]}] {_path(head(shape))} -- cycle;"
        case Region(points, shade, stroke):
            out = []
            if shade == "light":
                out.append(f"\\fill[tutoraccent!14] {_path(points)} -- cycle;")
            elif shade == "hatched":
                out += [f"\\draw[{_stroke(Stroke('thin', ink='soft'))}] {_path(line)};" for line in hatching(points)]
            if stroke is not None:
                out.append(f"\\draw[{_stroke(stroke)}] {_path(points)} -- cycle;")
            return "\n".join(out)
        case Patch(points, tone, edge):
            red, green, blue = colour(tone)
            fill = f"\\fill[fill={{rgb,255:red,{red};green,{green};blue,{blue}}}] {_path(points)} -- cycle;"
            return fill if edge is None else f"{fill}\n\\draw[{_stroke(edge)}] {_path(points)} -- cycle;"
        case Dot(at, filled, ink):
            fill = INKS[ink] if filled else "white"
            return f"\\filldraw[draw={INKS[ink]},fill={fill},line width={WEIGHTS['normal']}em] {_at(at)} circle[radius={DOT}em];"
        case Label(at, inside, anchor, size, ink, boxed):
            frame = f",draw={INKS[ink]},fill=white,rounded corners=0.2em,inner sep=0.25em" if boxed else ",inner sep=0pt"
            content = f"\\tutorscaled{{{size:g}}}{{{formula(inside)}}}"
            return f"\\node[anchor={ANCHORS[anchor]}{frame},text={INKS[ink]}] at {_at(at)} {{{content}}};"


def _path(points: tuple[Point, ...]) -> str:
    return " -- ".join(map(_at, points))


def _at(point: Point) -> str:
    return f"({point[0]:.3f},{point[1]:.3f})"


def _stroke(stroke: Stroke) -> str:
    on, off = DASHES[stroke.dash]
    dash = f",dash pattern=on {on}em off {off}em" if off else ""
    cap = "butt" if stroke.dash == "dashed" else "round"
    return f"draw={INKS[stroke.ink]},line width={WEIGHTS[stroke.weight]}em,line cap={cap},line join=round{dash}"
