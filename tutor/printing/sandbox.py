"""What a template may do: read plain values by name, go through them, and ask our own filters. A formula is opaque to it.

Methods of SymPy read text as Python, so no method of a formula is within reach; nor is arithmetic, for which a template
has no need. Everything that is not allowed here is refused, and what a template makes or takes is measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

LONGEST: Final = 10_000_000  # characters that an own template may put together: a problem with its drawings has less than one
LONGEST_PAGE: Final = 100_000_000  # characters of a whole page
BITS: Final = 1000  # of a whole number
# Plain data of a formula, none of which can be called.
PARTS: Final = frozenset({"args", "free_symbols", "is_Equality", "is_integer", "name", "near"})
OF_TABLES: Final = frozenset({"get", "items", "keys", "values"})
OF_LOOPS: Final = frozenset({"changed", "cycle"})
# What our own values may be asked, by their class. No argument may be text.
METHODS: Final[Mapping[str, frozenset[str]]] = {
    "tutor.model.Problem": frozenset({"held"}),
    "tutor.maths.chain.dependencies.Dependencies": frozenset({"below", "edge", "held", "total"}),
    "tutor.desk.classwork.summary.ProblemSummary": frozenset({"by_mistake", "by_step", "commonest"}),
}
GLOBALS: Final = frozenset({"namespace", "range"})
FILTERS: Final = frozenset({
    "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "last", "length", "list", "lower", "map", "reject",
    "rejectattr", "safe", "select", "selectattr", "string", "trim", "upper",
})  # fmt: skip
TESTS: Final = frozenset({
    "boolean", "defined", "eq", "equalto", "false", "ge", "gt", "in", "iterable", "le", "lt", "mapping", "ne", "none", "number",
    "sequence", "string", "true", "undefined", "==", "!=", "<", "<=", ">", ">=",
})  # fmt: skip
_EACH, _SHORT = "~each", "~short"  # no template can write these names


class TooMuch(TemplateRuntimeError):
    """A template that takes or makes more than it may."""


@dataclass(slots=True)
class Meter:
    """What one rendering of an own template may take: seconds of work of this thread."""

    seconds: float
    until: float

    def look(self) -> None:
        """Errors: `TooMuch` once the time is up."""
        if time.thread_time() > self.until:
            raise TooMuch(f"it was not finished within {self.seconds:g} s of work")

    def each(self, items: Iterable[object]) -> Iterator[object]:
        """The items, with a look before each."""
        for item in items:
            self.look()
            yield item


_meter: ContextVar[Meter | None] = ContextVar("_meter", default=None)


@contextmanager
def measured(seconds: float | None) -> Iterator[None]:
    """Templates inside have so many seconds of work; None where they are the package's own."""
    token = _meter.set(None if seconds is None else Meter(seconds, time.thread_time() + seconds))
    try:
        yield
    finally:
        _meter.reset(token)


def joined(pieces: Iterator[str], longest: int = LONGEST_PAGE) -> str:
    """What a template writes, piece by piece. Errors: `TooMuch`, at the place in the template."""
    meter = _meter.get()
    if meter is None:
        return "".join(pieces)
    out, size = [], 0
    for piece in pieces:
        size += len(piece)
        try:
            meter.look()
            _within(size, longest)
        except TooMuch as error:
            if isinstance(pieces, Generator):
                pieces.throw(error)  # where the template stands, so that the message has its line
            raise
        out.append(piece)
    return "".join(out)


def _within(size: int, longest: int = LONGEST) -> None:
    if size > longest:
        raise TooMuch(f"it makes more than {longest:,} characters")


class Sandbox(SandboxedEnvironment):
    """Jinja in which all is refused that is not allowed here."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(SandboxedEnvironment.default_unop_table)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.globals = {name: value for name, value in self.globals.items() if name in GLOBALS}
        self.filters = {name: value for name, value in self.filters.items() if name in FILTERS}
        self.filters.update({"join": _join, "list": _list, "replace": _replace, "string": shown, _EACH: _each, _SHORT: short})
        self.tests = {name: value for name, value in self.tests.items() if name in TESTS}

    def getattr(self, obj: object, attribute: str) -> object:
        """`value.name`: a key of a table, a field of one of our values, a part of a formula."""
        if attribute in fields_of(type(obj)):
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)
        if attribute.startswith("_"):
            raise SecurityError(f"access to attribute {attribute!r} of {_called(obj)} is refused")
        if isinstance(obj, Mapping):
            return getattr(obj, attribute) if attribute in OF_TABLES else self._found(obj, attribute)
        if isinstance(obj, TemplateReference):
            return obj[attribute]
        if isinstance(obj, Namespace) or (isinstance(obj, TemplateModule) and attribute in vars(obj)) or _readable(obj, attribute):
            return getattr(obj, attribute, self.undefined(obj=obj, name=attribute))
        if hasattr(type(obj), attribute):
            raise SecurityError(f"a template may not use {attribute!r} of {_called(obj)}")
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """`value[key]`: of a table, a list or a text; a name is looked for as an attribute too."""
        if isinstance(obj, Undefined):
            return obj[argument]
        if isinstance(obj, Mapping) or (isinstance(obj, list | tuple | str) and isinstance(argument, int | slice)):
            return self._found(obj, argument)
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        raise SecurityError(f"a template may not look inside {_called(obj)}")

    def _found(self, obj: Any, key: Any) -> object:
        try:
            return obj[key]
        except (LookupError, TypeError):
            return self.undefined(obj=obj, name=key)

    def call(self, context: Context, obj: object, *args: Any, **kwargs: object) -> object:
        """A macro, a block, or one of the few methods that are allowed."""
        meter = _meter.get()
        if meter is None and type(obj) is Macro:  # of the package, and by far the most
            return context.call(obj, *args, **kwargs)
        if meter is not None:
            meter.look()
        if not isinstance(obj, Undefined) and not self._callable(obj, (*args, *kwargs.values())):
            raise SecurityError(f"a template may not call {_called(obj)}")
        return short(super().call(context, obj, *args, **kwargs))

    def _callable(self, obj: object, given: Iterable[object]) -> bool:
        if isinstance(obj, Macro | BlockReference | LoopContext) or any(obj is self.globals[name] for name in self.globals):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, Mapping):
            return name in OF_TABLES
        if isinstance(owner, LoopContext):
            return name in OF_LOOPS
        return name in METHODS.get(_class(owner), ()) and not any(isinstance(a, str) for a in given)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:
        """Arithmetic of plain numbers and texts, within limits."""
        given = (left, right)
        texts = [v for v in given if isinstance(v, str | list | tuple)]
        if (
            not all(isinstance(v, bool | int | float | str | list | tuple) for v in given)
            or operator == "**"
            or (texts and operator == "%")
        ):
            raise SecurityError(f"a template may not use {operator} here")
        if operator == "*":
            _within(max((len(t) for t in texts), default=0) * max((v for v in given if isinstance(v, int)), default=1))
        if sum(v.bit_length() for v in given if isinstance(v, int)) > BITS:
            raise TooMuch(f"a whole number of more than {BITS} bits")
        return short(super().call_binop(context, operator, left, right))

    def call_unop(self, context: Context, operator: str, arg: object) -> object:
        """A sign before a plain number."""
        if not isinstance(arg, int | float):
            raise SecurityError(f"a template may not use {operator} before {_called(arg)}")
        return super().call_unop(context, operator, arg)

    def _load_template(self, *args: Any, **kwargs: Any) -> Any:
        if (meter := _meter.get()) is not None:  # files that include one another need neither a loop nor a call
            meter.look()
        return super()._load_template(*args, **kwargs)

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        return super()._generate(_Measuring(self).visit(source), name, filename, defer_init)

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """As Jinja has it; what Python cannot compile is an error of the template."""
        try:
            return super().compile(source, name, filename, *args, **kwargs)
        except (RecursionError, SyntaxError, MemoryError):
            raise TemplateSyntaxError("it is nested too deeply", 1, name, filename) from None


class _Measuring(NodeTransformer):
    """Looks at the clock in every loop, and at the length of everything that a template puts together."""

    def __init__(self, environment: Sandbox) -> None:
        self.environment = environment

    def _filtered(self, node: Any, name: str, line: int) -> nodes.Filter:
        return nodes.Filter(node, name, [], [], None, None, lineno=line, environment=self.environment)

    def visit_For(self, node: nodes.For) -> nodes.For:
        """A loop."""
        self.generic_visit(node)
        node.iter = self._filtered(node.iter, _EACH, node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        """`a ~ b`."""
        self.generic_visit(node)
        return self._filtered(node, _SHORT, node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Filter:
        """`[a, b]`: lists in lists grow twice as long with each."""
        self.generic_visit(node)
        return self._filtered(node, _SHORT, node.lineno)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Filter:
        """`{"a": b}`."""
        self.generic_visit(node)
        return self._filtered(node, _SHORT, node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """`(a, b)`, but not the names in front of a sign of equality."""
        self.generic_visit(node)
        return self._filtered(node, _SHORT, node.lineno) if node.ctx == "load" else node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:
        """`{% set name %} ... {% endset %}`."""
        self.generic_visit(node)
        node.filter = self._filtered(node.filter, _SHORT, node.lineno)
        return node


@pass_context
def _each(context: Context, items: Iterable[object]) -> Iterable[object]:
    del context  # asked for, so that Jinja does not go through the items while it compiles
    meter = _meter.get()
    return items if meter is None else meter.each(items)


def short(value: object) -> Any:
    """The value; where it is a text or table that an own template made, a short one. Errors: `TooMuch`."""
    if _meter.get() is not None and isinstance(value, str | list | tuple | dict):
        _within(_weight(value, {}))
    return value


def _weight(value: object, known: dict[int, int]) -> int:
    """How long a value would be in full, where every part is written wherever it stands."""
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, list | tuple | dict):
        return 1
    if id(value) not in known:
        parts = (part for pair in value.items() for part in pair) if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_weight(part, known) for part in parts)
    return known[id(value)]


def shown(value: object) -> str:
    """A value as text. Errors: TypeError for a table of values, which is none."""
    if isinstance(value, Mapping | Namespace | list | tuple | set | frozenset | Iterator):
        raise TypeError(f"a value of the kind {type(value).__name__} is no text")
    return value if isinstance(value, str) else str(value)


def _list(items: Iterable[object]) -> list[object]:
    found: list[object] = short(list(items))
    return found


def _join(value: Iterable[object], between: str = "") -> str:
    parts = [str(v) for v in value]
    _within(sum(map(len, parts)) + len(parts) * len(between))
    return between.join(parts)


def _replace(text: object, old: str, new: str) -> str:
    given = str(text)
    _within(len(given) + (given.count(old) * len(new)))
    return given.replace(old, new)


def _fields(kind: Any) -> frozenset[str]:
    """What can be read of a plain record of ours: its fields and properties, and the methods that are allowed."""
    fields = getattr(kind, "__dataclass_fields__", None) or (issubclass(kind, tuple) and getattr(kind, "_fields", None))
    if not fields:
        return frozenset()
    properties = (name for name in dir(kind) if isinstance(getattr(kind, name, None), property))
    allowed = METHODS.get(f"{kind.__module__}.{kind.__qualname__}", frozenset())
    return frozenset(name for name in (*fields, *properties, *allowed) if not name.startswith("_"))


fields_of: Callable[[Any], frozenset[str]] = lru_cache(1024)(_fields)  # not all: a problem makes classes of its own


def _readable(obj: object, name: str) -> bool:
    """Whether a name is an allowed part of something that is no record."""
    if isinstance(obj, LoopContext):
        return isinstance(getattr(type(obj), name, None), property) or name in OF_LOOPS or name in vars(obj)
    if fields_of(type(obj)) or isinstance(obj, Macro | BlockReference | str | int | float | list | tuple):
        return False
    return name in PARTS and hasattr(obj, name) and not callable(getattr(obj, name))


def _class(obj: object) -> str:
    return f"{type(obj).__module__}.{type(obj).__qualname__}"


def _called(obj: object) -> str:
    """How a message names a value."""
    name: Callable[..., object] | str = getattr(obj, "__name__", "")
    return repr(name) if isinstance(name, str) and name else f"a value of the kind {type(obj).__name__}"
