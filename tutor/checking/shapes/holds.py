"""Whether something is so, with the value or the constants that belong to it."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.matching import matched
from tutor.checking.number import compared, opinion, statements
from tutor.checking.question import Question
from tutor.checking.signs import expanded_signs
from tutor.checking.values import letters
from tutor.checking.verdict import PartVerdict, PartWord, Verdict, incorrect, summed, undecided
from tutor.reading.answers import Held, Reading
from tutor.reading.syntax import Node, Relation, Sym
from tutor.strength import Evidence

Named = tuple[tuple[str, Node], ...]


def judge(question: Question, given: Reading) -> Verdict:
    """The claim, then what goes with it: a value that would mend it may also stand behind a yes, in the sense of `it can be mended`."""
    expected = question.expected
    assert isinstance(given, Held) and isinstance(expected, Held)
    (about, so), *others = expected.claims
    known = dict(others)
    mine = dict(given.claims)
    claimed = mine.get(about, mine.get(""))
    for name, said in given.claims:
        if name in ("", about):
            continue
        if name not in known:
            return Verdict("unreadable", None, "none", words.only_asked(about))
        if said != known[name]:
            return incorrect(feedback=words.NOT_RIGHT)
    if claimed is None and mine:
        return Verdict("unreadable", None, "none", words.only_asked(about))
    partial = {name for name, _ in expected.named if "_" in name} if about == "differentiable" else set()
    value, named = _value_of(given, expected)
    if any(name == "" for name, _ in named):
        return Verdict("unreadable", None, "none", words.TWO_ANSWERS)
    named = tuple((_called_here(name, expected, question), v) for name, v in named) if partial else named
    mends = expected.value is not None and not so
    if claimed is not None and claimed != so and not (mends and value is not None and about not in mine):
        return incorrect()
    if expected.value is None and not expected.named and not expected.free:
        if (
            about == "holds" and value is None and any("_" in name or name not in question.domain.letters for name, _ in named)
        ):  # u_x = 2xy: working
            return Verdict("unreadable", None, "none", words.only_asked(about))
        return incorrect(feedback=words.NO_SUCH_VALUE) if value is not None or named else Verdict("correct", 1.0)
    parts: list[PartVerdict] = [PartVerdict("yes or no", "correct")] if claimed is not None or not (value is not None or named) else []
    evidence: list[Evidence] = []
    if expected.value is not None:
        if value is None:
            parts += [PartVerdict("the value", "missing")] if mends else []
        else:
            found = compared(value, expected.value, question)
            evidence.append(found.evidence)
            parts.append(found.part("the value"))
    elif value is not None:
        return incorrect(feedback=words.NO_SUCH_VALUE)
    chosen = _constants(question, named, expected, optional=bool(partial))
    if chosen is None:
        return undecided(words.UNDECIDED)
    parts += chosen[0]
    evidence += chosen[1]
    values = [p for p in parts if p.name != "yes or no"]
    if values and all(p.verdict == "incorrect" for p in values) and mine.get(about, mine.get("")) is not False:
        return incorrect(feedback=words.not_right([p.name for p in values], 1))  # the yes alone earns nothing
    missing = [p.name for p in parts if p.verdict == "missing"]
    wrong = [p.name for p in parts if p.verdict in ("incorrect", "extra")]
    found_some = {p.name for p in parts if p.verdict == "correct"}
    lacking = [n for n in dict.fromkeys(missing) if n not in wrong]
    said_of = [words.another(name) if name in found_some else words.missing(name) for name in lacking]
    said_of += [words.not_right(wrong, len(wrong) + 1)] if wrong else []
    lost = "missing_points" if lacking and not wrong and found_some.issuperset(lacking) else None
    return summed(parts, evidence, " ".join(said_of), lost)


def _value_of(given: Held, expected: Held) -> tuple[Node | None, Named]:
    """The value and the named ones; the value of a single letter that is asked may stand without its name, and the other way round."""
    asked = {name for name, _ in (*expected.named, *expected.free)}
    if given.value is None and expected.value is not None and not expected.named and len(given.named) == 1:
        return given.named[0][1], ()
    if len(asked) == 1 and any(name == "" for name, _ in given.named):
        (only,) = asked
        return given.value, tuple((name or only, v) for name, v in given.named)
    if given.value is not None and expected.value is None and len(asked) == 1:
        return None, (*given.named, (next(iter(asked)), given.value))
    return given.value, given.named


def _called_here(name: str, expected: Held, question: Question) -> str:
    """The name of a derivative as the problem has it: f_x for z_x, f_prime for f_x of one variable."""
    by = name.partition("_")[2]
    alike = [n for n, _ in expected.named if n.partition("_")[2] == by or (n.endswith("_prime") and by in question.names)]
    return alike[0] if len(alike) == 1 else name


def _constants(question: Question, given: Named, expected: Held, optional: bool) -> tuple[list[PartVerdict], list[Evidence]] | None:
    """Each letter with all its values; None where something could not be compared."""
    if given and not optional and (same := _same_relation(question, given, expected.named)) is not None:
        return same
    parts: list[PartVerdict] = []
    evidence: list[Evidence] = []
    names = dict.fromkeys(name for name, _ in (*expected.named, *expected.free))
    if not optional and any(n not in names and any(n in letters(v) for _, v in expected.named) for n, _ in given):
        return None  # several relations, solved for other letters
    for name in names:
        called = _called(name, optional)
        mine = [v for n, value in given if n == name for v in expanded_signs(value)]
        right, free = ([v for n, v in listed if n == name] for listed in (expected.named, expected.free))
        if not mine:
            parts += [] if optional else [PartVerdict(called, "missing")]
            continue
        found = matched(mine, [*right, *free], lambda a, b: opinion(a, b, question))
        if found.undecided:
            return None
        missing = [m for m in found.missing if m in right]
        evidence.append(found.evidence)
        parts += [PartVerdict(called, "correct")] * len(found.pairs) + [PartVerdict(called, "incorrect")] * len(found.extra)
        parts += [PartVerdict(called, "missing")] * max(0, len(missing) - len(found.extra))
    parts += [PartVerdict(_called(name, optional), "extra") for name in dict.fromkeys(n for n, _ in given) if name not in names]
    return parts, evidence


def _called(name: str, derivative: bool) -> str:
    return f"the derivative {name}" if derivative else f"the constant {name}"


def _same_relation(question: Question, given: Named, expected: Named) -> tuple[list[PartVerdict], list[Evidence]] | None:
    """One relation between letters, solved for another one: a = -b for b = -a. None where that is not what was typed."""
    if len(given) != 1 or len(expected) != 1 or given[0][0] == expected[0][0] or given[0][0] not in letters(expected[0][1]):
        return None
    sides = [Relation((Sym(name), value), ("=",)) for name, value in (*given, *expected)]
    found = statements(sides[0], sides[1], question)
    word: dict[str, PartWord] = {"equal": "correct", "different": "incorrect", "undecided": "undecided"}
    return [PartVerdict(_called(expected[0][0], derivative=False), word[found.outcome])], [found.evidence]
