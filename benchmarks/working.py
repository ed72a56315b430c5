"""Workings judged line by line: over 300 with one fault each, over 300 right ones in other clothes, of the problems of every kind.

    python benchmarks/working.py [--each 9] [--again 2] [--seed 1] [--show] [KIND ...]

The workings are written by `tests/unit/working/scripted.py`, from derivations and documented mistakes. Of each kind so many
workings of either sort are judged; said is how often the first wrong line is the faulty one, and in how many right workings a
line is called wrong.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from tutor.desk.worked.solved import solved_problem
from tutor.desk.worked.working import work_through
from tutor.errors import TutorError
from tutor.rule import kinds

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "unit" / "working"))
import scripted


def scripts(kind, draw, again):
    """Right and faulty workings of a kind, of each exercise up to `again` of either, with what they are held against."""
    for derivation in scripted.solved(kind):
        try:
            against = solved_problem(derivation.problem)
        except TutorError:
            continue
        clothes = {script.lines: script for _ in range(again) if (script := scripted.right(derivation, draw))}
        yield from ((script, against) for script in clothes.values())
        yield from ((script, against) for script in scripted.faulty(derivation, draw, again))


def main(chosen, each, again, seed, show):
    count = Counter()
    for kind in chosen or kinds():
        draw = random.Random(f"{seed}:{kind}")
        taken = Counter()
        for script, against in scripts(kind, draw, again):
            sort = "right" if script.fault is None else "faulty"
            if taken[sort] == each:
                continue
            taken[sort] += 1
            found = work_through(*against, "\n".join(script.lines))
            good = found.first_wrong == script.fault
            count[sort] += 1
            count[sort, good] += 1
            for j in found.lines:
                count["lines"] += 1
                count[j.word] += 1
            if show and not good:
                print(f"{kind} {script.derivation.problem.id}: fault {script.fault} {script.mistake}, found {found.first_wrong}")
                for k, j in enumerate(found.lines):
                    if k in (script.fault, found.first_wrong):
                        print(f"    {k} {j.word}: {j.line.text}")
            if taken["right"] == taken["faulty"] == each:
                break
        print(f"{kind}: {count['faulty', True]}/{count['faulty']}, {count['right', True]}/{count['right']}", file=sys.stderr, flush=True)
    right, faulty = count["right"], count["faulty"]
    print(f"faulty workings: {faulty}, first wrong line found in {count['faulty', True]} ({count['faulty', True] / max(1, faulty):.1%})")
    print(f"right workings: {right}, a line called wrong in {count['right', False]} ({count['right', False] / max(1, right):.1%})")
    words = ("follows", "skips", "off_the_way", "wrong", "unreadable", "unknown")
    print("lines:", ", ".join(f"{count[w]} {w}" for w in words), f"of {count['lines']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--each", type=int, default=9)
    parser.add_argument("--again", type=int, default=2, help="of each exercise")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    main(given.kinds, given.each, given.again, given.seed, given.show)
