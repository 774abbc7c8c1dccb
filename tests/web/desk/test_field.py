"""What the phone kept arrives once and only once, for the one who wrote it down, or says why not."""

import secrets
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sanzhi.cases.models import Attachment, Case
from sanzhi.web.desk.telling import field_owner
from tests.web.desk.conftest import as_, text


def a_photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG")
    return kept.getvalue()


PHOTO = a_photo()


@pytest.fixture
def phone(town):
    client = as_(town, "grid_worker")
    owner = field_owner(town.staff["grid_worker"].account)

    started = str(int(time.time() * 1000))

    def sync(key: str, **changes):
        said = {
            "id": key,
            "owner": owner,
            "at": started,
            "name": "走访的老人",
            "phone": "",
        }
        said |= {"title": "河埠头石阶松动", "text": "河埠头第三级石阶松动，踩上去会晃。", "place": "河埠头"}
        said |= {"category_code": "city.roads", "area_code": town.village.code}
        said["photos"] = SimpleUploadedFile("现场.jpg", PHOTO, "image/jpeg")
        return client.post("/desk/field/sync", said | changes)

    sync.client = client
    return sync


def test_a_filing_sent_again_after_a_lost_answer_is_the_same_case(phone):
    key = secrets.token_hex(16)
    first, again = phone(key), phone(key)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    case = Case.objects.get()
    assert (case.public_code, case.channel) == (first.json()["code"], "grid")
    assert Attachment.objects.filter(case=case).count() == 1


def test_the_same_id_with_other_words_is_refused_and_a_refused_one_may_be_mended(phone):
    key = secrets.token_hex(16)
    refused = phone(key, title="短")
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    assert "请用 2 到 120 个字写明是什么事" in refused.json()["sentence"]
    assert phone(key).status_code == 200
    assert phone(key, title="另一件事情").status_code == 409
    assert Case.objects.count() == 1


def test_a_broken_photo_is_named_and_nothing_is_filed(phone):
    broken = SimpleUploadedFile("坏的.jpg", PHOTO[:40], "image/jpeg")
    answer = phone(secrets.token_hex(16), photos=broken)
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert "坏的.jpg" in answer.json()["sentence"]


def test_another_accounts_queue_is_not_sent(town, phone):
    other = field_owner(town.staff["village_clerk"].account)
    answer = phone(secrets.token_hex(16), owner=other)
    assert (answer.status_code, Case.objects.count()) == (403, 0)
    assert "要由本人送出" in answer.json()["sentence"]


def test_an_id_that_is_none_is_a_sentence(phone):
    for key in ("", "短", "x" * 400):
        assert phone(key).status_code == 422
    assert Case.objects.count() == 0


def test_what_waited_long_says_when_it_was_written_down(phone):
    phone(secrets.token_hex(16), at=str(int((time.time() - 7200) * 1000)))
    assert "外出时记下，手机时间" in Case.objects.get().text
    phone(secrets.token_hex(16), at="99999999999999", title="另一件事情")
    assert "手机时间" not in Case.objects.get(title="另一件事情").text


def test_the_page_is_the_ordinary_form_where_nothing_runs(phone):
    page = phone.client.get("/desk/field/")
    assert 'action="/desk/file/"' in page.content.decode()
    assert "普通的登记表" in text(page)
    worker = phone.client.get("/desk/field/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    session = phone.client.get("/desk/field/session").json()
    assert session["owner"] in page.content.decode()


def test_signing_out_has_the_words_to_warn_with(phone):
    assert "还有 {n} 件外出登记或检查没有送出" in phone.client.get("/staff/logout/").content.decode()


def test_a_phone_that_made_its_id_anew_for_each_sending_would_file_twice(phone):
    """The mutant: what the id, kept before the first sending, is for."""
    for _sending in range(2):
        assert phone(secrets.token_hex(16)).status_code == 200
    assert Case.objects.count() == 2
