"""Random input thrown at the reader, the checker, sets and files of a class: no exception, no hang, no verdict that contradicts itself.

    python benchmarks/fuzz.py --seconds 600 --seed 1   # all kinds of cases in turn
    python benchmarks/fuzz.py --cases 3000 --seed 7    # so many cases, the same each time
    python benchmarks/fuzz.py --atheris --seconds 600  # answers only, guided by coverage (pip install atheris)

The right answer in other clothes must not be judged wrong, and a changed one must not be judged right. Whatever breaks is
printed with its input and becomes a test; the exit status is then 1.
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
from collections.abc import Callable
from pathlib import Path

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.desk.asked import asked as question_of
from tutor.desk.classwork.rows import Broken, Row, rows
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.scope import Scope
from tutor.reading.sets import SHORT_ANSWER, as_record, load_set
from tutor.reading.typed import typed

LONGEST = 8.0  # seconds of this processor for one case: the budget of one judgement is below
WAITED = 60.0  # and by the clock, on a machine that may be busy
EXPECTED = {
    "expression": "2x + sqrt(y)", "antiderivative": "x^2/2 + C", "equation": "2x + y - z = 3", "system": "x + y = 1, x - y = 3",
    "inequality": "x > 1 and x < 5", "vector": "(2x, y^2)", "matrix": "[[1, x], [y, 2]]", "set": "{1, 2, x}",
    "expressions": "4s, 4t", "steepest": "direction (8, 3), rate sqrt(73)", "line": "(1, 2, 3) + t(1, 2, 3)", "linear": "1 + 2x, 1.02",
    "points": "(1, 0) min, (-1, 0) saddle", "extrema": "max 4 at (2, 2); min -4 at (2, -2)", "limit": "0", "potential": "x^2 y",
    "limits": "0 <= x <= y, 0 <= y <= 1", "class": "convex", "parameters": "m = 3/2, b = 5/6", "valued_gradient": "6, (3, 2)",
}  # fmt: skip
PIECES = r"""
x y z t s e pi i j k f g C 0 1 2 3.5 .5 10 2e3 7,425 + - * / ^ ** ! ' _ = < > <= >= != ± ∓ ( ) [ ] { } | || , ; : . & % $ # ~ " \ \\
sin cos tan ln log sqrt exp abs arcsin sinh max min sum int lim DNE none and or union in at local saddle minimum maximum direction rate
\frac \sqrt \left \right \cdot \times \pm \int \sum \lim \infty \begin{pmatrix} \end{pmatrix} \\ \text \mathrm \operatorname \langle \rangle
\partial \nabla ∂ ∇ ∞ √ π θ · × ÷ − ≤ ≥ ≠ ∈ ∪ ∅ ² ³ ⟨ ⟩ → ⇒ => ’ （ ） 𝑥 ０ é 中 \x00 \u202e
""".split()  # noqa: SIM905  a list of these would be twice as long
SEEDS = [
    *EXPECTED.values(),
    r"\frac{x^2}{\sqrt{y}}",
    r"\int_0^1 \int_0^x x y \, dy \, dx",
    "x = ±2 or x = 3",
    "f_x = 2xy => (1, 2)",
    "8i + 3j - k",
]
SET = """title = "Quiz"
[[problem]]
id = "p"
kind = "gradient"
function = 'x^2 y + sin x'
point = [1, 2]
marks = 4
[[problem]]
kind = "short_answer"
statement = 'What is $1 + x$?'
answer = { type = "expression", value = '1 + x' }
[[problem]]
kind = "chain_rule"
outer = 'x^2 y'
inner = { x = 'cos t', y = 'sin t' }
with_respect_to = "t"
"""
TABLE = 'student,problem,answer\nann,1,"(1, 2)"\nbob,1,x + y\n"cy, d",2,"say ""no"""\neve,1,"over\ntwo lines"\n'
MARKS = [
    '"',
    "'",
    '"""',
    "'''",
    ",",
    "\n",
    "\r",
    "\r\n",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    "\\",
    "#",
    "\0",
    "\ufeff",
    "1e999",
    "9" * 50,
    "é",
    ";",
    "\t",
]
FIELDS = {
    "derivative": ("function",),
    "gradient": ("function",),
    "hessian": ("function",),
    "critical_points": ("function",),
    "implicit_derivative": ("equation", "dependent"),
    "divergence": ("field",),
    "jacobian": ("functions",),
    "lagrange": ("objective", "constraints", "goal"),
    "taylor_polynomial": ("function", "point", "order"),
    "limit": ("function", "point"),
}
WRONG_VERDICTS = ("incorrect", "partially_correct", "unreadable")
RIGHT_VERDICTS = ("correct", "wrong_form")


class Contradiction(AssertionError):
    """A verdict that cannot be right."""


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


def mutated(draw: random.Random, text: str, pieces: list[str], most: int = 6) -> str:
    found = list(text)
    for _ in range(draw.randint(1, most)):
        k = draw.randrange(len(found) + 1)
        match draw.randrange(3):
            case 0:
                found[k:k] = draw.choice(pieces)
            case 1:
                del found[k : k + draw.randint(1, 4)]
            case 2:
                found[k:k] = found[k : k + 8] * draw.randint(1, 3)
    return "".join(found) or "x"


def garbage(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return draw.choice(("", " ")).join(draw.choice(PIECES) for _ in range(draw.randint(1, 25)))
    return mutated(draw, draw.choice(SEEDS), PIECES)


def answers(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    question, text = draw.choice(QUESTIONS), garbage(draw)
    return f"{question.shape} {text!r}", lambda: verdict(question, text)


def verdict(question: Question, text: str) -> str:
    found = check(question, text).record("s", "p")
    json.dumps(found, ensure_ascii=True)
    if found["verdict"] == "partially_correct" and not 0 < found["score"] < 1:
        raise Contradiction(f"partially correct with the score {found['score']}")
    return str(found["verdict"])


# --- the right answer in other clothes, and a changed one


def formula(draw: random.Random, depth: int) -> str:
    """Something with a value everywhere, in brackets wherever it matters."""
    if depth == 0:
        return draw.choice(("x", "y", "1", "2", "3", "7", "x", "y"))
    one, two = (lambda: formula(draw, depth - 1)), (lambda: formula(draw, draw.randrange(depth)))
    match draw.randrange(9):
        case 0 | 1:
            return f"({one()} + {two()})"
        case 2:
            return f"({one()} - {two()})"
        case 3 | 4:
            return f"({one()})*({two()})"
        case 5:
            return f"({one()})^{draw.randint(2, 3)}"
        case 6:
            return f"({one()})/(({two()})^2 + {draw.randint(1, 5)})"
        case 7:
            return f"{draw.choice(('sin', 'cos', 'arctan'))}({one()})"
        case _:
            return f"{draw.choice(('sqrt', 'ln'))}(({one()})^2 + {draw.randint(1, 5)})"


def clothed(draw: random.Random, text: str) -> str:
    """The same value, written otherwise."""
    number = draw.randint(2, 9)
    for _ in range(draw.randint(1, 3)):
        text = draw.choice((
            f"({text})", f"0 + {text}", f"1*({text})", f"({text})*{number}/{number}", f"({text}) + {number} - {number}", f"-(-({text}))",
            rf"\frac{{{number}({text})}}{{{number}}}", rf"\left({text}\right)", f"{number} - ({number} - ({text}))", f"({text}) - 0*x",
            text.replace("*", " * "), text.replace("*(", r" \cdot ("), text.replace("sqrt(", "√("), f"({text})/2 + ({text})/2",
        ))  # fmt: skip
    return text


def spoiled(draw: random.Random, text: str) -> str:
    """Another value: a number other than nought is added, or a letter."""
    return f"{clothed(draw, text)} + {draw.choice(('1', '2', '1/3', '-5', 'x', '3y', 'x^2 + 1'))}"


def question(text: str, shape: str) -> Question:
    letters = frozenset("xy")
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

    def run() -> str:
        found = verdict(question(key, shape), answer)
        if found in (WRONG_VERDICTS if right else RIGHT_VERDICTS):
            raise Contradiction(f"{found}, though it is {'the same' if right else 'another'} value")
        return found

    return f"{key!r} answered {answer!r}", run


# --- fields, sets, files of a class


def value(draw: random.Random) -> object:
    text = garbage(draw) if draw.random() < 0.4 else mutated(draw, formula(draw, 2), PIECES, 2) if draw.random() < 0.6 else formula(draw, 2)
    match draw.randrange(12):
        case 0:
            return draw.choice((0, -1, 10**30, True, None, "", [], {}, [[]], {"x": text}, {"": 1}, "nan", [None]))
        case 1 | 2:
            return [text] * draw.randint(1, 4)
        case 3:
            return {"x": text, "y": draw.choice((1, text))}
    return text


def fields(draw: random.Random, _: Path) -> tuple[str, Callable[[], str]]:
    kind = draw.choice(list(FIELDS))
    row = {"kind": kind, **{name: value(draw) for name in FIELDS[kind]}}
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


def sets(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    lines = draw.random() < 0.3
    text = json.dumps({"kind": "gradient", "function": "x y", "point": [1, 2.5]}) + "\n" if lines else SET
    text = mutated(draw, text * draw.randint(1, 2), [*MARKS, *PIECES])
    path = folder / f"s.{'jsonl' if lines else 'toml'}"

    def run() -> str:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            found = load_set(path)
        except TutorError as error:
            str(error)
            return "refused"
        for record in found.records:
            try:
                question_of(record) if record.kind == SHORT_ANSWER else read_problem(record)
            except TutorError as error:
                str(error)
        return "read"

    return repr(text), run


def classes(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    lines = draw.random() < 0.3
    text = '{"student": "a", "problem": "1", "answer": "(1, 2)"}\n' * 3 if lines else TABLE
    data = mutated(draw, text, MARKS, 8).encode("utf-8", "surrogatepass")
    if draw.random() < 0.3:
        k = draw.randrange(len(data))
        data = data[:k] + draw.randbytes(draw.randint(1, 4)) + data[k:]
    path = folder / f"a.{'jsonl' if lines else 'csv'}"

    def run() -> str:
        path.write_bytes(data)
        try:
            found = list(rows(path))
        except TutorError as error:
            str(error)
            return "refused"
        if not all(isinstance(r, Row | Broken) for r in found):
            raise Contradiction("a row that is none")
        return "read"

    return repr(data), run


CASES = {"answers": answers, "clothes": clothes, "fields": fields, "sets": sets, "classes": classes}


# --- running them


def late(*_: object) -> None:
    raise TimeoutError


def fault(run: Callable[[], str]) -> tuple[str, str]:
    """What came of a case, and the fault where there is one."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    signal.setitimer(signal.ITIMER_REAL, WAITED)
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


def plainly(seconds: float | None, cases: int | None, seed: int, only: list[str]) -> int:
    """Cases of each kind in turn; how many faults there were."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    faults, number, end = 0, 0, time.monotonic() + (seconds or float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        while (cases is None or number < cases) and time.monotonic() < end:
            name = only[number % len(only)]
            told, run = CASES[name](random.Random(f"{seed}:{number}"), Path(folder))
            start = time.perf_counter()
            found, why = fault(run)
            slowest[name] = max(slowest[name], time.perf_counter() - start)
            counts[name][found] += 1
            number += 1
            if why:
                faults += 1
                print(f"{name} {number - 1}: {why}\n    {told[:600]}", flush=True)
    print(f"{'':10} {'cases':>8} {'slowest':>9}")
    for name, found in counts.items():
        print(f"{name:10} {found.total():8} {slowest[name]:7.2f} s  {', '.join(f'{n} {what}' for what, n in found.most_common())}")
    print(f"{number} cases, {faults} faults")
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
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, late)
    signal.signal(signal.SIGPROF, late)
    length = options.seconds if options.seconds or options.cases else 60.0
    if options.atheris:
        guided(length or 60.0)
        sys.exit(0)
    sys.exit(plainly(length, options.cases, options.seed, options.only) > 0)
