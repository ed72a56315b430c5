"""Workers that stay, for jobs that come one at a time: each is done where it can be stopped, and its result waited for.

One thread of this process looks after them; whoever waits for a result waits for a future.
"""

from __future__ import annotations

import itertools
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic

from tutor.edges.job import Done, Job, Lost
from tutor.edges.worker import TRIES, Crew
from tutor.errors import Invalid

ENDED = Lost("failed", "the worker ended without an answer (out of memory?)")


class Full(Exception):
    """More jobs wait than are meant to: whoever asks had better come again."""


class Pool(Generic[Job, Done]):
    """So many processes that do `do(job)`, each job within so many seconds, and at most `most` jobs that wait."""

    def __init__(self, do: Callable[[Job], Done], processes: int, seconds: float, most: int) -> None:
        self._crew = Crew(do, processes, seconds, apart=True)
        self._most, self._closing = most, False
        self._coming: deque[tuple[int, Job, Future[Done | Lost], int]] = deque()  # number, job, where the result goes, tries that are left
        self._given: dict[int, tuple[Future[Done | Lost], int]] = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._bell, self._heard = multiprocessing.Pipe()
        self._keeper = threading.Thread(target=self._keep, name="pool", daemon=True)
        self._keeper.start()

    def submit(self, job: Job) -> Future[Done | Lost]:
        """The result to come, a `Lost` for a job that was given up. Errors: `Full`."""
        with self._lock:
            if self._closing or len(self._coming) >= self._most:
                raise Full
            future: Future[Done | Lost] = Future()
            self._coming.append((next(self._numbers), job, future, TRIES))
            self._bell.send_bytes(b".")
        return future

    def close(self) -> None:
        """No worker is left, and what waited is told so."""
        with self._lock:
            self._closing = True
            self._bell.send_bytes(b".")
        self._keeper.join()

    def _keep(self) -> None:
        while not self._closing:
            try:
                self._hand_out()
            except Invalid as error:  # the system gives no process at all
                self._given_up(Lost("failed", error.message))
            for number, job, result in self._crew.results([self._heard]):
                self._returned(number, job, result)
            while self._heard.poll():
                self._heard.recv_bytes()
        self._crew.end()
        self._given_up(Lost("failed", "the server is closing"))

    def _given_up(self, why: Lost) -> None:
        """What waits is told so, and what is being done where nobody is left to finish it."""
        with self._lock:
            waiting = [future for _, _, future, _ in self._coming if future.set_running_or_notify_cancel()]
            self._coming.clear()
        if self._closing:
            waiting += [future for future, _ in self._given.values()]
        for future in waiting:
            future.set_result(why)

    def _hand_out(self) -> None:
        while self._coming and self._crew.has_room():
            with self._lock:
                number, job, future, tries = self._coming.popleft()
            if future.set_running_or_notify_cancel():
                self._given[number] = (future, tries)
                self._crew.give(number, job)

    def _returned(self, number: int, job: Job, result: Done | Lost | None) -> None:
        future, tries = self._given.pop(number)
        if result is not None:
            future.set_result(result)
        elif tries > 1:  # its worker was ended from outside: the system may have wanted its memory
            self._given[number] = (future, tries - 1)
            self._crew.give(number, job)
        else:
            future.set_result(ENDED)
