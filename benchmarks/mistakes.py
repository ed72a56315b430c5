"""Every right answer against every mistake: none may be told of it; and how many exercises show each mistake.

    python benchmarks/mistakes.py [SET ...] [--slice 1/8] [--records FILE.jsonl]
    python benchmarks/mistakes.py --shown [--fewest 5]

The first goes through all problems of the sets (of the bank, where none is named), and fails where a right answer is called a
mistake, or a wrong value of the index would be right. The second lists the mistakes that fewer exercises of the bank show.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from tutor.checking.judge import check
from tutor.checking.shapes import judge_of
from tutor.deriving.mistake import mistakes
from tutor.desk.asked import asked
from tutor.errors import TutorError
from tutor.reading.sets import load_set

BANK = Path(__file__).parent.parent / "exercises"
RIGHT = ("correct", "wrong_form")


def fires(question, stated):
    """What is told of right answers: the one that the tutor found, and the one that is stated."""
    for wrong in question.wrong.values():
        if judge_of(question.shape)(replace(question, wrong={}), wrong.reading).verdict in RIGHT:
            yield f"{wrong.mistake} makes the right answer"
    if stated is not None:
        found = check(question, stated).verdict
        if found.misconception is not None or found.verdict not in RIGHT:
            yield f"{stated}: {found.verdict}, {found.misconception}"


def crossed(files, part, parts, out):
    """Every problem of a part of the files; the number of right answers that are called a mistake."""
    records = [r for file in files for r in load_set(file).records]
    problems, fired, slowest = 0, 0, (0.0, "")
    for record in records[part - 1 :: parts]:
        stated = None if "parameters" in record.fields else record.fields.get("expected")
        # the wrong answers of an author are for tests: here the mistakes are to make theirs
        bare = replace(record, fields={name: value for name, value in record.fields.items() if name not in ("wrong", "expected")})
        try:
            question = asked(bare)
        except TutorError as error:
            print(f"{record.id}: not asked: {error}", flush=True)
            continue
        start = time.process_time()
        made = sorted({wrong.mistake for wrong in question.wrong.values()})
        seconds = time.process_time() - start
        slowest = max(slowest, (seconds, record.id))
        told = list(fires(question, stated))
        problems, fired = problems + 1, fired + len(told)
        for line in told:
            print(f"{record.id}: {line}", flush=True)
        if out is not None:
            row = {"id": record.id, "kind": record.kind, "seconds": round(seconds, 2), "wrong": len(question.wrong), "made": made}
            print(json.dumps(row), file=out, flush=True)
    print(f"{problems} problems, right answers called a mistake: {fired}; the longest index {slowest[0]:.2f} s ({slowest[1]})")
    return fired


def shown(fewest):
    """The mistakes that fewer exercises show, with their number."""
    by = defaultdict(set)
    for file in sorted(BANK.glob("*.toml")):
        for record in load_set(file).records:
            for wrong in record.fields.get("wrong", ()):
                by[wrong["mistake"]].add(record.id)
    few = sorted((len(by[name]), name) for name in mistakes() if len(by[name]) < fewest)
    for count, name in few:
        print(f"{count}  {name}")
    print(f"{len(mistakes()) - len(few)} of {len(mistakes())} mistakes are shown by {fewest} exercises or more")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--slice", default="1/1")
    parser.add_argument("--records", type=Path)
    parser.add_argument("--shown", action="store_true")
    parser.add_argument("--fewest", type=int, default=5)
    options = parser.parse_args()
    if options.shown:
        shown(options.fewest)
    else:
        part, parts = map(int, options.slice.split("/"))
        with options.records.open("w", encoding="utf-8") if options.records else open("/dev/null", "w") as rows:
            sys.exit(1 if crossed(options.sets or sorted(BANK.glob("*.toml")), part, parts, rows) else 0)
