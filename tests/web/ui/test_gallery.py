"""The gallery shows every part, reads no database, and can be read by everyone."""

import re

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from sanzhi.kit.verdict import Refusal
from sanzhi.web.ui import samples, views
from sanzhi.web.ui.library import register
from tests.browser import barriers

COMPONENTS = [f"/ui/?face={face}" for face in samples.FACES]
PAGES = [f"/ui/{page}/" for page in samples.PAGES if page != "components"]
WALL = "/ui/board-month/?wall=1"


@pytest.mark.parametrize("path", COMPONENTS + PAGES)
def test_a_page_has_one_heading_of_the_first_rank_and_nothing_inline(client, path):
    html = client.get(path).content.decode()
    assert len(re.findall(r"<h1\b", html)) == 1
    assert not re.findall(r"<[^>]+\sstyle=", html)
    assert "<style" not in html
    assert not re.findall(r"<[^>]+\son\w+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", html))
    assert "{%" not in re.sub(r"<pre>.*?</pre>", "", html, flags=re.S)


def test_the_gallery_shows_how_each_tag_is_used(client):
    html = client.get("/ui/").content.decode() + "{{% nav_item panel timeline_item"
    assert [tag for tag in register.tags if tag not in html] == []


def test_a_page_or_face_that_is_not_there_is_not_found(client):
    assert client.get("/ui/nothing/").status_code == 404
    assert client.get("/ui/?face=nobody").status_code == 404


def test_the_interface_speaks_english_when_asked(client):
    there = client.post("/i18n/setlang/", {"language": "en", "next": "/ui/"}, follow=True)
    assert '<html lang="en"' in there.content.decode()


def test_large_type_is_remembered_and_leads_back_only_into_this_site(client):
    answer = client.post("/ui/type", {"type": "large", "next": "/ui/?face=desk"})
    assert answer.url == "/ui/?face=desk"
    assert 'data-type="large"' in client.get("/ui/").content.decode()
    assert client.post("/ui/type", {"type": "usual", "next": "https://elsewhere.example/"}).url == "/"
    assert 'data-type="usual"' in client.get("/ui/").content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500])
def test_an_error_page_says_what_happened_and_offers_a_way_forward(status):
    html = render_to_string(f"{status}.html", {})
    assert html.count("<h1>") == 1
    assert '<a class="button button--main" href="/">' in html
    assert str(status) in html


def test_a_refusal_is_told_in_its_own_sentence(rf):
    answer = views.refused(rf.get("/"), Refusal("moved_on", "这件事刚刚已由他人签收。"))
    assert (answer.status_code, "这件事刚刚已由他人签收。" in answer.content.decode()) == (409, True)
    with pytest.raises(ValueError):
        views.refused(rf.get("/"), Refusal("moved_on", "x"), status=200)


def test_every_file_a_stylesheet_names_exists_and_500_needs_no_manifest(settings, tmp_path):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    settings.STATIC_ROOT = str(tmp_path / "empty")
    assert "sanzhi/css/sanzhi.css" in render_to_string("500.html")
    settings.STATIC_ROOT = str(tmp_path / "full")
    call_command("collectstatic", "--noinput", verbosity=0)
    css = next((tmp_path / "full/sanzhi/css").glob("sanzhi.????????????.css")).read_text()
    assert len(re.findall(r'@import url\("(?:ui/)?\w+\.[0-9a-f]{12}\.css"\) layer', css)) == css.count(
        "@import"
    )


@pytest.mark.browser
@pytest.mark.parametrize("path", [*COMPONENTS, *PAGES, WALL, "/ui/nothing/"])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(visit, path):
    for width, size in ((360, "usual"), (1440, "usual"), (360, "large"), (1440, "large")):
        page = visit(path, width, size)
        assert [line for line in page.complaints if "404 (Not Found)" not in line] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert barriers(page) == []
