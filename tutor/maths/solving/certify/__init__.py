"""The parts of a certificate that no solution is missing; none of them uses what found the solutions."""
