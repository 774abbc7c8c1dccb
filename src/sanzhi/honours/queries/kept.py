"""我的: everything of this room that is about one person, for them to carry away (个人信息保护法 art. 45)."""

from typing import Any

from sanzhi.honours.models import Entry, Named, Nomination


def kept_of(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """In plain words and times."""
    return {
        "named": [
            {
                "title": row.deed.title, "text": row.deed.text, "asked_at": row.asked_at,
                "agreed_at": row.consent.given_at if row.consent else None,
                "taken_back_at": row.consent.withdrawn_at if row.consent else None,
            }
            for row in Named.objects.filter(person=person_id).select_related("deed", "consent").order_by("-id")
        ],
        "nominations": [
            {"story": one.story, "level": one.level, "year": one.year, "state": one.state, "number": one.number,
             "facts": one.facts, "revoking_why": one.revoking_why, "reply": one.reply}
            for one in Nomination.objects.filter(nominee=person_id).exclude(state="nominated").order_by("-id")
        ],
        "diary": [
            {"day": one.day, "category": one.category, "words": one.words, "shared": hasattr(one, "note")}
            for one in Entry.objects.filter(person=person_id).select_related("note").order_by("day", "id")
        ],
        "nominated": [
            {"called": one.called, "story": one.story, "state": one.state}
            for one in Nomination.objects.filter(nominated_by=person_id).order_by("-id")
        ],
    }  # fmt: skip
