"""A job done here: it is given up in time, its bug is said, its limits are gone when it is."""

import resource
import signal
import subprocess
import sys
import threading

import pytest

from tutor.edges.job import Lost, here, interruptible


def forever(_):
    while True:
        pass


def broken(_):
    raise ZeroDivisionError("on purpose")


def greedy(_):
    return len(bytearray(1 << 40))


@pytest.mark.parametrize(
    ("do", "reason", "said"),
    [
        (forever, "timeout", "not finished within 0.2 s"),
        (broken, "failed", "the program made an error of its own"),
        (greedy, "failed", "out of memory"),
    ],
)
def test_what_goes_wrong_comes_back(do, reason, said):
    found = here(do, None, 0.2)
    assert isinstance(found, Lost) and found.reason == reason and found.message.startswith(said)


def test_no_exception_of_a_library_is_a_sentence_but_what_broke_is_known():
    found = here(broken, None, 5.0)
    assert isinstance(found, Lost) and "ZeroDivisionError" not in found.message and found.fault.startswith("ZeroDivisionError: on purpose")


def test_nothing_is_left_behind():
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    assert here(lambda job: job + 1, 1, 5.0) == 2
    assert before == (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_another_thread_cannot_be_interrupted():
    found = []
    thread = threading.Thread(target=lambda: found.append(interruptible()))
    thread.start()
    thread.join()
    assert found == [False] and interruptible()


def test_what_cannot_be_interrupted_ends_with_its_process():
    program = """
import signal, tutor.edges.job as job
job.GRACE = 0.2
def deaf(_):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    while True: pass
job.here(deaf, None, 0.2)
"""
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1 and ended.stderr.startswith("Timeout")
