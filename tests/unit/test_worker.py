"""Workers: order, a killed job, a dying process, a bug; nothing else is lost."""

import os
import time

from tutor.worker import Lost, run


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


def test_everything_comes_back_whatever_happens():
    jobs = [1, "hang", 2, "die", 3, "bug", "memory", 4]
    start = time.monotonic()
    found = dict(run(jobs, busy, processes=2, seconds=0.2))
    assert time.monotonic() - start < 20
    assert sorted(found) == list(range(len(jobs)))
    assert [found[k] for k in (0, 2, 4, 7)] == [2, 4, 6, 8]
    assert isinstance(found[1], Lost) and found[1].reason == "timeout"
    assert all(isinstance(found[k], Lost) and found[k].reason == "failed" for k in (3, 5, 6))
    assert "ZeroDivisionError" in found[5].message and "out of memory" in found[6].message


def test_no_jobs():
    assert list(run([], busy, processes=2, seconds=None)) == []
