"""Workers: order, a killed job, a dying process, a bug; nothing else is lost."""

import mmap
import os
import signal
import sys
import time
from itertools import count, islice

import pytest

from tutor.edges.job import MEMORY, Lost
from tutor.edges.language import language, speaking
from tutor.edges.worker import AHEAD, run


def busy(job):
    match job:
        case "hang":
            while True:
                pass
        case "die":
            os._exit(3)
        case "bug":
            raise ZeroDivisionError("on purpose")
        case "memory":
            return len(bytearray(1 << 40))
    return job * 2


@pytest.mark.slow
def test_everything_comes_back_whatever_happens():
    jobs = [1, "hang", 2, "die", 3, "bug", "memory", 4]
    found = dict(run(jobs, busy, processes=2, seconds=0.2))
    assert sorted(found) == list(range(len(jobs)))
    assert [found[k] for k in (0, 2, 4, 7)] == [2, 4, 6, 8]
    assert isinstance(found[1], Lost) and found[1].reason == "timeout"
    assert all(isinstance(found[k], Lost) and found[k].reason == "failed" for k in (3, 5, 6))
    assert "ZeroDivisionError" in found[5].fault and "out of memory" in found[6].message


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks have what this process has on Linux")
def test_a_process_that_has_much_leaves_a_worker_its_share():
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000  # MAP_NORESERVE: addresses, and no memory
    with mmap.mmap(-1, MEMORY, flags=flags):
        found = dict(run([1, "memory", 2], busy, processes=1, seconds=100.0))
    assert found[0] == 2 and found[2] == 4 and "out of memory" in found[1].message


def printed(job):
    from tutor.printing.output.base import PageMeta
    from tutor.printing.output.pdf import page

    return page([job], PageMeta(title="a page"))[:4]


def test_a_worker_prints_where_this_process_has_printed():
    """The engine of PDFs has threads, which a fork of this process would wait for."""
    assert printed("") == b"%PDF"
    assert dict(run([""], printed, processes=1, seconds=100.0)) == {0: b"%PDF"}


class SlowToStart:
    def __call__(self, job):
        return busy(job)

    def __setstate__(self, state):
        time.sleep(6)

    def __getstate__(self):
        return {"slow": True}


def test_the_start_of_a_process_is_no_jobs_time(monkeypatch):
    """A process that is started afresh reads what it imports for longer than a short job may take."""
    monkeypatch.setattr("tutor.edges.worker.METHOD", "spawn")
    assert dict(run([1], SlowToStart(), processes=1, seconds=4.0)) == {0: 2}


def spoken(job):
    return language()


def test_a_process_that_starts_afresh_speaks_the_language_of_this_one(monkeypatch):
    monkeypatch.setattr("tutor.edges.worker.METHOD", "spawn")
    with speaking("de"):
        assert dict(run([1], spoken, processes=1, seconds=100.0)) == {0: "de"}


def test_no_jobs():
    assert list(run([], busy, processes=2, seconds=None)) == []


def slow_first(job):
    time.sleep(0.5 if job == 0 else 0)
    return job


def test_a_stream_without_end_is_taken_as_needed():
    taken = []

    def jobs():
        for k in count():
            taken.append(k)
            yield k

    found = list(islice(run(jobs(), slow_first, processes=2, seconds=None), 40))
    assert len(dict(found)) == 40 and all(n == result for n, result in found)
    assert found.index((0, 0)) <= 2 * AHEAD  # the others wait for the oldest
    assert len(taken) <= 40 + 2 * AHEAD


def whose(_):
    return os.getpid()


def test_a_worker_that_dies_while_idle_is_replaced():
    found = []
    for _, result in run(range(6), whose, processes=1, seconds=None):
        found.append(result)
        if len(found) == 3:
            os.kill(result, signal.SIGKILL)
            time.sleep(0.1)
    assert len(set(found[:3])) == len(set(found[3:])) == 1 and found[2] != found[3]
