import re
import zlib

import pytest
from PIL import ImageFont

from sanzhi.kit import papers

LETTER = {"title": "处理意见书", "office": "桐乡市信访局", "date": "2026年11月23日"}
RECEIPT = {
    "title": "受理回执",
    "code": "K7M2-9QXD-4TRW-H31C",
    "office": "桐乡市社会治理中心",
    "date": "2026年11月23日",
}
FONT = papers.FONTS / "NotoSansSChinese-Han.otf"


def characters_in(pdf):
    """Every character the paper can be read back as: the values of its ToUnicode maps."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    inflated = [zlib.decompress(stream) for stream in streams if stream[:1] == b"\x78"]
    maps = b"".join(stream for stream in inflated if b"beginbfchar" in stream)
    codes = re.findall(rb"> <([0-9a-fA-F]+)>", maps)
    return {bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes}


def test_a_letter_carries_its_fields_and_words_in_readable_characters():
    pdf = papers.pdf(
        "letter",
        LETTER
        | {
            "number": "桐信字〔2026〕12号",
            "fields": [["当事人", "王小明"]],
            "paragraphs": ["甲\n乙"],
            "seal": True,
        },
    )
    assert pdf.startswith(b"%PDF-")
    assert set("处理意见书桐乡市信访局〔〕当事人王小明甲乙盖章") <= characters_in(pdf)


def test_a_receipt_carries_its_code_and_a_picture_of_it():
    plain = papers.pdf("receipt", RECEIPT)
    with_qr = papers.pdf(
        "receipt", RECEIPT | {"qr": papers.qr_svg("https://example.cn/q/K7M2-9QXD-4TRW-H31C")}
    )
    assert set("K7M29QXD4TRWH31C查询码") <= characters_in(plain)
    assert len(with_qr) > len(plain)


def test_rare_characters_of_names_are_printed():
    pdf = papers.pdf("letter", LETTER | {"fields": [["姓名", "镕喆堃垚濮洑㙍𬭎"]]})
    assert set("镕喆堃垚濮洑㙍𬭎") <= characters_in(pdf)
    assert "〓" not in characters_in(pdf)


def test_a_character_the_font_lacks_is_marked_and_named_at_the_foot():
    pdf = papers.pdf("letter", LETTER | {"fields": [["姓名", "王𰻝🙂"]]})
    assert set("〓U+30EDD1F642为本机字库暂缺的字") <= characters_in(pdf)


def test_the_font_draws_every_character_it_lists_and_the_list_covers_names():
    font = ImageFont.truetype(str(FONT), 12)
    blank = bytes(font.getmask("\ue000"))  # private use: not in the font
    listed = papers.printable_characters()
    assert [
        symbol for symbol in listed if not symbol.isspace() and bytes(font.getmask(symbol)) == blank
    ] == []
    level_one_and_two = {
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    }
    assert level_one_and_two - {""} <= listed
    assert len(listed) > 28_000


def test_words_that_look_like_instructions_are_only_words():
    pdf = papers.pdf("letter", LETTER | {"paragraphs": ["#panic() *b* _i_ $x$ @ref <a> \\ [ ] `"]})
    assert set("#panic()*b_$x@<>\\[]`") <= characters_in(pdf)


def test_a_template_that_names_an_unknown_font_fails(tmp_path):
    (tmp_path / "bad.typ").write_text('#set text(font: "FangSong_GB2312")\n你好')
    with pytest.raises(papers.PaperProblem, match="unknown font family: fangsong_gb2312"):
        papers.pdf("bad", {}, templates=tmp_path)


def test_a_paper_without_its_title_fails_and_does_not_come_out_blank():
    with pytest.raises(papers.PaperProblem, match="letter"):
        papers.pdf("letter", {"office": "甲", "date": "乙"})


def test_a_qr_code_is_plain_svg_without_script():
    svg = papers.qr_svg("https://example.cn/q/K7M2")
    assert svg.startswith("<svg")
    assert "script" not in svg
