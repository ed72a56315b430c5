"""What own templates and the engine of PDFs do happens in a process that can be stopped, and that only says what came of it.

The engine starts threads, which a fork would lack and wait for: the process that starts workers never has them.
"""

from __future__ import annotations

import faulthandler
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tutor.edges.job import Lost, starts_others
from tutor.edges.resources import own_templates, use_templates
from tutor.edges.worker import run
from tutor.errors import Place, TutorError, Unsupported
from tutor.printing.output.base import TEX_ENGINES, Lacking
from tutor.printing.templating import WrongTemplate

SECONDS: Final = 120.0  # for a whole page, on a busy machine; the largest set takes a few of them
TEX_SECONDS: Final = 400.0  # a run of TeX has a limit of its own, after which it is ended

THREADS: Final = ("RAYON_NUM_THREADS", "4")  # of the engine of PDFs: with one for each of many processors it would want all the memory


@dataclass(frozen=True, slots=True)
class _Job:
    do: Callable[..., Any]
    given: tuple[Any, ...]
    folder: Path | None


@dataclass(frozen=True, slots=True)
class _Done:
    made: Any
    told: tuple[tuple[str, int | None], ...]


def apart(do: Callable[..., Any], *given: Any, form: str = "") -> Any:
    """`do(*given)` in a process of its own, with limits of time and memory; here, where this is such a process.

    Errors: those of `do`; where it did not come to an end, `WrongTemplate` if there are own templates, else `Unsupported`.
    """
    if not starts_others():
        return do(*given)
    folder = own_templates()
    ((_, result),) = run([_Job(do, given, folder)], _done, 1, TEX_SECONDS if form in TEX_ENGINES else SECONDS, tries=1)
    if isinstance(result, Lost):
        raise _stopped(result, folder, form)
    if isinstance(result, TutorError):
        raise result
    for said, number in result.told:
        warnings.warn(Lacking(said, number), stacklevel=3)
    return result.made


def _stopped(lost: Lost, folder: Path | None, form: str) -> TutorError:
    if folder is None:
        return Unsupported(f"the page was not printed: {lost.message}")
    layout = folder / "typst" / "layout.typ"
    blamed = layout if form == "pdf" and layout.exists() else folder
    return WrongTemplate(f"the templates were stopped: {lost.message}", place=Place(file=str(blamed)))


def _done(job: _Job) -> _Done | TutorError:
    use_templates(job.folder)
    os.environ.setdefault(*THREADS)
    # an engine that breaks off speaks to the terminal; the message says it better
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", Lacking)
        try:
            made = job.do(*job.given)
        except TutorError as error:
            return error
    return _Done(made, tuple((w.message.said, w.message.number) for w in caught if isinstance(w.message, Lacking)))
