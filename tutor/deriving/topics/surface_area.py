"""The area of a surface: the integral of the length of r_u x r_v, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sympy import Expr, S

from tutor.deriving import named
from tutor.deriving.over_region import concluded
from tutor.deriving.over_surface import parametrised, summed_over
from tutor.maths.regions.levels import DIVERGENT
from tutor.maths.surfaces.pieces import surface_of, with_positive
from tutor.maths.surfaces.said import said_of
from tutor.model import Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree


def plan(problem: Problem) -> Plan:
    """Every piece by two parameters, its normal and the length of that, and the double integral that is left."""
    given, positive = with_positive(problem.given, problem.variables)
    problem = replace(problem, given=given)
    patches = surface_of(given["surface"], problem.variables).patches
    areas: list[Expr] = []
    for k, patch in enumerate(patches):
        facts = {"patch": patch, "face": k + 1, "faces": len(patches), "cap": False, "positive_": positive if k == 0 else ()}
        yield from parametrised(patch, problem.variables, facts)
        areas.append((yield from summed_over(patch, S.One, problem.variables, facts)))
        if areas[-1] in DIVERGENT:
            return concluded(areas[-1], problem)
    return concluded(areas[0] if len(areas) == 1 else (yield Stage("all_faces", tree.total(*areas), {})), problem)


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"sheets": said_of(problem.given["surface"], problem.variables)}


_HEIGHT = re.compile(r"\s*z\s*=[^,;]*")  # above z = 1: a part of the surface, and no region below it

TOPIC = Topic(
    "Surface area",
    (
        Field("surface", "patch"),
        Field("limits", "limits", required=False),
        Field("region", "region", required=False),
    ),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.letter(problem, "A"),
    other_words=_HEIGHT,
)
