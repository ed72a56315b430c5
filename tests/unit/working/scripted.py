"""Workings written by a program: the lines of a derivation as a student would put them, right in many clothes, or with one fault.

A right working is what the page of a solved problem says, line by line, with lines merged or left out, in another order, as LaTeX
or typed. A faulty one has the value that a documented mistake makes in the place of a stage, and what follows from it behind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sympy import Basic

from tutor.checking.equal import equal
from tutor.deriving.carried import Carried, carried, mistaken
from tutor.desk.solution import solve
from tutor.errors import TutorError, Unsupported
from tutor.model import Derivation, Step
from tutor.printing.notation.compose import compose
from tutor.printing.notation.latex import latex
from tutor.printing.notation.text import text
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set
from tutor.reading.unbuild import tree_of
from tutor.reading.working.levels import cut
from tutor.telling.prose import has
from tutor.trees.heads import Equation, System

NOT_FALSE = ("not_evaluated_at_point",)  # f_x(1, 2) = 2x is a careless way of writing, and what follows from it is right
EXERCISES = Path(__file__).parents[3] / "exercises"


@dataclass(frozen=True)
class Script:
    """A working, the number of its faulty line (None where it is right), and the mistake in it."""

    derivation: Derivation
    lines: tuple[str, ...]
    fault: int | None = None
    mistake: str = ""


def solved(kind: str) -> Iterator[Derivation]:
    """The exercises of a kind that are solved and verified."""
    for record in load_set(EXERCISES / f"{kind}.toml").records:
        try:
            found = solve(read_problem(record), time_limit=20).derivation
        except TutorError:
            continue
        if found.verified:
            yield found


def written(step: Step, made: Carried | None = None, way: str = "text") -> str | None:
    """The line of a stage: its name, the goal, what it came to; None for a stage that has no line."""
    kind, _, block = step.rule.partition(".")
    if not step.shown.line or isinstance(step.before, System) or has(kind, f"{block}_check"):
        return None
    result = step.result if made is None else made.result
    whole = [step.name, step.before, result] if made is None else [step.name or made.goal, result]
    if isinstance(result, Equation):
        whole = [result]
    say = {"text": lambda o: text(compose(o)), "latex": lambda o: latex(compose(o))}[way]
    try:
        parts = list(dict.fromkeys(say(o) for o in whole if o is not None))
    except TypeError:
        return None
    line = " = ".join(parts)
    return None if "\n" in line or "=" not in line else line


def differs(step: Step, value: Basic) -> bool:
    """Whether a value is proved another one than that of a stage."""
    try:
        return equal(tree_of(step.result), tree_of(value)).outcome == "different"
    except Unsupported:
        return False


def right(derivation: Derivation, draw: random.Random) -> Script | None:
    """A right working in other clothes."""
    way = draw.choice(("text", "latex", "typed", "short"))
    lines = [(k, line) for k, s in enumerate(derivation.steps) if (line := written(s, way="latex" if way == "latex" else "text"))]
    listed = [line for _, line in lines]
    if len(listed) < 2:
        return None
    if way == "typed":
        listed = [_typed(line) for line in listed]
    if way == "short":  # only name and result
        listed = [_ends(line) for line in listed]
    change = draw.choice(("", "reordered", "left out", "merged", "continued"))
    if change == "reordered" and len(listed) > 2 and _alike(derivation, lines):
        listed[0], listed[1] = listed[1], listed[0]
    if change == "left out" and len(listed) > 3:
        del listed[draw.randrange(1, len(listed) - 1)]
    if change == "merged" and _alike(derivation, lines):
        listed[0:2] = [f"{listed[0]} and {listed[1]}"]
    if change == "continued":
        listed = [part for line in listed for part in _split(line)]
    return Script(derivation, tuple(listed))


def _alike(derivation: Derivation, lines: list[tuple[int, str]]) -> bool:
    """Whether the first two lines are two of the same sort, as two partial derivatives."""
    return derivation.steps[lines[0][0]].rule == derivation.steps[lines[1][0]].rule and derivation.steps[lines[0][0]].name is not None


def _ends(line: str) -> str:
    parts = cut(line, re.compile(" = "))[0]
    return f"{parts[0]} = {parts[-1]}"


def _split(line: str) -> list[str]:
    first, *rest = cut(line, re.compile(" = "))[0]
    return [f"{first} = {rest[0]}", *(f"= {r}" for r in rest[1:])] if rest else [line]


_TYPED = {"²": "^2", "³": "^3", "⟨": "(", "⟩": ")", "−": "-", "·": "*", "√": "sqrt", "π": "pi", "θ": "theta", "≈": "=", "∂": "d", "′": "'"}


def _typed(line: str) -> str:
    """As on a keyboard."""
    line = re.sub(r"√(\d+|[a-z])", r"sqrt(\1)", line)
    return "".join(_TYPED.get(c, c) for c in line)


def faulty(derivation: Derivation, draw: random.Random, most: int = 1) -> Iterator[Script]:
    """Workings with the value of a mistake in the place of one stage, and what follows from it."""
    found = [
        m
        for m in mistaken(derivation)
        if m.mistake not in NOT_FALSE and any(s.before == m.goal and written(s) and differs(s, m.value) for s in derivation.steps)
    ]
    draw.shuffle(found)
    count = 0
    for made in found:
        number = next(k for k, s in enumerate(derivation.steps) if s.before == made.goal)
        after = {c.stage: c for c in carried(derivation, {made.goal: made.value}).stages}
        if number not in after or after[number].result != made.value:
            continue
        listed: list[str] = []
        fault = None
        for k, step in enumerate(derivation.steps):
            line = written(step) if k < number else written(step, after[k]) if k in after else None
            if line is None:
                continue
            if k == number:
                fault = len(listed)
            listed.append(line)
        if fault is not None:
            yield Script(derivation, tuple(listed), fault, made.mistake)
            count += 1
            if count == most:
                return
