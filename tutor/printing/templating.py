"""Templates: an instructor's own before the package's, in a sandbox, and what is wrong with one is said with its file and line.

What a template may do is in `sandbox`. Beside `name`, a template can be asked for as `package/name`: the package's own, to `{% extends %}`.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.runtime import Context

from tutor.edges.files import read_text
from tutor.edges.resources import folder, own_templates, template_folders
from tutor.errors import Invalid, Place, nearest
from tutor.printing import sandbox
from tutor.printing.sandbox import Sandbox, measured

PACKAGE = "package"
SUFFIX = ".j2"
LARGEST = 1_000_000  # bytes of a file of templates
WORDS_SECONDS, LAYOUT_SECONDS = 2.0, 5.0  # of work that an own template may take for one piece; ours take milliseconds
# What a template can bring about besides errors of its own: it calls functions and reads values as Python does.
_FAULTS = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError, MemoryError, AssertionError,
)  # fmt: skip


class WrongTemplate(Invalid):
    """An own template that cannot be used: nothing that is printed with it is worth having."""


class _Own(BaseLoader):
    """The instructor's own templates, read within limits."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a file, where there is one. Errors: `TemplateNotFound`; `WrongTemplate` where it cannot be read."""
        del environment
        path = self.place.joinpath(*split_template_path(template))
        if not os.path.lexists(path):
            raise TemplateNotFound(template)
        return _own_text(path, self.place.parent), str(path), lambda: True


def environment_of(folders: tuple[Path, ...], **options: object) -> Sandbox:
    """Jinja over these folders, the first that has a file first."""
    package = FileSystemLoader(folders[-1])
    loader = ChoiceLoader([*map(_Own, folders[:-1]), package, PrefixLoader({PACKAGE: package})])
    kept = {"cache_size": -1, "bytecode_cache": _compiled() if len(folders) == 1 else None}
    return Sandbox(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False, **kept, **options)


def at_rendering(do: Callable[..., object]) -> Callable[..., object]:
    """The same filter, which Jinja does not call while it compiles: what it gives belongs to one rendering, and to its language."""

    @pass_context
    def asked(context: Context, *given: object, **named: object) -> object:
        del context
        return do(*given, **named)

    return asked


class _Compiled(FileSystemBytecodeCache):
    """The package's templates, compiled for the next process too, as Python keeps its files: where only this user writes."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Written, if it can be."""
        with suppress(OSError):
            super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read, if it can be."""
        with suppress(OSError):
            super().load_bytecode(bucket)


@cache
def _compiled() -> _Compiled | None:
    made_by = sha256(b"".join(Path(file).read_bytes() for file in (sandbox.__file__, __file__))).hexdigest()[:12]
    try:
        return _Compiled(pattern=f"tutor-{made_by}-%s.cache")
    except (OSError, RuntimeError):  # there is no such folder, or it is somebody else's
        return None


def template_text(name: str, file: str) -> str:
    """A template that is a plain file, the instructor's own where there is one."""
    *own, package = template_folders(name)
    found = next((place for place in own if os.path.lexists(place / file)), None)
    return (package / file).read_text(encoding="utf-8") if found is None else _own_text(found / file, found.parent)


def _own_text(path: Path, within: Path) -> str:
    try:
        return read_text(path, LARGEST, within)
    except Invalid as error:
        raise WrongTemplate(error.message, hint=error.hint) from None


@contextmanager
def located(facts: Iterable[str] = (), seconds: float = WORDS_SECONDS) -> Iterator[None]:
    """What goes wrong in a template inside, as `WrongTemplate` with its file and line. Without own templates it is a bug."""
    own = own_templates()
    try:
        with measured(None if own is None else seconds):
            yield
    except _FAULTS as error:
        place = None if own is None else _place(error, own)
        if place is None:
            raise
        raise WrongTemplate(f"{place[1]}{_said(error)}", hint=_hint(error, facts), place=Place(file=place[0])) from None


def _place(error: BaseException, own: Path) -> tuple[str, str] | None:
    """The template that it happened in, and `line 3: `; None where no template took part."""
    if isinstance(error, TemplateSyntaxError):
        return _shown(error.filename or error.name or "a template", own), f"line {error.lineno}: "
    roots = (own, folder("templates"))
    inner = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        # A block called by itself still has the lines of the Python that Jinja makes of it.
        template = frame.f_globals.get("__jinja_template__")
        file = template.filename if template is not None else frame.f_code.co_filename
        if file is not None and any(Path(file).is_relative_to(root) for root in roots):
            inner = file, line if template is None else template.get_corresponding_lineno(line)
    if inner is not None:
        return _shown(inner[0], own), f"line {inner[1]}: "
    return (own.name, "") if isinstance(error, TemplateError) else None


def _shown(file: str, own: Path) -> str:
    """The file as the instructor knows it."""
    path = Path(file)
    for root, name in ((own, own.name), (folder("templates"), "templates")):
        if path.is_relative_to(root):
            return str(Path(name) / path.relative_to(root))
    return file


def _said(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, MemoryError):
        return "the template needs more memory than there is for it"
    said = getattr(error, "message", None) or str(error)
    return f"the template stopped: {said}" if not isinstance(error, TemplateError) else str(said)


def _hint(error: BaseException, facts: Iterable[str]) -> str | None:
    if not isinstance(error, UndefinedError):
        return None
    said = str(error.message).split("'")
    return nearest(said[1], facts) if len(said) > 2 else None
