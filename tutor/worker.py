"""Worker processes: problems are solved where they can be stopped from outside, by time or by memory.

SymPy gives no promise about time, and a signal does not reach a thread; so each problem has a soft budget inside its
worker and a hard one here, after which the worker is killed and a new one goes on with the next problem.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 1.0  # seconds beyond the soft budget: a worker that ends by itself keeps its derivation so far
AHEAD = 8  # jobs for each process that may be finished before the oldest one is
GARBAGE = 50_000  # new objects between two looks for garbage
MEMORY = 4 * 2**30  # bytes of address space a worker may take


@dataclass(slots=True)
class Worker:
    """One process and what it is doing."""

    process: Any
    link: Connection
    job: int | None = None
    deadline: float = float("inf")


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a result: the job was killed (`timeout`), or its process or its code broke."""

    reason: str
    message: str


def run(jobs: Iterable[Any], do: Callable[[Any], Any], processes: int, seconds: float | None) -> Iterator[tuple[int, Any]]:
    """`do` of every job as (number, result), in the order in which they end; a `Lost` for what could not be finished.

    `do` is called in a forked process (a spawned one where there is no fork), so it must be importable or inherited.
    Jobs are taken as they are needed, and not more than `AHEAD` for each process beyond the oldest that is unfinished.
    """
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" else "spawn"
    )
    coming = enumerate(jobs)
    waiting = deque(islice(coming, 1))
    workers: list[Worker] = []
    try:
        while waiting or any(w.job is not None for w in workers):
            while waiting and (free := _free(workers, context, do, processes)) is not None:
                number, job = waiting.popleft()
                oldest = min((w.job for w in workers if w.job is not None), default=number)
                if number - oldest > AHEAD * processes:
                    waiting.appendleft((number, job))
                    break
                free = _sent(workers, free, context, do, job)
                free.job = number
                free.deadline = float("inf") if seconds is None else time.monotonic() + seconds + GRACE
                waiting.extend(islice(coming, 1))
            busy = [w for w in workers if w.job is not None]
            patience = min(w.deadline for w in busy) - time.monotonic()
            ready = wait([w.link for w in busy], None if patience == float("inf") else max(0.0, patience))
            for k, w in enumerate(workers):
                if w.job is None:
                    continue
                if w.link in ready:
                    done, w.job = w.job, None
                    try:
                        result = w.link.recv()
                    except (EOFError, OSError):
                        result = Lost("failed", "the worker ended without an answer (out of memory?)")
                        workers[k] = _replace(context, do, w)
                    yield done, result
                elif time.monotonic() > w.deadline:
                    done = w.job
                    workers[k] = _replace(context, do, w)
                    yield done, Lost("timeout", f"not finished within {seconds:g} s")
    finally:
        for w in workers:
            _stop(w)


def _free(workers: list[Worker], context: Any, do: Callable[[Any], Any], processes: int) -> Worker | None:
    """A worker without a job, started now where there may be one more; None where all are busy."""
    idle = next((w for w in workers if w.job is None), None)
    if idle is None and len(workers) < processes:
        idle = _start(context, do)
        workers.append(idle)
    return idle


def _sent(workers: list[Worker], worker: Worker, context: Any, do: Callable[[Any], Any], job: Any) -> Worker:
    """The worker that got the job: a new one, where the old one ended while it had nothing to do (the system took its memory)."""
    try:
        worker.link.send(job)
    except OSError:
        place = next(k for k, w in enumerate(workers) if w is worker)
        workers[place] = worker = _replace(context, do, worker)
        worker.link.send(job)
    return worker


def _start(context: Any, do: Callable[[Any], Any]) -> Worker:
    mine, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, mine, do), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, mine)


def _replace(context: Any, do: Callable[[Any], Any], worker: Worker) -> Worker:
    _stop(worker)
    return _start(context, do)


def _stop(worker: Worker) -> None:
    worker.link.close()
    # Closing the pipe does not end it: workers started later have inherited our end. And it has nothing to clean up.
    worker.process.kill()
    worker.process.join(GRACE)


def _serve(link: Connection, other: Connection, do: Callable[[Any], Any]) -> None:
    """The worker's own loop: a job in, a result out, until the pipe closes."""
    other.close()
    _limit_memory()
    # importing SymPy makes a million objects that stay: looking through them for garbage takes a tenth of a short run
    gc.set_threshold(GARBAGE)
    _answer(link, do)
    os._exit(0)  # nothing is left to clean up, and taking SymPy apart would take longer than a short problem


def _answer(link: Connection, do: Callable[[Any], Any]) -> None:
    while True:
        try:
            job = link.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            result = do(job)
        except KeyboardInterrupt:
            return
        except MemoryError:
            result = Lost("failed", "out of memory")
        except BaseException as error:  # noqa: BLE001  the boundary of the process: a bug in one problem must not lose the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            result = Lost("failed", f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})")
        try:
            link.send(result)
        except (BrokenPipeError, OSError):
            return


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system (Windows): the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
