"""A handout of a hundred problems with solutions as PDF, whole processes, against the same problems derived and not printed.

    python benchmarks/handout.py

The problems are those of the ready sets, and of the bank's first kinds as far as a hundred. Memory is that of the process and its
workers together, with what they share counted once (Linux only).
"""

import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

BANK = Path(__file__).parent.parent / "exercises"
FILES = [*sorted((BANK / "sets").glob("*.toml")), *(BANK / f"{kind}.toml" for kind in ("partial_derivative", "gradient"))]
COUNT = 100
ROUNDS = 3
LOOK = 0.1  # seconds between two looks at the memory


def rows() -> Iterator[dict[str, object]]:
    for file in FILES:
        yield from tomllib.loads(file.read_text(encoding="utf-8"), parse_float=str)["problem"]


def floor(path: Path) -> None:
    """In a process of its own: every problem read and derived, in as many workers as the handout has."""
    for _, made in worked(path, print_too=False):
        assert made is True, made


def typesetting(path: Path) -> None:
    """In a process of its own: the seconds that making the PDF takes, once every problem is printed."""
    from tutor.printing.output.base import PageMeta, load

    made = dict(worked(path, print_too=True))
    pieces = [made[k].fragments[0][0] for k in sorted(made)]
    start = time.perf_counter()
    load("pdf").page(pieces, PageMeta(title="Benchmark"))
    print(time.perf_counter() - start)


def worked(path: Path, print_too: bool) -> Iterator[tuple[int, object]]:
    from tutor.cli.batch import processes
    from tutor.desk.handout import Job, prepare
    from tutor.edges.worker import run
    from tutor.reading.sets import load_set

    prints = (("solutions", "pdf"),)
    jobs = [Job(parts, (k,), prints, 0, None) for k, parts in enumerate(load_set(path).problems, start=1)]
    yield from run(jobs, prepare if print_too else derived, processes(len(jobs)), None)


def derived(job: object) -> bool:
    from tutor.desk.handout import worked

    return all(part.derivation.verified for version in worked(job.entries, 1, job.seed, None, solved=True) for part in version)


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of a process, and the most megabytes that it and all below it had at a time."""
    start, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while True:
        try:
            code = process.wait(LOOK)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, memory(process.pid))
    seconds = time.perf_counter() - start
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return seconds, peak


def memory(pid: int) -> float:
    """The proportional set size of a process and its children in megabytes; 0 where the system does not tell."""
    try:
        own = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = [p for t in Path(f"/proc/{pid}/task").iterdir() for p in (t / "children").read_text(encoding="ascii").split()]
    except OSError:
        return 0.0
    kilobytes = next(int(line.split()[1]) for line in own.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024 + sum(memory(int(child)) for child in children)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        problems, page = Path(folder, "hundred.jsonl"), Path(folder, "hundred.pdf")
        listed = [{**row, "id": str(k)} for k, row in enumerate(islice(rows(), COUNT), start=1)]
        assert len(listed) == COUNT, len(listed)
        problems.write_text("\n".join(json.dumps(row) for row in listed), encoding="utf-8")
        handout = [sys.executable, "-m", "tutor", "handout", str(problems), "-o", str(page), "--show", "solutions"]
        whole, least, setting = [], [], []
        for _ in range(ROUNDS):
            whole.append(timed(handout))
            least.append(timed([sys.executable, __file__, "floor", str(problems)]))
            command = [sys.executable, __file__, "typesetting", str(problems)]
            setting.append(float(subprocess.run(command, capture_output=True, check=True).stdout))
        size = page.stat().st_size
    seconds, bottom, peak = min(s for s, _ in whole), min(s for s, _ in least), max(m for _, m in whole)
    print(f"{COUNT} problems with solutions to a PDF of {size / 1e6:.1f} MB: {seconds:.1f} s, of which typesetting {min(setting):.2f} s")
    print(f"derived only: {bottom:.1f} s; ratio {seconds / bottom:.2f}; peak memory of all processes {peak:.0f} MB")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["floor", path]:
            floor(Path(path))
        case ["typesetting", path]:
            typesetting(Path(path))
        case _:
            main()
