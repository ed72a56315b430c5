"""Whole processes, in turn: `tutor solve` of one gradient against `import sympy`. Prints medians and their ratio."""

import statistics
import subprocess
import sys
import time

RUNS = 15
SOLVE = [sys.executable, "-m", "tutor", "solve", "gradient", "function=x^2 y sin(x y)", "point=(1, 2)"]
FLOOR = [sys.executable, "-c", "import sympy"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


seconds(SOLVE), seconds(FLOOR)  # once for the byte code and the page cache
pairs = [(seconds(SOLVE), seconds(FLOOR)) for _ in range(RUNS)]
solve, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
ratio = statistics.median(a / b for a, b in pairs)
print(f"tutor solve {solve:.3f} s, import sympy {floor:.3f} s, ratio {ratio:.2f} (median of {RUNS} pairs)")
