"""What the checker says to a student: short, and never the answer itself."""

from __future__ import annotations

from collections.abc import Sequence

UNDECIDED = "I cannot decide this by calculation; a person has to look at it."
PARAMETERS = "The parameters are needed here, not the whole equation."
ROUNDED = "This looks like a value that was rounded or cut off. Give the exact value."
NOT_RIGHT = "This is not right yet."
NO_VALUE = "This has no real value anywhere."
CHAIN = "The last value is right, but the equals signs before it do not all hold."
BY_ROWS = "Write the matrix by its rows, as in [[1, 2], [3, 4]]."
TWO_ANSWERS = "Two different answers stand here: which one is it?"
TWO_NAMED = "Several quantities are named here, and one is asked: give that one alone."
NOT_ASKED = "The left side is not the quantity asked. Give the answer alone, or with the name of what is asked before it."
OTHER_POINT = "This is for another point than the one that is asked."
NO_UNIT = "No unit is asked here: give the number alone."
OTHER_UNIT = "Give the value in the unit that is asked."
WRONG_UNIT = "The unit is not right."
INNER_LEFT = "The result still holds inner quantities; it was asked without them. What are they in terms of the others?"
LAST_POINT = "Only the last point is asked: write it alone. The points before it belong to the working."
MISSING_UNIT = "The number is right, but its unit is missing."
OPPOSITE_CURL = "The curl of this is the opposite of the field: every sign is the other way round."
CONSTANT = "The derivative is right, but a constant of integration is missing: write + C."
SAME_ORDER = "Give the values in the order asked, or name them."
OPPOSITE = "This points the opposite way."
MISSING_DIRECTION = "Which way does it grow fastest?"
MISSING_RATE = "How large is the rate?"
MISSING_FUNCTION = "The linear function is missing."
MISSING_ESTIMATE = "What value does it give for the estimate?"
NOT_WEAKER = "Only a part of this is true."
WEAKER = "This is true, but more can be said."
COMMA_OR = "The comma between the inequalities is read as 'or': no number satisfies both."
AT_INFINITY = "Infinity is no number: the end there is left open, as in (2, oo) or x > 2."
UNSOLVED = "These are the right values, but they are not worked out yet: solve for them."
AN_INTERVAL = "An interval is needed here, as in (1, 2), and this is a point."
VALUE_NOT_ASKED = "Leave the values of the function out here: only the points and their classes are judged."
ONLY_LOCAL = "Whether it is global cannot be judged here: say local minimum or local maximum."
UNCLASSED = "Say of each point what it is."
BRACKETS = "As it is typed this is not right: brackets are missing round what belongs together."
MORE_POINTS = "There are more points than these."
WHICH_SIDE = "Say for each value whether it is the maximum or the minimum."
WHICH_INFINITY = "There is no finite limit. Say how it fails to exist: does it grow to oo, or fall to -oo?"
MORE_DIGITS = "This looks like a rounded value. Give more digits of it."
OTHER_DIGITS = "This looks like a rounded value. Give the exact one, or two significant digits of it."
ABSOLUTE = "Give the uncertainty itself, or the value with it, and not only a percentage."
UNSOLVED_FOR = "The quantity that is asked still stands inside this equation: solve for it."
LIMITS_NEEDED = "The limits are needed here, and not the value."
NOT_UNIT = "This points the right way, but a direction is a vector of length 1."
NO_SUCH_VALUE = "No value belongs to this answer."
OTHER_REGION = "These limits describe another region."
BY_SYMMETRY = "This is a part of the region, several times. Whether symmetry allows it, a person has to see."
INNER_OUTSIDE = "An outer limit holds a variable that is already integrated inside. Which variables are left for the outer integral?"
OWN_LIMIT = "A variable stands in the limits of its own integral: is it a constant there? Give one of the two another letter."
FACTOR_MISSING = "The factor of the coordinates is missing."
NOT_THE_ORDER = "These limits are right, but the integral was asked in another order."
NOT_THE_COORDINATES = "These limits are right, but the integral was asked in other coordinates."


def components(given: int, expected: int) -> str:
    """The wrong number of components."""
    return f"{_count(expected, 'component')} {'is' if expected == 1 else 'are'} needed here, not {given}."


def shape(given: tuple[int, int], expected: tuple[int, int]) -> str:
    """The wrong shape of a matrix."""
    return f"A {expected[0]} by {expected[1]} matrix is needed here, not {given[0]} by {given[1]}."


def other_curl(names: Sequence[str], of: int) -> str:
    """Which components of the curl of a vector potential are not those of the field."""
    if len(names) == of:
        return "The curl of this is not the field."
    listed = _listed([f"the {n}-component" for n in names])
    return f"{listed} of the curl {'is' if len(names) == 1 else 'are'} not that of the field."


def not_right(names: Sequence[str], of: int) -> str:
    """Which parts of an answer are not right."""
    if len(names) == of and of > 1:
        return "No part of this is right yet."
    return f"{_listed(names)} {'is' if len(names) == 1 else 'are'} not right yet." if names else ""


def counted(missing: int, extra: int, noun: str = "point") -> str:
    """Points that were not found, and points that are none; how many, but not which are missing."""
    said = []
    if missing:
        said.append(f"{_count(missing, noun)} {'is' if missing == 1 else 'are'} still missing.")
    if extra:
        said.append(f"{_count(extra, noun)} given here {'does' if extra == 1 else 'do'} not belong.")
    return " ".join(said)


def _count(number: int, noun: str) -> str:
    return f"{'One' if number == 1 else number} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    """The names as the subject of a sentence; a quantity keeps its letter: b, f_x, dz/dt, theta."""
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return said[:1].upper() + said[1:] if said.startswith(("the ", "component ")) else said


def wrong_value(point: str) -> str:
    """A point that is right, with a value that is not."""
    return f"The value at {point} is not right."


def only_local(point: str) -> str:
    """An extremum that is called global and is not."""
    return f"What is at {point} is not global."


def wrong_class(point: str) -> str:
    """A point that is right, with a class that is not."""
    return f"{point} is one of the points, but not of this class."


def no_value(rule: str, place: str) -> str:
    """A part of the right answer's domain on which an answer has no value."""
    example = f", for example at {place}" if place else ""
    return f"There is no value {f'for {rule}' if rule else 'at some places'}{example}, and the right answer has one there."


def missing(what: str) -> str:
    """A part of the answer that is not there."""
    return f"{what[:1].upper()}{what[1:]} is missing."


def another(what: str) -> str:
    """A further value of what has one already."""
    return f"There is another value of {what}."


def limits(variables: Sequence[str]) -> str:
    """Limits for other variables than those of the problem."""
    return f"Give limits for the variables {', '.join(variables)}."


def other_quantity(label: str) -> str:
    """A label that names something else than what is asked."""
    return f"{label} names another quantity than the one that is asked."


def only_asked(about: str) -> str:
    """A claim about something else than what is asked."""
    what = "whether the equation holds" if about == "holds" else f"whether the function is {about}"
    return f"Only {what} is asked here: answer yes or no."


def unapplied(function: str) -> str:
    """A function's name without its argument."""
    return f"{function} is a function here: write it with its argument, as in {function}(x)."
