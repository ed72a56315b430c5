"""`dataclass(frozen=True, slots=True)`, made in a third of the time: one answer is judged in less than its classes take.

The standard library compiles six functions for each class, one by one; here the two that differ from class to class and
`__init__` are one piece of source, and the others are shared. Type checkers are told of the standard one, which does the same.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool):
        """The decorator; only for values, which are both."""
        assert frozen and slots
        return _made


def _made(plain: type[T]) -> type[T]:
    made: type[Any] = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    places: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for f in dataclasses.fields(made):
        names[f"_set_{f.name}"] = getattr(made, f.name).__set__
        default, given = "", f.name
        if f.default is not dataclasses.MISSING:
            default, names[f"_default_{f.name}"] = f" = _default_{f.name}", f.default
        elif f.default_factory is not dataclasses.MISSING:
            default, names[f"_new_{f.name}"] = " = _missing", f.default_factory
            given = f"_new_{f.name}() if {f.name} is _missing else {f.name}"
        (named if f.kw_only else places).append(f.name + default)
        body.append(f"    _set_{f.name}(self, {given})")
    compared = [f.name for f in dataclasses.fields(made) if f.compare]
    mine, others = ("".join(f"{of}.{name}, " for name in compared) for of in ("self", "other"))
    source = [
        f"def __init__({', '.join(['self', *places, *(['*', *named] if named else [])])}):",
        *(body or ["    pass"]),
        "def __eq__(self, other):",
        f"    return ({mine}) == ({others}) if other.__class__ is self.__class__ else NotImplemented",
        "def __hash__(self):",
        f"    return hash(({mine}))",
    ]
    exec("\n".join(source), names)  # noqa: S102  of names in our own source, as the standard library does it
    own = {name: names[name] for name in ("__init__", "__eq__", "__hash__")}
    shared = {"__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
    for name, function in {**shared, **own}.items():
        if name not in plain.__dict__:
            setattr(made, name, function)
    return made


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__qualname__} is frozen: {name!r} stays as it is")


def _state(self: Any) -> list[object]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
