"""The fields of a record as trees: every text parsed by the type of its field, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any, TypeVar

from tutor.errors import Unreadable, nearest
from tutor.frozen import dataclass
from tutor.model import Notice
from tutor.reading import curves, doubts, orientation, regions, strands, surfaces, syntax
from tutor.reading.angle import without_word
from tutor.reading.characters import unreadable
from tutor.reading.datafile import DataFile
from tutor.reading.decimals import is_doubtful, pointed
from tutor.reading.differential import differential, unspecified
from tutor.reading.escapes import QUOTES, lost_command
from tutor.reading.fitted import model, rows
from tutor.reading.forms import components_of
from tutor.reading.free import applied_functions, free_names
from tutor.reading.functions import CONSTANTS, FUNCTION_LETTERS, FUNCTIONS, GREEK
from tutor.reading.in_pieces import settled
from tutor.reading.limit_head import limit_head
from tutor.reading.measured import without_bracketed_unit, without_units
from tutor.reading.near import Meeting, Piece
from tutor.reading.nouns import named_surface
from tutor.reading.parse import Parsed, parse
from tutor.reading.pasted import ungrouped, unstopped
from tutor.reading.placed import Measures, column, placed, quantity, untransposed
from tutor.reading.questions import check_head, spread
from tutor.reading.scope import Scope
from tutor.reading.second_reader import questioned
from tutor.reading.sets import Record
from tutor.reading.sought import roots
from tutor.reading.vectors import collected
from tutor.reading.words import has_known
from tutor.rule import Field, topic

T = TypeVar("T")
HEIGHTS = ("z", "y", "w", "u")  # what the value of a function is called where its graph needs a letter
_APPLIED = re.compile(r"(?:\s*\\?[A-Za-z]\w*\s*=)?\s*\\?([A-Za-z]\w*)\s*(?:\\left)?\s*\(\s*\\?([A-Za-z]\w*)\s*(?:\\right)?\s*\)\s*")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,6});")
_BOX = re.compile(r"\]\s*(?:×|\\times(?![A-Za-z])|[xX*])\s*(?:\\left)?\s*\[")  # [0, 1] × [0, 2]


@dataclass(frozen=True, slots=True)
class Relative:
    """A part of a quantity that another field has."""

    share: syntax.Node


# Fields in which infinity is an end of something.
_AXIS = re.compile(r"^the\s+|[\s-]*axis$", re.IGNORECASE)
ENDS = ("curve", "domain", "integrals", "limits", "lower", "parameter", "region", "upper")

_PLUS_MINUS = re.compile(r"\A\s*(?:±|\\pm(?![A-Za-z]))")
_GOALS = {f"{goal}{end}": goal for goal in ("max", "min") for end in ("imize", "imise", "imum")}
WORDED = ("region", "domain")  # fields with relations that may also be said in words: triangle (0, 0), (1, 0), (0, 1)


class Fields:
    """The fields of one record and what is found out in reading them: notices, the function's name, its variables."""

    def __init__(self, record: Record) -> None:
        self.record, self.fields = record, dict(record.fields)
        self.notices: list[Notice] = []
        self.letter: str | None = None
        self.declared: list[str] = []
        self.letters: set[str] = set()  # all that were read so far
        self.functions: set[str] = set()  # unspecified ones, and quantities that may be written as such: x(t)
        self.value_there: syntax.Node | None = None  # of a function at the point, where the formula beside it does not say it
        self.hole = False  # whether a function in pieces has no value at the point
        self.met: Meeting | None = None  # the pieces of a function that meet at the point
        self.pieces: list[Piece] = []  # several pieces of a function that may hold beside the point
        self.solutions: set[str] = set()  # letters of functions that may solve a differential equation
        self.data_file: DataFile | None = None  # where the rows of data stand, if a file has them
        self.scope = Scope()
        self.measures = Measures()

    def text(self, value: object, field: str) -> str:
        """A value that is to be mathematics, as text."""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.record.wrong(f"expected mathematics as text or a number, not {_kind_of(value)}", field)
        value = unescape(value) if isinstance(value, str) and _ENTITY.search(value) else value
        lost = lost_command(str(value))
        if lost is not None:
            raise self.record.wrong(f"the backslash of {lost} was lost between double quotes", field, QUOTES)
        return str(value)

    def math(self, value: object, field: str, scope: Scope | None = None) -> syntax.Node:
        """The tree of a formula. Errors: `Unreadable`, with its place in the field."""
        text = self.text(value, field)
        scope = scope or self.scope
        try:
            doubts.check(text)
            found = self._parse(text, scope)
            listed = self.fields.get("variables")
            tree = ungrouped(found.tree)
            tree = collected(text, tree, len(listed) if isinstance(listed, list) else None) if scope.vectors else tree
        except Unreadable as error:
            raise error.at(self.record.place(field)) from None
        self._check_settled(tree, text, field)
        self._check_pieces(tree, text, field)
        self._check_finite(tree, text, field)
        self.letters.update(free_names(tree))
        for n in found.notices:
            self.notices.append(Notice(n.message, field))
        return tree

    def _checked(self, check: Callable[[str], T], text: str, field: str) -> T:
        """What a look at a text gives. Errors: `Unreadable`, with its place in the field."""
        try:
            return check(text)
        except Unreadable as error:
            raise error.at(self.record.place(field)) from None

    def _check_pieces(self, tree: syntax.Node, text: str, field: str) -> None:
        """Errors: `Unreadable` for pieces that are not the whole of a function."""
        whole = tree.items[-1] if isinstance(tree, syntax.Relation) else tree
        found = next((n for n in syntax.walk(tree) if isinstance(n, syntax.Pieces)), None)
        if found is not None and (found is not whole or field != "function"):
            error = unreadable(text, "A function in pieces can only stand alone, in the field function.", found.start, found.end)
            raise error.at(self.record.place(field))

    def _check_finite(self, tree: syntax.Node, text: str, field: str) -> None:
        """Errors: `Unreadable` for infinity where there is no end to be named: it is no number."""
        if field in ENDS or (field == "point" and self._is_approached()):
            return
        found = next((n for n in syntax.walk(tree) if isinstance(n, syntax.Const) and n.name == "oo"), None)
        if found is not None:
            error = unreadable(text, "Infinity is no number, and cannot stand here.", found.start, found.end)
            raise error.at(self.record.place(field))

    def _is_approached(self) -> bool:
        """Whether the point is one that the variables tend to: it may be infinite, and a limit sign may name it."""
        return topic(self.record.kind).local == "around"

    def _holds_derivatives(self, field: str) -> bool:
        """Whether derivatives may stand in a field: in an equation that has them, and in what is known of them."""
        return any(f.name == field and f.type in ("differential", "values") for f in topic(self.record.kind).fields)

    def _check_settled(self, tree: syntax.Node, text: str, field: str) -> None:
        """Errors: `Unreadable` for a derivative in a formula: dy/dx is no letter, and nothing says what it is."""
        found = next((n for n in syntax.walk(tree) if isinstance(n, syntax.DerivativeNode)), None)
        if found is not None and not self._holds_derivatives(field):
            error = unreadable(text, "A derivative cannot be part of this formula.", found.start, found.end, "Write out what it is.")
            raise error.at(self.record.place(field))

    def _parse(self, text: str, scope: Scope) -> Parsed:
        """By our reader. What a second one makes of LaTeX with a command that ours does not know is only asked about."""
        bare, units = without_units(text, scope.variables)
        bare, bracketed = without_bracketed_unit(bare)
        units += bracketed
        try:
            found = parse(bare, scope, unstopped(bare))
            return Parsed(found.tree, (*units, *found.notices))
        except Unreadable as error:
            if error.place.text == bare:
                error = Unreadable(error.message, hint=error.hint, place=replace(error.place, text=text))
            if "\\" not in text or "command" not in error.message:
                raise error from None
            raise questioned(error, text) from None

    def name(self, value: object, field: str) -> str:
        """The plain name of a variable or parameter."""
        text = self.text(value, field)
        spelled = GREEK.get(text.strip(), text.strip())  # varphi is phi, as it is in a formula
        node = self.math(text, field, Scope(variables=frozenset({spelled}) if spelled.isidentifier() else frozenset()))
        if not isinstance(node, syntax.Sym):
            raise self.record.wrong(f"{text!r} is not the name of a variable", field)
        return node.name

    def names(self, field: str) -> list[str]:
        """A list of names, or one text with commas."""
        value = self.fields[field]
        if isinstance(value, str):
            value = [v for v in value.strip("[]() ").replace(";", ",").split(",")]
        if not isinstance(value, list) or not value:
            raise self.record.wrong("expected a list of variables", field)
        return [self.name(v, field) for v in value]

    def parsed(self, f: Field) -> Any:
        """A field of the kind: trees, in the shape that its type has."""
        value, name = pointed(self.fields[f.name], f.type), f.name
        match f.type:
            case "function":
                return self._function(value, name)
            case "functions":
                return self._list(value, name)
            case "differential":
                return differential(self, value, name)
            case "solution":
                return self._solution(value, name)
            case "transform":
                return {key: self.behind(key, self.math(v, name), name) for key, v in self.named(value, name)}
            case "outer":
                return self._outer(value, name)
            case "layers":
                return {key: self._layer(key, v, name) for key, v in self.named(value, name)}
            case "values":
                return [self._entry(str(k), v, name) for k, v in self._table(value, name).items()]
            case "names" | "symbols":
                return self.names(name)
            case "name":
                return self.name(value, name)
            case "point":
                return self.point(value, name)
            case "uncertainties":
                return self._uncertainties(value, name)
            case "direction":
                return self._direction(value, name)
            case "rates":
                return self._rates(value, name)
            case "scalar":
                text = self._checked(without_word, self.text(value, name), name) if name == "angle" else value
                return _unnamed(self.math(text, name))
            case "count":
                if not str(value).isdigit() or not 1 <= int(value) <= f.most:
                    raise self.record.wrong(f"expected a whole number from 1 to {f.most}", name)
                return int(value)
            case "side":
                return self._side(value, name)
            case "choice":
                if {"clockwise", "counterclockwise"} <= {*f.choices}:
                    value = orientation.turn(str(value)).turn or value
                if value not in f.choices and _GOALS.get(str(value).strip().lower()) in f.choices:
                    value = _GOALS[str(value).strip().lower()]
                if value not in f.choices:
                    hint = nearest(str(value).strip().lower(), f.choices)
                    raise self.record.wrong(f"expected {' or '.join(f.choices)}, not {str(value)!r}", name, hint)
                return value
            case "flag":
                return self._flag(value, name)
            case "equation":
                return self.equation(value, name)
            case "patch":
                return surfaces.surface(self, value, name)
            case "surface":
                value = value.replace("$", " ") if isinstance(value, str) else value
                given = surfaces.by_parameters(self, value, name)
                return given or self.surface_equation(named_surface(value) if isinstance(value, str) else value, name)
            case "plane":
                return surfaces.plane(self, value, name)
            case "side_of_surface":
                return self._side_of_surface(value, f)
            case "relations":
                return self.relations(value, name)
            case "axis":
                return self._axis(value, name)
            case "region":
                return regions.region(self, value, name)
            case "limits":
                return regions.limits(self, value, name)
            case "integrals":
                return regions.integrals(self, value, name)
            case "curve":
                return curves.curve(self, value, name)
            case "run":
                return strands.run(self, value, name)
            case "roots":
                return roots(self, value, name)
            case "model":
                return model(self, value, name)
            case "data":
                return rows(self, value, name)

    def _axis(self, value: object, field: str) -> object:
        """The name of the variable whose axis it is, nothing for the origin, or an equation."""
        text = self.text(value, field).strip()
        if "=" in text:
            return self.equation(value, field)
        bare = _AXIS.sub("", text)
        return () if bare.lower() in ("origin", "(0, 0)", "(0, 0, 0)") else self.name(bare, field)

    def _function(self, value: object, field: str) -> syntax.Node:
        """An expression; `f(x, y) = ...` and `z = ...` name it, and the first lists its variables."""
        value = self._unlimited(value, field)
        self._checked(doubts.check_label, self.text(value, field), field)
        node = self.math(value, field, self._headed(str(value)))
        match node:
            case syntax.Relation(items=(syntax.Sym(name=letter), right), signs=("=",)):
                self.letter, node = letter, right
            case syntax.Relation(items=(syntax.Apply(function=letter, args=args), right), signs=("=",)):
                self.letter, node = letter, right
                listed = [a.name for a in args if isinstance(a, syntax.Sym)]
                if len(listed) == len(args) and "variables" not in self.fields:
                    check_head(self.record, field, listed, right)
                    self.fields["variables"] = listed
                    self.declared.extend(listed)
        match node:
            case syntax.Relation():
                raise self.record.wrong("expected an expression, not an equation or inequality", field)
            case syntax.Tup() | syntax.Rows():
                digits = _GROUPED.search(str(value))
                hint = f"Write {digits[0].replace(',', '')} if {digits[0]} is one number." if digits else None
                hint = "A decimal has a point here: 1.5." if hint is None and is_doubtful(str(value)) else hint
                raise self.record.wrong("expected one expression, not a list of them", field, hint)
        return settled(self, node, field)

    def _solution(self, value: object, field: str) -> syntax.Node | dict[str, syntax.Node]:
        """A function, or several by their names; f(x - c t) in it is an unspecified one."""
        before = self.scope
        texts = value.values() if isinstance(value, Mapping) else [value]
        functions = frozenset().union(*(unspecified(self.text(t, field), self.declared) for t in texts))
        self.scope = replace(before, functions=before.functions | functions)
        try:
            if isinstance(value, Mapping):
                found = {key: self.behind(key, self.math(v, field), field) for key, v in self.named(value, field)}
                self.solutions = set(found)
                return found
            node = self._function(value, field)
        finally:
            self.scope = before
        self.solutions = set() if self.letter is None else {self.letter}
        return node

    def say_limit(self) -> None:
        """The point of a limit, where only the sign before the function says it."""
        value = self.fields.get("function")
        if "point" in self.fields or not self._is_approached() or not isinstance(value, str):
            return
        head = limit_head(value, self.scope)
        if head is not None:
            self.fields["point"] = {name: value[at.start : at.end] for name, at in zip(head.names, head.at, strict=True)}

    def _unlimited(self, value: Any, field: str) -> object:
        """A function without the sign of the limit before it, which must say the same as the point."""
        head = limit_head(value, self.scope) if self._is_approached() and isinstance(value, str) else None
        if head is None or "point" not in self.fields:
            return value
        placed = self.point(self.fields["point"], "point")
        said = dict(zip(head.names, head.at, strict=True))
        if (placed if isinstance(placed, dict) else list(placed)) != (said if isinstance(placed, dict) else list(head.at)):
            raise self.record.wrong("the limit sign and the field point say different places", field, "Leave the limit sign out.")
        self.fields.setdefault("variables", list(head.names))
        return " " * head.end + value[head.end :].replace("$", " ")

    def _headed(self, text: str) -> Scope:
        """The scope for a function that says its variables: in f(w, x, y, z) = wxyz the letters on the right are those."""
        left, equals, _ = text.partition("=")
        if not equals or "(" not in left or "variables" in self.fields:
            return self.scope
        try:
            head = parse(left.lstrip(" $"), self.scope).tree
        except Unreadable:
            return self.scope
        names = [a.name for a in head.args if isinstance(a, syntax.Sym)] if isinstance(head, syntax.Apply) else []
        return replace(self.scope, variables=self.scope.variables | {*names})

    def _outer(self, value: object, field: str) -> syntax.Node:
        """An expression in letters that other fields define; `z = ...` and `f(x, y) = ...` name it."""
        self._checked(doubts.check_label, self.text(value, field), field)
        node = self.math(value, field, self._applying(value))
        match node:
            case syntax.Relation(items=(syntax.Sym(name=letter) | syntax.Apply(function=letter), right), signs=("=",)):
                self.letter, node = letter, right
        self.functions |= {f for f, _ in applied_functions(node)}
        return node

    def named(self, value: object, field: str) -> list[tuple[str, Any]]:
        """A table by the plain names of its quantities, none of them the name of a library function."""
        named = [(self.name(k, field), v) for k, v in self._table(value, field).items()]
        for key, _ in named:
            if key in FUNCTIONS or key in CONSTANTS:
                raise self.record.wrong(f"{key} is a name of mathematics and cannot name a quantity", field)
        return named

    def behind(self, key: str, node: syntax.Node, field: str) -> syntax.Node:
        """What a quantity is, where its own name may stand before it: x = cos t for x."""
        match node:
            case syntax.Relation(items=(syntax.Sym(name=name) | syntax.Apply(function=name), right), signs=("=",)):
                if name != key:
                    raise self.record.wrong(f"expected what {key} is, not what {name} is", field)
                return right
        return node

    def _layer(self, key: str, value: object, field: str) -> syntax.Node:
        """The expression for a quantity; x(t) for x is an unspecified function of that name."""
        node = self.behind(key, self.math(value, field, self._applying(value, key)), field)
        self.functions |= {key, *(f for f, _ in applied_functions(node))}
        return node

    def _applying(self, value: object, *functions: str) -> Scope:
        """The scope for a quantity: T(u) alone is a function of u, and not a product; ln(u) and xcos(u) are what they always are."""
        alone = _APPLIED.fullmatch(str(value))
        free = alone is not None and alone[1] != alone[2] and not has_known(alone[1].partition("_")[0], self.scope)
        name = [GREEK.get(alone[1], alone[1])] if alone and free else []
        return replace(self.scope, functions=self.scope.functions | {*functions, *name})

    def _entry(self, key: str, value: object, field: str) -> tuple[syntax.Apply | syntax.DerivativeNode, syntax.Node]:
        """An entry of a table of values: what it is about, without arguments for dx/dt, and the value."""
        about = self.math(key, field, replace(self.scope, functions=frozenset(self.functions)))
        match about:
            case syntax.Prod(factors=(syntax.DerivativeNode(of, by), syntax.Tup(items=args))):
                about = syntax.Apply(of, args, 0, by)
            case syntax.Prod(factors=(syntax.DerivativeNode(of, by), arg)):
                about = syntax.Apply(of, (arg,), 0, by)
        if not isinstance(about, syntax.Apply | syntax.DerivativeNode):
            raise self.record.wrong(f"expected a value of a function or of its derivative such as f_x(2, 3), not {key!r}", field)
        return about, quantity(self, value, field)[0]

    def _list(self, value: object, field: str) -> list[syntax.Node]:
        """Components, one by one or as a vector; `u = x y` and `F(x, y) = <x y, y>` name what they are of."""
        form = components_of(value.replace("$", " ").strip()) if field == "field" and isinstance(value, str) else None
        value = form or value
        if isinstance(value, list):
            return [_named_side(self.math(v, field)) for v in value]
        node = _named_side(self.math(value, field, self._vector_scope(value)))
        return [_named_side(i) for i in items] if (items := listed_in(node)) is not None else [node]

    def _vector_scope(self, value: object) -> Scope:
        """Where i, j, k are basis vectors: in 8i + 3j, but not between brackets that already list components."""
        text = value.rpartition("=")[2].strip() if isinstance(value, str) else ""
        listed = text.startswith(("<", "(", "[", "\\langle", "⟨")) and text.endswith((">", ")", "]", "\\rangle", "⟩"))
        return Scope(self.scope.variables, log_base=self.scope.log_base, vectors=not listed)

    def _table(self, value: object, field: str) -> Mapping[str, object]:
        if not isinstance(value, Mapping) or not value:
            raise self.record.wrong("expected a table such as { x = 'u v', y = 'u - v' }", field)
        return value

    def point(self, value: object, field: str) -> Any:
        """A list of trees, or a table name -> tree."""
        return placed(self, value, field)

    def _uncertainties(self, value: object, field: str) -> object:
        """As a point, with `Relative` for what is given in per cent; ± may stand before each."""
        match value:
            case list():
                value = list(map(_unsigned, value))
            case Mapping():
                value = {k: _unsigned(v) for k, v in value.items()}
        found = self.point(value, field)
        return {k: _relative(v) for k, v in found.items()} if isinstance(found, dict) else list(map(_relative, found))

    def _flag(self, value: object, field: str) -> bool:
        """True or false, on the command line as a word."""
        found = {"true": True, "false": False}.get(str(value).strip().lower())
        if found is None:
            raise self.record.wrong("expected true or false", field)
        return found

    def equation(self, value: object, field: str) -> syntax.Node:
        """One equation, and no chain of them."""
        self._checked(doubts.check_label, self.text(value, field), field)
        node = self.math(value, field)
        if isinstance(node, syntax.Relation) and len(node.items) > 2:
            node = self._headless(node, field)
        match node:
            case syntax.Relation(items=(_, _), signs=("=",)):
                return node
        raise self.record.wrong("expected one equation, such as x^2 + y^2 = 1", field)

    def surface_equation(self, value: object, field: str) -> syntax.Node:
        """An equation, where f(x, y) = ... is that of a graph."""
        return _as_graph(self.equation(value, field))

    def relations(self, value: object, field: str) -> list[Any]:
        """Equations and inequalities, in a list or in one text with commas or `and` between them; of a region also words."""
        texts = value if isinstance(value, list) else [value]
        out: list[Any] = []
        for text in texts:
            product = regions.product(self, text.replace("$", " ")) if field == "region" and isinstance(text, str) else None
            if product is not None:
                out.extend(self.relations(product, field))
                continue
            if isinstance(text, str) and _BOX.search(text):
                raise self.record.wrong("a product of intervals does not say its letters", field, "Write 0 <= x <= 1, 0 <= y <= 2.")
            if field in WORDED and isinstance(text, str) and regions.is_worded(text):
                out.extend(regions.region(self, text, field))
                continue
            self._checked(doubts.check_label, self.text(text, field), field)
            node = self.math(text, field)
            listed, between = spread(node.items) if isinstance(node, syntax.Tup | syntax.Joined) else ((node,), [])
            if between:
                self.notices.append(Notice(f"{' and '.join(between)} are each read as between the two bounds.", field))
            if isinstance(node, syntax.Joined) and node.word != "and":
                raise self.record.wrong("expected conditions that all hold: 'or' cannot be used here", field)
            for item in _each_related(listed):
                if not isinstance(item, syntax.Relation) or "in" in item.signs:
                    raise self.record.wrong("expected equations or inequalities, such as x^2 + y^2 <= 4 or 0 <= x <= 3", field)
                out.append(self._headless(item, field))
        if not out:
            raise self.record.wrong("expected at least one equation or inequality", field)
        return out

    def _headless(self, relation: syntax.Relation, field: str) -> syntax.Relation:
        """g(x, y) = x y - 1 = 0 without its head. Errors: `Invalid` where nothing says what a named function is equal to."""
        match relation:
            case syntax.Relation(items=(syntax.Apply(), _, *more), signs=("=", *_)) if more or topic(self.record.kind).constrained:
                if not more:
                    raise self.record.wrong("the function has a name, but no value is said", field, "Write g(x, y) = x y - 1 = 0.")
                return replace(relation, items=relation.items[1:], signs=relation.signs[1:])
            case syntax.Relation(items=(syntax.Sym(name=letter), _, _, *_), signs=("=", "=", *_)) if (
                letter in FUNCTION_LETTERS and letter not in (*self.declared, *(n for i in relation.items[1:] for n in free_names(i)))
            ):
                return replace(relation, items=relation.items[1:], signs=relation.signs[1:])
        return relation

    def _side(self, value: object, field: str) -> str:
        """`left` or `right`, also as the signs `-` and `+`."""
        found = {"left": "left", "-": "left", "right": "right", "+": "right"}.get(str(value).strip().lower())
        if found is None:
            raise self.record.wrong("expected left or right", field)
        return found

    def _rates(self, value: object, field: str) -> list[tuple[list[syntax.Node], syntax.Node]]:
        """The components of each direction, with its rate."""
        if not isinstance(value, list) or not value or not all(isinstance(e, Mapping) and set(e) == {"direction", "rate"} for e in value):
            raise self.record.wrong("expected a list such as [{ direction = [3, 4], rate = 2 }]", field)
        listed = [_components(self._direction(e["direction"], field)) for e in value]
        longest = max(map(len, listed))
        by_basis = [isinstance(e["direction"], str) and "," not in e["direction"] for e in value]  # j has as many components as the others
        padded = [[*d, *(syntax.Num("0"),) * (longest - len(d))] if basis else d for d, basis in zip(listed, by_basis, strict=True)]
        return [(d, self.math(e["rate"], field)) for d, e in zip(padded, value, strict=True)]

    def _side_of_surface(self, value: object, f: Field) -> object:
        """A word of the field, or a vector to whose side the normal points."""
        said = orientation.side(str(value)) or ("curve" in self.fields and orientation.turn(str(value)).turn)
        if said:
            return said
        if (along := orientation.axis(str(value))) is not None:
            return [self.math(c, f.name) for c in along]
        if isinstance(value, list) or re.search(r"[\d<(⟨]", str(value)):
            return self._direction(value, f.name)
        hint = nearest(str(value).strip().lower(), f.choices)
        raise self.record.wrong(f"expected {' or '.join(f.choices)}, or a vector, not {str(value)!r}", f.name, hint)

    def _direction(self, value: object, field: str) -> object:
        if isinstance(value, list):
            return [self.math(v, field) for v in value]
        text = untransposed(value) if isinstance(value, str) else value
        node = _unnamed(self.math(text, field, self._vector_scope(text)))
        return syntax.Tup(entries, "<", ">", node.start, node.end) if (entries := column(node)) is not None else node


def listed_in(node: syntax.Node) -> tuple[syntax.Node, ...] | None:
    """The components of a vector, also of one set as a single column."""
    match node:
        case syntax.Tup(items=items):
            return items
        case syntax.Rows(rows=rows) if all(len(row) == 1 for row in rows):
            return tuple(row[0] for row in rows)
    return None


def _components(direction: Any) -> list[syntax.Node]:
    """The components of a direction; what is none is left to the builder."""
    if isinstance(direction, list):
        return direction
    return list(listed_in(direction) or (direction,))


def _relative(node: syntax.Node) -> syntax.Node | Relative:
    """A percentage is relative: 2% of the quantity it stands for."""
    return Relative(node) if isinstance(node, syntax.Quot) and node.percent else node


def _kind_of(value: object) -> str:
    return {bool: "true or false", list: "a list", dict: "a table"}.get(type(value), type(value).__name__)


def _unsigned(value: object) -> object:
    return _PLUS_MINUS.sub(lambda m: " " * len(m[0]), value) if isinstance(value, str) else value


def _unnamed(node: syntax.Node) -> syntax.Node:
    """What one letter is said to be: v = (1, 2), alpha = 0.1."""
    match node:
        case syntax.Relation(items=(syntax.Sym(), right), signs=("=",)):
            return right
    return node


def _each_related(listed: Sequence[syntax.Node]) -> list[syntax.Node]:
    """The conditions of a list; x, y >= 0 says the same of each letter."""
    out: list[syntax.Node] = []
    letters: list[syntax.Node] = []
    for item in listed:
        match item:
            case syntax.Sym():
                letters.append(item)
                continue
            case syntax.Relation(items=(syntax.Sym(), _)):
                out += [replace(item, items=(letter, item.items[1])) for letter in letters]
            case _:
                out += letters
        letters = []
        out.append(item)
    return out + letters


def _named_side(node: syntax.Node) -> syntax.Node:
    """What is behind `u =` or `F(x, y) =`; the node itself where no name stands before it."""
    match node:
        case syntax.Relation(items=(syntax.Sym() | syntax.Apply(), right), signs=("=",)):
            return right
    return node


def _as_graph(equation: syntax.Node) -> syntax.Node:
    """`f(x, y) = x^2 + y^2` is the graph z = x^2 + y^2; `f(x, y) = c` stays a level curve of f."""
    match equation:
        case syntax.Relation(items=(syntax.Apply() as left, right)) if set(free_names(left)) & set(free_names(right)):
            height = next(n for n in HEIGHTS if n not in free_names(equation))
            return syntax.Relation((syntax.Sym(height), right), ("=",), equation.start, equation.end)
    return equation


def graph_of(equation: syntax.Node) -> str | None:
    """z, where an equation is z = f(x, y): what a point of it need not say."""
    match equation:
        case syntax.Relation(items=(syntax.Sym(name=name), other)) | syntax.Relation(items=(other, syntax.Sym(name=name))):
            return None if name in free_names(other) else name
    return None
