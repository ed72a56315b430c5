"""The same verdicts on a cluster of processes, also when one of them is killed; and a clear end where it is lost."""

import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from itertools import islice

import pytest

from tutor.checking.question import Question
from tutor.cli import main
from tutor.desk.classwork import cluster, processes
from tutor.desk.classwork.cluster import connected, on
from tutor.desk.classwork.judging import CHUNK, judged, records, verdicts
from tutor.desk.classwork.processes import here
from tutor.desk.classwork.rows import Row
from tutor.errors import Invalid, Unsupported
from tutor.reading.scope import Scope
from tutor.reading.syntax import Num, Prod, Sym

distributed = pytest.importorskip("distributed", reason="Dask is not installed")

QUESTIONS = {"1": Question("1", "expression", Prod((Num("2"), Sym("x"))), Scope(frozenset("x"), answer=True))}
ROWS = [Row(k, f"s{k}", "1", f"{k} x") for k in range(1, 6 * CHUNK)]


@pytest.fixture(scope="module")
def address():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
        yield found.scheduler_address


def judging(found, judge, rows=ROWS, told=None, **more):
    """The records of rows judged by a connection, which is closed behind them."""
    tell = [].append if told is None else told.append
    return records(rows, lambda chunks, j: closing(found, on(found, chunks, j, 1, tell, **more)), judge)


def closing(found, stream):
    try:
        yield from stream
    finally:
        found.end()


def right(rows, found):
    assert [r["student"] for r in found] == [r.student for r in rows]
    assert [r["verdict"] == "correct" for r in found] == [r.answer == "2 x" for r in rows]


def plainly(pairs):
    return verdicts(pairs, QUESTIONS)


def slowly(pairs):
    time.sleep(0.3 if len(pairs) > 1 else 0)  # a chunk; on this machine they come one by one
    return plainly(pairs)


def slower_than(pairs, home):
    """Slow in a worker of the cluster, which is a program of its own; not here, and not in a fork of this process."""
    is_here = os.getpid() == home or multiprocessing.parent_process() is not None
    time.sleep(2 if len(pairs) > 1 and not is_here else 0)
    return plainly(pairs)


def test_same_verdicts_as_here(address):
    found = connected(address)
    there = list(judged(ROWS, QUESTIONS, lambda chunks, judge: closing(found, on(found, chunks, judge, 1, print))))
    local = list(judged(ROWS, QUESTIONS, partial(here, processes=1)))
    plain = [[{k: v for k, v in r.items() if k != "seconds"} for r in found] for found in (there, local)]
    assert plain[0] == plain[1] and len(there) == len(ROWS)


def workers(address):
    with distributed.Client(address, set_as_default=False) as client:
        return set(client.run(os.getpid).values())


def test_a_killed_worker_loses_and_doubles_nothing(address):
    before, told = workers(address), []
    stream = judging(connected(address), slowly, told=told)
    found = list(islice(stream, 10))
    os.kill(next(iter(before)), signal.SIGKILL)
    right(ROWS, found + list(stream))
    assert not told and len(before & workers(address)) >= 1  # the other one went on


def test_chunks_are_in_flight_together(address, tmp_path):
    stream = judging(connected(address), partial(noting, folder=str(tmp_path)))
    next(stream)
    assert len(list(tmp_path.iterdir())) >= 2  # while the first was judged, so was another
    assert len(list(stream)) == len(ROWS) - 1


def noting(pairs, folder):
    open(f"{folder}/{pairs[0][1]}", "w").close()
    return slowly(pairs)


def test_a_chunk_that_kills_every_worker_is_judged_here(address):
    rows = ROWS[: 2 * CHUNK]
    right(rows, list(judging(connected(address), partial(deadly_to, home=os.getpid()), rows)))


def deadly_to(pairs, home):
    if any(answer == "7 x" for _, answer in pairs) and os.getppid() != home:
        os._exit(1)
    return plainly(pairs)


def stuck(pairs):
    time.sleep(3 if any(answer == "7 x" for _, answer in pairs) else 0)
    return plainly(pairs)


def test_a_chunk_that_does_not_come_back_is_judged_here(address, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    monkeypatch.setattr(processes, "ANSWER_SECONDS", 0.5)
    rows = ROWS[: 2 * CHUNK]
    found = list(judging(connected(address), stuck, rows))
    assert [r["student"] for r in found] == [r.student for r in rows]
    assert [row.answer for row, r in zip(rows, found, strict=True) if r["verdict"] == "undecided"] == ["7 x"]


def of_another_version(pairs):
    raise ImportError("they have another version")


def test_workers_that_cannot_judge_are_said(address):
    with pytest.raises(Invalid, match="the workers of the cluster cannot judge"):
        list(judging(connected(address), of_another_version))


def free_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


@contextmanager
def scheduler(number_of_workers, scheme="tcp", environment=None):
    """A scheduler as a process of its own, and its address; its workers end with it."""
    port = free_port()
    address = f"{scheme}://127.0.0.1:{port}"
    path = os.pathsep.join([os.path.dirname(__file__), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, **(environment or {})}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    started = [subprocess.Popen([*dask, "--host", address, "--no-dashboard"], stderr=subprocess.DEVNULL, env=environment)]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
        "--death-timeout",
        "20",
    ]
    started += [subprocess.Popen(worker, stderr=subprocess.DEVNULL, env=environment) for _ in range(number_of_workers)]
    try:
        wait_for(port)
        yield address, started[0]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait(10)


def wait_for(port, seconds=30.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
def test_a_scheduler_that_is_lost_in_the_middle(how, monkeypatch):
    monkeypatch.setattr(cluster, "QUIET", 2.0)
    told = []
    with scheduler(1) as (address, process):
        stream = judging(connected(address), partial(slower_than, home=os.getpid()), told=told)
        found = list(islice(stream, 10))
        process.send_signal(how)
        found += list(stream)
    right(ROWS, found)
    assert len(told) == 1 and "is lost" in told[0] and "judged here" in told[0]


def test_or_the_run_stops():
    with scheduler(1) as (address, process):
        stream = judging(connected(address), partial(slower_than, home=os.getpid()), stop=True)
        next(stream)
        process.kill()
        with pytest.raises(Unsupported, match="Go on with --resume"):
            list(stream)


def test_a_scheduler_without_workers(monkeypatch):
    monkeypatch.setattr(cluster, "QUIET", 2.0)
    told = []
    with scheduler(0) as (address, _):
        right(ROWS, list(judging(connected(address), plainly, told=told)))
    assert "no scheduler with a worker" in told[0]


@pytest.fixture
def command(tmp_path):
    (tmp_path / "s.jsonl").write_text('{"kind": "short_answer", "statement": "x", "answer": {"type": "expression", "value": "x"}}\n')
    (tmp_path / "a.csv").write_text("student,problem,answer\na,1,x\nb,1,2x\n")
    return ["check", str(tmp_path / "s.jsonl"), "--answers", str(tmp_path / "a.csv"), "--format", "jsonl", "--scheduler"]


# Nobody there, no certificates, no such protocol, no address: whatever Dask raises is caught in one place.
@pytest.mark.parametrize("given", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9", "foo://x:1", ""])
def test_no_scheduler_is_a_clear_error(command, capsys, given):
    assert main([*command, given]) == 2
    err = capsys.readouterr().err
    assert f"there is no scheduler at {given}" in err and "Traceback" not in err


def test_a_server_that_says_nothing(command, capsys):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert main([*command, f"tcp://127.0.0.1:{silent.getsockname()[1]}"]) == 2
    assert "there is no scheduler" in capsys.readouterr().err


def test_certificates_as_dask_has_them(command, capsys, tmp_path, monkeypatch):
    pair = [str(tmp_path / name) for name in ("key.pem", "cert.pem")]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
        "-keyout",
        pair[0],
        "-out",
        pair[1],
    ]
    subprocess.run(made, check=True, capture_output=True)
    settings = {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": pair[1]}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"DASK_DISTRIBUTED__COMM__TLS__{role}__KEY": pair[0], f"DASK_DISTRIBUTED__COMM__TLS__{role}__CERT": pair[1]}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with scheduler(1, "tls") as (address, _):
        assert main([*command, address]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["correct", "incorrect"] and not err
