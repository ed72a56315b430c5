"""What own templates do happens in a process that can be stopped, and that only says what came of it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tutor.edges.job import Lost
from tutor.edges.resources import use_templates
from tutor.edges.worker import run
from tutor.errors import Place, TutorError
from tutor.printing.output.base import TEX_ENGINES, Lacking
from tutor.printing.style import Style
from tutor.printing.templating import WrongTemplate

SECONDS: Final = 120.0  # for a whole page, on a busy machine; the largest set takes a few of them
TEX_SECONDS: Final = 400.0  # a run of TeX has a limit of its own, after which it is ended


@dataclass(frozen=True, slots=True)
class _Job:
    do: Callable[..., Any]
    given: tuple[Any, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class _Done:
    made: Any
    told: tuple[tuple[str, int | None], ...]


def apart(do: Callable[..., Any], *given: Any, style: Style, form: str = "") -> Any:
    """`do(*given)`; where there are own templates, in a process of its own with limits of time and memory.

    Errors: those of `do`; `WrongTemplate` where it did not come to an end.
    """
    if style.folder is None:
        return do(*given)
    seconds = TEX_SECONDS if form in TEX_ENGINES else SECONDS
    ((_, result),) = run([_Job(do, given, style.folder)], _done, 1, seconds, tries=1)
    if isinstance(result, Lost):
        layout = style.folder / "typst" / "layout.typ"
        blamed = layout if form == "pdf" and layout.exists() else style.folder
        raise WrongTemplate(f"the templates were stopped: {result.message}", place=Place(file=str(blamed)))
    if isinstance(result, TutorError):
        raise result
    for said, number in result.told:
        warnings.warn(Lacking(said, number), stacklevel=2)
    return result.made


def _done(job: _Job) -> _Done | TutorError:
    use_templates(job.folder)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an engine that breaks off speaks to the terminal; the message says it better
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", Lacking)
        try:
            made = job.do(*job.given)
        except TutorError as error:
            return error
    return _Done(made, tuple((w.message.said, w.message.number) for w in caught if isinstance(w.message, Lacking)))
