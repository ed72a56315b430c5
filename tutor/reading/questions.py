"""What a problem must say before it is solved: letters that nothing holds, commas that may be decimal points."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from tutor.reading import syntax
from tutor.reading.free import free_names
from tutor.reading.sets import Record
from tutor.reading.variables import CONSTANT_LETTERS, ORDER
from tutor.rule import Topic

_GLUED = re.compile(r"\d,\d")
_COORDINATES = ("point", "direction", "toward", "estimate_at")


def check_commas(record: Record, parsed: Mapping[str, object], letters: Collection[str]) -> None:
    """Errors: `Invalid` for more coordinates than the function has letters, where a comma between digits may be a decimal point."""
    for name in _COORDINATES:
        value, coordinates = record.fields.get(name), parsed.get(name)
        if name == "point" and _is_place(coordinates, parsed.get("position")):
            continue
        coordinates = list(coordinates.items) if isinstance(coordinates, syntax.Tup) else coordinates
        texts = value if isinstance(value, list) else [value]
        glued = [t for t in texts if isinstance(t, str) and _GLUED.search(t)]
        if glued and isinstance(coordinates, list) and (isinstance(value, list) or len(coordinates) > max(1, len(letters))):
            raise _decimal_comma(record, name, len(coordinates), len(letters))
        likely = [n for n in letters if n not in CONSTANT_LETTERS]
        if glued and isinstance(coordinates, list) and isinstance(value, str) and ", " in value and len(coordinates) > len(likely) > 0:
            raise _decimal_comma(record, name, len(coordinates), len(likely))


def _is_place(coordinates: object, position: object) -> bool:
    """Whether a point has as many coordinates as the curve on which it lies: then it is a place, and no value of the parameter."""
    return isinstance(coordinates, list) and isinstance(position, list) and len(coordinates) == len(position)


def _decimal_comma(record: Record, name: str, coordinates: int, letters: int) -> Exception:
    counted = f"{letters} letter" if letters == 1 else f"{letters} letters"
    hint = "Is a comma meant as a decimal point? Write 1.5, or list the variables."
    return record.wrong(f"{coordinates} coordinates, but {counted} in the function", name, hint)


def check_asked(record: Record, kind: Topic, asked: Mapping[str, list[str]], letters: Collection[str]) -> None:
    """Errors: `Invalid` for a variable to differentiate by that stands nowhere in the problem."""
    several = [f.name for f in kind.fields if f.type == "names"]
    for name, wanted in asked.items():
        for letter in wanted:
            if letters and letter not in letters:
                split = _in_letters(letter, letters) if name in several else None
                hint = "List the variables where the function does not hold all of them."
                hint = hint if split is None else f"For several, write {_listed(split)}."
                raise record.wrong(f"{letter} stands nowhere in the problem", name, hint)


def _listed(letters: Collection[str]) -> str:
    quoted = ", ".join(f'"{letter}"' for letter in letters)
    return f"[{quoted}]"


def _in_letters(word: str, letters: Collection[str]) -> list[str] | None:
    """The letters of xy, f_xy, where each is one of the problem."""
    found = list(word.rpartition("_")[2])
    return found if len(word) > 1 and set(found) <= set(letters) else None


def check_head(record: Record, name: str, listed: Collection[str], body: syntax.Node) -> None:
    """Errors: `Invalid` for f(a, b) = x + y, which holds no variable of its own."""
    held = set(free_names(body))
    if held and not held & set(listed):
        raise record.wrong(f"the function holds none of its variables {', '.join(listed)}", name, "Say the variables that it has.")


def check_components(record: Record, components: list[syntax.Node]) -> None:
    """Errors: `Invalid` for a field (P, Q, R) whose components nothing says."""
    names = [c.name if isinstance(c, syntax.Sym) else "" for c in components]
    if len(names) > 1 and all(names) and not set(names) & set(ORDER):
        hint = "Write P(x, y, z) = ... as what it is, or list the variables where these letters are constants."
        raise record.wrong(f"nothing says what {', '.join(names)} are", "field", hint)


def both_between(items: tuple[syntax.Node, ...]) -> tuple[syntax.Node, ...] | None:
    """-1 <= x, y <= 1 as conditions on each letter between, None where a list is something else."""
    if len(items) < 2 or not all(isinstance(i, syntax.Sym) for i in items[1:-1]):
        return None
    match items[0], items[-1]:
        case (
            syntax.Relation(items=(low, syntax.Sym() as first), signs=(one,)),
            syntax.Relation(items=(syntax.Sym() as last, high), signs=(two,)),
        ) if one[0] == two[0] and one[0] in "<>":
            letters = [first, *(i for i in items[1:-1] if isinstance(i, syntax.Sym)), last]
            names = {s.name for s in letters}
            if len(names) == len(letters) and not names & {*free_names(low), *free_names(high)}:
                return tuple(syntax.Relation((low, s, high), (one, two), items[0].start, items[-1].end) for s in letters)
    return None


def spread(items: tuple[syntax.Node, ...]) -> tuple[tuple[syntax.Node, ...], list[str]]:
    """A list of conditions with every -1 <= x, y <= 1 in it spread out, and the letters that were read so."""
    starts = [k for k, i in enumerate(items) if isinstance(i, syntax.Relation)]
    for first, last in pairwise(starts):
        found = both_between(items[first : last + 1])
        if found is not None:
            rest, letters = spread(items[last + 1 :])
            mine = [r.items[1].name for r in found if isinstance(r, syntax.Relation) and isinstance(r.items[1], syntax.Sym)]
            return (*items[:first], *found, *rest), [*mine, *letters]
    return items, []
