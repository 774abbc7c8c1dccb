"""A photo is covered in a real browser by tapping cells, and looked under with a purpose."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from sanzhi.cases import actions as cases
from sanzhi.cases import files
from sanzhi.cases.models import Attachment, Case
from sanzhi.people.models import Look
from tests.county import MONDAY, County
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [PHONE, DESK])]


@pytest.fixture
def case(county: County) -> Case:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(out, "JPEG")
    out.seek(0)
    assert county.resident.person_id
    origin = cases.Origin(county.resident.person_id, "web", kept=[files.keep_image(out, "门口.jpg")])
    return cases.register(county.filing(), origin, by=county.resident, at=MONDAY)


def smallest_cell(page: Page) -> float:
    """The shorter side of the smallest target on the photo, in pixels; WCAG 2.2 asks for 24."""
    expect(page.locator(".cover__photo img")).to_have_js_property("complete", True)
    return page.evaluate(
        "Math.min(...[...document.querySelectorAll('.cover__cells input')]"
        ".map((cell) => cell.getBoundingClientRect()).flatMap((box) => [box.width, box.height]))"
    )


def test_the_desk_covers_a_face_and_everybody_sees_the_covered_photo(
    county, case, window, width: int
) -> None:
    page: Page = window(county.dispatcher, width)
    page.goto(f"/desk/c/{case.public_code}/")
    page.get_by_role("link", name="遮挡", exact=True).click()
    page.get_by_role("button", name="遮住这些格子").click()
    expect(page.get_by_text("请至少点一格要遮挡的地方。")).to_be_visible()
    page.complaints.clear()  # the browser tells of the 422
    for across, least in ((12, 40), (24, 28), (6, 38)):
        page.get_by_role("link", name=f"改用 {across} 格宽").click()
        page.get_by_text(f"{across} 格宽", exact=True).wait_for()
        assert smallest_cell(page) >= least, across
    for cell in ("第 5 行第 3 格", "第 5 行第 4 格"):
        page.get_by_label(cell, exact=True).check()
    page.get_by_label("遮挡的是什么").select_option("车牌")
    looks_right(page, f"cover_{width}")
    page.get_by_role("button", name="遮住这些格子").click()
    page.get_by_text("已遮挡。").wait_for()
    looks_right(page, f"covered_{width}")
    photo = Attachment.objects.get(case=case)
    assert photo.covering == {"across": 6, "cells": [26, 27], "reason": "车牌"}
    resident: Page = window(county.resident, width)
    answer = resident.request.get(f"/c/{case.public_code}/files/{photo.id}")
    assert answer.body() == files.path_of(photo.covered_digest).read_bytes()


def test_whoever_looks_under_says_what_for(county, case, window, width: int) -> None:
    photo = Attachment.objects.get(case=case)
    cases.cover_photo(case.id, photo.id, cells=[1], across=12, reason="人脸", by=county.dispatcher, at=MONDAY)
    page: Page = window(county.dispatcher, width)
    page.goto(f"/desk/c/{case.public_code}/photo/{photo.id}/cover")
    page.get_by_role("link", name="看原图").click()
    page.get_by_label("查看用途").fill("核对门牌")
    looks_right(page, f"look_under_{width}")
    page.get_by_role("button", name="查看").click()
    page.get_by_role("img", name="没有遮挡的原图").wait_for()
    assert Look.objects.filter(purpose="看未遮挡的照片：核对门牌").count() == 1
