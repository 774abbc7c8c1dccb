"""What arrives as a PDF becomes plain pictures of its pages, or a refusal that says what to do; its other cargo is gone."""

import io
import zlib

import pypdfium2 as pdfium
import pytest
from PIL import Image

from sanzhi.kit import documents, draw_pages
from sanzhi.kit.verdict import Refusal


def blank(pages=1, size=(595, 842)):
    document, out = pdfium.PdfDocument.new(), io.BytesIO()
    for _number in range(pages):
        document.new_page(*size)
    document.save(out)
    return out.getvalue()


def written(*objects, root="1 0 R", more=""):
    """A PDF of these objects, numbered from 1, with a table of where each lies."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root {root} {more} >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out) + trailer.encode()


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def stream(content):
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def with_program():
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://example.org'\\)) >>"
    catalog = CATALOG[:-2] + b"/OpenAction 4 0 R /Names << /JavaScript << /Names [(a) 4 0 R] >> >> >>"
    return written(catalog, PAGES, PAGE, script)


def with_a_black_square():
    page = PAGE[:-2] + b"/Contents 4 0 R >>"
    return written(CATALOG, PAGES, page, stream(b"0 g 0 421 298 421 re f"))


def claiming(width):
    return written(CATALOG, PAGES, PAGE.replace(b"595", str(width).encode()))


def locked():
    words = b"<" + b"00" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O " + words + b" /U " + words + b" /P -4 >>"
    return written(CATALOG, PAGES, PAGE, lock, more=f"/Encrypt 4 0 R /ID [<{'ab' * 16}> <{'ab' * 16}>]")


HOSTILE = {
    "a sign and nothing behind": (b"%PDF-1.7\n%%EOF", "document_broken"),
    "cut in half": (blank(3)[: len(blank(3)) // 3], "document_broken"),
    "with a password": (locked(), "document_locked"),
    "one page too many": (blank(draw_pages.MOST_PAGES + 1), "document_too_long"),
    "a thousand pages": (blank(1000), "document_too_long"),
    "no page": (written(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"), "document_broken"),
    "a page of seventy kilometres": (claiming(200_000_000), "document_broken"),
    "pages that are their own pages": (
        written(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"),
        "document_broken",
    ),
    "more than is taken": (b"%PDF-1.7\n" + b"0" * documents.MAX_BYTES, "document_too_big"),
}


@pytest.mark.parametrize(("sent", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_gets_its_named_refusal_in_chinese(sent, code):
    with pytest.raises(Refusal) as refusal:
        documents.pages(io.BytesIO(sent))
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_every_page_of_a_document_becomes_a_picture_of_its_shape():
    pages = [Image.open(io.BytesIO(one)) for one in documents.pages(io.BytesIO(blank(3)))]
    assert [page.size for page in pages] == [(1240, 1754)] * 3


def test_what_stands_on_the_page_stands_on_the_picture():
    (page,) = documents.pages(io.BytesIO(with_a_black_square()))
    picture = Image.open(io.BytesIO(page)).convert("L")
    assert picture.getpixel((100, 100)) < 20
    assert picture.getpixel((1000, 1500)) > 235


def test_programs_and_forms_that_send_do_not_come_along():
    (page,) = documents.pages(io.BytesIO(with_program()))
    assert page.startswith(b"\xff\xd8\xff")
    assert b"JavaScript" not in page
    assert b"example.org" not in page


def test_a_drawing_that_never_ends_is_ended(monkeypatch, tmp_path):
    """The program is stopped by the clock if the system has not stopped it."""
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(30)\n")
    monkeypatch.setattr(documents, "_PROGRAM", slow)
    monkeypatch.setattr(draw_pages, "SECONDS", 0.2)
    with pytest.raises(Refusal, match="打不开"):
        documents.pages(io.BytesIO(blank()))


def test_a_document_is_known_by_its_first_bytes_and_left_as_it_was():
    file = io.BytesIO(blank())
    assert documents.is_document(file)
    assert file.read(5) == b"%PDF-"
    assert not documents.is_document(io.BytesIO(b"\xff\xd8\xff"))
    assert documents.is_office_file(io.BytesIO(b"PK\x03\x04...."))
