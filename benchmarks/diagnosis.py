"""Wrong answers explained, over the problems of the bank that list some.

    python benchmarks/diagnosis.py [--problems 2] [KIND ...]

For each kind so many problems: the index of its wrong answers against solving it, then each wrong answer judged with that
index and without; and the right answer is held against every wrong one. Processor time, so that other load counts little.
"""

import argparse
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from tutor.checking.judge import check
from tutor.checking.shapes import judge_of
from tutor.desk.asked import asked_of
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set

BANK = Path(__file__).parent.parent / "exercises"


def timed(do):
    """What comes of it, and the seconds that it took."""
    start = time.process_time()
    return do(), time.process_time() - start


def is_right(question, reading):
    """Whether a reading would be the answer to a question."""
    return judge_of(question.shape)(question, reading).verdict == "correct"


def percentile(values, share):
    """The value below which a share of them lies."""
    return sorted(values)[int(share * (len(values) - 1))]


def main(kinds, most):
    count, taken = Counter(), defaultdict(list)
    for file in sorted(BANK.glob("*.toml")):
        records = [r for r in load_set(file).records if r.fields.get("wrong") and "parameters" not in r.fields]
        for record in (r for r in records[:most] if not kinds or r.kind in kinds):
            try:
                question, solving = timed(lambda r=record: asked_of(read_problem(r)))
            except TutorError as error:
                print(f"{record.id}: {error}")
                continue
            found, index = timed(lambda q=question: dict(q.wrong))
            taken["solving"].append(solving)
            taken["index"].append(index)
            without, indexed = replace(question, wrong={}), replace(question, wrong=found)
            count["right called a mistake"] += sum(
                is_right(replace(question, expected=w.reading, wrong={}), question.expected) for w in found.values()
            )
            for wrong in record.fields["wrong"]:
                _, plain = timed(lambda a=wrong["answer"], q=without: check(q, a))
                told, explained = timed(lambda a=wrong["answer"], q=indexed: check(q, a))
                taken["plain"].append(plain)
                taken["explained"].append(explained)
                named = told.verdict.misconception
                count["named" if named == wrong["mistake"] else "another" if named else "none"] += 1
    print(
        f"{len(taken['index'])} problems: index median {statistics.median(taken['index']):.2f} s, worst {max(taken['index']):.2f} s;"
        f" {sum(taken['index']) / sum(taken['solving']):.1f} times as long as solving them"
    )
    judged = count["named"] + count["another"] + count["none"]
    print(
        f"{judged} wrong answers: p95 {percentile(taken['explained'], 0.95) * 1e3:.0f} ms,"
        f" without the index {percentile(taken['plain'], 0.95) * 1e3:.0f} ms"
    )
    print(f"right answers that are explained by a mistake: {count['right called a mistake']}")
    print(f"the listed mistake named {count['named']}, another {count['another']}, none {count['none']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--problems", type=int, default=2)
    options = parser.parse_args()
    main(options.kinds, options.problems)
