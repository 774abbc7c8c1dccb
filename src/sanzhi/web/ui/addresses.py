"""地址: a thousand of them, asked word by word instead of one after another."""

from collections.abc import Iterable
from typing import TypeAlias

from django.urls import URLPattern, URLResolver, path

Entry: TypeAlias = URLPattern | URLResolver


def gathered(entries: Iterable[Entry], words: int = 2) -> list[Entry]:
    """The same addresses: those whose first word is the same stand under it, and within it by the second.

    Django tries a list from the top, so that an address at its end cost a millisecond before its view began. Order is
    kept within a word. An address that begins with a value stands where it stood.
    """
    under: dict[str, list[Entry]] = {}
    alone: dict[str, Entry] = {}
    for entry in _opened(entries):
        route = str(entry.pattern)
        word, slash, rest = route.partition("/")
        if words and slash and "<" not in word:
            under.setdefault(f"{word}/", []).append(_at(rest, entry))
        else:
            alone[route] = entry
    return [
        *alone.values(),
        *(path(word, (gathered(inside, words - 1), None, None)) for word, inside in under.items()),
    ]


def _opened(entries: Iterable[Entry]) -> Iterable[Entry]:
    """What stands under no words of its own stands with the rest."""
    for entry in entries:
        if isinstance(entry, URLResolver) and not str(entry.pattern) and not entry.namespace:
            yield from _opened(entry.url_patterns)
        else:
            yield entry


def _at(route: str, entry: Entry) -> Entry:
    """The same entry under what is left of its address."""
    if isinstance(entry, URLResolver):
        return path(route, (entry.urlconf_name, entry.app_name, entry.namespace), entry.default_kwargs)
    return path(route, entry.callback, entry.default_args, entry.name)
