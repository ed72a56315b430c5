"""What is claimed beside a right answer: every point, a reason, an open list, a local extremum; and what an affine function is."""

from every import over

import tutor

POINTS = {"function": "x^3-12x+y^2"}  # a minimum at (2, 0), a saddle at (-2, 0)
NONE = {"function": "2x+y^2"}
TRUE = ("convex", "concave", "convex and concave", "both", "affine", "linear", "convex, not strictly")
REGION = {"function": "3x^2+y^2", "region": ["x^2+y^2<=4"]}


@over(
    ("kind", "fields", "typed", "word"),
    [
        ("critical_points", NONE, "all", "unreadable"), ("critical_points", NONE, "all points", "unreadable"),
        ("critical_points", NONE, "all points are critical", "unreadable"), ("critical_points", NONE, "none", "correct"),
        ("critical_points", NONE, "there are no critical points", "correct"),
        ("critical_points", POINTS, "(2,0) min, (-2,0) saddle", "correct"),
        ("critical_points", POINTS, "(2,0) min, (-2,0) saddle, ...", "unreadable"),
        ("critical_points", POINTS, "(2,0) min, (-2,0) saddle, etc.", "unreadable"),
        ("critical_points", POINTS, "min (2,0), (-2,0), saddle", "unreadable"),
        ("critical_points", POINTS, "min (2,0), saddle (-2,0)", "correct"),
        ("critical_points", POINTS, "(2,0) min because D<0, (-2,0) saddle", "unreadable"),
        ("critical_points", POINTS, "(2,0) min; (-2,0) saddle since D = 24 > 0", "unreadable"),
        ("critical_points", POINTS, "(2,0) min because f_xx<0; (-2,0) saddle", "unreadable"),
        ("critical_points", POINTS, "(2,0) min because D>0 and f_xx>0; (-2,0) saddle because D<0", "correct"),
        ("critical_points", POINTS, "(2,0): D = 24 > 0, min; (-2,0): D = -24 < 0, saddle", "correct"),
        ("extrema_on_region", REGION, "local max 12 at (2,0), (-2,0); min 0 at (0,0)", "unreadable"),
        ("extrema_on_region", REGION, "max 12 at (2,0), (-2,0); relative minimum 0 at (0,0)", "unreadable"),
        ("extrema_on_region", REGION, "global max 12 at (2,0), (-2,0); min 0 at (0,0)", "correct"),
    ],
)  # fmt: skip
def test_claims(kind, fields, typed, word):
    assert tutor.check(kind, typed, **fields).verdict.verdict == word


@over(
    ("function", "typed", "word"),
    [
        *(("3x-2y+1", t, "correct") for t in TRUE),
        *(("3x-2y+1", t, "incorrect") for t in ("convex and not concave", "concave but not convex", "neither", "strictly convex")),
        *(("x^2", t, "incorrect") for t in ("affine", "both", "convex and concave", "linear")),
        ("(x+y)^2", "convex and not concave", "correct"), ("(x+y)^2", "affine", "incorrect"),
    ],
)  # fmt: skip
def test_affine_is_both(function, typed, word):
    assert tutor.check("convexity", typed, function=function, variables=["x", "y"]).verdict.verdict == word
