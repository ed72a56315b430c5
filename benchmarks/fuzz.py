"""Random answers thrown at the reader and the checker, for as long as is asked: no crash, no hang, always a verdict.

    python benchmarks/fuzz.py --seconds 600            # pieces of mathematics put together at random, and mutated
    python benchmarks/fuzz.py --atheris --seconds 600  # guided by coverage (pip install atheris)

Whatever breaks is printed with its input, and becomes a test.
"""

import argparse
import random
import signal
import sys
import time
import traceback

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.errors import Unreadable
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

LONGEST = 4.0  # seconds for one answer; the symbolic prover may take two of them
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


def asked() -> list[Question]:
    letters = frozenset("xyzstmb")
    out = []
    for shape, text in EXPECTED.items():
        scope = Scope(letters, vectors=shape in ("vector", "steepest", "valued_gradient", "line"))
        read = typed(text, shape, scope).reading
        out.append(Question(shape, shape, read, Scope(letters, vectors=scope.vectors, answer=True), names=("x", "y"), variables=("x", "y")))
    return out


def answer(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return draw.choice(("", " ")).join(draw.choice(PIECES) for _ in range(draw.randint(1, 25)))
    text = list(draw.choice(SEEDS))
    for _ in range(draw.randint(1, 6)):
        k = draw.randrange(len(text) + 1)
        match draw.randrange(3):
            case 0:
                text[k:k] = draw.choice(PIECES)
            case 1:
                del text[k : k + draw.randint(1, 4)]
            case 2:
                text[k:k] = text[k : k + 8] * draw.randint(1, 3)
        text = text or ["x"]
    return "".join(text)


def late(*_: object) -> None:
    raise TimeoutError


def one(questions: list[Question], text: str, draw: random.Random) -> bool:
    """Whether a verdict came in time."""
    question = draw.choice(questions)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        record = check(question, text).record("s", "p")
        assert record["verdict"]
        return True
    except Unreadable:
        raise
    except BaseException as error:  # whatever it is, it is a finding
        if isinstance(error, KeyboardInterrupt):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
        print(f"{type(error).__name__} in {place} {question.shape} {text!r}: {str(error)[:100]}", flush=True)
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def plainly(seconds: float, seed: int) -> None:
    draw, questions, count, bad = random.Random(seed), asked(), 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        count += 1
        bad += not one(questions, answer(draw), draw)
    print(f"{count} answers in {seconds:.0f} s, {bad} without a verdict")


def guided(seconds: float) -> None:
    import atheris

    questions = asked()

    def run(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        draw = random.Random(provider.ConsumeInt(1))
        one(questions, provider.ConsumeUnicode(200), draw)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-max_len=400"], run)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, late)
    guided(options.seconds) if options.atheris else plainly(options.seconds, options.seed)
