"""One job: what goes wrong while it is done comes back in place of its result, so that it is said and others go on."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tutor.errors import TutorError
from tutor.frozen import dataclass

Job = TypeVar("Job")  # what is to be done
Done = TypeVar("Done")  # and what it came to

MEMORY = 4 * 2**30  # bytes of address space that a job may take, beyond what its process has
PROCESSES = sys.platform not in ("emscripten", "wasi")  # whether others can be started: a browser has only this one
GRACE = 1.0  # seconds beyond its time: a job that ends by itself keeps what it has done so far


def starts_others() -> bool:
    """Whether this process may have processes of its own: a worker may not, and needs none, for it can itself be ended."""
    from multiprocessing import current_process

    return PROCESSES and not current_process().daemon


BROKEN = "the program made an error of its own"


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a result: the job was given up (`timeout`), or its process or its code broke."""

    reason: str
    message: str
    seconds: float = 0.0  # that it took, as far as somebody knows
    fault: str = ""  # what broke and where, for whoever mends it: no reader of a page learns from it


def overdue(seconds: float | None) -> Lost:
    """A job that was given up after so many seconds."""
    return Lost("timeout", f"not finished within {seconds:g} s", seconds or 0.0)


def attempted(do: Callable[[Job], Done], job: Job) -> Done | Lost:
    """`do(job)`, or a `Lost`: a bug in one problem must not lose the others."""
    start = time.perf_counter()
    try:
        return do(job)
    except KeyboardInterrupt:
        raise
    except MemoryError:
        return Lost("failed", "out of memory", time.perf_counter() - start)
    except BaseException as error:  # noqa: BLE001  the boundary of a job
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = "" if where is None else f" ({where.tb_frame.f_code.co_name}, line {where.tb_lineno})"
        said = error.message if isinstance(error, TutorError) else BROKEN  # what is wrong with the job is for its reader
        return Lost("failed", said, time.perf_counter() - start, f"{type(error).__name__}: {error}{place}")


def here(do: Callable[[Job], Done], job: Job, seconds: float) -> Done | Lost:
    """A job whose work is bounded by itself, done in this process, within the same limits as in a worker but without its start.

    Where it cannot even be interrupted, in the middle of one long operation, this process ends: with status 1 and `Timeout`.
    """

    def timed(job: Job) -> Done | Lost:
        try:
            with alarm(seconds):
                return do(job)
        except TimeoutError:
            return overdue(seconds)

    faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        with limited_memory():
            return attempted(timed, job)
    finally:
        faulthandler.cancel_dump_traceback_later()


def interruptible() -> bool:
    """Whether an alarm can interrupt what is done here."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Errors: TimeoutError within this, after so many seconds; nothing happens where nothing can interrupt it."""
    if not interruptible():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(*_: object) -> None:
    raise TimeoutError


def _taken() -> int:
    """Bytes of address space that this process has; a fork begins with those of the process that it is from. 0 where nobody says."""
    try:
        pages, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def limited_memory() -> Iterator[None]:
    """No more than `MEMORY` is taken within this; a limit that is lower already stays."""
    try:
        import resource
    except ImportError:  # not on this system (Windows): the time limit still holds
        yield
        return
    kind = getattr(resource, "RLIMIT_AS", None)
    if kind is None:  # nor everywhere else
        yield
        return
    soft, hard = resource.getrlimit(kind)
    limit = min([MEMORY + _taken(), *(given for given in (soft, hard) if given != resource.RLIM_INFINITY)])
    try:
        resource.setrlimit(kind, (limit, hard))
    except (OSError, ValueError):  # macOS knows the limit and refuses to set it
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(kind, (soft, hard))
