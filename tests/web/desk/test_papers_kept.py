"""What is put beside a step: photos and documents, carried through a refusal, kept as pictures."""

import io
from urllib.parse import urlencode

import pypdfium2 as pdfium
from django.core import signing
from django.http import QueryDict

from sanzhi.cases.models import Attachment
from sanzhi.web.ui.photos import MOST, SALT, PhotosField, WithPhotos
from tests.web.desk.conftest import as_, picture, step, take_through, text

REPLY = "路灯已经换新，今晚起恢复照明。"


class OnlyPhotos(WithPhotos):
    photos = PhotosField()


def contract(pages, name="合同.pdf") -> io.BytesIO:
    document, file = pdfium.PdfDocument.new(), io.BytesIO()
    for _number in range(pages):
        document.new_page(595, 842)
    document.save(file)
    file.seek(0)
    file.name = name
    return file


def test_photos_chosen_for_a_refused_report_need_not_be_chosen_again(town, case):
    take_through(town, case, "assign", "sign_for")
    client = as_(town, "handler")
    refused = step(client, case, "report_done", reply="短", photos=[picture(), picture("blue")])
    assert "刚才选的 2 张已经收好" in text(refused)
    before = refused.context["form"]["before"].value()
    assert step(client, case, "report_done", reply=REPLY, before=before).status_code == 302
    assert Attachment.objects.filter(case=case).count() == 2
    photo = Attachment.objects.filter(case=case).first()
    shown = client.get(f"/desk/c/{case.public_code}/photo/{photo.id}")
    assert (shown.status_code, shown["X-Content-Type-Options"]) == (200, "nosniff")
    b"".join(shown.streaming_content)
    assert as_(town, "helper").get(f"/desk/c/{case.public_code}/photo/{photo.id}").status_code == 404


def test_a_contract_sent_as_a_pdf_is_kept_as_pictures_of_its_pages_and_a_text_file_is_to_be_saved_as_one(
    town, case
):
    take_through(town, case, "assign", "sign_for")
    client = as_(town, "handler")
    wrong = io.BytesIO(b"PK\x03\x04 word/document.xml")
    wrong.name = "合同.docx"
    refused = step(client, case, "report_done", reply=REPLY, photos=[contract(2), wrong])
    assert "合同.docx：Word、Excel 这类文件请先另存为 PDF 再放。" in text(refused)
    before = refused.context["form"]["before"].value()
    assert step(client, case, "report_done", reply=REPLY, before=before).status_code == 302
    pages = Attachment.objects.filter(case=case).order_by("id")
    assert [(page.name, page.mime) for page in pages] == [
        ("合同.pdf 第1页", "image/jpeg"),
        ("合同.pdf 第2页", "image/jpeg"),
    ]


def test_more_pages_than_one_sending_holds_are_refused_together(town, case):
    take_through(town, case, "assign", "sign_for")
    sent = [contract(20), contract(20, "附件一.pdf"), contract(20, "附件二.pdf"), picture()]
    refused = step(as_(town, "handler"), case, "report_done", reply=REPLY, photos=sent)
    assert "这些文件一共 61 页，一次最多 60 页" in text(refused)


def test_more_pages_than_fit_over_several_refusals_are_said_and_not_cut(town, case):
    take_through(town, case, "assign", "sign_for")
    client = as_(town, "handler")
    first = step(client, case, "report_done", reply="短", photos=[contract(20), contract(20)])
    before = first.context["form"]["before"].value()
    second = step(client, case, "report_done", reply=REPLY, photos=[contract(20), contract(5)], before=before)
    assert second.status_code == 422
    assert "前面已经收好 40 页，加上这次的 25 页，超过一次最多的 60 页；这次选的没有收" in text(second)
    assert "刚才选的 40 张已经收好" in text(second)
    wrong = io.BytesIO(b"PK\x03\x04 word/document.xml")
    wrong.name = "合同.docx"
    mixed = step(
        client, case, "report_done", reply=REPLY, photos=[contract(20), contract(5), wrong], before=before
    )
    assert "合同.docx" in text(mixed) and "这次选的没有收" in text(mixed), "also among what was refused"
    before = second.context["form"]["before"].value()
    fits = step(client, case, "report_done", reply=REPLY, photos=[contract(20)], before=before)
    assert fits.status_code == 302
    assert Attachment.objects.filter(case=case).count() == 60


def test_a_signed_list_of_photos_cannot_be_made_up(town, case):
    take_through(town, case, "assign", "sign_for")
    step(as_(town, "handler"), case, "report_done", reply=REPLY, before="W10:forged:forged")
    assert not Attachment.objects.filter(case=case).exists()


def test_a_form_for_photos_only_carries_no_more_of_them_than_it_takes(town):
    before = signing.dumps([("灯.png", "image/png", "0" * 64, 1, 8, 8)] * (MOST + 1), salt=SALT)
    form = OnlyPhotos(QueryDict(urlencode({"before": before})))
    assert form.is_valid()
    assert len(form.photos_kept()) == MOST
