"""A hundred readers at once before `tutor serve` on this machine: how long a check takes, and whether anything is lost.

Each reader has numbers of his own, reads a problem, types an answer (which is echoed), checks it, and thinks in between. The run
is bounded in readers, requests and time, goes to 127.0.0.1 alone, and fails where p95 of the checks is over a second, a request
has no answer, or a worker is stuck afterwards.

    python benchmarks/readers.py [READERS]
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import subprocess
import sys
import time
from typing import Any

READERS, CHECKS = 100, 5
THINKS = (1.0, 4.0)  # seconds between two requests of one reader
ARRIVE = 20.0  # seconds in which all come
LIMIT = 1.0  # seconds: p95 of the checks
PATIENCE = 60.0  # seconds for one answer
PROBLEMS = (
    ("gradients", "gradients-polynomial", ("<1, 2>", "<2, 3>", "(4, -1)")),
    ("partial-derivatives", "partials-polynomial", ("2x", "3x^2 y", "0")),
    ("second-derivatives", None, ("1", "2x + y", "[[1, 2], [2, 1]]")),
)


async def talk(port: int, verb: str, asked: dict[str, Any]) -> tuple[float, dict[str, Any]]:
    """Seconds, and the answer."""
    body = json.dumps(asked).encode()
    lines = ("Host: 127.0.0.1", "Content-Type: application/json", f"Content-Length: {len(body)}", "Connection: close", "", "")
    head = "\r\n".join((f"POST /api/{verb} HTTP/1.1", *lines))
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode() + body)
        raw = await asyncio.wait_for(reader.read(), PATIENCE)
    finally:
        writer.close()
    return time.perf_counter() - start, json.loads(raw.partition(b"\r\n\r\n")[2])


async def read_and_answer(port: int, seed: int, taken: dict[str, list[float]], lost: list[str]) -> None:
    draw = random.Random(seed)
    name, id, answers = PROBLEMS[seed % len(PROBLEMS)]
    asked: dict[str, Any] = {"set": name, "id": id or await first(port, name), "seed": seed}
    await asyncio.sleep(draw.uniform(0, ARRIVE))
    steps = [("problem", {})] + [(verb, {"answer": answer}) for answer in draw.choices(answers, k=CHECKS) for verb in ("read", "check")]
    for verb, more in steps:
        try:
            seconds, found = await talk(port, verb, asked | more)
        except (OSError, TimeoutError, ValueError) as error:
            lost.append(f"{verb} {asked}: {error!r}")
            continue
        taken.setdefault(verb, []).append(seconds)
        if "error" in found and verb != "read":
            lost.append(f"{verb} {asked}: {found['error']['message']}")
        await asyncio.sleep(draw.uniform(*THINKS))


async def first(port: int, name: str) -> str:
    """The first problem of a set."""
    _, found = await talk(port, "sets", {})
    return next(each for each in found["sets"] if each["name"] == name)["problems"][0]["id"]


async def measured(port: int, readers: int) -> bool:
    taken: dict[str, list[float]] = {}
    lost: list[str] = []
    await first(port, PROBLEMS[0][0])  # the server is ready
    await asyncio.gather(*(read_and_answer(port, seed, taken, lost) for seed in range(readers)))
    for verb, seconds in taken.items():
        cuts = statistics.quantiles(seconds, n=20)
        middle, most = statistics.median(seconds), max(seconds)
        print(f"{verb:8} {len(seconds):5d} answers   median {middle:.3f} s   p95 {cuts[-1]:.3f} s   most {most:.3f} s")
    print(f"lost: {len(lost)}", *lost[:5], sep="\n  ")
    after, found = await talk(port, "check", {"kind": "gradient", "fields": {"function": "x y"}, "answer": "(y, x)"})
    print(f"afterwards: {found.get('verdict')} in {after:.3f} s")
    return not lost and found.get("verdict") == "correct" and statistics.quantiles(taken["check"], n=20)[-1] < LIMIT


def main() -> int:
    readers = int(sys.argv[1]) if len(sys.argv) > 1 else READERS
    command = [sys.executable, "-m", "tutor", "serve", "--port", "0", "--jobs", "2"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        found = re.search(r":(\d+)/", server.stderr.readline())
        assert found
        return 0 if asyncio.run(measured(int(found[1]), readers)) else 1
    finally:
        server.terminate()
        server.wait(PATIENCE)


if __name__ == "__main__":
    raise SystemExit(main())
