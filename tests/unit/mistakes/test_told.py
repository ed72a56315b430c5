"""Wrong answers that an author tells, also those of another shape than was asked."""

import pytest

import tutor
from tutor.errors import Invalid

GRADIENT = {"function": "x^2 + 2y^2", "point": [1, 2]}


def test_a_number_for_a_vector_is_told_by_its_author():
    told = [{"answer": "10", "mistake": "partials_added", "feedback": "Keep them apart."}, {"answer": "(8, 2)", "mistake": "swapped"}]
    assert tutor.check("gradient", "(2, 8)", wrong=told, **GRADIENT).verdict.verdict == "correct"
    number = tutor.check("gradient", "10", wrong=told, **GRADIENT).verdict
    assert (number.misconception, number.score) == ("partials_added", None) and "Keep them apart." in number.feedback
    assert tutor.check("gradient", "(8, 2)", wrong=told, **GRADIENT).verdict.misconception == "swapped"


def test_what_cannot_be_read_at_all_is_an_error():
    with pytest.raises(Invalid, match="cannot be read"):
        tutor.check("gradient", "(2, 8)", wrong=[{"answer": "2 +* y", "mistake": "typing"}], **GRADIENT)
