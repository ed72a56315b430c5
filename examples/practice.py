"""A round of practice: a problem, an answer, what is said of it, and a hint where it is wrong.

$ python examples/practice.py
Find the gradient of x^2 y at (1, 2).
(4, 2): Partly right; the y-component is not right yet.
Hint: With what is the first partial derivative taken, and what stays constant?
"""

import tutor

FIELDS = {"function": "x^2 y", "point": [1, 2]}
ANSWERS = ["(4, 1)", "(4, 2)", "4i + j", "(2xy, x^2)"]


def main() -> None:
    for answer in ANSWERS:
        verdict = tutor.check("gradient", answer, **FIELDS).verdict
        print(f"{answer}: {verdict.verdict}, {verdict.score:g} of 1. {verdict.feedback}".strip())
        if verdict.score < 1:
            print(f"  Hint: {tutor.hint('gradient', **FIELDS).text}")


if __name__ == "__main__":
    main()
