"""From a record to a problem: every field checked and read, variables inferred, symbols made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Symbol
from sympy.core.function import AppliedUndef

from tutor.errors import Invalid, Unreadable, Unsupported, nearest
from tutor.model import Notice, Origin, Problem
from tutor.page.document import Inline, Math, Text
from tutor.reading import syntax
from tutor.reading.datafile import by_name
from tutor.reading.declared import assumed, check_names, log_base, parameter_names
from tutor.reading.differential import Differential
from tutor.reading.fields import WORDED, Fields, Relative, graph_of
from tutor.reading.fitted import split
from tutor.reading.free import free_names
from tutor.reading.functions import GREEK
from tutor.reading.given import Builder
from tutor.reading.placeholders import filled
from tutor.reading.questions import check_asked, check_commas, check_components
from tutor.reading.regions import Clause
from tutor.reading.scope import Scope
from tutor.reading.sets import SHORT_ANSWER, Record
from tutor.reading.strands import Strand
from tutor.reading.surfaces import Sheet, running
from tutor.reading.typeset import split_statement, typeset
from tutor.reading.variables import CONSTANT_LETTERS, FURTHER, ORDER, described, in_order, inferred, listed, single
from tutor.reading.words import usual_row
from tutor.rule import Field, Topic, kinds, topic
from tutor.trees.tree import substitute

MOST_VARIABLES = 12
CURVED = frozenset({"r", "theta", "rho", "phi"})  # letters of polar, cylindrical and spherical coordinates
COORDINATES = {"polar": ("r", "theta"), "cylindrical": ("r", "theta", "z"), "spherical": ("rho", "phi", "theta")}  # phi from the z-axis
ALSO = {"r": "rho", "theta": "phi"}  # what the distance from an axis and the angle round it are also called
# Types of fields whose letters may be variables.
EXPRESSIONS = (
    "function",
    "functions",
    "solution",
    "transform",
    "equation",
    "surface",
    "patch",
    "relations",
    "outer",
    "layers",
    "region",
    "curve",
    "roots",
)
GRAPHS = ("surface",)  # those that may be z = f(x, y)
SCALARS = frozenset({"expression", "expressions", "estimate", "true_value", "error", "value", "rounded"})  # answers that are no vectors
WORDS = ("choice", "flag", "side", "count", "values")  # types of fields that hold no letters
# What a function in pieces is besides: its value at the point, another piece, and the condition of the first; no fields of a record.
BESIDE = {f.name: f for f in (Field("value_there", "function"), Field("second", "function"), Field("border", "equation"))}


def read_problem(record: Record) -> Problem:
    """The problem of a record. `Invalid` (with its place) or `Unsupported` where it is none the tutor can read."""
    if record.error is not None:
        raise record.error
    if record.kind == SHORT_ANSWER:
        raise Unsupported("a short_answer has its author's answer, and nothing to derive")
    if record.kind not in kinds():
        hint = nearest(record.kind, kinds()) or f"The kinds are {', '.join(kinds())}."
        raise Invalid(f"unknown kind {record.kind!r}", hint=hint, place=record.place("kind"))
    return _Reader(record, topic(record.kind)).problem()


class _Reader:
    """Reads the fields of one record. Math is parsed first, so that the variables are known before anything is built."""

    def __init__(self, record: Record, kind: Topic) -> None:
        self.record, self.topic, self.found = record, kind, Fields(record)
        self.parameters: list[str] = []
        self.symbols: dict[str, Symbol] = {}

    def problem(self) -> Problem:
        record, found, fields = self.record, self.found, self.found.fields
        found.say_limit()
        check_names(record, self.topic, found.fields)
        assume = assumed(found)
        given_variables = found.names("variables") if "variables" in fields else None
        if given_variables is not None and len(set(given_variables)) != len(given_variables):
            raise record.wrong("a variable is listed twice", "variables")
        self.parameters = parameter_names(found)
        found.declared = [*(given_variables or ()), *assume, *self.parameters]
        for f in self.topic.fields:
            if f.type in ("names", "name", "symbols") and f.name in fields:
                several = f.type == "names" and isinstance(fields[f.name], str)
                found.declared.extend(n for n in found.names(f.name) if not (several and len(n) > 1 and usual_row(n)))
        for placed in ("point", "start"):
            if isinstance(fields.get(placed), Mapping):
                found.declared.extend(GREEK.get(str(k), str(k)) for k in fields[placed])
        found.scope = Scope(variables=frozenset(found.declared), log_base=log_base(found), complex=fields.get("complex") is True)
        parsed = {f.name: found.parsed(f) for f in self.topic.fields if f.name in fields}
        parsed |= self._apart(parsed)
        beside = self._beside()
        parsed |= beside
        graph = next((graph_of(parsed[f.name]) for f in self.topic.fields if f.type in GRAPHS and f.name in parsed), None)
        inputs: list[str] = []
        if "model" in parsed:  # the unknowns are its parameters, and the letters of the data only its inputs
            inputs, names = split(record, parsed["model"], len(parsed["points"][0]), given_variables)
            if found.data_file is not None:
                parsed["points"] = by_name(record, found.data_file, parsed["points"], inputs)
        elif "data" in parsed:  # columns have no letters
            names = given_variables or []
        else:
            names = given_variables if given_variables is not None else self._inferred(parsed)
        if "variables" not in fields and not {"model", "data"} & parsed.keys():
            self._check_letters(parsed)
        if graph is not None and graph not in names and not (graph in CONSTANT_LETTERS and len(names) == self._count(parsed)):  # x y = k
            names = [*names, graph] if given_variables is not None else in_order([*names, graph])
        dependent = parsed.get("dependent") if "function" not in parsed else None
        if isinstance(dependent, str) and dependent not in names:
            names = in_order([*names, dependent])
        found.measures.settle(found, names)
        for n in set(names) & set(self.parameters):
            raise record.wrong(f"{n} is both a variable and a parameter", "parameters")
        if len(names) > MOST_VARIABLES:
            raise record.wrong(f"too many variables: {len(names)}, at most {MOST_VARIABLES}", "variables")
        mathematics = [parsed[f.name] for f in self.topic.fields if f.name in parsed and f.type not in WORDS]
        mathematics += [*beside.values(), *(n for value, relations in found.pieces for n in (value, *relations))]
        for n in (*names, *self.parameters, *(n for value in mathematics for n in _names_in(value))):
            self.symbols.setdefault(n, Symbol(n, **assume.get(n, {"real": True})))
        variables = tuple(self.symbols[n] for n in names)
        builder = Builder(record, self.symbols, variables)
        follows = graph or (dependent if self.topic.implied else None)
        builder.follows = None if follows is None else self.symbols[follows]
        if isinstance(parsed.get("surface"), Sheet):
            builder.running = self._running(parsed["surface"])
        given = {f.name: builder.built(f, parsed[f.name]) for f in self.topic.fields if f.name in parsed}
        given |= {name: builder.built(BESIDE[name], node) for name, node in beside.items()}
        if found.pieces:
            read = [(value, tuple(builder.built(BESIDE["border"], r) for r in relations)) for value, relations in found.pieces]
            given["pieces"] = tuple((builder.built(BESIDE["second"], value), relations) for value, relations in read)
        if "value_there" in given:
            given["value_there"] = substitute(given["value_there"], given["point"])
        builder.check_shapes(given)
        expected = fields.get("expected")
        return Problem(
            record.id,
            record.kind,
            given,
            variables,
            self.symbols,
            fields.get("statement"),
            None if expected is None else str(expected),
            tuple(found.notices),
            self._origin(given, any(map(_has_decimal, mathematics)), inputs, builder),
        )

    def _apart(self, parsed: Mapping[str, Any]) -> dict[str, Any]:
        """An iterated integral that was typed as one formula: its integrand, and its limits, the innermost first."""
        inside = parsed.get("integrand")
        limits: list[tuple[str, syntax.Node, syntax.Node]] = []
        if {"limits", "integrals", "region", "surface"} & parsed.keys() or not any(f.type == "limits" for f in self.topic.fields):
            return {}
        while isinstance(inside, syntax.IntegralNode):
            if inside.lower is None or inside.upper is None:
                raise self.record.wrong("an iterated integral needs limits for every variable", "integrand")
            limits.insert(0, (inside.variable, inside.lower, inside.upper))
            inside = inside.integrand
        return {"integrand": inside, "limits": limits} if limits else {}

    def _running(self, surface: Sheet) -> tuple[Symbol, ...]:
        """The two parameters of a surface that is given by them."""
        found = running(surface, frozenset(self.parameters))
        if found is None:
            raise self.record.wrong("the surface must be given by two parameters, such as u and v", "surface")
        return tuple(self.symbols[n] for n in found)

    def _beside(self) -> dict[str, syntax.Node]:
        """What a function in pieces is besides the piece that stands for it."""
        found = self.found
        out: dict[str, syntax.Node] = {} if found.value_there is None else {"value_there": found.value_there}
        return out if found.met is None else out | {"second": found.met.second, "border": found.met.border}

    def _origin(self, given: Mapping[str, Any], decimals: bool, inputs: Iterable[str], builder: Builder) -> Origin:
        """What belongs to no kind: how it was typed, parameters, statements, and the problem that this is a part of."""
        fields, found, part = self.found.fields, self.found, self.record.part
        letter = found.letter or _letter(given) or "f"
        above = None if part is None else part.statement
        shared_inlines = None if above is None else self._statement(above)
        names = _introduces(above, letter) if above is not None else "statement" not in fields
        where = fields.get("where", [])
        return Origin(
            letter=letter,
            decimals=decimals,
            inputs=tuple(self.symbols[n] for n in inputs),
            running=builder.running,
            shape=builder.shape,
            shares=builder.shares,
            data_file=None if found.data_file is None else found.data_file.name,
            hole=found.hole,
            scope=found.scope,
            leniency=self.record.leniency,
            record=None if part is None else self.record,
            statement=None if fields.get("statement") is None else self._statement(fields["statement"]),
            shared=above,
            shared_inlines=shared_inlines,
            introduced=part is not None and "function" in given and part.inherited("function") and names,
            parameters=dict(zip(self.parameters, fields["parameters"].values(), strict=True)) if "parameters" in fields else {},
            where=tuple(where) if isinstance(where, list) else (where,),
        )

    def _statement(self, text: object) -> tuple[Inline, ...]:
        if not isinstance(text, str):
            raise self.record.wrong("a statement is a text", "statement")
        out: list[Inline] = []
        try:
            if "parameters" in self.found.fields:  # named in it as they are, until values are drawn
                return filled(text, {n: n for n in self.parameters}, self.symbols)
            for is_math, piece in split_statement(text):
                out.append(Math(typeset(piece)) if is_math else Text(piece))
        except Unreadable as error:
            raise error.at(self.record.place("statement")) from None
        return tuple(out)

    def _by_name(self, parsed: Mapping[str, Any]) -> bool:
        """Whether neither a field nor the answer goes by the place of a variable, so that they may stand as they were listed."""
        listed = any(f.type in ("uncertainties", "direction") and not isinstance(parsed.get(f.name, {}), dict) for f in self.topic.fields)
        return not listed and SCALARS.issuperset(self.topic.answer)

    # -- variables ---------------------------------------------------------------------------------------------------

    def _inferred(self, parsed: Mapping[str, Any]) -> list[str]:
        """The variables where none are listed, and a notice where another reader could take them otherwise."""
        if "variables" in self.found.fields:  # from f(x, y) = ...
            return list(self.found.fields["variables"])
        named = [n for f in self.topic.fields if f.type in ("name", "names") and f.name in parsed for n in _names_in(parsed[f.name])]
        named += sorted(n for value in parsed.values() if isinstance(value, Differential) for n in value.by())
        point = parsed.get("point", parsed.get("start"))
        if self.topic.in_coordinates and (said := self.record.fields.get("coordinates")) in COORDINATES:
            return self._of_coordinates(said, {*self._written(parsed), *(point if isinstance(point, dict) else ())} - set(self.parameters))
        if isinstance(parsed.get("surface"), Sheet):
            return list(parsed["surface"].names)
        if isinstance(point, dict):
            written = set(self._written(parsed)) - set(self.parameters)
            if written and not written & set(point):
                wrong = f"none of its letters {', '.join(point)} stands elsewhere in the problem"
                raise self.record.wrong(wrong, "point" if "point" in parsed else "start", "List the variables if that is meant.")
            by_place = parsed.get("uncertainties")
            if by_place is not None and not isinstance(by_place, dict) and list(point) != in_order(point):
                wrong = f"it is not clear which of these belongs to {next(iter(point))}"
                raise self.record.wrong(wrong, "uncertainties", "Write each with its letter: r = 0.1, h = 0.2.")
            return list(point) if self._by_name(parsed) else in_order(point)
        patch = next((parsed[f.name] for f in self.topic.fields if f.type == "patch" and f.name in parsed), None)
        if patch is not None:
            return self._of_surface(patch, parsed)
        if "transform" in parsed and ("limits" in parsed or "region" in parsed):
            return in_order(self._changed(parsed))
        if parsed.get("limits") or parsed.get("integrals"):
            listed = [parsed["limits"]] if "limits" in parsed else [limits for _, limits in parsed["integrals"]]
            return in_order({v for limits in listed for v, _, _ in limits})
        found = set(self._written(parsed)) - set(self.parameters)
        chosen = {n for f in self.topic.fields if f.type == "symbols" and f.name in parsed and f.name != "order" for n in parsed[f.name]}
        found -= chosen
        found -= {n for f in self.topic.fields if f.type == "layers" and f.name in parsed for n in parsed[f.name]}
        if "dependents" in parsed:  # what the equations leave free is free, whatever its letter
            return in_order(found - (set(CONSTANT_LETTERS) - set(named)))
        if "curve" in parsed:
            return self._of_curve(found, parsed)
        if "region" in parsed and any(f.type == "region" for f in self.topic.fields):
            return self._of_region(found, parsed)
        if any(f.type == "name" for f in self.topic.fields) and not any(f.type == "equation" for f in self.topic.fields):
            out = named or [single(found)]
        else:
            out = inferred(found | set(named), named, self._count(parsed))
        if "objective" in parsed and "constraints" in parsed:  # the radius of x^2 + y^2 = r^2
            out = _optimised(out, _names_in(parsed["objective"]))
        beside = {n for value in parsed.values() if isinstance(value, Differential) for n in value.letters()}
        constants = (found | beside) - {*out, *chosen, *self.parameters}
        if "rates" in parsed and not constants:
            return out
        if constants or set(out) - found - set(named) or (self.topic.ordered and any(n not in ORDER for n in out)):
            self.found.notices.append(Notice(described(out, constants), "variables"))
        return out

    def _written(self, parsed: Mapping[str, Any]) -> list[str]:
        """The letters of its functions, as they come."""
        return [n for f in self.topic.fields if f.type in EXPRESSIONS and f.name in parsed for n in _names_in(parsed[f.name])]

    def _of_coordinates(self, said: str, found: set[str]) -> list[str]:
        """The letters of the coordinates that are named. Errors: another letter of such coordinates stands beside them."""
        usual = COORDINATES[said]
        out = list(usual)
        if said != "spherical":
            out = [ALSO[v] if v not in found and ALSO.get(v) in found else v for v in usual]
        if strange := found & CURVED - {*out}:
            wrong = f"{listed(sorted(strange))} is not one of the coordinates {listed(usual)}"
            raise self.record.wrong(wrong, "coordinates", "Write the problem with these letters, phi being the angle from the z-axis.")
        if found - {*out}:
            self.found.notices.append(Notice(described(out, found - {*out}), "variables"))
        return out

    def _of_curve(self, found: set[str], parsed: Mapping[str, Any]) -> list[str]:
        """The variables of a curve: those of its coordinates, else as many as its points or the field have."""
        strands: list[Strand] = parsed["curve"]
        given = [n for s in strands for n in s.names]
        if given:
            return in_order(set(given))
        wanted = self._count(parsed) or next((s.dimension for s in strands if s.dimension), None) or 2
        usual = set(ORDER[:wanted])
        written = {n for name in ("field", "integrand") if name in parsed for n in _names_in(parsed[name])}
        written |= {n for s in strands if s.word in ("closed", "graph", "surfaces", "boundary") for n in s.free()}
        plainly = not written or (written & set(ORDER) and written & set(ORDER) <= usual)
        return in_order(usual) if plainly else inferred(found, (), wanted)

    def _of_surface(self, sheets: list[Sheet], parsed: Mapping[str, Any]) -> list[str]:
        """The three variables of a surface: those of its coordinates, else the usual ones wherever one of them occurs."""
        given = {n for s in sheets for n in s.names}
        if given:
            return in_order(given)
        found = set(self._written(parsed))
        found -= set(self.parameters) | CURVED
        return list(ORDER) if found & set(ORDER) or not found else inferred(found, (), len(ORDER))

    def _changed(self, parsed: Mapping[str, Any]) -> set[str]:
        """The old variables of a change: what the transform says, or, where that is of the new ones, what it says it by."""
        keys, inside = set(parsed["transform"]), set(_names_in(parsed["transform"])) - set(self.parameters)
        new = {v for v, _, _ in parsed["limits"]} if "limits" in parsed else set()
        stated = {n for name in ("integrand", "region") if name in parsed for n in _names_in(parsed[name])}
        if new:
            return inside if keys == new else keys
        if keys & stated or inside & stated:
            return keys if keys & stated else inside
        return inside if inside <= set(ORDER[:3]) and not keys <= set(ORDER[:3]) else keys

    def _of_region(self, found: set[str], parsed: Mapping[str, Any]) -> list[str]:
        """The variables of a region: x, y and z also where it is given in coordinates of a circle or a ball."""
        said = self.record.fields.get("coordinates") or _curved(found, self.topic.dimension)
        clauses: list[Clause] = parsed["region"]
        wanted = {"polar": 2, "cylindrical": 3, "spherical": 3}.get(str(said), self.topic.dimension)
        wanted = wanted or next((c.dimension for c in clauses if c.dimension), None)
        wanted = wanted or (len(parsed["order"]) if "order" in parsed else None)
        if said != "cartesian":
            own = found - CURVED - ({"z"} if said == "cylindrical" else set())
            return in_order(own) if len(own) == wanted else list(ORDER[:wanted])
        usual = set(ORDER) & found
        free = found - {n for c in clauses if c.dimension for n in c.names()}  # the radius of a disc is no variable
        others = {n for n in inferred(free, (), wanted)[wanted - 1 :] if len(n) == 1} - CONSTANT_LETTERS if wanted is not None else set()
        if wanted is not None and usual <= set(ORDER[:wanted]) and (usual or not others):
            out = list(ORDER[:wanted])
        elif len(usual) > 1 and wanted in (None, len(usual)):
            out = in_order(usual)
        else:
            out = inferred(free, (), wanted)
        if len(out) == 1 and wanted is None and not _between_two(clauses, out[0]):
            out = inferred(found, (), 2)
        if found - set(out):
            self.found.notices.append(Notice(described(out, found - set(out)), "variables"))
        return out

    def _check_letters(self, parsed: Mapping[str, Any]) -> None:
        """Errors: `Invalid` for what must be said before the variables are sure."""
        asked = {f.name: list(_names_in(parsed[f.name])) for f in self.topic.fields if f.type in ("name", "names") and f.name in parsed}
        formulas = [f for f in self.topic.fields if f.name in parsed and f.name not in asked and f.type not in WORDS]
        letters = {n for f in formulas for n in (*_names_in(parsed[f.name]), *_keys(parsed[f.name]))}
        check_asked(self.record, self.topic, asked, letters)
        functions = {n for f in formulas if f.type in EXPRESSIONS for n in _names_in(parsed[f.name])} - set(self.parameters)
        if isinstance(parsed.get("surface"), Sheet):
            return  # its letters are parameters, and its coordinates have names
        check_commas(self.record, parsed, ORDER[: self._count(parsed)] if "rates" in parsed else functions)
        if "field" in parsed:
            check_components(self.record, parsed["field"])

    def _count(self, parsed: Mapping[str, Any]) -> int | None:
        """How many variables there must be, where a list of coordinates or components says it."""
        listed = [parsed[name] for name in ("point", "direction", "start") if isinstance(parsed.get(name), list)]
        if "field" in parsed:
            listed.append(parsed["field"])
        if "rates" in parsed:
            listed.append(max((d for d, _ in parsed["rates"]), key=len))
        said = [c.dimension for name in WORDED for c in parsed.get(name, ()) if isinstance(c, Clause)]
        return len(listed[0]) if listed else next((d for d in said if d), None)


def _curved(found: set[str], wanted: int | None) -> str:
    """The coordinates that the letters of a region speak of."""
    if "theta" not in found or not found & {"r", "rho"}:
        return "cartesian"
    return "spherical" if "rho" in found else "cylindrical" if "z" in found or wanted == len(ORDER) else "polar"


def _between_two(clauses: list[Clause], letter: str) -> bool:
    """Whether a region is one interval: 0 <= x <= 3, of a function that has no other letter."""
    match clauses:
        case [Clause(word="", nodes=(syntax.Relation(items=(_, syntax.Sym(name=name), _)),))]:
            return name == letter
    return False


def _optimised(variables: list[str], objective: Iterable[str]) -> list[str]:
    """The variables of a function under constraints: without the letter that only a constraint on x and y has, as a radius r."""
    own = set(objective) & set(variables)
    if not own or not own <= set(ORDER) or len(set(variables) & set(ORDER)) < 2:
        return variables
    return [n for n in variables if n in own or n in ORDER or n in FURTHER]


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
        case Relative(share):
            yield from _names_in(share)
        case Clause():
            yield from value.names()
        case Differential():
            yield from value.letters()
        case Strand() | Sheet():
            yield from value.free()
        case tuple():
            for v in value:
                yield from _names_in(v)
        case _:
            yield from free_names(value)


def _keys(value: object) -> Iterable[str]:
    return value if isinstance(value, dict) else ()


def _has_decimal(value: Any) -> bool:
    """Whether a number was typed with a decimal point."""
    match value:
        case dict():
            return any(map(_has_decimal, value.values()))
        case list():
            return any(map(_has_decimal, value))
        case str() | int():
            return False
        case Relative(share):
            return _has_decimal(share)
        case Differential(equations=equations):
            return any(map(_has_decimal, equations))

        case Sheet(nodes=nodes, clauses=clauses) | Strand(nodes=nodes, clauses=clauses):
            return any(map(_has_decimal, (*nodes, *clauses)))
        case Clause(nodes=nodes):
            return any(map(_has_decimal, nodes))
        case tuple():
            return any(map(_has_decimal, value))
        case syntax.Num(digits):
            return "." in digits
    return any(map(_has_decimal, syntax.parts(value)))


def _letter(given: Mapping[str, Any]) -> str | None:
    f = given.get("function")
    return f.func.__name__ if isinstance(f, AppliedUndef) else None


def _introduces(statement: str, letter: str) -> bool:
    """Whether a formula of the statement says what the function is: `f(x, y) = ...`, `z = ...`."""
    named = re.compile(rf"(?<![A-Za-z\\]){re.escape(letter)}\s*(?:\\left)?(?:\([^()=]*\))?\s*=")
    return any(is_math and named.search(piece) for is_math, piece in split_statement(statement))
