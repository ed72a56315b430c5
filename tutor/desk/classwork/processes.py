"""Judging in the processes of this machine: an answer that hangs or breaks its process is given up alone.

Each answer has an alarm clock in its process, and nobody listens to it: when it rings, the system ends the process, in the
middle of whatever it does. The other answers of its chunk are then judged anew, each by itself.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tutor.desk.classwork.record import Judge, Pair, Verdicts, unjudged
from tutor.edges.job import Lost
from tutor.edges.worker import run

ANSWER_SECONDS = 5.0  # for one answer; the symbolic prover, asked last, has to be loaded and to end within it
CHUNK_SECONDS = 60.0  # for a chunk of answers each of which is in time; beyond it they are judged one by one


def here(chunks: Iterable[Sequence[Pair]], judge: Judge, processes: int) -> Iterator[Verdicts]:
    """The verdicts of each chunk, in order."""
    given: dict[int, Sequence[Pair]] = {}
    done: dict[int, Verdicts] = {}
    following = 0

    def numbered() -> Iterator[Sequence[Pair]]:
        for number, chunk in enumerate(chunks):
            given[number] = chunk
            yield chunk

    for number, result in run(numbered(), partial(_timed, judge=judge, seconds=ANSWER_SECONDS), processes, CHUNK_SECONDS, tries=1):
        chunk = given.pop(number)
        done[number] = one_by_one(chunk, judge, processes) if isinstance(result, Lost) else result
        while following in done:
            yield done.pop(following)
            following += 1


def one_by_one(chunk: Sequence[Pair], judge: Judge, processes: int) -> Verdicts:
    """The verdicts of a chunk in which something went wrong: each answer alone, and undecided where it is the one."""
    out: Verdicts = [unjudged(problem, "") for problem, _ in chunk]
    for number, result in run([[pair] for pair in chunk], judge, processes, ANSWER_SECONDS):
        problem = chunk[number][0]
        out[number] = unjudged(problem, f"This could not be judged: {result.message}.") if isinstance(result, Lost) else result[0]
    return out


def _timed(chunk: Sequence[Pair], judge: Judge, seconds: float) -> Verdicts:
    """The judge's verdicts, one after the other; the process ends where one takes too long."""
    if not hasattr(signal, "setitimer"):  # not on this system (Windows): the limit of the whole chunk still holds
        return judge(chunk)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    out: Verdicts = []
    try:
        for pair in chunk:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            out += judge([pair])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return out
