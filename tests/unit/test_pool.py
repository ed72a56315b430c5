"""Workers that stay: what is too slow or breaks is told, and the next job is done."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tutor.edges.job import Lost
from tutor.edges.pool import Full, Pool

LONG = 60  # seconds that nothing here waits


def done(job: Callable[[], Any]) -> Any:
    return job()


class Said:
    """Jobs that can be sent to another process."""

    def __init__(self, what: str, where: Path) -> None:
        self.what, self.where = what, where

    def __call__(self) -> Any:
        match self.what:
            case "number":
                return os.getpid()
            case "bug":
                raise ZeroDivisionError
            case "endless":
                while True:
                    pass
            case "wait":
                while not self.where.exists():
                    time.sleep(0.01)
                return "went on"
            case "killed once":
                if not self.where.exists():
                    self.where.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                return "tried again"
        os.kill(os.getpid(), signal.SIGKILL)
        return None


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(done, 1, 0.5, 2)
    yield made
    made.close()


def test_a_worker_stays(pool: Pool, tmp_path: Path) -> None:
    numbers = {pool.submit(Said("number", tmp_path)).result(LONG) for _ in range(3)}
    assert len(numbers) == 1
    assert numbers != {os.getpid()}


def test_a_worker_keeps_nothing_open_of_a_server(pool: Pool, tmp_path: Path) -> None:
    mine, theirs = socket.socketpair()
    with theirs:
        theirs.settimeout(LONG)
        pool.submit(Said("number", tmp_path)).result(LONG)  # started while this is open
        mine.close()
        assert theirs.recv(1) == b""


def test_what_breaks_is_told_and_others_go_on(pool: Pool, tmp_path: Path) -> None:
    assert pool.submit(Said("bug", tmp_path)).result(LONG).reason == "failed"
    assert pool.submit(Said("killed once", tmp_path / "x")).result(LONG) == "tried again"
    assert pool.submit(Said("killed", tmp_path)).result(LONG).reason == "failed"
    assert isinstance(pool.submit(Said("number", tmp_path)).result(LONG), int)


@pytest.mark.slow
def test_what_does_not_end_is_ended(pool: Pool, tmp_path: Path) -> None:
    assert pool.submit(Said("endless", tmp_path)).result(LONG).reason == "timeout"
    assert isinstance(pool.submit(Said("number", tmp_path)).result(LONG), int)


def test_no_more_wait_than_are_meant_to_and_closing_tells_them(tmp_path: Path) -> None:
    pool = Pool(done, 1, LONG, 2)
    first = pool.submit(Said("wait", tmp_path / "never"))
    while not first.running():
        time.sleep(0.01)
    waiting = [pool.submit(Said("number", tmp_path)) for _ in range(2)]
    with pytest.raises(Full):
        pool.submit(Said("number", tmp_path))
    pool.close()
    assert all(isinstance(future.result(LONG), Lost) for future in (first, *waiting))
    with pytest.raises(Full):
        pool.submit(Said("number", tmp_path))
