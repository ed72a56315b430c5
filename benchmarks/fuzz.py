"""Random input for reader, checker, solver, sets, files of a class and templates: no exception, no hang, no contradiction.

    python benchmarks/fuzz.py --seconds 600 --seed 1   # all kinds of cases in turn
    python benchmarks/fuzz.py --cases 3000 --seed 7    # so many cases, the same each time
    python benchmarks/fuzz.py --atheris --seconds 600  # answers only, guided by coverage (pip install atheris)

The right answer in other clothes must not be judged wrong, and a changed one must not be judged right; so must the answer of a
problem for the same problem in other clothes, and the same rows and problems written otherwise are read the same. Cases run in
a process that is killed where nothing else ends it. Whatever breaks is printed with its input and becomes a test; the exit status
is then 1.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count as numbers
from pathlib import Path

from fuzz_files import classes, sets, twin_classes, twin_sets
from fuzz_problems import problems
from fuzz_templates import templates
from fuzz_text import PIECES, Contradiction, clothed, formula, garbage, mutated, spoiled

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.edges.worker import Lost
from tutor.edges.worker import run as run_jobs
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.scope import Scope
from tutor.reading.sets import as_record
from tutor.reading.typed import typed
from tutor.rule import kinds, topic

LONGEST = 8.0  # seconds of this processor for one case: the budget of one judgement is below
SLOWER = {"problems": 60.0, "templates": 20.0}  # a solution and its partner, a page whose every block may take its time
WAITED = 60.0  # and by the clock, on a machine that may be busy
HANGS = 150.0  # then its process is killed
BATCH = {"problems": 4, "templates": 10}
EXPECTED = {
    "expression": "2x + sqrt(y)", "antiderivative": "x^2/2 + C", "equation": "2x + y - z = 3", "system": "x + y = 1, x - y = 3",
    "inequality": "x > 1 and x < 5", "vector": "(2x, y^2)", "matrix": "[[1, x], [y, 2]]", "set": "{1, 2, x}",
    "expressions": "4s, 4t", "steepest": "direction (8, 3), rate sqrt(73)", "line": "(1, 2, 3) + t(1, 2, 3)", "linear": "1 + 2x, 1.02",
    "points": "(1, 0) min, (-1, 0) saddle", "extrema": "max 4 at (2, 2); min -4 at (2, -2)", "limit": "0", "potential": "x^2 y",
    "limits": "0 <= x <= y, 0 <= y <= 1", "class": "convex", "parameters": "m = 3/2, b = 5/6", "valued_gradient": "6, (3, 2)",
}  # fmt: skip
SEEDS = [
    *EXPECTED.values(),
    r"\frac{x^2}{\sqrt{y}}",
    r"\int_0^1 \int_0^x x y \, dy \, dx",
    "x = ±2 or x = 3",
    "f_x = 2xy => (1, 2)",
    "8i + 3j - k",
]
WRONG_VERDICTS = ("incorrect", "partially_correct", "unreadable")
RIGHT_VERDICTS = ("correct", "wrong_form")


# --- answers


def asked() -> list[Question]:
    letters = frozenset("xyzstmb")
    out = []
    for shape, text in EXPECTED.items():
        scope = Scope(letters, vectors=shape in ("vector", "steepest", "valued_gradient", "line"))
        read = typed(text, shape, scope).reading
        out.append(Question(shape, shape, read, Scope(letters, vectors=scope.vectors, answer=True), names=("x", "y"), variables=("x", "y")))
    return out


QUESTIONS = asked()


def answers(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    question, text = draw.choice(QUESTIONS), garbage(draw, SEEDS)
    return f"{question.shape} {text!r}", lambda: verdict(question, text)


def verdict(question: Question, text: str) -> str:
    found = check(question, text).record("s", "p")
    json.dumps(found, ensure_ascii=True)
    if found["verdict"] == "partially_correct" and not 0 < found["score"] < 1:
        raise Contradiction(f"partially correct with the score {found['score']}")
    return str(found["verdict"])


# --- the right answer in other clothes, and a changed one


def question(text: str, shape: str) -> Question:
    letters = frozenset("xyz" if shape == "equation" else "xy")
    scope = Scope(letters, vectors=shape == "vector")
    return Question(
        "p", shape, typed(text, shape, scope).reading, Scope(letters, vectors=shape == "vector", answer=True), names=("x", "y"), dimension=2
    )


def clothes(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    right, changed = draw.random() < 0.6, draw.randrange(2)
    entries = [formula(draw, draw.randint(1, 3)) for _ in range(draw.choice((1, 1, 2)))]
    shape = "vector" if len(entries) == 2 else "expression"
    dressed = [clothed(draw, e) if right or k != changed % len(entries) else spoiled(draw, e) for k, e in enumerate(entries)]
    key, answer = (e[0] if shape == "expression" else f"({', '.join(e)})" for e in (entries, dressed))
    if shape == "expression" and draw.random() < 0.3:
        shape, number = "equation", draw.randint(2, 9)
        key = f"z = {key}"
        answer = draw.choice(
            ("z = {0}", "{0} = z", "z - ({0}) = 0", "{1} z = {1}({0})", "0 = {1}({0}) - {1} z", "z + x = ({0}) + x", "-z = -({0})")
        ).format(answer, number)

    def run() -> str:
        found = verdict(question(key, shape), answer)
        if found in (WRONG_VERDICTS if right else RIGHT_VERDICTS):
            raise Contradiction(f"{found}, though it is {'the same' if right else 'another'} value")
        return found

    return f"{key!r} answered {answer!r}", run


# --- fields


def value(draw: random.Random) -> object:
    text = (
        garbage(draw, SEEDS)
        if draw.random() < 0.4
        else mutated(draw, formula(draw, 2), PIECES, 2)
        if draw.random() < 0.6
        else formula(draw, 2)
    )
    match draw.randrange(12):
        case 0:
            return draw.choice((0, -1, 10**30, True, None, "", [], {}, [[]], {"x": text}, {"": 1}, "nan", [None]))
        case 1 | 2:
            return [text] * draw.randint(1, 4)
        case 3:
            return {"x": text, "y": draw.choice((1, text))}
    return text


def fields(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    kind = draw.choice(kinds())
    row = {"kind": kind, **{f.name: value(draw) for f in topic(kind).fields if f.required or draw.random() < 0.3}}
    if draw.random() < 0.4:
        row[draw.choice(("point", "variables", "parameters", "assume", "marks", "where", "parts", "tolerance", "domain", "id"))] = value(
            draw
        )

    def run() -> str:
        try:
            read_problem(as_record(row, "1"))
        except TutorError as error:
            str(error)
            return "refused"
        return "read"

    return repr(row), run


CASES = {
    "answers": answers, "clothes": clothes, "fields": fields, "sets": sets, "twin_sets": twin_sets, "classes": classes,
    "twin_classes": twin_classes, "templates": templates, "problems": problems,
}  # fmt: skip
QUICK = [name for name in CASES if name not in SLOWER]


# --- running them


def late(*_: object) -> None:
    raise TimeoutError


def fault(run: Callable[[], str], seconds: float = LONGEST) -> tuple[str, str]:
    """What came of a case, and the fault where there is one."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, max(WAITED, 2 * seconds))
    try:
        return run(), ""
    except KeyboardInterrupt:
        raise
    except Contradiction as error:
        return "contradicted", str(error)
    except BaseException as error:  # noqa: BLE001  whatever it is, it is a finding
        where = traceback.extract_tb(error.__traceback__)[-1]
        return "broken", f"{type(error).__name__} in {where.filename.rpartition('/')[2]}:{where.lineno}: {str(error)[:100]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


Tried = tuple[str, float, str, str]  # what came of a case, its seconds, the fault and the input


def tried(batch: tuple[str, list[int]], seed: int, folder: Path) -> list[Tried]:
    """Some cases of a kind, one after the other; the input is told only of a fault."""
    name, cases = batch
    out = []
    for number in cases:
        told, run = CASES[name](random.Random(f"{seed}:{number}"), folder)
        start = time.perf_counter()
        found, why = fault(run, SLOWER.get(name, LONGEST))
        out.append((found, time.perf_counter() - start, why, told if why else ""))
    return out


def batches(only: list[str], cases: int | None, end: float) -> Iterator[tuple[str, list[int]]]:
    """Numbers of cases of each kind in turn, until so many are made or the time is over."""
    kept: dict[str, list[int]] = defaultdict(list)
    for number in numbers():
        if (cases is not None and number >= cases) or time.monotonic() > end:
            break
        name = only[number % len(only)]
        kept[name].append(number)
        if len(kept[name]) >= BATCH.get(name, 50):
            yield name, kept.pop(name)
    yield from kept.items()


def plainly(seconds: float | None, cases: int | None, seed: int, only: list[str], processes: int = 1) -> int:
    """Cases of each kind in turn; how many faults there were."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, tuple[float, int]] = defaultdict(lambda: (0.0, -1))
    faults = 0
    given: dict[int, tuple[str, list[int]]] = {}

    def jobs() -> Iterator[tuple[str, list[int]]]:
        for k, batch in enumerate(batches(only, cases, time.monotonic() + (seconds or float("inf")))):
            given[k] = batch
            yield batch

    def taken(name: str, number: int, one: Tried) -> None:
        nonlocal faults
        found, took, why, told = one
        slowest[name] = max(slowest[name], (took, number))
        counts[name][found] += 1
        if why:
            faults += 1
            print(f"{name} {number}: {why}\n    {told[:1500]}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        do = partial(tried, seed=seed, folder=Path(folder))
        for k, result in run_jobs(jobs(), do, processes, HANGS, tries=1):
            name, chosen = given.pop(k)
            if isinstance(result, Lost):  # one of them hangs, or ends its process: which?
                for j, alone in run_jobs([(name, [number]) for number in chosen], do, 1, HANGS, tries=1):
                    told, _ = CASES[name](random.Random(f"{seed}:{chosen[j]}"), Path(folder))
                    taken(name, chosen[j], ("lost", HANGS, alone.message, told) if isinstance(alone, Lost) else alone[0])
            else:
                for number, one in zip(chosen, result, strict=True):
                    taken(name, number, one)
    print(f"{'':12} {'cases':>8} {'slowest':>9}")
    for name, found in counts.items():
        took, number = slowest[name]
        print(f"{name:12} {found.total():8} {took:7.2f} s (case {number})  {', '.join(f'{n} {what}' for what, n in found.most_common())}")
    print(f"{sum(c.total() for c in counts.values())} cases, {faults} faults")
    return faults


def guided(seconds: float) -> None:
    import atheris

    def run(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        chosen = random.Random(provider.ConsumeInt(1)).choice(QUESTIONS)
        text = provider.ConsumeUnicode(200)
        _, why = fault(lambda: verdict(chosen, text))
        if why:
            print(f"{why}\n    {chosen.shape} {text!r}", flush=True)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-max_len=400"], run)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--cases", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, late)
    signal.signal(signal.SIGPROF, late)
    length = options.seconds if options.seconds or options.cases else 60.0
    if options.atheris:
        guided(length or 60.0)
        sys.exit(0)
    sys.exit(plainly(length, options.cases, options.seed, options.only, options.processes) > 0)
