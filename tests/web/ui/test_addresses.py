"""The addresses of the house, asked word by word: the same ones, and each found where it was."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from sanzhi.urls import EVERY, urlpatterns
from sanzhi.web.ui.addresses import gathered


def told(entries: list, before: str = "") -> set[tuple[str, str]]:
    found = set()
    for entry in entries:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found |= told(entry.url_patterns, where)
        else:
            found.add((where, str(entry.name)))
    return found


def view(request: HttpRequest, **given: object) -> HttpResponse:
    return HttpResponse()


def leads(entries: list[URLPattern | URLResolver], where: str) -> str | None:
    for entry in entries:
        if isinstance(entry, URLResolver):
            if (passed := entry.pattern.match(where)) and (name := leads(entry.url_patterns, passed[0])):
                return name
        elif entry.resolve(where):
            return entry.name
    return None


def test_no_address_is_lost_or_added():
    assert told(urlpatterns) == told(EVERY)
    assert len(told(EVERY)) > 1_000


def test_what_begins_with_the_same_words_is_asked_together():
    desk = next(entry for entry in urlpatterns if str(entry.pattern) == "desk/")
    assert len(urlpatterns) < 100
    assert len(desk.url_patterns) < 150


def test_within_a_word_the_order_is_kept():
    entries = gathered(
        [
            path("a/new", view, name="first"),
            path("b/", view, name="other"),
            path("a/<slug:x>", view, name="second"),
        ]
    )
    assert leads(entries, "a/new") == "first"
    assert leads(entries, "a/old") == "second"


def test_what_is_included_under_no_words_of_its_own_stands_with_the_rest():
    inside = [path("a/<int:number>/", view, name="shown"), path("plain", view, name="plain")]
    entries = gathered([path("", include(inside)), path("a/", include([path("", view, name="home")]))])
    assert [leads(entries, where) for where in ("a/7/", "plain", "a/", "a/x/")] == [
        "shown",
        "plain",
        "home",
        None,
    ]
