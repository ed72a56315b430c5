"""A sentence to a problem: every way to read it is tried, and one that is complete must be the only one; else it is asked back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tutor.errors import Invalid, TutorError, Unreadable, Unsupported
from tutor.frozen import dataclass
from tutor.model import Problem
from tutor.reading.functions import FUNCTION_LETTERS
from tutor.reading.problem import read_problem
from tutor.reading.sentences.alone import asked_of
from tutor.reading.sentences.both import halves
from tutor.reading.sentences.composed import COMPOSED
from tutor.reading.sentences.definitions import BEFORE, BEHIND, Definition, definitions, splits
from tutor.reading.sentences.notations import CHECKED, NAMED, READERS, Givens, NoFit, Unsaid
from tutor.reading.sentences.notes import wholes
from tutor.reading.sentences.phrase import ORIGIN, SHAPES, Heard, Looks, matches
from tutor.reading.sentences.phrasebook import Asking, openings, phrasebook, vocabulary
from tutor.reading.sentences.pieces import Piece, balanced, bare, cleaned, formula_like, pieces
from tutor.reading.sentences.values import components, value
from tutor.reading.sentences.worded import LETTERS, box
from tutor.reading.sets import as_record
from tutor.reading.variables import CONSTANT_LETTERS
from tutor.rule import Field, Topic, topic

EDGE = re.compile(r"(?:the\s+)?(?:unit\s+)?(?:circle|sphere)\b", re.I)
BOXED = ("region", "support", "domain")  # fields that may be a product of intervals
NEAREST = 4  # kinds that are offered where none was understood


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence that can be read in one way: the kind, its fields as a set would hold them, and both as one line of text."""

    kind: str
    fields: Mapping[str, Any]
    shown: str


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that cannot be read, or not in one way: what is asked back, and what it may have meant, to be completed or chosen."""

    text: str
    choices: tuple[Understood, ...] = ()


def read_sentence(text: str) -> Understood | Question:
    """The problem that a sentence of a textbook asks, or a question back; never a guess.

    The sentence is untrusted text of at most `pieces.LONGEST` characters; nothing in it is evaluated. A reading counts only where
    every word and every formula has its place in it, and its fields can be read. Errors: none, for any text.
    """
    try:
        sentence = cleaned(text)
        looks = Looks()
        tried = (_Reading(whole, looks) for whole in wholes(sentence))
        found = next((reading for reading in tried if reading.found_something()), None)
        if found is not None and found.complete:
            return found.answer()
        return _both(sentence, looks) or (found.answer() if found else _of_formula(sentence) or _lost(pieces(sentence)))
    except Invalid as error:
        return Question(str(error))


def _both(sentence: str, looks: Looks) -> Question | None:
    """What is asked back where each half of a sentence is a question of its own; None where they are not."""
    for texts in halves(sentence, openings()):
        found = [_Reading(text, looks).complete for text in texts]
        if all(len(complete) == 1 for complete in found):
            choices = tuple(complete[0][0] for complete in found)
            if choices[0] != choices[1]:
                return Question("This asks two things. Which comes first?", choices)
    return None


def _of_formula(sentence: str) -> Question | None:
    """What may be asked of a formula that stands alone; None where it is none."""
    if not _one_formula(sentence):
        return None
    try:
        choices = asked_of(bare(sentence))
    except Unreadable as error:
        where = "" if error.place.start is None else f" (at character {error.place.start + 1})"
        return Question(f"This formula cannot be read{where}: {_told(error)}")
    return Question("What is to be found?", tuple(Understood(k, fields, topic(k).title) for k, fields in choices)) if choices else None


def _one_formula(sentence: str) -> bool:
    """Without a word, and without a stop that does not stand in brackets or at the end."""
    found = pieces(sentence)
    stops = any(p.punctuation and balanced(sentence[: p.start]) for p in found[:-1])
    return not stops and all(p.punctuation or formula_like(p.text) for p in found)


class _Reading:
    """All readings of one sentence."""

    def __init__(self, text: str, looks: Looks) -> None:
        self.text, self.sentence, self.looks = text, pieces(text), looks
        self.complete: list[tuple[Understood, Problem | None]] = []
        self.lacking: dict[str, tuple[Understood, str]] = {}
        self.unsaid: dict[str, str] = {}
        self.faults: list[tuple[str, TutorError]] = []
        self._collect()

    def found_something(self) -> bool:
        """Whether a phrase has these words, be it not all that it needs."""
        return bool(self.complete or self.lacking or self.faults or self.unsaid)

    def answer(self) -> Understood | Question:
        """The one reading, or what is to be asked."""
        if len(self.complete) == 1:
            return self.complete[0][0]
        if self.complete:
            return Question("This can be read in more than one way. Which is meant?", tuple(u for u, _ in self.complete))
        if self.lacking:
            choices = tuple(u for u, _ in self.lacking.values())
            wanted = sorted({w for _, w in self.lacking.values()}, key=len)
            return Question(f"Still to be said: {' or '.join(wanted)}.", choices)
        if self.faults:
            kind, error = self.faults[0]
            return Question(f"This asks for the kind {kind}, but {_lowered(error)}", (_understood(kind, {}),))
        if self.unsaid:
            kinds = tuple(_understood(kind, {}) for kind in dict.fromkeys(self.unsaid.values()))
            return Question(f"Nothing says what {' and '.join(self.unsaid)} is.", kinds)
        raise AssertionError("what has found nothing has no answer")

    def _collect(self) -> None:
        for before, question, behind in splits(self.sentence, openings()):
            asked = self.sentence[question]
            words = [p.word for p in asked if not p.punctuation]
            ways = [a for a in phrasebook() if words and a.may_be(words)]
            given = self._given(before, behind) if ways else None
            for asking in ways if given is not None else ():
                for bound in matches(asking.phrase, self.text, asked, self.looks):
                    self._try(asking, bound, asked, given or ())

    def _given(self, *stretches: slice | None) -> tuple[Definition, ...] | None:
        """What these stretches give; None where one of them gives nothing that is understood."""
        out: list[Definition] = []
        for stretch in stretches:
            if stretch is None:
                continue
            inside = self.sentence[stretch]
            found = definitions(self.text[inside[0].start : inside[-1].end]) if inside else None
            if found is None:
                return None
            out.extend(found)
        return tuple(out)

    def _try(self, asking: Asking, bound: tuple[Heard, ...], asked: tuple[Piece, ...], given: tuple[Definition, ...]) -> None:
        about = topic(asking.kind)
        by_name = {f.name: f for f in about.fields}
        givens = Givens(given)
        try:
            fields = self._fields(bound, asked, givens, by_name)
            missing = [f for f in about.fields if f.required and f.name not in fields] or _one_of(about, fields, givens)
            if len(missing) == 1 and givens.rest():
                fields[missing[0].name] = _of_definition(missing[0], givens.only())
                missing = []
            fields = _checked(fields)
            if fields.get("point") == ORIGIN:
                fields["point"] = _origin(fields)
        except Unsaid as error:
            self.unsaid.setdefault(error.name, asking.kind)
            return
        except NoFit:
            return
        if givens.rest():
            return
        either = [names for names in about.one_of if not fields.keys() & set(names)]
        if missing or either:
            wanted = [_spoken(f.name) for f in missing] + [" or ".join(map(_spoken, names)) for names in either]
            self.lacking[_key(asking.kind, fields)] = (_understood(asking.kind, fields), "; ".join(wanted))
            return
        self._complete(asking.kind, fields)

    def _complete(self, kind: str, fields: Mapping[str, object]) -> None:
        """A reading with all its fields; two that are the same problem are one, the shorter."""
        if topic(kind).edge_too and EDGE.match(str(fields.get("region", ""))):
            either = Invalid("this may be what is inside, or its edge alone", hint="Say disc or ball, or write an equation.")
            self.faults.append((kind, either))
            return
        if (elsewhere := topic(kind).other_words) is not None and elsewhere.fullmatch(str(fields.get("region", ""))):
            return
        boxes = {name: made for name in BOXED if isinstance(v := fields.get(name), str) and (made := box(v)) is not None}
        fields = {**fields, **boxes}
        try:
            problem: Problem | None = read_problem(as_record({"kind": kind, **fields}, "1"))
        except Unsupported:
            problem = None  # read, and refused: which the solution says
        except TutorError as error:
            self.faults.append((kind, error))
            return
        if boxes and (problem is None or _others(problem)):
            self.faults.append((kind, Invalid("a product of intervals does not say its letters", hint="Write 0 <= u <= 1, 0 <= v <= 2.")))
            return
        if problem is not None and _undecided(problem):
            self.lacking[_key(kind, fields)] = (_understood(kind, fields), "the variable")
            return
        found = _understood(kind, fields)
        for k, (other, its) in enumerate(self.complete):
            if other.kind == kind and _same(problem, its, fields, other.fields):
                self.complete[k] = min((found, problem), (other, its), key=lambda pair: len(pair[0].shown))
                return
            if other.kind == kind and _parts_of(fields, other.fields):
                self.complete[k] = (found, problem)
                return
            if other.kind == kind and _parts_of(other.fields, fields):
                return
        self.complete.append((found, problem))

    def _fields(
        self, bound: tuple[Heard, ...], asked: tuple[Piece, ...], givens: Givens, by_name: Mapping[str, Field]
    ) -> dict[str, object]:
        """The fields that the stretches say. Errors: `NoFit`."""
        out: dict[str, Any] = {}
        parts: dict[str, dict[str, object]] = {}
        for b in bound:
            text = b.value if b.sort == "=" else self.text[asked[b.start].start : asked[b.end - 1].end]
            if b.name in READERS:
                found = READERS[b.name](_plain(text), givens)
            elif "." in b.name:
                which, part = b.name.split(".")
                parts.setdefault(which, {})[part] = _plain(text)
                continue
            else:
                found = {b.name: b.value if b.sort == "=" else _value(by_name[b.name], text, b.sort, givens)}
            if out.keys() & found.keys():
                raise NoFit
            out |= found
        for which, make in COMPOSED.items():
            if which in parts:
                out |= make(**parts.pop(which))
        out |= {"rates": [parts[k] for k in sorted(parts)]} if parts else {}
        for name in [n for n in out if n.startswith(NAMED)]:
            letter = out.pop(name)
            if name.removeprefix(NAMED) not in out:
                raise Unsaid(letter)
        return out


def _lost(sentence: tuple[Piece, ...]) -> Question:
    """No phrase has these words."""
    known = vocabulary() | BEFORE | BEHIND | SHAPES
    strange = [p.text for p in sentence if not p.punctuation and not formula_like(p.text) and p.word not in known]
    said = f" I do not know: {', '.join(dict.fromkeys(strange))}." if strange else ""
    near = tuple(_understood(k, {}) for k in _near(sentence))
    example = "" if near else " Say what to find, as in: find the gradient of x^2 y at (1, 2)."
    return Question(f"I cannot tell what is asked.{said}{example}", near)


def _near(sentence: tuple[Piece, ...]) -> list[str]:
    """Kinds whose phrases have words of the sentence."""
    words = {p.word for p in sentence}
    scores: dict[str, float] = {}
    for asking in phrasebook():
        own = asking.needed - {"the", "of", "at", "by", "is", "in", "to", "find"}
        if own & words:
            scores[asking.kind] = max(scores.get(asking.kind, 0), len(own & words) / len(own) + len(own & words) / 100)
    return sorted(scores, key=lambda k: (-scores[k], k))[:NEAREST]


def _undecided(problem: Problem) -> bool:
    """Whether a kind of one variable has a formula of several, and nothing says which is meant."""
    if not topic(problem.kind).one_variable or "variable" in problem.given:
        return False
    if len(problem.variables) > 1:
        return True
    if "point" in problem.given:
        return False
    letters = {s.name for s in problem.symbols.values()} - {v.name for v in problem.variables}
    return bool(letters - set(CONSTANT_LETTERS))


def _one_of(about: Topic, fields: Mapping[str, object], givens: Givens) -> list[Field]:
    """The function of a kind that may also be asked of an equation, where a function is given and nothing of the two is said."""
    open_ = any("function" in names and not fields.keys() & set(names) for names in about.one_of)
    named = len(rest := givens.rest()) == 1 and rest[0].name and not rest[0].words
    return [f for f in about.fields if f.name == "function"] if open_ and named else []


def _others(problem: Problem) -> bool:
    """Whether there is a letter that is neither a coordinate nor usual for a constant."""
    return any(s.name not in (*LETTERS, *CONSTANT_LETTERS) for s in problem.symbols.values())


def _checked(fields: dict[str, Any]) -> dict[str, object]:
    """The fields without what was said beside them, which must be the same. Errors: `NoFit`."""
    for name in [n for n in fields if n.startswith(CHECKED)]:
        said, found = fields.pop(name), fields.get(name.removeprefix(CHECKED))
        if isinstance(found, str):
            head = re.match(r"\s*([A-Za-z])\s*(?:\([^()=]*\))?\s*=(?!=)", found)
            if head is not None and head[1] not in said:
                raise NoFit
        elif found is None or set(said) != set(found):
            raise NoFit
    return fields


def _same(a: Problem | None, b: Problem | None, fields: Mapping[str, object], others: Mapping[str, object]) -> bool:
    """Whether two readings are one problem."""
    if a is None or b is None:
        return a is b and fields == others
    return a.given == b.given and a.variables == b.variables


def _parts_of(fields: Mapping[str, object], others: Mapping[str, object]) -> bool:
    """Whether the fields say apart what the others say in one: a curve, and the ends of its parameter."""
    own = [str(v) for name, v in fields.items() if others.get(name) != v]
    whole = " ".join(str(v) for name, v in others.items() if fields.get(name) != v)
    return fields.keys() > others.keys() and all(v in whole for v in own)


def _value(field: Field, text: str, sort: str, givens: Givens) -> object:
    """A stretch, or what it refers to."""
    if sort == "it":
        return _of_definition(field, givens.only(point=field.type == "point"))
    name, _, behind = re.sub(r"\\(?:vec|mathbf|boldsymbol)\s*|[{}]", "", _plain(text)).partition("(")
    name = name.strip()
    if name and givens.has(name) and (not behind or behind.endswith(")")):
        found = givens.named(name)
        inside = behind.rstrip(")").replace(" ", "")
        if inside and inside != found.arguments.replace(" ", ""):
            raise NoFit
        return _of_definition(field, found)
    if name in FUNCTION_LETTERS and not behind:
        raise Unsaid(name)
    return components(text) if field.name == "field" else value(field, text, sort == "*")


def _of_definition(field: Field, given: Definition) -> object:
    """What is given, as a field of this type."""
    if given.words:
        return value(field, given.body, words=True)
    if field.name == "field":
        return components(given.body)
    if field.type in ("function", "surface", "equation", "relations", "roots", "patch", "solution", "curve", "region"):
        return value(field, given.text, words=False)
    return value(field, given.body, words=False)


def _origin(fields: Mapping[str, object]) -> str:
    """The point where all variables are 0; of a surface it is in space. Errors: `NoFit` where there is no function."""
    if "surface" in fields:
        return "(0, 0, 0)"
    try:
        function = read_problem(as_record({"kind": "gradient", "function": fields.get("function", "")}, "1"))
    except TutorError:
        raise NoFit from None
    return f"({', '.join('0' for _ in function.variables)})"


def _plain(text: str) -> str:
    return text.replace("$", " ").strip(" .,;:").strip()


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _lowered(error: TutorError) -> str:
    field = f"in the field {_spoken(error.place.field)}: " if error.place.field else ""
    return field + _told(error)


def _told(error: TutorError) -> str:
    stop = "" if error.message.endswith((".", "!", "?")) else "."
    hint = f" {error.hint}" if error.hint else ""
    return f"{error.message}{stop}{hint}"


def _key(kind: str, fields: Mapping[str, object]) -> str:
    return json.dumps([kind, fields], sort_keys=True, default=str)


def _understood(kind: str, fields: Mapping[str, object]) -> Understood:
    listed = "; ".join(f"{_spoken(name)} = {_said(v)}" for name, v in fields.items())
    return Understood(kind, fields, f"{topic(kind).title}: {listed}" if listed else topic(kind).title)


def _said(found: Any) -> str:
    match found:
        case list():
            return ", ".join(f"[{_said(v)}]" if isinstance(v, list) else _said(v) for v in found)
        case dict():
            return ", ".join(f"{k} = {_said(v)}" for k, v in found.items())
    return str(found)
