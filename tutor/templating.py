"""Templates: an instructor's own before the package's, in a sandbox, and what is wrong with one is said with its file and line.

Beside `name`, a template can be asked for as `package/name`: the package's own, to `{% extends %}`.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import SandboxedEnvironment

from tutor.errors import Invalid, Place, nearest
from tutor.resources import folder, own_templates

PACKAGE = "package"
SUFFIX = ".j2"
# What a template can bring about besides errors of its own: it calls functions and reads values as Python does.
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError)


def environment_of(folders: tuple[Path, ...], **options: Any) -> SandboxedEnvironment:
    """Jinja over these folders, the first that has a file first. A template reaches no attribute that begins with `_`."""
    package = FileSystemLoader(folders[-1])
    loader = ChoiceLoader([*map(FileSystemLoader, folders), PrefixLoader({PACKAGE: package})])
    return SandboxedEnvironment(
        loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False, **options
    )


@contextmanager
def located(facts: Iterable[str] = ()) -> Iterator[None]:
    """What goes wrong in a template inside, as `Invalid` with its file and line. Without own templates it is a bug, and stays one."""
    own = own_templates()
    try:
        yield
    except _FAULTS as error:
        place = None if own is None else _place(error, own)
        if place is None:
            raise
        raise Invalid(f"{place[1]}{_said(error)}", hint=_hint(error, facts), place=Place(file=place[0])) from None


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
    said = getattr(error, "message", None) or str(error)
    return f"the template stopped: {said}" if not isinstance(error, TemplateError) else str(said)


def _hint(error: BaseException, facts: Iterable[str]) -> str | None:
    if not isinstance(error, UndefinedError):
        return None
    said = str(error.message).split("'")
    return nearest(said[1], facts) if len(said) > 2 else None
