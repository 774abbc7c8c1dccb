"""会议记录: what stands in them, and who has signed."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import override

from sanzhi.deliberation.models import Item, Meeting, Minutes, Signature

from .figures import presence
from .sittings import proxies_of, public_title, recused_from

LOCKS = 2  # signatures


@dataclass(frozen=True)
class Signed:
    """一版记录: and who signed it. Two lock it."""

    minutes: Minutes
    signatures: list[Signature]

    @property
    def locked(self) -> bool:
        return len(self.signatures) >= LOCKS


def minutes_of(meeting: Meeting) -> Signed | None:
    """The last version."""
    last = Minutes.objects.filter(meeting=meeting).select_related("made_by").order_by("-version").first()
    if last is None:
        return None
    return Signed(last, list(last.signatures.select_related("person")))


def recorded(meeting: Meeting) -> dict[str, object]:
    """What is on record of a meeting, in plain values: who was called, who came, each item and what it came to."""
    with override("zh-hans"):
        return {
            "body": meeting.body.name, "title": meeting.title, "place": meeting.place,
            "starts_at": f"{localtime(meeting.starts_at):%Y-%m-%d %H:%M}",
            "noticed_at": f"{localtime(meeting.noticed_at):%Y-%m-%d %H:%M}" if meeting.noticed_at else "",
            "presence": {one: list(pair) for one, pair in presence(meeting).items()} if meeting.opened_at else {},
            "proxies": len(proxies_of(meeting)),
            "recused": [[one.item.title, one.elector.person.name, one.reason] for one in recused_from(meeting, close=False)],
            "items": [_item(one) for one in Item.objects.filter(meeting=meeting).select_related("resolution")],
        }  # fmt: skip


def _item(item: Item) -> dict[str, object]:
    said: dict[str, object] = {
        "title": public_title(item),
        "method": str(item.get_method_display()),
        "state": str(item.get_state_display()),
    }
    resolution = getattr(item, "resolution", None)
    if resolution is None:
        return said
    hidden = item.method == "secret" and resolution.code == "quorum_short"
    counts = {} if hidden else resolution.counts
    return said | {
        "passed": resolution.passed,
        "why": resolution.sentence,
        "basis": resolution.basis,
        "counts": counts,
    }
