"""遮挡照片: what was covered is gone from what is shown, for everybody, and the photo itself stays as it came in."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from PIL import Image

from sanzhi.cases import actions as cases
from sanzhi.cases import files, queries
from sanzhi.cases.models import Attachment, Case
from sanzhi.cases.verify import check_files
from sanzhi.journal import queries as journal
from sanzhi.kit import uploads
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Look
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff

WHITE = 250
AT = MONDAY + 4 * HOUR


def a_photo(size: tuple[int, int] = (240, 120)) -> files.Kept:
    out = io.BytesIO()
    Image.new("RGB", size, (255, 255, 255)).save(out, "JPEG")
    out.seek(0)
    return files.keep_image(out, "门口.jpg")


def filed_with_photo(county: County, **changes: object) -> Case:
    assert county.resident.person_id
    origin = cases.Origin(county.resident.person_id, "web", kept=[a_photo()])
    return cases.register(county.filing(**changes), origin, by=county.resident, at=MONDAY)


@pytest.fixture
def county(db) -> County:
    return County()


@pytest.fixture
def photo(county: County) -> Attachment:
    case = filed_with_photo(county)
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    cases.sign_for(case.id, by=county.handler, at=MONDAY + 2 * HOUR)
    return Attachment.objects.get(case=case)


def cover(photo: Attachment, by, cells=(0, 13), across=12) -> Attachment:
    return cases.cover_photo(photo.case_id, photo.id, cells=cells, across=across, reason="人脸", by=by, at=AT)


def shown(photo: Attachment, to) -> Image.Image:
    found = queries.attachment(to, photo.case.public_code, photo.id)
    return Image.open(io.BytesIO(files.path_of(found.shown[0]).read_bytes())).convert("L")


def test_what_was_covered_is_dark_for_everybody_and_the_rest_as_it_was(county, photo):
    cover(photo, county.handler)
    for reader in (county.resident, county.handler, county.dispatcher, county.supervisor):
        picture = shown(photo, reader)
        assert picture.getpixel((10, 5)) < 60
        assert picture.getpixel((30, 15)) < 60  # the cell below and to the right of it
        assert picture.getpixel((30, 5)) > WHITE
        assert picture.getpixel((200, 100)) > WHITE


def test_the_photo_itself_stays_as_it_came_in_and_everything_is_on_disk(county, photo):
    before = files.path_of(photo.digest).read_bytes()
    cover(photo, county.handler)
    assert files.path_of(photo.digest).read_bytes() == before
    assert (check_files().looked_at, check_files().violations) == (2, [])


def test_the_journal_says_who_covered_which_cells_and_why(county, photo):
    cover(photo, county.handler)
    said = journal.entries_about("case", photo.case_id)[-1]
    assert (said.kind, said.by_id) == ("case.photo_cover", county.handler.person_id)
    assert (said.content["cells"], said.content["reason"]) == ([0, 13], "人脸")


def test_covering_it_the_same_way_again_changes_nothing_and_another_way_starts_from_the_photo_itself(
    county, photo
):
    cover(photo, county.handler)
    entries = len(journal.entries_about("case", photo.case_id))
    cover(photo, county.handler, cells=(13, 0, 0))
    assert len(journal.entries_about("case", photo.case_id)) == entries
    cover(photo, county.handler, cells=(143,))
    picture = shown(photo, county.resident)
    assert picture.getpixel((10, 5)) > WHITE
    assert picture.getpixel((235, 115)) < 60


def test_what_was_covered_by_mistake_is_shown_again(county, photo):
    cover(photo, county.handler)
    cases.uncover_photo(photo.case_id, photo.id, reason="遮错了", by=county.dispatcher, at=AT)
    assert shown(photo, county.resident).getpixel((10, 5)) > WHITE


@pytest.mark.parametrize(
    "cells, across", [((), 12), ((144,), 12), ((-1,), 12), ((0,), 13), ((0,), 0), ((576,), 24), ((0,), 10**6)]
)
def test_cells_that_are_not_on_the_photo_are_refused(county, photo, cells, across):
    with pytest.raises(Refusal):
        cover(photo, county.handler, cells=cells, across=across)


def test_a_photo_of_another_case_is_not_found(county, photo):
    other = county.filed()
    with pytest.raises(Refusal, match="没有找到"):
        cases.cover_photo(
            other.id, photo.id, cells=[1], across=12, reason="人脸", by=county.dispatcher, at=AT
        )


def test_the_office_complained_of_covers_nothing_and_looks_under_nothing(county):
    case = filed_with_photo(county, against=county.roads.id)
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    photo = Attachment.objects.get(case=case)
    with pytest.raises(Refusal, match="反映的就是您的单位"):
        cover(photo, county.handler)
    with pytest.raises(Refusal, match="反映的就是您的单位"):
        cases.look_under(case, photo, purpose="看看是谁", by=county.handler, at=AT)


def test_a_resident_and_a_caller_cover_nothing(county, photo):
    for other in (county.resident, county.caller):
        with pytest.raises(Refusal):
            cover(photo, other)


def test_whoever_looks_under_the_paint_is_on_record_with_what_for(county, photo):
    cover(photo, county.handler)
    cases.look_under(photo.case, photo, purpose="核对车牌", by=county.handler, at=AT)
    look = Look.objects.get(person_id=county.resident.person_id)
    assert (look.items, look.purpose) == (["photo"], "看未遮挡的照片：核对车牌")


def test_a_covered_copy_carries_no_place_and_no_camera():
    out, exif = io.BytesIO(), Image.Exif()
    exif[271] = "a camera of somebody's"
    Image.new("RGB", (48, 48), (255, 255, 255)).save(out, "JPEG", exif=exif)
    assert b"a camera" in out.getvalue()
    copy = uploads.covered(out.getvalue(), "image/jpeg", [0], 12)
    assert b"a camera" not in copy.content


@pytest.mark.parametrize("size", [(3, 3), (13, 7), (2560, 11)])
@pytest.mark.parametrize("across", [12, 24])
def test_all_cells_together_leave_nothing_of_any_picture(size, across):
    out = io.BytesIO()
    Image.new("RGB", size, (255, 255, 255)).save(out, "JPEG", quality=95)
    copy = uploads.covered(out.getvalue(), "image/jpeg", range(across * across), across)
    assert Image.open(io.BytesIO(copy.content)).convert("L").getextrema()[1] < 60


def test_two_who_cover_at_once_leave_one_covering_with_its_own_copy(committed_db):
    county = County()
    photo = Attachment.objects.get(case=filed_with_photo(county))

    def one(cell: int) -> None:
        try:
            cover(photo, county.dispatcher, cells=[cell])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(one, range(16)))
    photo.refresh_from_db()
    (cell,) = photo.covering["cells"]
    assert shown(photo, county.dispatcher).getpixel((cell % 12 * 20 + 10, cell // 12 * 10 + 5)) < 60
    assert (
        len([e for e in journal.entries_about("case", photo.case_id) if e.kind == "case.photo_cover"]) == 16
    )


def test_the_desk_reads_in_the_course_that_a_photo_was_covered_and_the_citizen_does_not(county, photo):
    cover(photo, county.handler)
    desk = queries.case_page(county.handler, photo.case.public_code, at=AT).timeline[-1]
    assert (str(desk.label), desk.words) == ("遮挡了照片", {"reason": "人脸"})
    citizen = queries.public_page(county.resident, photo.case.public_code, at=AT).timeline
    assert "照片" not in "".join(str(line.label) for line in citizen)


def test_the_citizen_reads_in_the_course_that_an_office_was_closed_and_who_goes_on(county, photo):
    keeper = a_member_of_staff("管单位", "system_admin", county.centre)
    cases.close_office(county.roads.id, successor=county.water.id, by=keeper, at=AT + 2 * DAY)
    citizen = queries.public_page(county.resident, photo.case.public_code, at=AT).timeline
    assert str(citizen[-1].label) == "单位撤并，由市水务集团接着办"
