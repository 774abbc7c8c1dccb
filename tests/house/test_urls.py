"""Every address says who may open it."""

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def _views(resolver: URLResolver, path: str = "") -> Iterator[tuple[str, object]]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here, entry.callback
        else:
            yield from _views(entry, here)


def test_every_address_of_ours_has_an_access_rule() -> None:
    open_to_whom = [
        path
        for path, view in _views(get_resolver())
        if view.__module__.startswith("sanzhi.") and not hasattr(view, "access_rule")
    ]
    assert open_to_whom == []


def test_only_known_strangers_have_addresses_here() -> None:
    known = (
        "sanzhi.",
        "allauth.",
        "django.views.i18n",
        "django.views.generic.base",
        "django.contrib.staticfiles",
        "ninja.",
    )
    strangers = [path for path, view in _views(get_resolver()) if not view.__module__.startswith(known)]
    assert strangers == []


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry)
        elif entry.name and getattr(entry.callback, "__module__", "").startswith("sanzhi."):
            yield entry.name


def test_no_address_takes_the_name_of_another() -> None:
    """Of two with one name the later wins, and a button leads to the other room's page."""
    assert [name for name, times in Counter(_names(get_resolver())).items() if times > 1] == []
