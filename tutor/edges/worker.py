"""Worker processes: problems are solved where they can be stopped from outside, by time or by memory.

SymPy gives no promise about time, and a signal does not reach a thread; so each problem has a soft budget inside its
worker and a hard one here, after which the worker is killed and a new one goes on with the next problem. A worker lives as
long as this process and no longer, and has a clock of its own, so that nothing is left running where this process is killed
or stopped. A job whose worker was killed from outside is tried once more.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any, Generic

from tutor.edges.job import GRACE, Done, Job, Lost, attempted, limited_memory, overdue
from tutor.edges.language import language, use_language
from tutor.edges.leash import leash
from tutor.edges.resources import own_templates, use_templates
from tutor.errors import Invalid

ALONE = 3.0  # seconds beyond the grace: a worker whose time is up and that nobody has stopped ends itself
TRIES = 2  # of a job whose worker was ended from outside: the system may have wanted its memory
AHEAD = 8  # jobs for each process that may be finished before the oldest one is
MOST_OPEN = 65_536  # numbers of files that a process may have
START = 60.0  # seconds that a process may take until it can begin, which are no job's
# A library of macOS may have threads, which a fork would lack; a library here that has them is used in a worker only
METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" else "spawn"
READY = b"ready"  # said by a process that was started afresh, before its first job
GARBAGE = 50_000  # new objects between two looks for garbage


@dataclass(slots=True)
class Worker:
    """One process and what it is doing."""

    process: Any
    link: Connection
    number: int | None = None  # of the job it has
    job: Any = None
    deadline: float = float("inf")
    ready: bool = True


def run(
    jobs: Iterable[Job], do: Callable[[Job], Done], processes: int, seconds: float | None, *, tries: int = TRIES
) -> Iterator[tuple[int, Done | Lost]]:
    """`do` of every job as (number, result), in the order in which they end; a `Lost` for what could not be finished.

    `do` is called in a forked process, in a spawned one where there is no fork, so it must be importable.
    Jobs are taken as they are needed, and not more than `AHEAD` for each process beyond the oldest that is unfinished.
    Errors: `Invalid` where the system gives no process at all.
    """
    crew = Crew(do, processes, seconds)
    coming = enumerate(jobs)
    waiting = deque(islice(coming, 1))
    ended: dict[int, int] = {}  # how often the worker of a job was ended from outside
    try:
        while waiting or crew.busy:
            while waiting and crew.takes(waiting[0][0]):
                crew.give(*waiting.popleft())
                if not waiting:
                    waiting.extend(islice(coming, 1))
            for number, job, result in crew.results():
                if result is not None:
                    ended.pop(number, None)
                    yield number, result
                    continue
                ended[number] = ended.get(number, 0) + 1
                if ended[number] < tries:
                    waiting.appendleft((number, job))
                else:
                    yield number, Lost("failed", "the worker ended without an answer (out of memory?)")
    finally:
        crew.end()


class Crew(Generic[Job, Done]):
    """The workers, started as they are needed and replaced where they end.

    `apart`: a worker keeps nothing open of this process, as of a server, whose readers would wait for the end of what it keeps.
    """

    def __init__(self, do: Callable[[Job], Done], processes: int, seconds: float | None, *, apart: bool = False) -> None:
        self._do, self._processes, self._seconds, self._apart = do, processes, seconds, apart
        self._workers: list[Worker] = []

    @property
    def busy(self) -> list[Worker]:
        """The workers that have a job."""
        return [w for w in self._workers if w.number is not None]

    def takes(self, number: int) -> bool:
        """Whether a job can be given: a worker is free for it, and it is not too far ahead of the oldest one."""
        oldest = min((w.number for w in self._workers if w.number is not None), default=number)
        return number - oldest <= AHEAD * self._processes and self.has_room()

    def has_room(self) -> bool:
        """Whether a worker is free; one is started where there may be more."""
        return len(self.busy) < len(self._workers) or self._grown()

    def _grown(self) -> bool:
        """Whether there is one worker more than before."""
        if len(self._workers) >= self._processes:
            return False
        try:
            self._workers.append(self._started())
        except OSError as error:  # no more files or processes than these are allowed: then these have to do
            if not self._workers:
                raise Invalid(f"no process can be started: {error.strerror}", hint="See the limits that `ulimit -a` lists.") from None
            self._processes = len(self._workers)
            return False
        return True

    def give(self, number: int, job: Job) -> None:
        """A job to a free worker; to a new one, where it ended while it had nothing to do."""
        place = next(k for k, w in enumerate(self._workers) if w.number is None)
        try:
            self._workers[place].link.send(job)
        except OSError:
            self._replace(place)
            self._workers[place].link.send(job)
        worker = self._workers[place]
        worker.number, worker.job = number, job
        worker.deadline = self._deadline() + (0.0 if worker.ready else START)

    def _deadline(self) -> float:
        """Of a job that begins now."""
        return float("inf") if self._seconds is None else time.monotonic() + self._seconds + GRACE

    def results(self, bells: Sequence[Connection] = ()) -> Iterator[tuple[int, Job, Done | Lost | None]]:
        """Number, job and result of what has ended, waited for; None in place of the result where a worker was ended from outside.

        Waiting ends too, with nothing, where one of the `bells` has something to say.
        """
        busy = self.busy
        patience = min((w.deadline for w in busy), default=float("inf")) - time.monotonic()
        ready = wait([*(w.link for w in busy), *bells], None if patience == float("inf") else max(0.0, patience))
        for place, worker in enumerate(self._workers):
            number, job = worker.number, worker.job
            if number is None:
                continue
            late = time.monotonic() > worker.deadline
            if worker.link in ready:
                try:
                    result = worker.link.recv()
                except (EOFError, OSError):
                    self._replace(place)
                    result = overdue(self._seconds) if late else None
                if not worker.ready and result == READY:
                    worker.ready, worker.deadline = True, self._deadline()
                    continue
                worker.number = worker.job = None
                yield number, job, result
            elif late:
                self._replace(place)
                yield number, job, overdue(self._seconds)

    def _replace(self, place: int) -> None:
        _stop(self._workers[place])
        self._workers[place] = self._started()

    def _started(self) -> Worker:
        forks = METHOD == "fork"
        context: Any = multiprocessing.get_context(METHOD)
        mine, theirs = context.Pipe()
        around = None if forks else (language(), own_templates())  # what a fork has from this process
        given = (theirs, mine, self._do, self._seconds, os.getpid(), self._apart, around)
        process = context.Process(target=_serve, args=given, daemon=True)
        try:
            process.start()
        except BaseException:
            mine.close()
            raise
        finally:
            theirs.close()
        return Worker(process, mine, ready=forks)

    def end(self) -> None:
        """No worker is left."""
        for worker in self._workers:
            _stop(worker)


def _stop(worker: Worker) -> None:
    worker.link.close()
    # Closing the pipe does not end it: workers started later have inherited our end. And it has nothing to clean up.
    worker.process.kill()
    worker.process.join(GRACE)


def _serve(
    link: Connection,
    other: Connection,
    do: Callable[[Any], Any],
    seconds: float | None,
    parent: int,
    apart: bool,
    around: tuple[str, Path | None] | None,
) -> None:
    """The worker's own loop: a job in, a result out, until the pipe closes."""
    other.close()
    leash(parent)
    if apart:
        _let_go(link)
    # importing SymPy makes a million objects that stay: looking through them for garbage takes a tenth of a short run
    gc.set_threshold(GARBAGE)
    if around is not None:
        use_language(around[0])
        use_templates(around[1])
        link.send(READY)
    with limited_memory(), open(os.devnull, "w") as nobody:
        while _answer(link, do, seconds, nobody):
            pass
    os._exit(0)  # nothing is left to clean up, and taking SymPy apart would take longer than a short problem


def _let_go(link: Connection) -> None:
    """What is open of the process that started this one is closed here, and its signals are no longer answered in its way."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the other process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    watched = multiprocessing.parent_process()
    kept = sorted({2, link.fileno(), *([] if watched is None else [int(watched.sentinel)])})
    for lower, upper in pairwise((*kept, MOST_OPEN)):
        os.closerange(lower + 1, upper)


def _answer(link: Connection, do: Callable[[Job], Done], seconds: float | None, nobody: IO[str]) -> bool:
    """Whether a job was done."""
    try:
        job = link.recv()
    except (EOFError, OSError, KeyboardInterrupt):
        return False
    try:
        if seconds is not None:  # a clock that asks neither Python nor the other process
            faulthandler.dump_traceback_later(seconds + GRACE + ALONE, exit=True, file=nobody)
        result = attempted(do, job)
    except KeyboardInterrupt:
        return False
    finally:
        faulthandler.cancel_dump_traceback_later()
    try:
        link.send(result)
    except OSError:
        return False
    return True
