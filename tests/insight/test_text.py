"""Messages sorted by a model: it learns from what people have sorted, says why, and never more than it knows."""

from pathlib import Path

import numpy as np
import pytest

from sanzhi.insight.text import features
from sanzhi.insight.text.measuring import Judged
from sanzhi.insight.text.model import Model
from sanzhi.insight.text.training import Example, Name, train

PLACES = [f"{name}{number}号" for name in ("振兴路", "庆丰街", "校场弄", "康泾塘") for number in range(1, 13)]
SAID = {
    "roads": ("路面塌了一个坑", "{}门口的路面塌陷，车子开过去很颠，请修一修。"),
    "noise": ("夜里施工吵得睡不着", "{}旁边的工地夜里十二点还在打桩，噪音很大。"),
    "wages": ("工资拖欠三个月", "{}的服装厂欠我三个月工资，老板说没钱发。"),
}


def messages() -> list[Example]:
    told = [(label, place, *said) for label, said in SAID.items() for place in PLACES]
    return [
        Example(f"{place}{title}", text.format(place), label, group)
        for group, (label, place, title, text) in enumerate(told)
    ]


@pytest.fixture(scope="module")
def model() -> Model:
    return train(messages())


def test_a_message_nobody_has_seen_is_sorted_as_people_sorted_its_like(model: Model) -> None:
    first = model.guess("稻乐路80号马路上有坑", "骑车差点摔倒，路面坏了很久。")[0]
    assert first.label == "roads"
    assert 0.5 < first.sure <= 1


def test_a_title_alone_is_enough(model: Model) -> None:
    assert model.guess("老板不发工资", "")[0].label == "wages"


def test_the_words_that_decided_stand_in_the_message(model: Model) -> None:
    title, text = "工地夜里施工", "打桩的噪音让孩子睡不着。"
    because = model.because(title, text, "noise")
    assert because
    assert all(word in title + text for word in because)
    assert {"施工", "噪音", "打桩"} & set(because)


def test_blanks_between_words_change_nothing(model: Model) -> None:
    close, wide = model.sure([("工资拖欠", "老板欠工资"), ("工资 拖欠", "老板\u3000欠\n工资")])
    assert np.array_equal(close, wide)


def test_how_sure_it_is_adds_up_to_one(model: Model) -> None:
    assert np.allclose(model.sure([("", ""), ("完全没见过的话", "xyz")]).sum(axis=1), 1)


def test_an_empty_message_is_no_error_and_nothing_decided(model: Model) -> None:
    assert model.because("", "", model.guess("", "")[0].label) == []


def test_what_has_fewer_than_twenty_messages_is_never_suggested() -> None:
    rare = [Example(f"路灯不亮{number}", "天黑看不见路", "lights", 900 + number) for number in range(19)]
    assert "lights" not in train([*messages(), *rare]).labels


def test_one_kind_of_message_is_nothing_to_learn_from() -> None:
    with pytest.raises(ValueError, match="two labels"):
        train([example for example in messages() if example.label == "roads"])


def test_what_only_one_message_has_is_not_learned(model: Model) -> None:
    """So no name, number or turn of phrase of one person stands in a model."""
    secret = Example("振兴路1号路面塌了", "我叫欧阳鹭鸶，电话一三八", "roads", 5000)
    told = train([*messages(), secret])
    for kind in (features.characters, features.words):
        of_name = set(kind([features.plain("欧阳鹭鸶")]).key.tolist())
        assert not of_name & set(told.characters.keys.tolist()) | of_name & set(told.words.keys.tolist())


def test_what_the_catalogue_calls_a_category_speaks_for_it() -> None:
    either = [
        Example(f"物业收费{number}", "", label, 7000 + number)
        for number, label in enumerate(("roads", "wages") * 2)
    ]
    names = [Name("物业收费", "wages"), Name("物业收费", "of which nobody wrote")]
    without, told = train([*messages(), *either]), train([*messages(), *either], names)
    wages = told.labels.index("wages")
    assert told.labels == without.labels
    assert told.sure([("物业收费", "")])[0][wages] > without.sure([("物业收费", "")])[0][wages]


def test_a_model_that_was_kept_says_the_same(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    kept = Model.load(tmp_path / "model.npz")
    asked = [("路上有坑", "很颠"), ("吵", "打桩")]
    assert kept.labels == model.labels
    assert np.array_equal(kept.sure(asked), model.sure(asked))


def test_training_twice_gives_the_same_model(model: Model) -> None:
    assert np.array_equal(train(messages()).weights, model.weights)


def test_characters_stand_where_they_are_said_to() -> None:
    found = features.characters(["甲乙", "", "丙丁戊己"])
    told = {
        (int(text), int(start), int(length))
        for text, start, length in zip(found.text, found.start, found.length, strict=True)
    }
    assert told == {
        (0, 0, 1), (0, 1, 1), (0, 0, 2),
        *((2, start, length) for length in (1, 2, 3) for start in range(4 - length + 1)),
    }  # fmt: skip


def test_a_hostile_text_is_read_like_any_other() -> None:
    assert len(features.characters([features.plain("甲\ud800\x00乙")]).key) > 0
    assert len(features.words([features.plain("a\ud800b")]).key) > 0


def judged(sure: list[list[float]], right: list[str]) -> Judged:
    return Judged(("a", "b"), np.array(sure), right)


def test_the_figures_are_what_they_say() -> None:
    told = judged([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.45, 0.55]], ["a", "b", "b", "b"])
    assert told.accuracy() == 0.75
    assert told.among_first_two() == 1
    assert told.accuracy_of_surest(0.5) == 1
    assert told.macro_f1() == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_a_model_as_sure_as_it_is_right_has_no_calibration_error() -> None:
    assert judged([[0.75, 0.25]] * 4, ["a", "a", "a", "b"]).calibration_error() == pytest.approx(0)
    assert judged([[1.0, 0.0]] * 4, ["a", "a", "a", "b"]).calibration_error() == pytest.approx(0.25)
