"""What a petition has to be. Pure: told the facts, never fetching any."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

LEAST_WORDS, MOST_WORDS = 10, 5000
# Which bodies receive an accusation first, the more competent first. 本平台约定: the law says "a body with the power to
# deal with it" (《信访工作条例》第三十条) and leaves which one to other laws.
COMPETENT = ("discipline", "petition_bureau")


@dataclass(frozen=True)
class Desk:
    """收件单位: an office that may receive accusations, with its kind."""

    id: int
    kind: str


def receiver_of(desks: Sequence[Desk], kept_out: Collection[int]) -> int | None:
    """The office an accusation goes to first: the most competent that is neither the accused's nor under it; None where
    every one is, and it has to go above the county (《信访工作条例》第三十条、第四十六条)."""
    lawful = [desk for desk in desks if desk.id not in kept_out and desk.kind in COMPETENT]
    first = min(lawful, key=lambda desk: (COMPETENT.index(desk.kind), desk.id), default=None)
    return first.id if first else None


def words_stand(words: str, *, least: int = LEAST_WORDS, most: int = MOST_WORDS) -> Verdict:
    """Whether what is said says something and is not too long to be kept."""
    if len(words.strip()) < least:
        return no("words_missing", _("请写清楚事实，至少 %(n)d 个字。") % {"n": least})
    if len(words) > most:
        return no("words_too_long", _("最多 %(n)d 个字，请写主要的。") % {"n": most})
    return YES
