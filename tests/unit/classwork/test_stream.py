"""A stream of rows of any length: in order, in little memory, each answer judged once, by a judge that knows no mathematics."""

import tracemalloc
from functools import partial

from tutor.desk.classwork import judging
from tutor.desk.classwork.judging import CHUNK, records
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.rows import Broken, Row


def judged(problem, answer):
    verdict = "correct" if answer == "1" else "incorrect"
    read = {"latex": answer, "text": answer}
    return {"problem": problem, "verdict": verdict, "score": 0.0, "read_as": read, "feedback": "no", "parts": []}


def judge(pairs):
    return [judged(*pair) for pair in pairs]


def plain(chunks, judge):
    return map(judge, chunks)


def test_fifty_thousand_rows_in_order():
    rows = (Row(k, f"s{k}", "1", str(k % 500)) for k in range(50_000))
    for k, record in enumerate(records(rows, partial(here, processes=2), judge)):
        assert record["student"] == f"s{k}" and (record["verdict"] == "correct") == (k % 500 == 1)
    assert k == 49_999


def test_memory_does_not_grow_with_the_rows(monkeypatch):
    monkeypatch.setattr(judging, "REMEMBERED", 1_000_000)
    tracemalloc.start()
    try:
        for k, _ in enumerate(records((Row(k, f"s{k}", "1", str(k)) for k in range(30_000)), plain, judge)):
            if k == 10_000:
                tracemalloc.reset_peak()
                before = tracemalloc.get_traced_memory()[0]
        assert tracemalloc.get_traced_memory()[1] < before + 2_000_000
    finally:
        tracemalloc.stop()


def test_rows_are_read_as_they_are_needed():
    taken = 0

    def rows():
        nonlocal taken
        for taken in range(1_000_000):
            yield Row(taken, "s", "1", str(taken))

    stream = records(rows(), partial(here, processes=2), judge)
    assert next(stream)["verdict"] == "incorrect"
    assert taken <= 20 * CHUNK
    stream.close()


def test_a_broken_row_in_its_place():
    found = list(records([Row(1, "a", "1", "1"), Broken(2, "it is torn", "b", "1"), Row(3, "c", "1", "1")], plain, judge))
    assert [r["student"] for r in found] == ["a", "b", "c"]
    assert found[1]["row"] == 2 and found[1]["verdict"] == "unreadable" and "torn" in found[1]["feedback"]
