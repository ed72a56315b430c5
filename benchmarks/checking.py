"""Answers judged one after another on one core, by our checker and by math-verify, on the same pairs in one run.

    python benchmarks/checking.py --peer /path/to/venv/bin/python [PAIRS.jsonl ...]

`--peer` is a Python in which math-verify is installed (it needs another antlr4 than latex2sympy2, so it has a venv of its
own). A pair is a line {"student", "teacher", "type", "expected": "equivalent" or "not_equivalent"}, with "student_latex" and
"teacher_latex" where the peer needs LaTeX. Without files the pairs are the expected and wrong answers of our own bank.
"""

import argparse
import collections
import json
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

BANK = Path(__file__).parent.parent / "exercises"
TYPES = {
    "derivative": "expression", "directional_derivative": "expression", "divergence": "expression", "gradient": "vector",
    "hessian": "matrix", "jacobian": "matrix", "jacobian_determinant": "expression", "partial_derivative": "expression",
}  # fmt: skip
WARM = 20  # pairs, from all over the list
PEER = """
import json, sys, time
from math_verify import parse, verify
rows = [json.loads(line) for line in open(sys.argv[1])]
def latex(r, who): return "$" + (r.get(who + "_latex") or r[who]) + "$"
verify(parse("$1$"), parse("$1$"))
for r in rows:
    start = time.perf_counter()
    try: verdict = bool(verify(parse(latex(r, "teacher")), parse(latex(r, "student"))))
    except Exception as error: verdict = None
    print(json.dumps([verdict, time.perf_counter() - start]))
"""


def own_pairs() -> list[dict[str, str]]:
    """Each problem's expected answer against itself, and against each wrong one."""
    pairs = []
    for file in sorted(BANK.glob("*.toml")):
        for problem in tomllib.loads(file.read_text(encoding="utf-8"))["problem"]:
            right, kind = problem.get("expected"), TYPES.get(problem["kind"])
            if not isinstance(right, str) or kind is None or "parameters" in problem or ("," in right and kind == "expression"):
                continue
            given = [(right, "equivalent"), *((w["answer"], "not_equivalent") for w in problem.get("wrong", ()))]
            pairs += [{"student": s, "teacher": right, "type": kind, "expected": e} for s, e in given]
    return pairs


def question_of(pair: dict[str, str]) -> object:
    from tutor.checking.short_answer import question
    from tutor.reading.sets import Record

    answer = {"type": pair["type"], "value": pair["teacher"]}
    if pair.get("mode") == "antiderivative":
        answer = {"type": "antiderivative", "value": pair["teacher"], "variable": pair.get("wrt", "x")}
    if pair.get("mode") == "system":
        answer["type"] = "system"
    if "imaginary unit" in pair.get("note", ""):
        answer["complex"] = True
    return question(Record("1", "short_answer", {"answer": answer}))


def ours(pairs: list[dict[str, str]]) -> list[tuple[bool | None, float]]:
    from tutor.checking.judge import check
    from tutor.errors import TutorError

    def one(pair: dict[str, str]) -> tuple[bool | None, float]:
        start = time.perf_counter()
        try:
            found = check(question_of(pair), pair["student"]).verdict.verdict
        except TutorError:
            found = "undecided"
        verdict = {"correct": True, "wrong_form": True, "undecided": None}.get(found, False)
        return verdict, time.perf_counter() - start

    for pair in pairs[:: max(1, len(pairs) // WARM)]:
        one(pair)  # warm: the modules of all types imported, of which each is loaded with the first answer of its type
    return [one(pair) for pair in pairs]


def peers(pairs: list[dict[str, str]], python: str) -> list[tuple[bool | None, float]]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        file.writelines(json.dumps(p) + "\n" for p in pairs)
    out = subprocess.run([python, "-c", PEER, file.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
    return [tuple(json.loads(line)) for line in out.splitlines() if line.startswith("[")]


def table(name: str, pairs: list[dict[str, str]], found: list[tuple[bool | None, float]]) -> float:
    """One line of accuracy and speed; returns answers a second."""
    count: collections.Counter[str] = collections.Counter()
    for pair, (verdict, _) in zip(pairs, found, strict=True):
        right = pair["expected"] == "equivalent"
        count["right" if verdict is right else "none" if verdict is None else "false accept" if verdict else "false reject"] += 1
    times = sorted(t for _, t in found)
    rate = len(times) / sum(times)
    p99 = times[int(0.99 * (len(times) - 1))]
    said = ", ".join(f"{count[k]} {k}" for k in ("right", "false accept", "false reject", "none"))
    speed = f"median {statistics.median(times) * 1e3:.2f} ms, p99 {p99 * 1e3:.1f} ms, max {times[-1] * 1e3:.0f} ms"
    print(f"{name:12} {said}; {rate:8.1f}/s, {speed}")
    return rate


def cold_start(pairs: list[dict[str, str]]) -> None:
    command = [sys.executable, "-m", "tutor", "check", "short_answer", "statement=", "answer={type = 'expression', value = '2x + 1'}"]
    runs = []
    for extra in (["--answer", "1 + 2x"],) * 5:
        start = time.perf_counter()
        subprocess.run([*command, *extra], stdout=subprocess.DEVNULL, check=True)
        runs.append(time.perf_counter() - start)
    floor = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import sympy"], check=True)
        floor.append(time.perf_counter() - start)
    print(f"cold start   tutor check {min(runs) * 1e3:.0f} ms; import sympy {min(floor) * 1e3:.0f} ms; ratio {min(runs) / min(floor):.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="*", type=Path)
    parser.add_argument("--peer", help="a Python with math-verify")
    options = parser.parse_args()
    rows = [json.loads(line) for file in options.pairs for line in file.open(encoding="utf-8")] or own_pairs()
    rows = [
        r
        for r in rows
        if r["expected"] != "invalid" and not r.get("note", "").startswith(("policy", "domain")) and r.get("mode") != "numeric"
    ]
    print(f"{len(rows)} pairs")
    mine = table("tutor", rows, ours(rows))
    if options.peer:
        print(f"ratio        {mine / table('math-verify', rows, peers(rows, options.peer)):.0f} times as many answers a second")
    cold_start(rows)
