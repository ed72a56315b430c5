"""The views of a function of two variables that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sympy import Expr

from tutor.errors import Invalid, Unsupported, nearest
from tutor.page.document import Figure
from tutor.printing.figures.views import VIEWS, scene
from tutor.reading.pictured import read_picture


def pictured(fields: Mapping[str, object], span: str | None, views: Sequence[str]) -> tuple[Expr, list[Figure]]:
    """The function as it is called, and its figures.

    Errors: `Invalid` where the fields, the views or the range `x=-2..2,y=-2..2` cannot be read; `Unsupported` where there is nothing
    to draw.
    """
    for name in views:
        if name not in VIEWS:
            raise Invalid(f"there is no view {name!r}; the views are {', '.join(VIEWS)}", hint=nearest(name, VIEWS))
    found = read_picture(fields, span)
    seen = scene(found.function, found.letter, found.field, found.bounds)
    if seen is None:
        where = "in that range" if len(found.bounds) == 2 else "near the origin"
        hint = None if len(found.bounds) == 2 else "Say where it has some: --range 'x=100..110,y=0..10'"
        raise Unsupported(f"there is nothing to draw: the function has no value {where}", hint=hint)
    return seen.named, [VIEWS[name](seen) for name in views]
