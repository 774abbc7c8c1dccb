import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit.masking import mask_id_no, mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("name", "shown"), [("张三", "张*"), ("王小明", "王**"), ("欧阳小明", "欧***"), ("", "")]
)
def test_only_the_first_character_of_a_name_is_shown(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("0573-88110000", "0573****0000"),
        ("110", "***"),
    ],
)
def test_the_middle_of_a_telephone_number_is_hidden(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("33048319900101001X", "330483********001X"), ("EA1234567", "EA*****67"), ("12345", "*****")],
)
def test_the_birth_date_in_a_document_number_is_hidden(number, shown):
    assert mask_id_no(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我叫张三，电话13812345678，请回电", "我叫张三，电话138****5678，请回电"),
        ("电话+86 138-1234-5678。", "电话138****5678。"),
        ("身份证33048319900101001x办理", "身份证330483********001X办理"),
        ("打到卡上6222021202041701230谢谢", "打到卡上********1230谢谢"),
        ("卡号6222 0212 0204 1701 230", "卡号********1230"),
        ("座机0573-88110000没人接", "座机0573****0000没人接"),
        ("2025年10月1日，工单TX2026-000123，共3000元", "2025年10月1日，工单TX2026-000123，共3000元"),
    ],
)
def test_numbers_of_people_are_hidden_in_free_text_and_other_numbers_are_left(text, shown):
    assert mask_text(text) == shown


@given(st.text(max_size=20), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=20))
def test_a_mobile_number_never_survives_between_other_words(before, phone, after):
    assert phone not in mask_text(f"{before}，{phone}，{after}")
