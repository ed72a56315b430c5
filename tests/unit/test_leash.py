"""Workers end with the process that started them, keep their time where it is stopped, and take the limits that they find."""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest
from every import over

from tutor.edges import leash, worker
from tutor.edges.job import MEMORY, Lost
from tutor.edges.worker import run
from tutor.errors import Invalid

PROGRAM = """
import os, sys, time
from tutor.edges import leash
from tutor.edges import worker
{setting}
def spin(_):
    os.write(1, b"%d\\n" % os.getpid())
    while True:
        {busy}
list(worker.run([1, 2], spin, 2, {seconds}))
"""
NO_SYSTEM = "leash._asked_of_the_system = lambda: False"
SHORT = "worker.GRACE, worker.ALONE = 0.5, 0.5"


def started(setting="", seconds=60.0, busy="pass"):
    """A process with two busy workers, and their numbers."""
    text = PROGRAM.format(setting=setting, seconds=seconds, busy=busy)
    parent = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True, start_new_session=True)
    return parent, [int(parent.stdout.readline()) for _ in range(2)]


def gone(numbers, seconds=30.0):
    """Whether these processes end in time; those that do not are ended here."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(map(running, numbers)):
        time.sleep(0.05)
    left = [n for n in numbers if running(n)]
    for number in left:
        os.kill(number, signal.SIGKILL)
    return not left


def running(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@over("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGABRT])
@over("setting", ["", NO_SYSTEM])
def test_workers_end_with_their_parent(how, setting):
    parent, workers = started(setting)
    parent.send_signal(how)
    parent.wait(120)
    assert gone(workers)


def test_a_worker_whose_parent_is_gone_before_it_looks(monkeypatch):
    child = os.fork()
    if child == 0:
        leash.leash(1 << 22)  # not the parent
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


@pytest.mark.parametrize("busy", ["pass", "time.sleep(9)"])
def test_workers_keep_their_time_where_the_parent_is_stopped(busy):
    parent, workers = started(SHORT, 0.5, busy)
    parent.send_signal(signal.SIGSTOP)
    try:
        assert gone(workers)
    finally:
        parent.kill()
        parent.wait(120)


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, {lowered})
from tutor.edges.worker import run
def own(_):
    return resource.getrlimit(resource.RLIMIT_AS)
print(dict(run([1], own, 1, 5.0))[0])
"""


def limits_under(*lowered):
    """The limits of memory of a worker, made by a process whose own are lowered."""
    program = LIMITED.format(lowered=lowered)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("soft", "hard", "kept"),
    [
        (3_000_000_000, 3_000_000_000, 3_000_000_000),
        (2_000_000_000, -1, 2_000_000_000),
        (2_000_000_000, 2_500_000_000, 2_000_000_000),
    ],
)
def test_a_limit_of_memory_that_is_lower_stays(soft, hard, kept):
    assert limits_under(soft, hard) == str((kept, hard))


def test_a_worker_without_another_limit_may_take_its_share_beyond_what_it_has():
    soft, hard = map(int, limits_under(-1, -1).strip("()").split(", "))
    assert MEMORY < soft < 2 * MEMORY and hard == -1


def test_a_system_without_that_limit(monkeypatch):
    monkeypatch.delattr(resource, "RLIMIT_AS")
    assert dict(run([1], str, 1, 5.0)) == {0: "1"}


def test_a_system_that_refuses_it(monkeypatch):
    def refuse(*_):
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert dict(run([1], str, 1, 5.0)) == {0: "1"}


class Few:
    """The processes that can be started, counted."""

    def __init__(self, monkeypatch, allowed):
        self.left, start = allowed, worker.Crew._started

        def counted(crew):
            if self.left == 0:
                raise OSError(24, "Too many open files")
            self.left -= 1
            return start(crew)

        monkeypatch.setattr(worker.Crew, "_started", counted)


def test_as_many_workers_as_the_system_gives(monkeypatch):
    Few(monkeypatch, 2)
    assert dict(run(range(20), str, 8, 5.0)) == {k: str(k) for k in range(20)}


def test_no_worker_at_all_is_said(monkeypatch):
    Few(monkeypatch, 0)
    with pytest.raises(Invalid, match="no process can be started: Too many open files"):
        list(run(range(20), str, 8, 5.0))


@pytest.mark.slow
def test_few_open_files():
    command = f"ulimit -n 12; {sys.executable} -m tutor solve gradient 'function=x^2 y'"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr and (done.returncode == 0 or (done.returncode == 2 and "Too many open files" in done.stderr))


def once(path):
    """The first to come is killed from outside."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return "done"
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def test_a_job_whose_worker_was_killed_is_tried_once_more(tmp_path):
    jobs = [str(tmp_path / str(k)) for k in range(5)]
    assert dict(run(jobs, once, 2, 10.0)) == dict.fromkeys(range(5), "done")
    jobs = [str(tmp_path / f"again{k}") for k in range(2)]
    assert all(isinstance(found, Lost) for found in dict(run(jobs, once, 2, 10.0, tries=1)).values())
