"""Who comes to the matrix, and the words that only some of them may read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client

from sanzhi.people.roles import Actor


@dataclass
class Visitor:
    """来访者: a browser, and as whom it may come in: at a desk, at home, both or neither."""

    name: str
    client: Client
    actors: tuple[Actor, ...] = ()
    denied: frozenset[str] = frozenset()
    unseen: frozenset[int] = frozenset()  # the cases
    veiled: frozenset[int] = (
        frozenset()
    )  # the cases whose reporter they may not know, all unseen ones among them


@dataclass
class Word:
    """暗记: a word that stands in one place only, and who may read it."""

    word: str
    for_whom: Callable[[Actor], bool]
