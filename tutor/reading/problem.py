"""From a record to a problem: every field checked and read, variables inferred, symbols made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sympy import Basic, Expr, Symbol
from sympy.core.function import AppliedUndef

from tutor.document import Inline, Math, Text
from tutor.errors import Invalid, TutorError, Unreadable, nearest
from tutor.heads import MatrixOf, Vector
from tutor.model import Notice, Problem
from tutor.reading import syntax
from tutor.reading.build import build
from tutor.reading.free import free_names
from tutor.reading.parse import Parsed, parse
from tutor.reading.placeholders import filled
from tutor.reading.scope import Scope
from tutor.reading.second_reader import second_reading
from tutor.reading.sets import Record
from tutor.reading.typeset import split_statement, typeset
from tutor.reading.variables import ORDER, described, in_order, inferred, single
from tutor.reading.vectors import collected
from tutor.rule import Field, Topic, kinds, topic
from tutor.tree import evaluated

COMMON = (
    "variables", "marks", "space", "statement", "parameters", "where", "assume", "expected", "wrong", "source", "log_base", "complex",
)  # fmt: skip
ASSUMPTIONS: Mapping[str, Mapping[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "integer": {"integer": True},
    "complex": {"complex": True},
}
MOST_VARIABLES = 12


def read_problem(record: Record) -> Problem:
    """The problem of a record. `Invalid` (with its place) or `Unsupported` where it is none the tutor can read."""
    if record.error is not None:
        raise record.error
    if record.kind not in kinds():
        hint = nearest(record.kind, kinds()) or f"The kinds are {', '.join(kinds())}."
        raise Invalid(f"unknown kind {record.kind!r}", hint=hint, place=record.place("kind"))
    return _Reader(record, topic(record.kind)).problem()


class _Reader:
    """Reads the fields of one record. Math is parsed first, so that the variables are known before anything is built."""

    def __init__(self, record: Record, kind: Topic) -> None:
        self.record, self.topic, self.fields = record, kind, dict(record.fields)
        self.notices: list[Notice] = []
        self.letter: str | None = None
        self.symbols: dict[str, Symbol] = {}
        self.declared: list[str] = []
        self.scope = Scope()

    def fail(self, message: str, field: str | None = None, hint: str | None = None) -> Invalid:
        return Invalid(message, hint=hint, place=self.record.place(field))

    def problem(self) -> Problem:
        self._check_names()
        assume = self._assume()
        given_variables = self._names("variables") if "variables" in self.fields else None
        if given_variables is not None and len(set(given_variables)) != len(given_variables):
            raise self.fail("a variable is listed twice", "variables")
        self.declared = [*(given_variables or ()), *assume, *self._parameter_names()]
        for f in self.topic.fields:
            if f.type in ("names", "name") and f.name in self.fields:
                self.declared.extend(self._names(f.name))
        if isinstance(self.fields.get("point"), Mapping):
            self.declared.extend(map(str, self.fields["point"]))
        is_complex = self.fields.get("complex") is True
        self.scope = Scope(variables=frozenset(self.declared), log_base=self._log_base(), complex=is_complex)
        parsed = {f.name: self._parsed(f) for f in self.topic.fields if f.name in self.fields}
        names = given_variables if given_variables is not None else self._inferred(parsed)
        for n in set(names) & set(self._parameter_names()):
            raise self.fail(f"{n} is both a variable and a parameter", "parameters")
        if len(names) > MOST_VARIABLES:
            raise self.fail(f"too many variables: {len(names)}, at most {MOST_VARIABLES}", "variables")
        for n in (*names, *(n for value in parsed.values() for n in _names_in(value))):
            self.symbols.setdefault(n, Symbol(n, **assume.get(n, {"real": True})))
        variables = tuple(self.symbols[n] for n in names)
        given = {f.name: self._built(f, parsed[f.name], variables) for f in self.topic.fields if f.name in parsed}
        self._check_shapes(given, variables)
        extra: dict[str, Any] = {k: self.fields[k] for k in ("marks", "space", "wrong", "source", "where") if k in self.fields}
        if "parameters" in self.fields:
            extra["parameters"] = dict(zip(self._parameter_names(), self.fields["parameters"].values(), strict=True))
        extra["letter"] = self.letter or _letter(given) or "f"
        statement = self.fields.get("statement")
        if statement is not None:
            extra["statement_inlines"] = self._statement(statement)
        expected = self.fields.get("expected")
        return Problem(
            self.record.id,
            self.record.kind,
            given,
            variables,
            self.symbols,
            statement,
            None if expected is None else str(expected),
            tuple(self.notices),
            extra,
        )

    # -- what is there at all ----------------------------------------------------------------------------------------

    def _check_names(self) -> None:
        known = (*(f.name for f in self.topic.fields), *COMMON)
        for name in self.fields:
            if name not in known:
                raise self.fail(f"unknown field {name!r} for the kind {self.record.kind}", name, nearest(name, known))
        for f in self.topic.fields:
            if f.required and f.name not in self.fields:
                raise self.fail(f"the field {f.name} is missing")
        for choice in self.topic.one_of:
            found = [c for c in choice if c in self.fields]
            if len(found) != 1:
                which = f"both {' and '.join(found)} are given" if found else "none is given"
                raise self.fail(f"exactly one of {', '.join(choice)} is needed, and {which}")

    def _assume(self) -> dict[str, Mapping[str, bool]]:
        table = self.fields.get("assume", {})
        if not isinstance(table, Mapping):
            raise self.fail('assume is a table such as { r = "positive" }', "assume")
        out: dict[str, Mapping[str, bool]] = {}
        for name, words in table.items():
            found: dict[str, bool] = {"real": True} if words != "complex" else {}
            for word in words if isinstance(words, list) else [words]:
                if word not in ASSUMPTIONS:
                    raise self.fail(f"unknown assumption {word!r}", "assume", nearest(str(word), ASSUMPTIONS))
                found.update(ASSUMPTIONS[word])
            out[self._name(name, "assume")] = found
        return out

    def _parameter_names(self) -> list[str]:
        table = self.fields.get("parameters", {})
        if not isinstance(table, Mapping):
            raise self.fail("parameters is a table such as { a = [1, 2, 3] }", "parameters")
        if "where" in self.fields and not table:
            raise self.fail("there are no parameters that the condition could be about", "where")
        return [self._name(n, "parameters") for n in table]

    def _log_base(self) -> int | None:
        base = self.fields.get("log_base")
        if base is None or base == "e":
            return None
        if not str(base).isdigit() or int(base) < 2:
            raise self.fail("log_base is a whole number from 2 on, or e", "log_base")
        return int(base)

    # -- parsing -----------------------------------------------------------------------------------------------------

    def _text(self, value: Any, field: str) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.fail(f"expected mathematics as text or a number, not {_kind_of(value)}", field)
        return str(value)

    def _math(self, value: Any, field: str, scope: Scope | None = None) -> syntax.Node:
        text = self._text(value, field)
        scope = scope or self.scope
        try:
            found = self._parse(text, scope)
            listed = self.fields.get("variables")
            tree = collected(text, found.tree, len(listed) if isinstance(listed, list) else None) if scope.vectors else found.tree
        except Unreadable as error:
            raise error.at(self.record.place(field)) from None
        for n in found.notices:
            self.notices.append(Notice(n.message, field))
        return tree

    def _parse(self, text: str, scope: Scope) -> Parsed:
        """By our reader; LaTeX with a command it does not know by the second one, whose reading is then shown."""
        try:
            return parse(text, scope)
        except Unreadable as error:
            if "\\" not in text or "command" not in error.message:
                raise
            try:
                return second_reading(text)
            except Unreadable:
                raise error from None

    def _name(self, value: Any, field: str) -> str:
        text = self._text(value, field)
        node = self._math(text, field, Scope(variables=frozenset({text.strip()}) if text.strip().isidentifier() else frozenset()))
        if not isinstance(node, syntax.Sym):
            raise self.fail(f"{text!r} is not the name of a variable", field)
        return node.name

    def _names(self, field: str) -> list[str]:
        value = self.fields[field]
        if isinstance(value, str):
            value = [v for v in value.strip("[]() ").replace(";", ",").split(",")]
        if not isinstance(value, list) or not value:
            raise self.fail("expected a list of variables", field)
        return [self._name(v, field) for v in value]

    def _parsed(self, f: Field) -> Any:
        value, name = self.fields[f.name], f.name
        match f.type:
            case "function":
                return self._function(value, name)
            case "functions":
                return self._list(value, name)
            case "transform":
                return {self._name(k, name): self._math(v, name) for k, v in self._table(value, name).items()}
            case "names":
                return self._names(name)
            case "name":
                return self._name(value, name)
            case "point":
                return self._point(value, name)
            case "direction":
                return self._direction(value, name)
            case "scalar":
                return self._math(value, name)
            case "count":
                if not str(value).isdigit() or not 1 <= int(value) <= 12:
                    raise self.fail("expected a whole number from 1 to 12", name)
                return int(value)

    def _function(self, value: Any, field: str) -> syntax.Node:
        """An expression; `f(x, y) = ...` and `z = ...` name it, and the first lists its variables."""
        node = self._math(value, field)
        match node:
            case syntax.Relation(items=(syntax.Sym() | syntax.Apply() as left, right), signs=("=",)):
                if isinstance(left, syntax.Sym):
                    self.letter = left.name
                else:
                    self.letter = left.function
                    listed = [a.name for a in left.args if isinstance(a, syntax.Sym)]
                    if len(listed) == len(left.args) and "variables" not in self.fields:
                        self.fields["variables"] = listed
                        self.declared.extend(listed)
                return right
            case syntax.Relation():
                raise self.fail("expected an expression, not an equation or inequality", field)
            case syntax.Tup() | syntax.Rows():
                raise self.fail("expected one expression, not a list of them", field)
        return node

    def _list(self, value: Any, field: str) -> list[syntax.Node]:
        if isinstance(value, list):
            return [self._math(v, field) for v in value]
        node = self._math(value, field, self._vector_scope(value))
        return list(node.items) if isinstance(node, syntax.Tup) else [node]

    def _vector_scope(self, value: Any) -> Scope:
        """Where i, j, k are basis vectors: in 8i + 3j, but not between brackets that already list components."""
        text = value.strip() if isinstance(value, str) else ""
        listed = text.startswith(("<", "(", "[", "\\langle", "⟨")) and text.endswith((">", ")", "]", "\\rangle", "⟩"))
        return Scope(self.scope.variables, log_base=self.scope.log_base, vectors=not listed)

    def _table(self, value: Any, field: str) -> Mapping[str, Any]:
        if not isinstance(value, Mapping) or not value:
            raise self.fail("expected a table such as { x = 'u v', y = 'u - v' }", field)
        return value

    def _point(self, value: Any, field: str) -> Any:
        """A list of trees, or a table name -> tree."""
        match value:
            case dict():
                return {self._name(k, field): self._math(v, field) for k, v in value.items()}
            case list():
                return [self._math(v, field) for v in value]
        node = self._math(value, field)
        items = node.items if isinstance(node, syntax.Tup) else (node,)
        equations = [i for i in items if isinstance(i, syntax.Relation)]
        if not equations:
            return list(items)
        out: dict[str, syntax.Node] = {}
        for i in items:
            match i:
                case syntax.Relation(items=(syntax.Sym(name=name), right), signs=("=",)):
                    out[name] = right
                case _:
                    raise self.fail("expected a point such as (1, 2) or x = 1, y = 2", field)
        return out

    def _direction(self, value: Any, field: str) -> Any:
        if isinstance(value, list):
            return [self._math(v, field) for v in value]
        return self._math(value, field, self._vector_scope(value))

    def _statement(self, text: Any) -> tuple[Inline, ...]:
        if not isinstance(text, str):
            raise self.fail("a statement is a text", "statement")
        out: list[Inline] = []
        try:
            if "parameters" in self.fields:  # named in it as they are, until values are drawn
                return filled(text, {n: n for n in self._parameter_names()}, self.symbols)
            for is_math, piece in split_statement(text):
                out.append(Math(typeset(piece)) if is_math else Text(piece))
        except Unreadable as error:
            raise error.at(self.record.place("statement")) from None
        return tuple(out)

    # -- variables ---------------------------------------------------------------------------------------------------

    def _inferred(self, parsed: Mapping[str, Any]) -> list[str]:
        """The variables where none are listed, and a notice where another reader could take them otherwise."""
        if "variables" in self.fields:  # from f(x, y) = ...
            return list(self.fields["variables"])
        named = [n for f in self.topic.fields if f.type in ("name", "names") and f.name in parsed for n in _names_in(parsed[f.name])]
        point = parsed.get("point")
        if isinstance(point, dict):
            return in_order(point)
        functions = [parsed[f.name] for f in self.topic.fields if f.type in ("function", "functions", "transform") and f.name in parsed]
        found = {n for value in functions for n in _names_in(value)} - set(self._parameter_names())
        if any(f.type == "name" for f in self.topic.fields):
            out = named or [single(found)]
        else:
            out = inferred(found | set(named), named, self._count(parsed))
        constants = found - set(out)
        if constants or set(out) - found - set(named) or (self.record.kind.startswith("jacobian") and any(n not in ORDER for n in out)):
            self.notices.append(Notice(described(out, constants), "variables"))
        return out

    def _count(self, parsed: Mapping[str, Any]) -> int | None:
        """How many variables there must be, where a list of coordinates or components says it."""
        listed = [parsed[name] for name in ("point", "direction") if isinstance(parsed.get(name), list)]
        if self.record.kind in ("divergence", "curl"):
            listed.append(parsed["field"])
        return len(listed[0]) if listed else None

    # -- building ----------------------------------------------------------------------------------------------------

    def _built(self, f: Field, value: Any, variables: tuple[Symbol, ...]) -> Any:
        def make(node: syntax.Node) -> Any:
            try:
                return build(node, self._symbol)
            except TutorError as error:
                raise error.at(self.record.place(f.name)) from None

        match f.type:
            case "function" | "scalar":
                return self._scalar(make(value), f.name)
            case "functions":
                parts = [p for node in value for p in _entries(make(node))]
                return tuple(self._scalar(p, f.name) for p in parts)
            case "transform":
                return {self.symbols.setdefault(k, Symbol(k, real=True)): self._scalar(make(v), f.name) for k, v in value.items()}
            case "names":
                return tuple(self._known(n, f.name, variables) for n in value)
            case "name":
                return self._known(value, f.name, variables)
            case "point":
                return self._placed(value, make, f.name, variables)
            case "direction":
                built = Vector(*map(make, value)) if isinstance(value, list) else make(value)
                if not isinstance(built, Vector):
                    raise self.fail("expected a vector such as [1, 2] or <1, 2>", f.name)
                if built.free_symbols & set(variables):
                    raise self.fail("a direction holds none of the variables", f.name)
                if len(built.args) == 3 and len(variables) == 2 and built.args[2].is_zero and not isinstance(value, list):
                    built = Vector(*built.args[:2])
                if len(built.args) != len(variables):
                    raise self.fail(f"{len(built.args)} components for the {_counted(variables)}", f.name)
                return built
        return value

    def _symbol(self, name: str) -> Symbol:
        return self.symbols.setdefault(name, Symbol(name, real=True))

    def _scalar(self, value: Basic, field: str) -> Expr:
        if not isinstance(value, Expr) or isinstance(value, Vector | MatrixOf):
            raise self.fail("expected an expression", field)
        return value

    def _known(self, name: str, field: str, variables: tuple[Symbol, ...]) -> Symbol:
        for v in variables:
            if v.name == name:
                return v
        raise self.fail(f"{name} is not one of the {_counted(variables)}", field, nearest(name, [v.name for v in variables]))

    def _placed(self, value: Any, make: Callable[[syntax.Node], Any], field: str, variables: tuple[Symbol, ...]) -> dict[Symbol, Expr]:
        """A point as variable -> coordinate, in the order of the variables."""
        if isinstance(value, list):
            if len(value) != len(variables):
                raise self.fail(f"{_plural(len(value), 'coordinate')} for the {_counted(variables)}", field)
            placed = {v: self._scalar(make(node), field) for v, node in zip(variables, value, strict=True)}
            self._check_assumed(placed, field)
            return placed
        for name in value:
            self._known(name, field, variables)
        missing = [v.name for v in variables if v.name not in value]
        if missing:
            raise self.fail(f"the point has no coordinate {', '.join(missing)}", field)
        placed = {v: self._scalar(make(value[v.name]), field) for v in variables}
        self._check_assumed(placed, field)
        return placed

    def _check_assumed(self, placed: Mapping[Symbol, Expr], field: str) -> None:
        for v, a in placed.items():
            value = evaluated(a)
            if (
                (v.is_positive and value.is_nonpositive)
                or (v.is_nonnegative and value.is_negative)
                or (v.is_integer and value.is_integer is False)
            ):
                raise self.fail(f"{v} = {value} is not what is assumed of {v}", field)

    def _check_shapes(self, given: Mapping[str, Any], variables: tuple[Symbol, ...]) -> None:
        if "angle" in given and len(variables) != 2:
            raise self.fail(f"an angle gives a direction in the plane only, and there are {_plural(len(variables), 'variable')}", "angle")


def _names_in(value: Any) -> Iterable[str]:
    match value:
        case dict():
            for v in value.values():
                yield from _names_in(v)
        case list():
            for v in value:
                yield from _names_in(v)
        case str():
            yield value
        case int():
            return
        case _:
            yield from free_names(value)


def _entries(value: Any) -> tuple[Basic, ...]:
    return value.args if isinstance(value, Vector) else (value,)


def _letter(given: Mapping[str, Any]) -> str | None:
    f = given.get("function")
    return f.func.__name__ if isinstance(f, AppliedUndef) else None


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _counted(variables: tuple[Symbol, ...]) -> str:
    listed = ", ".join(v.name for v in variables)
    return f"variable {listed}" if len(variables) == 1 else f"{len(variables)} variables {listed}"


def _kind_of(value: Any) -> str:
    return {bool: "true or false", list: "a list", dict: "a table"}.get(type(value), type(value).__name__)
