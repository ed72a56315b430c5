"""What a page asks, read within limits: a problem typed into a form, or one of a set on the shelf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tutor.desk.version import FIRST, Version
from tutor.edges.language import ENGLISH, known
from tutor.edges.resources import folder
from tutor.errors import Invalid, Place, Unsupported, nearest
from tutor.reading.limits import MAX_LENGTH
from tutor.reading.sets import ProblemSet, Record, from_arguments, load_set

MOST_FIELDS = 40
LARGEST_SEED = 10**6
TYPED = "1"  # the id of a problem that is typed


@dataclass(frozen=True)
class Shelf:
    """The sets that a page may ask for, by name; nothing else of the disk can be named by a request. And the language of the page."""

    sets: Mapping[str, Path] = field(default_factory=dict)
    language: str = ENGLISH

    def set(self, name: str) -> ProblemSet:
        """Errors: `Invalid`, with the nearest name, where there is none."""
        if name not in self.sets:
            raise Invalid(f"there is no set {name[:60]!r}", hint=nearest(name[:60], self.sets))
        return _loaded(self.sets[name])


def shelf(files: list[Path], language: str = ENGLISH) -> Shelf:
    """The sets in these files, by their names without ending; those of the package where none is named.

    Errors: `Invalid` where a file cannot be read as a set, or two have one name.
    """
    listed = files or sorted((folder("exercises") / "sets").glob("*.toml"))
    found: dict[str, Path] = {}
    for path in listed:
        if path.stem in found:
            raise Invalid(f"two sets are called {path.stem}", hint="Rename one of the files.")
        load_set(path)
        found[path.stem] = path.resolve()
    return Shelf(found, known(language))


@cache
def _loaded(path: Path) -> ProblemSet:
    return load_set(path)


def spoken(asked: Mapping[str, object], on: Shelf) -> str:
    """The language of the set that a request is about, where it says one; else that of the page."""
    name = asked.get("set")
    code = on.set(name).header.get("language") if isinstance(name, str) and name in on.sets else None
    return known(code) if isinstance(code, str) else on.language


def text(asked: Mapping[str, object], name: str, default: str | None = None, longest: int = MAX_LENGTH) -> str:
    """A field of a request that is a text. Errors: `Invalid` where it is missing, none, or too long."""
    value = asked.get(name, default)
    if not isinstance(value, str):
        raise Invalid(f"{name} is missing" if value is None else f"{name} is a text", place=Place(field=name))
    if len(value) > longest:
        raise Invalid(f"{name} is too long: at most {longest} characters", place=Place(field=name))
    return value


def one_of(asked: Mapping[str, object], name: str, choices: tuple[str, ...]) -> str:
    """A field that is one of some words, the first of them where it is not given."""
    value = text(asked, name, choices[0])
    if value not in choices:
        raise Invalid(f"{name} is one of {', '.join(choices)}", hint=nearest(value, choices), place=Place(field=name))
    return value


def version(asked: Mapping[str, object]) -> Version:
    """The reader's own variant: version A with the seed of the request."""
    seed = asked.get("seed", FIRST.seed)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
        raise Invalid(f"seed is a whole number from 0 to {LARGEST_SEED}", place=Place(field="seed"))
    return Version(seed=seed)


def tells(entry: Record) -> bool:
    """Whether a reader may see how a problem is solved: not where its author lets an answer's verdict be all that is said, or less."""
    return entry.leniency.get("feedback") not in ("none", "verdict")


def helped(asked: Mapping[str, object], on: Shelf) -> Record:
    """The problem that is meant, to be solved before the reader's eyes. Errors: as of `problem`, and `Unsupported` where it must not be."""
    entry = problem(asked, on)
    if not tells(entry):
        raise Unsupported("this set keeps its solutions to itself")
    return entry


def problem(asked: Mapping[str, object], on: Shelf) -> Record:
    """The record that is meant: `set` and `id`, or `kind` and `fields`. Errors: `Invalid`."""
    if "set" in asked:
        name = text(asked, "id")
        listed = on.set(text(asked, "set")).records
        found = next((r for r in listed if r.id == name), None)
        if found is None:
            raise Invalid(f"the set has no problem {name[:60]!r}", hint=nearest(name[:60], [r.id for r in listed]))
        return found
    given = asked.get("fields", {})
    if not isinstance(given, Mapping) or len(given) > MOST_FIELDS:
        raise Invalid(f"fields is a table of at most {MOST_FIELDS} texts")
    kept = {str(name): text(given, str(name)) for name in given}
    return from_arguments(text(asked, "kind"), [f"{name}={value}" for name, value in kept.items() if value.strip()])
