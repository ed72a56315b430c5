"""An answer read whole: what stands beside the value counts too. Chains of equals, decimals, units and second answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tutor.checking import words
from tutor.checking.equal import equal
from tutor.checking.number import opinion
from tutor.checking.question import Question
from tutor.checking.sides import calculates, put_in
from tutor.checking.tolerance import close, rounded
from tutor.checking.values import letters
from tutor.checking.verdict import Verdict, incorrect
from tutor.reading.answers import Reading
from tutor.reading.names import Notice
from tutor.reading.shapes.measured import DEGREES, in_radians
from tutor.reading.shapes.result import Said
from tutor.reading.syntax import Const, DerivativeNode, Joined, Neg, Node, Num, Prod, Quot, Relation, Rows, Tup, has_decimal, walk
from tutor.reading.typed import Typed
from tutor.reading.units import Unit, unit

# How far what stands behind ≈ may be from the exact value: as far as rounding to one or two digits goes.
_ABOUT = Fraction(1, 20)


def contradicted(question: Question, read: Typed) -> Verdict | None:
    """The verdict on an answer with a label that names something else, or with two answers side by side; None where there is neither."""
    asked = question.asked
    if calculates(question, read):
        return _unreadable(words.NOT_ASKED)
    if any(asked.is_unknown(label) and not asked.contradicted(label) for label in read.labels):
        return _unreadable(words.NOT_ASKED)
    if isinstance(read.reading, Tup | Rows) and any(label.startswith(("|", "\\|")) for label in read.labels):
        return _unreadable(words.NOT_ASKED)
    foreign = next((called for called in read.called if asked.is_foreign(called)), None)
    if foreign is not None:
        return incorrect(feedback=words.other_quantity(foreign))
    if any(asked.elsewhere(place) for place in read.places) or _at_a_point(question, read):
        return incorrect(feedback=words.OTHER_POINT)
    wrong = next((label for label in read.labels if asked.contradicted(label)), None)
    if wrong is not None:
        if any(asked.asks(label) for said in read.before for label in said.labels):
            return _unreadable(words.TWO_NAMED)
        return incorrect(feedback=words.other_quantity(wrong))
    if any(_rivals(question, read, said) for said in read.before):
        return _unreadable(words.TWO_ANSWERS)
    return None


def unsolved(question: Question, read: Typed) -> Node | None:
    """What is asked, where it stands inside the equation that was typed, x + y y' = 0, and not alone on a side."""
    if question.shape != "expression" or len(read.chain) != 2 or read.labels:
        return None
    inside = (n for side in read.chain for n in walk(side) if isinstance(n, DerivativeNode))
    return next((n for n in inside if question.asked.asks(_label(n))), None)


def _label(node: DerivativeNode) -> str:
    return node.of + "'" * node.primes if node.primes else f"d{node.of}/d{node.by[0]}" if len(node.by) == 1 else node.name


def _at_a_point(question: Question, read: Typed) -> bool:
    """Whether a function is given where a label names its value at a point: f_x(1, 2) = 2xy."""
    if not isinstance(read.reading, Node) or not any(question.asked.is_at_numbers(label) for label in read.labels):
        return False
    return not set(letters(read.reading)).isdisjoint(question.asked.variables)


def _unreadable(message: str) -> Verdict:
    return Verdict("unreadable", None, "none", message)


def _rivals(question: Question, read: Typed, said: Said) -> bool:
    """Whether an earlier line is another answer to the same question, and no working towards the last one."""
    asked = question.asked
    settled = any(asked.asks(label) for label in read.labels)
    if said.labels and (not read.labels or (settled and not any(asked.asks(label) for label in said.labels))):
        return False
    if said.labels != read.labels and {*said.labels, *read.labels} & asked.stated:
        return False
    return _differ(question, said.reading, read.reading)


def _differ(question: Question, one: Reading, two: Reading) -> bool:
    """Whether two readings of one kind have different values; a formula with further letters is the general form."""
    if not (isinstance(one, Node) and isinstance(two, Node)):
        return type(one) is not type(two)
    if any(isinstance(tree, Relation | Joined) for tree in (one, two)) or isinstance(one, Tup | Rows) != isinstance(two, Tup | Rows):
        return False
    return set(letters(one)) <= set(letters(two)) and _apart(question, one, two)


def _apart(question: Question, one: Node, two: Node) -> bool:
    """Whether two values are proved different, and neither is the other one rounded."""
    if (
        isinstance(one, Relation | Joined)
        or isinstance(two, Relation | Joined)
        or isinstance(one, Tup | Rows) != isinstance(two, Tup | Rows)
    ):
        return False
    if equal(one, two, question.domain).outcome != "different":
        return False
    return not (_is_decimal_of(one, two, question) or _is_decimal_of(two, one, question))


def _is_decimal_of(given: Node, exact: Node, question: Question) -> bool:
    """Whether a number is the other one rounded."""
    return not isinstance(exact, Tup | Rows) and rounded(given, exact, question.domain, fewest=1)


def settled(question: Question, read: Typed) -> Typed:
    """With a decimal behind or beside the exact value, `√2/2 = 0.707` or `√2/2 (0.707)`, the exact value as the reading."""
    reading = read.reading
    if not isinstance(reading, Node):
        return read
    for member in reversed(read.chain[:-1]):
        if _is_decimal(reading) and not _is_decimal(member) and _is_decimal_of(reading, member, question):
            return replace(read, reading=member, notices=(*read.notices, _exact(member)))
    beside = _beside(reading, read)
    if beside is not None and _is_decimal_of(beside[1], beside[0], question):
        return replace(read, reading=beside[0], notices=(*read.notices, _exact(beside[0])))
    return read


def _exact(member: Node) -> Notice:
    return Notice("The decimal is read as the exact value rounded; the exact value is taken as the answer.", member.start, member.end)


def _is_decimal(node: Node) -> bool:
    return isinstance(node.of if isinstance(node, Neg) else node, Num) and has_decimal(node)


def _beside(reading: Node, read: Typed) -> tuple[Node, Node] | None:
    """An exact value and a decimal, one of them in brackets behind the other."""
    negative = isinstance(reading, Neg)
    product = reading.of if isinstance(reading, Neg) else reading
    if not isinstance(product, Prod) or product.sign:
        return None
    text = read.read.text
    first, last = product.factors[0], product.factors[-1]
    if _is_decimal(last) and text[: last.start].rstrip(" ≈~").endswith("(") and text[last.end :].lstrip().startswith(")"):
        exact = _product(product, product.factors[:-1])
        return (Neg(exact, reading.start, exact.end) if negative else exact), last
    if _is_decimal(first) and text[first.end :].lstrip().startswith("(") and text.rstrip(" .").endswith(")"):
        return _product(product, product.factors[1:]), (Neg(first, reading.start, first.end) if negative else first)
    return None


def _product(whole: Prod, factors: tuple[Node, ...]) -> Node:
    return factors[0] if len(factors) == 1 else replace(whole, factors=factors, start=factors[0].start, end=factors[-1].end)


def chained(question: Question, read: Typed, verdict: Verdict) -> Verdict:
    """A false equals sign, or a decimal behind ≈ that is none of the value, costs half of the marks.

    A member with letters that the last one lacks is the general form: what they stand for is put in, where it is known.
    """
    if verdict.verdict != "correct":
        return verdict
    holds = false_chain(question, read) is None
    near = all(_near(question, one, read.reading) for one in read.about)
    return verdict if holds and near else Verdict("partially_correct", 0.5, verdict.evidence, words.CHAIN, None, verdict.parts)


def false_chain(question: Question, read: Typed) -> tuple[Node, ...] | None:
    """The members of the first chain of equals that does not hold; None where all do."""
    return next((members for members in (read.chain, *read.chains) if members and not _holds(question, members)), None)


def _holds(question: Question, members: tuple[Node, ...]) -> bool:
    """Whether no two members of a chain with the letters of the last one are proved different."""
    last = members[-1]
    general = [put_in(question, member, last) for member in members[:-1]]
    own = set() if question.curve is not None else set(question.asked.variables)
    values = [member for member in general if set(letters(member)) <= set(letters(last)) | own]
    return not any(_apart(question, member, last) for member in values)


def _near(question: Question, about: Node, exact: Reading) -> bool:
    if not isinstance(exact, Node) or letters(about, exact) or isinstance(exact, Tup | Rows) or isinstance(about, Tup | Rows):
        return True
    return close(about, exact, relative=_ABOUT, domain=question.domain).outcome != "different"


def measured(question: Question, read: Typed) -> tuple[Typed, Verdict | None]:
    """The reading in the unit of the right answer, and the verdict where the unit decides it."""
    if read.unit is None:
        return read, None
    if not isinstance(read.reading, Node):
        return read, _unreadable(words.NO_UNIT)
    if read.unit == DEGREES:
        return _in_degrees(question, read), None
    given, due = unit(read.unit), question.unit
    assert given is not None
    counted = {base for base, _ in given.dimension} <= {"unit"}
    if due is None:
        if counted or given in question.units:
            return read, None
        if question.units:
            wrong = all(given.dimension != one.dimension for one in question.units)
            return read, incorrect(feedback=words.WRONG_UNIT) if wrong else _unreadable(words.OTHER_UNIT)
        return read, _unreadable(words.NO_UNIT)
    if given.dimension != due.dimension:
        return read, incorrect(feedback=words.WRONG_UNIT)
    return (read if given.scale == due.scale else replace(read, reading=_scaled(read.reading, given.scale / due.scale))), None


def unmeasured(question: Question, read: Typed, verdict: Verdict) -> Verdict:
    """A right value whose unit is missing is not in the form that was asked."""
    due: Unit | None = question.unit
    if verdict.verdict == "correct" and due is not None and due.dimension and read.unit is None:
        return Verdict("wrong_form", 0.5, verdict.evidence, words.MISSING_UNIT)
    return verdict


def _scaled(node: Node, by: Fraction) -> Node:
    factor: Node = Quot(Num(str(by.numerator)), Num(str(by.denominator))) if by.denominator != 1 else Num(str(by.numerator))
    match node:
        case Tup(items):
            return replace(node, items=tuple(_scaled(item, by) for item in items))
        case Num(digits) if "." in digits and "e" not in digits.lower():
            exact = Fraction(digits) * by
            return Quot(Num(str(exact.numerator)), Num(str(exact.denominator)), node.start, node.end)
    return Prod((factor, node), "", node.start, node.end)


def _in_degrees(question: Question, read: Typed) -> Typed:
    """45° in radians, unless the right answer is this number of degrees."""
    assert isinstance(read.reading, Node)
    turned = in_radians(read.reading)
    said = Notice("The angle is read in degrees.", read.reading.start, read.reading.end)
    read = replace(read, notices=(*read.notices, said))
    expected = question.expected
    if not isinstance(expected, Node) or any(n == Const("pi") for n in walk(expected)):
        return replace(read, reading=turned)
    assert isinstance(read.reading, Node)
    return read if opinion(read.reading, expected, question).outcome == "equal" else replace(read, reading=turned)
