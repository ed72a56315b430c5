"""The same verdicts on a cluster of processes, also when one of them is killed in the middle."""

import multiprocessing
import os
import signal
import time
from functools import partial
from itertools import islice

import pytest

from tutor.checking.question import Question
from tutor.classwork.judging import CHUNK, judged, verdicts
from tutor.classwork.processes import here
from tutor.classwork.rows import Row
from tutor.reading.scope import Scope
from tutor.reading.syntax import Num, Prod, Sym

distributed = pytest.importorskip("distributed", reason="Dask is not installed")

QUESTIONS = {"1": Question("1", "expression", Prod((Num("2"), Sym("x"))), Scope(frozenset("x"), answer=True))}
ROWS = [Row(k, f"s{k}", "1", f"{k} x") for k in range(1, 6 * CHUNK)]


@pytest.fixture(scope="module")
def client():
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster, set_as_default=False) as found,
    ):
        yield found


def slowly(pairs):
    time.sleep(0.3)
    return verdicts(pairs, QUESTIONS)


def test_same_verdicts_as_here(client):
    from tutor.classwork.cluster import on

    there = list(judged(ROWS, QUESTIONS, partial(on, client)))
    local = list(judged(ROWS, QUESTIONS, partial(here, processes=1)))
    plain = [[{k: v for k, v in r.items() if k != "seconds"} for r in found] for found in (there, local)]
    assert plain[0] == plain[1] and len(there) == len(ROWS)


def test_a_killed_worker_loses_and_doubles_nothing(client):
    from tutor.classwork.cluster import on

    workers = {w["pid"] for w in client.run(lambda: {"pid": os.getpid()}).values()}
    stream = judged(ROWS, QUESTIONS, lambda chunks, judge: on(client, chunks, slowly))
    found = list(islice(stream, 10))
    os.kill(workers.pop(), signal.SIGKILL)
    found += list(stream)
    assert [r["student"] for r in found] == [r.student for r in ROWS]
    assert [r["verdict"] == "correct" for r in found] == [r.answer == "2 x" for r in ROWS]
    after = {w["pid"] for w in client.run(lambda: {"pid": os.getpid()}).values()}
    assert workers <= after  # the other one went on


def test_no_scheduler_is_a_clear_error(tmp_path, capsys):
    from tutor.cli import main

    (tmp_path / "s.jsonl").write_text('{"kind": "short_answer", "statement": "x", "answer": {"type": "expression", "value": "x"}}\n')
    (tmp_path / "a.csv").write_text("student,problem,answer\na,1,x\n")
    command = ["check", str(tmp_path / "s.jsonl"), "--answers", str(tmp_path / "a.csv"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(command) == 2
    assert "no scheduler at tcp://127.0.0.1:9" in capsys.readouterr().err


def deadly(pairs):
    if any(answer == "7 x" for _, answer in pairs) and "dask" in str(multiprocessing.current_process().name).lower():
        os._exit(1)
    return verdicts(pairs, QUESTIONS)


def test_a_chunk_that_kills_every_worker_is_judged_here(client):
    from tutor.classwork.cluster import on

    rows = ROWS[: 2 * CHUNK]
    found = list(judged(rows, QUESTIONS, lambda chunks, judge: on(client, chunks, deadly)))
    assert [r["student"] for r in found] == [r.student for r in rows]
    assert [r["verdict"] == "correct" for r in found] == [r.answer == "2 x" for r in rows]


def stuck(pairs):
    time.sleep(3 if any(answer == "7 x" for _, answer in pairs) else 0)
    return verdicts(pairs, QUESTIONS)


def test_a_chunk_that_does_not_come_back_is_judged_here(client, monkeypatch):
    from tutor.classwork import cluster, processes

    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.5)
    rows = ROWS[: 2 * CHUNK]
    found = list(judged(rows, QUESTIONS, lambda chunks, judge: cluster.on(client, chunks, stuck)))
    assert [r["student"] for r in found] == [r.student for r in rows]
    assert [row.answer for row, r in zip(rows, found, strict=True) if r["verdict"] == "undecided"] == ["7 x"]
