"""The answers of a set as a table of LaTeX, for a page of one's own: python examples/answer_sheet.py SET.toml"""

import sys
from pathlib import Path

import tutor

SET = Path(__file__).parents[1] / "exercises" / "sets" / "gradients.toml"


def main(path: str) -> None:
    for problem in tutor.load(path):
        solution = tutor.solve(problem)
        found = solution.record().get("answer", {})
        shown = [value["latex"] for value in found.values() if isinstance(value, dict) and "latex" in value]
        print(f"{problem.id:24} {solution.status:12} {'; '.join(shown) or ', '.join(found)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(SET))
