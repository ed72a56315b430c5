"""Judging in processes: whatever an answer does to its process, the others have their verdicts."""

import ctypes
import os
import time
from contextlib import suppress

from tutor.desk.classwork import processes
from tutor.desk.classwork.processes import here


def judge(pairs):
    for _, answer in pairs:
        match answer:
            case "hang":
                while True:
                    with suppress(BaseException):  # it does not let itself be interrupted
                        time.sleep(60)
            case "hang in C":
                ctypes.CDLL(None).sleep(60)
            case "die":
                os._exit(1)
            case "bug":
                raise ZeroDivisionError("on purpose")
            case "memory":
                len(bytearray(1 << 40))
    return [{"problem": p, "verdict": "correct"} for p, _ in pairs]


def test_the_others_of_a_chunk_have_their_verdicts(monkeypatch):
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.4)
    bad = ("hang", "hang in C", "die", "bug", "memory")
    chunks = [[("1", f"{k}a"), ("1", answer), ("1", f"{k}b")] for k, answer in enumerate(bad)] + [[], [("1", "c")]]
    found = [[r["verdict"] for r in chunk] for chunk in here(chunks, judge, 2)]
    assert found == [["correct", "undecided", "correct"]] * len(bad) + [[], ["correct"]]


def later(pairs):
    time.sleep(0.3)
    return [{"problem": p, "verdict": "correct"} for p, _ in pairs]


def test_the_limit_is_that_of_one_answer_not_of_all(monkeypatch):
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 1.0)
    (found,) = here([[("1", str(k)) for k in range(6)]], later, 1)
    assert [r["verdict"] for r in found] == ["correct"] * 6


def test_an_alarm_of_one_chunk_does_not_ring_in_the_next(monkeypatch):
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 1.0)

    def chunks():
        yield [("1", "bug")]
        time.sleep(1.5)
        yield [("1", "a")]

    found = [[r["verdict"] for r in chunk] for chunk in here(chunks(), judge, 1)]
    assert found == [["undecided"], ["correct"]]
