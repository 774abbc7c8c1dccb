"""核验荣誉: nobody is published without their own living consent, nobody under age; nothing is exposed by one, or too long."""

from collections.abc import Iterator

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .files import BLURRED, PAPERS, SHELF
from .models import Deed, Exposure, Named, Nomination, Paper, WallNote

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "consent": (
        "it was published without the consent of somebody named with it",
        "SELECT 'deed ' || d.id FROM honours_deed AS d WHERE d.published_at IS NOT NULL AND (NOT EXISTS (SELECT FROM "
        "honours_named AS n WHERE n.deed_id = d.id) OR EXISTS (SELECT FROM honours_named AS n LEFT JOIN people_consent AS c "
        "ON c.id = n.consent_id AND c.person_id = n.person_id AND c.purpose = 'honour-deed-' || d.id "
        "AND c.given_at <= d.published_at AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= d.published_at) "
        "WHERE n.deed_id = d.id AND c.id IS NULL))",
    ),
    "agreed": (
        "it went on without the nominee's consent",
        "SELECT 'nomination ' || g.id FROM honours_nomination AS g LEFT JOIN people_consent AS c ON c.id = g.consent_id "
        "AND c.person_id = g.nominee_id AND c.purpose = 'honour-good-' || g.id "
        "WHERE g.state IN ('agreed', 'checked', 'announced', 'awarded', 'revoked') AND (c.id IS NULL "
        "OR (g.state IN ('agreed', 'checked', 'announced') AND c.withdrawn_at IS NOT NULL) "
        "OR (g.awarded_at IS NOT NULL AND c.withdrawn_at < g.awarded_at))",
    ),
    "minor": (
        "somebody is named who was not known to be grown",
        "SELECT 'named ' || x.id FROM honours_named AS x JOIN people_person AS p ON p.id = x.person_id WHERE p.erased_at IS NULL AND NOT "
        "coalesce((p.birth_date + interval '18 years')::date <= (x.asked_at AT TIME ZONE 'Asia/Shanghai')::date, false) UNION ALL "
        "SELECT 'nomination ' || x.id FROM honours_nomination AS x JOIN people_person AS p ON p.id = x.nominee_id WHERE p.erased_at IS NULL AND NOT "
        "coalesce((p.birth_date + interval '18 years')::date <= (x.accepted_at AT TIME ZONE 'Asia/Shanghai')::date, false) UNION ALL "
        "SELECT 'wallnote ' || x.id FROM honours_wallnote AS x JOIN people_person AS p ON p.id = x.person_id WHERE x.signed AND p.erased_at IS NULL AND NOT "
        "coalesce((p.birth_date + interval '18 years')::date <= (x.asked_at AT TIME ZONE 'Asia/Shanghai')::date, false)",
    ),
    "on_paper": (
        "a consent entered at the counter has no paper, or was entered for somebody by themself",
        "SELECT 'consent ' || c.id FROM people_consent AS c LEFT JOIN honours_paper AS p ON p.consent_id = c.id "
        "WHERE c.channel = 'paper' AND c.purpose LIKE 'honour-%' AND (p.id IS NULL OR p.person_id <> c.person_id "
        "OR p.entered_by_id = c.person_id)",
    ),
    "paper_kept": (
        "the photo of a paper is kept though the name it stands for is taken back",
        "SELECT 'paper ' || p.id FROM honours_paper AS p JOIN people_consent AS c ON c.id = p.consent_id "
        "WHERE p.digest <> '' AND c.withdrawn_at < now() - interval '7 days'",
    ),
    "noticed": (
        "it took effect before its notice had stood",
        "SELECT 'deed ' || d.id FROM honours_deed AS d LEFT JOIN notices_notice AS n ON n.id = d.notice_id "
        "WHERE d.published_at IS NOT NULL AND (n.id IS NULL OR n.until IS NULL OR n.until > d.published_at) UNION ALL "
        "SELECT 'nomination ' || g.id FROM honours_nomination AS g LEFT JOIN notices_notice AS n ON n.id = g.notice_id "
        "WHERE g.awarded_at IS NOT NULL AND (n.id IS NULL OR n.until IS NULL OR n.until > g.awarded_at)",
    ),
    "on_the_wall": (
        "its notice names somebody who has taken their consent back",
        "SELECT 'notice ' || n.id FROM notices_notice AS n JOIN honours_deed AS d ON d.notice_id = n.id JOIN honours_named AS m "
        "ON m.deed_id = d.id JOIN people_consent AS c ON c.id = m.consent_id WHERE n.posted_at IS NOT NULL AND n.until > now() "
        "AND n.withdrawn_at IS NULL AND c.withdrawn_at IS NOT NULL UNION ALL "
        "SELECT 'notice ' || n.id FROM notices_notice AS n JOIN honours_nomination AS g ON g.notice_id = n.id "
        "JOIN people_consent AS c ON c.id = g.consent_id WHERE n.posted_at IS NOT NULL AND n.until > now() "
        "AND n.withdrawn_at IS NULL AND c.withdrawn_at IS NOT NULL",
    ),
    "too_long": (
        "a name or an exposure is out for longer than it may",
        "SELECT 'deed ' || id FROM honours_deed WHERE until > published_at + interval '30 days' UNION ALL "
        "SELECT 'nomination ' || id FROM honours_nomination WHERE shown_until > shown_since + interval '30 days' UNION ALL "
        "SELECT 'exposure ' || id FROM honours_exposure WHERE until > second_at + interval '15 days'",
    ),
    "one_release": (
        "it was let out by fewer than two others in two roles",
        "SELECT 'exposure ' || id FROM honours_exposure WHERE second_at IS NOT NULL AND (first_by_id IS NULL OR second_by_id "
        "IS NULL OR first_by_id = second_by_id OR first_as = second_as OR drawn_by_id IN (first_by_id, second_by_id) "
        "OR original_digest <> '')",
    ),
    "board_shut": (
        "it was let out where no board had been opened",
        "SELECT 'exposure ' || e.id FROM honours_exposure AS e WHERE e.second_at IS NOT NULL AND (SELECT count(DISTINCT o.area_id) "
        "FROM honours_opening AS o WHERE o.agreed_at <= e.second_at AND o.agreed_by_id <> o.proposed_by_id "
        "AND o.agreed_as <> o.proposed_as AND (o.closed_at IS NULL OR o.closed_at >= e.second_at) "
        "AND o.area_id IN (e.area_id, left(e.area_id, 6) || '000000')) < 2",
    ),
}  # fmt: skip


def check_honours() -> Finding:
    """Every rule that the triggers keep, asked again of the rows; and the photos that are shown are there."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchall()]
    looked = sum(model.objects.count() for model in (Deed, Named, Nomination, WallNote, Exposure, Paper))
    return Finding(looked, [*violations, *_photos()], [])


def _photos() -> Iterator[Violation]:
    for deed in Deed.objects.exclude(photo_digest=""):
        if not SHELF.path_of(deed.photo_digest).exists():
            yield Violation("photo", f"deed {deed.pk}", "its photo is gone")
    for one in Paper.objects.exclude(digest=""):
        if not PAPERS.path_of(one.digest).exists():
            yield Violation("photo", f"paper {one.pk}", "its photo is gone")
    for one in Exposure.objects.exclude(blurred_digest=""):
        if not BLURRED.path_of(one.blurred_digest).exists():
            yield Violation("photo", f"exposure {one.pk}", "its photo is gone")


CHECKS: dict[str, Check] = {"honours": in_one_view(check_honours)}
