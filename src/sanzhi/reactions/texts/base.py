"""一种消息: its sentence in the product, its text to a telephone, and where it leads. It can hold nothing personal."""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter
from typing import Any, ClassVar

from django.conf import settings

from sanzhi.cases import queries as cases

# All that a message may speak of: never a name, a title, words of anybody, a number or an address.
ALLOWED = frozenset({"number", "office", "date", "count", "late", "cards", "urged", "contests"})
KINDS: dict[str, type["Said"]] = {}


class Said:
    """消息: the base of all. `code` is kept with each text, and is never given to another class."""

    code: ClassVar[str] = ""
    name: ClassVar[str] = ""  # what the page of texts calls it
    sentence: ClassVar[str] = ""  # in the product
    sms: ClassVar[str] = ""  # to a telephone; empty: in the product only
    group: ClassVar[str] = "progress"  # what a person stops it by
    rates: ClassVar[bool] = False  # its link opens the rating

    def __init_subclass__(cls) -> None:
        spoken = {field for text in (cls.sentence, cls.sms) for field in fields_of(text)}
        if not cls.code or cls.code in KINDS or not spoken <= ALLOWED:
            raise TypeError(f"{cls.__name__}: needs a code of its own and no field beyond {sorted(ALLOWED)}")
        KINDS[cls.code] = cls

    @classmethod
    def told(cls, facts: Mapping[str, Any]) -> str:
        """The sentence in the product."""
        return cls.sentence.format_map(facts)

    @classmethod
    def words(cls, facts: Mapping[str, Any], link: str, at: datetime) -> str:
        """The text to a telephone; empty when its link opens nothing any more."""
        there = cls._address(link, at)
        return f"【三治】{cls.sms.format_map(facts)}{there}" if there else ""

    @classmethod
    def _address(cls, link: str, at: datetime) -> str:
        if not cls.rates:
            return f"{settings.SANZHI_ORIGIN}{link}"
        opened = cases.link_by_id(int(link or 0))
        alive = opened and not opened.used_at and not opened.revoked_at and opened.expires_at > at
        token = cases.token_of(opened) if opened and alive else ""
        return f"{settings.SANZHI_ORIGIN}/r/{token}/" if token else ""


def fields_of(text: str) -> set[str]:
    return {field for _literal, field, _spec, _conversion in Formatter().parse(text) if field is not None}
