"""Answers are SymPy objects: a gradient that is worked out once is evaluated at many points."""

from sympy import lambdify, symbols

import tutor


def main() -> None:
    solution = tutor.solve("gradient", function="x^2 y + sin y")
    assert solution.verified
    slope = lambdify(symbols("x y", real=True), list(solution.answer["vector"].args))
    for point in [(0, 0), (1, 0), (2, 0)]:
        print(point, [round(float(v), 3) for v in slope(*point)])


if __name__ == "__main__":
    main()
