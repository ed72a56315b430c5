"""The values that the parameters of a problem may take, and the seeded order in which they are tried.

`parameters = { a = [1, 2, 3], b = { from = -4, to = 4, except = [0] } }` says which; `where = ['a != b']` says which
of them go together. Conditions are decided exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from math import prod
from typing import Any

from sympy import Basic, Expr, Rational, Symbol, Tuple
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from tutor.errors import Invalid, Place, TutorError, nearest
from tutor.model import Problem
from tutor.reading.build import build
from tutor.reading.free import free_names
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node
from tutor.trees import tree

MOST_VALUES = 10_000  # of one parameter; a longer range is a slip of the pen
MOST_DRAWS = 5_000  # combinations that are tried against `where`: a few seconds; all of them where there are no more
RANGE = ("from", "to", "step", "except")

Values = Mapping[Symbol, Expr]


def draws(problem: Problem, seed: int | str) -> Iterator[Values]:
    """The combinations that satisfy `where`, each once, in an order that depends on the seed and the problem's id only.

    For every part of a problem they are the same.

    Errors: `Invalid` where a range or a condition is wrong, and where no combination satisfies the conditions.
    """
    ranges = {symbol(problem, name): _allowed(problem, name, spec) for name, spec in problem.origin.parameters.items()}
    conditions = _conditions(problem, {s.name: s for s in ranges})
    found = False
    for values in _combinations(ranges, random.Random(f"{seed}:{whole(problem)}")):
        if all(_true(problem, text, c, values) for text, c in conditions):
            found = True
            yield values
    if not found:
        total = prod(map(len, ranges.values()))
        tried = f"{total} combinations" if total <= MOST_DRAWS else f"{MOST_DRAWS} combinations tried"
        raise _wrong(problem, "where", f"none of the {tried} of the parameters satisfies all conditions")


def symbol(problem: Problem, name: str) -> Symbol:
    """The symbol of a parameter."""
    return problem.symbols[name]


def whole(problem: Problem) -> str:
    """The id of the problem, where this is a part of it; else its own."""
    entry = problem.origin.record
    return problem.id if entry is None else entry.whole


def _combinations(ranges: Mapping[Symbol, tuple[Expr, ...]], draw: random.Random) -> Iterator[Values]:
    total = prod(map(len, ranges.values()))
    if total <= MOST_DRAWS:
        numbers = iter(draw.sample(range(total), total))
    else:
        numbers = iter(dict.fromkeys(draw.randrange(total) for _ in range(MOST_DRAWS)))
    for number in numbers:
        values: dict[Symbol, Expr] = {}
        rest = number  # its digits to the bases len(listed) are the places in the lists
        for s, listed in ranges.items():
            rest, k = divmod(rest, len(listed))
            values[s] = listed[k]
        yield values


# -- ranges ------------------------------------------------------------------------------------------------------------


def _allowed(problem: Problem, name: str, spec: object) -> tuple[Expr, ...]:
    """The values of one parameter that agree with what is assumed about it."""
    s = symbol(problem, name)
    kept = tuple(v for v in dict.fromkeys(_listed(problem, name, spec)) if _agrees(v, s))
    if not kept:
        raise _wrong(problem, "parameters", f"{name} has no value left")
    return kept


def _listed(problem: Problem, name: str, spec: object) -> list[Expr]:
    match spec:
        case list() | tuple() if spec:
            return [_value(problem, v) for v in spec[:MOST_VALUES]]
        case Mapping():
            for key in spec:
                if key not in RANGE:
                    raise _wrong(problem, "parameters", f"unknown entry {key!r} of {name}", nearest(str(key), RANGE))
            if "from" not in spec or "to" not in spec:
                raise _wrong(problem, "parameters", f"a range of {name} needs both from and to")
            low, high, step = (_rational(problem, spec.get(key, "1")) for key in ("from", "to", "step"))
            if step <= 0:
                raise _wrong(problem, "parameters", f"the step of {name} must be positive")
            count = int((high - low) / step) + 1 if high >= low else 0
            if count > MOST_VALUES:
                raise _wrong(problem, "parameters", f"{name} has {count} values, at most {MOST_VALUES}")
            left_out = spec.get("except", [])
            without = {_value(problem, v) for v in (left_out if isinstance(left_out, list) else [left_out])}
            made = (low + k * step for k in range(count))
            return [v for f in made if (v := Rational(f.numerator, f.denominator)) not in without]
    raise _wrong(problem, "parameters", f"{name} needs a list of values, or a range such as {{ from = -4, to = 4, except = [0] }}")


def _value(problem: Problem, given: Any) -> Expr:
    """A number, as a rational where it is one."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise _wrong(problem, "parameters", "a value is a number or a text such as '\\frac{1}{2}'")
    made = _read(problem, "parameters", str(given), {})
    value = tree.evaluated(made)
    if not isinstance(made, Expr) or not value.is_real:
        raise _wrong(problem, "parameters", f"{given} is not a real number")
    return value if isinstance(value, Rational) else made


def _rational(problem: Problem, given: Any) -> Fraction:
    value = _value(problem, given)
    if not isinstance(value, Rational):
        raise _wrong(problem, "parameters", f"the ends and the step of a range are whole numbers or fractions, not {given}")
    return Fraction(int(value.p), int(value.q))


def _agrees(value: Expr, s: Symbol) -> bool:
    facts = ("is_positive", "is_nonnegative", "is_integer")
    return all(not getattr(s, fact) or getattr(tree.evaluated(value), fact) for fact in facts)


# -- conditions --------------------------------------------------------------------------------------------------------


def _conditions(problem: Problem, symbols: Mapping[str, Symbol]) -> list[tuple[str, Basic]]:
    out: list[tuple[str, Basic]] = []
    for text in problem.origin.where:
        if not isinstance(text, str):
            raise _wrong(problem, "where", "a condition is a text such as 'a != b'")
        made = _read(problem, "where", text, symbols)
        for part in made.args if isinstance(made, Tuple) else (made,):
            if not isinstance(part, Relational):
                raise _wrong(problem, "where", f"{text!r} is not an equation or inequality")
            out.append((text, part))
    return out


def _read(problem: Problem, field: str, text: str, symbols: Mapping[str, Symbol]) -> Basic:
    try:
        node: Node = parse(text, Scope(variables=frozenset(symbols))).tree
        for name in islice((n for n in free_names(node) if n not in symbols), 1):
            hint = nearest(name, symbols)
            raise Invalid(f"{name} is not a parameter" if symbols else f"{text!r} is not a number", hint=hint)
        return build(node, symbols.__getitem__)
    except TutorError as error:
        raise error.at(Place(problem=whole(problem), field=field)) from None


def _true(problem: Problem, text: str, condition: Basic, values: Values) -> bool:
    """Whether a condition holds. One without a real value on both sides does not."""
    left, right = (tree.plain(tree.substitute(side, values)) for side in condition.args)
    if not (left.is_real and right.is_real):
        return False
    found = condition.func(left, right)
    if isinstance(found, BooleanAtom):
        return bool(found)
    raise _wrong(problem, "where", f"cannot decide {text!r} for {', '.join(f'{s} = {v}' for s, v in values.items())}")


def _wrong(problem: Problem, field: str, message: str, hint: str | None = None) -> Invalid:
    return Invalid(message, hint=hint, place=Place(problem=whole(problem), field=field))
