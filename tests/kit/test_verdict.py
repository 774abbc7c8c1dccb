import pytest

from sanzhi.kit.verdict import YES, Refusal, Verdict, first_no, no


def test_a_yes_is_true_and_refuses_nothing():
    assert YES
    YES.or_refuse()


def test_a_no_is_false_and_refuses_with_its_name_and_sentence():
    verdict = no("not_yours", "这件事不由您办理。")
    assert not verdict
    with pytest.raises(Refusal, match="这件事不由您办理。") as refusal:
        verdict.or_refuse()
    assert refusal.value.code == "not_yours"


def test_a_no_without_a_sentence_cannot_be_made():
    with pytest.raises(ValueError, match="sentence"):
        Verdict(False, "silent")


def test_the_first_no_speaks_and_only_yeses_make_a_yes():
    assert first_no(YES, no("a", "甲。"), no("b", "乙。")).code == "a"
    assert first_no(YES, YES) is YES
    assert first_no() is YES
