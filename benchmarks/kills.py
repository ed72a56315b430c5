"""A class judged while its processes are killed at random moments: no row may be lost or doubled, no process be left.

    python benchmarks/kills.py --kills 200 --seed 1            # the run itself and its workers
    python benchmarks/kills.py --kills 40 --seed 1 --dask      # also a Dask scheduler and its workers

Each round starts `tutor check --resume` on the same file, kills something after a random time and goes on, now and then with
a torn last line; when all kills are made a last run ends the file, which is compared with that of a run that nobody disturbed.
"""

import argparse
import csv
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROWS = 4_000
PROBLEMS = ("grad", "plane", "num")
SET = """
[[problem]]
id = "grad"
kind = "gradient"
function = 'x^2 y'
[[problem]]
id = "plane"
kind = "short_answer"
statement = 'Give the plane.'
answer = { type = "equation", value = '2x + y - z = 3' }
[[problem]]
id = "num"
kind = "short_answer"
statement = 'A sum.'
answer = { type = "expression", value = 'sin(x)^2 + y' }
"""
ANSWERS = {"grad": "({}xy, x^2)", "plane": "{}x + y - z = 3", "num": "1 - cos(x)^2 + y + {} - 2"}
HOW = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def prepared(folder: Path) -> None:
    (folder / "s.toml").write_text(SET)
    with (folder / "a.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("student", "problem", "answer"))
        for k in range(ROWS):
            out.writerow((f"s{k}", PROBLEMS[k % 3], ANSWERS[PROBLEMS[k % 3]].format(k % 997)))


def started(folder: Path, output: str, *more: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tutor",
        "check",
        str(folder / "s.toml"),
        "--answers",
        str(folder / "a.csv"),
        "-o",
        str(folder / output),
    ]
    return subprocess.Popen([*command, "--resume", *more], stderr=subprocess.PIPE, env={**os.environ, "TUTOR_KILLS": str(folder)})


def ours(folder: Path) -> list[int]:
    """The processes that belong to this benchmark, by a mark in their surroundings."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if (
                f"TUTOR_KILLS={folder}".encode() in (place / "environ").read_bytes().split(b"\0")
                and "Z" not in (place / "stat").read_text().split(")")[-1][:3]
            ):
                found.append(int(place.name))
        except OSError:
            continue
    return found


def verdicts(path: Path) -> list[tuple[str, ...]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [tuple(r[c] for c in ("student", "problem", "verdict", "score", "digest")) for r in csv.DictReader(file)]
    with path.open(encoding="utf-8") as file:
        return [tuple(str(r[c]) for c in ("student", "problem", "verdict", "score", "digest")) for r in map(json.loads, file)]


class Dask:
    """A scheduler with two workers, made anew where it was killed."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "TUTOR_KILLS_DASK": str(folder)}
        self.processes: list[subprocess.Popen[bytes]] = []

    def up(self) -> str:
        if not self.processes or any(p.poll() is not None for p in self.processes):
            self.down()
            with socket.socket() as bound:
                bound.bind(("127.0.0.1", 0))
                self.address = f"tcp://127.0.0.1:{bound.getsockname()[1]}"
            scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", self.address, "--no-dashboard"]
            worker = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            self.processes = [subprocess.Popen(c, stderr=subprocess.DEVNULL, env=self.environment) for c in (scheduler, worker, worker)]
            time.sleep(4)
        return self.address

    def down(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def killed(folder: Path, process: subprocess.Popen[bytes], draw: random.Random, dask: Dask | None) -> str:
    """What was killed."""
    workers = [p for p in ours(folder) if p != process.pid]
    roll = draw.random()
    if dask is not None and roll < 0.5:
        place = draw.randrange(3)
        how = draw.choice((signal.SIGKILL, signal.SIGSTOP))
        dask.processes[place].send_signal(how)
        return f"Dask {'scheduler' if place == 0 else 'worker'}"
    if workers and roll < 0.7:
        try:
            os.kill(draw.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return "nothing"
        return "worker"
    process.send_signal(draw.choice(HOW))
    return "main"


def rounds(
    folder: Path, kills: int, draw: random.Random, form: str, dask: Dask | None, seconds: float, until: float
) -> tuple[Counter[str], int, int]:
    """What was killed, the tracebacks seen and the processes left, until so many kills are made."""
    count: Counter[str] = Counter()
    path, traces, left = folder / f"out.{form}", 0, 0
    while count.total() < kills and time.monotonic() < until:
        process = started(folder, path.name, *(("--scheduler", dask.up()) if dask else ()))
        time.sleep(draw.uniform(0.05, 1.1) * seconds)
        count[killed(folder, process, draw, dask)] += 1
        try:
            _, said = process.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
            count["did not end"] += 1
        traces += b"Traceback" in said and process.returncode != -signal.SIGINT
        time.sleep(0.3)
        stray = ours(folder)
        left += len(stray)
        for number in stray:
            os.kill(number, signal.SIGKILL)
        if process.returncode == 0 and draw.random() < 0.7:
            path.write_bytes(path.read_bytes()[: draw.randrange(100, path.stat().st_size)])  # begun anew from somewhere, torn
        elif path.exists() and draw.random() < 0.3:
            with path.open("ab") as file:
                file.write(b'{"student": "to' if form == "jsonl" else b"torn,gra")
    return count, traces, left


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end earlier, with what is known by then")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("--dask", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared(folder)
        dask = Dask(folder) if options.dask else None
        start = time.monotonic()
        started(folder, f"whole.{options.format}").communicate()
        seconds = time.monotonic() - start
        count, traces, left = rounds(
            folder, options.kills, random.Random(options.seed), options.format, dask, seconds, start + options.seconds
        )
        started(folder, f"out.{options.format}").communicate()
        if dask:
            dask.down()
        whole, found = (verdicts(folder / f"{n}.{options.format}") for n in ("whole", "out"))
        stray = sorted(p.name for p in folder.iterdir())
    rows = Counter(r[:2] for r in found)
    lost, doubled = sum(r[:2] not in rows for r in whole), sum(n - 1 for n in rows.values())
    other = sum(a != b for a, b in zip(whole, found, strict=False))
    print(f"killed: {', '.join(f'{what} {n}' for what, n in count.most_common())}")
    print(f"rows {len(whole)}, lost {lost}, doubled {doubled}, other verdicts {other}; tracebacks {traces}, processes left {left}")
    print(f"files: {', '.join(stray)}")
    return int(bool(lost or doubled or other or traces or left))


if __name__ == "__main__":
    sys.exit(main())
