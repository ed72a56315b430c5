"""What agrees at every sample point because its pieces or periods lie beyond all of them is never called right."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record

BUILT = [
    "max(0, t - 10^7)", "floor(|t|/10^14)", "floor(|t|/10^8/10^8)", "max(0, t - e^70)", "|t - 10^8| + t - 10^8", "max(0, 10^-12 - t^2)",
    "sin(2^61 pi t)/10^8", "sin(1024 pi t)", "max(0, t - 700)", "sqrt((t - 10^9)^2) - 10^9 + t", "e^(-10^31 t^2)",
]  # fmt: skip


@pytest.mark.parametrize("built", BUILT)
@pytest.mark.parametrize(
    ("kind", "value", "given"),
    [
        ("expression", "t", "t + {}"), ("vector", "(t, 1)", "(t + {}, 1)"), ("equation", "y = t", "y = t + {}"),
        ("inequality", "y < t", "y < t + {}"), ("antiderivative", "t^2", "t^2 + {} + C"),
    ],
)  # fmt: skip
def test_what_is_built_to_deceive(kind, value, given, built, monkeypatch):
    monkeypatch.setattr("tutor.checking.effort.PROOF_SECONDS", 0.0)
    answer = {"type": kind, "value": value, **({"variable": "t"} if kind == "antiderivative" else {})}
    found = check(question(as_record({"kind": "short_answer", "answer": answer}, "1")), given.format(f"({built})"))
    assert found.verdict.verdict in ("incorrect", "undecided", "partially_correct")


@over("built", [b for b in BUILT if "t^2" not in b])
def test_nor_within_a_tolerance(built):
    answer = {"type": "expression", "value": "t/3", "tolerance": {"absolute": "0.01"}}
    found = check(question(as_record({"kind": "short_answer", "answer": answer}, "1")), f"t/3 + {built}")
    assert found.verdict.verdict in ("incorrect", "undecided")
