"""核验垃圾分类: nothing doubled, no photo kept too long, every claim has its inspections, what counts was decided by another."""

from django.db import connection

from sanzhi.cases.sampling import OUT_OF, lot_of
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .models import Inspection, Review
from .queries import a_day_late

NEVER = {
    "doubled": (
        "a bin was graded twice on one day",
        "SELECT min(id) FROM waste_inspection GROUP BY bin_id, day, stream HAVING count(*) > 1",
    ),
    "bin": (
        "it is not of its bin's household, village or class",
        "SELECT i.id FROM waste_inspection AS i JOIN waste_bin AS b ON b.id = i.bin_id "
        "WHERE (i.household_id, i.area_id, i.stream) IS DISTINCT FROM (b.household_id, b.area_id, b.stream)",
    ),
    "claim": (
        "a claim has another number of inspections than it says, or of another household or day",
        "SELECT c.id FROM points_claim AS c LEFT JOIN waste_inspection AS i ON i.claim_id = c.id WHERE c.source = 'waste' "
        "AND c.key LIKE 'waste:%%' AND c.state IN ('verified', 'scored', 'publicised', 'objected', 'confirmed') GROUP BY c.id "
        "HAVING count(i.id) <> c.quantity OR bool_or(i.household_id <> c.household_id OR i.day <> c.happened_on)",
    ),
    "weighed": (
        "a claim for weights has no weighing, or one of another household or day",
        "SELECT c.id FROM points_claim AS c LEFT JOIN waste_weighing AS w ON w.claim_id = c.id WHERE c.source = 'waste' "
        "AND c.key LIKE 'scale:%%' GROUP BY c.id HAVING count(w.id) = 0 "
        "OR bool_or(w.household_id <> c.household_id OR w.day <> c.happened_on)",
    ),
    "read_twice": (
        "one reading of a scale counts twice",
        "SELECT min(id) FROM waste_weighing GROUP BY scale, weighed_at, bin_id HAVING count(*) > 1",
    ),
    "deducted": (
        "waste took points away",
        "SELECT id FROM points_claim WHERE source = 'waste' AND direction = '-'",
    ),
    "counted": (
        "it counts as something else than was graded, and nobody decided so",
        "SELECT i.id FROM waste_inspection AS i WHERE i.counted <> i.grade "
        "AND NOT EXISTS (SELECT FROM waste_conflict AS c WHERE c.inspection_id = i.id AND c.decided_as = i.counted) "
        "AND NOT EXISTS (SELECT FROM waste_review AS r WHERE r.inspection_id = i.id AND r.decided_as = i.counted) "
        "AND NOT EXISTS (SELECT FROM waste_appeal AS a WHERE a.inspection_id = i.id AND a.decided_as = i.counted)",
    ),
    "hands": (
        "whoever graded it first decided over it again",
        "SELECT i.id FROM waste_inspection AS i JOIN (SELECT inspection_id, decided_by_id FROM waste_conflict "
        "UNION ALL SELECT inspection_id, decided_by_id FROM waste_review UNION ALL SELECT inspection_id, decided_by_id FROM waste_appeal) "
        "AS d ON d.inspection_id = i.id AND d.decided_by_id = i.by_id",
    ),
}
OLD_PHOTOS = {
    "inspection": "SELECT id FROM waste_inspection WHERE photo <> '' AND taken_at < %s",
    "conflict": "SELECT id FROM waste_conflict WHERE photo <> '' AND taken_at < %s",
}
CHANGED = (
    "SELECT count(DISTINCT c.id) FROM points_claim AS c JOIN waste_inspection AS i ON i.claim_id = c.id "
    "WHERE i.counted <> 'A' AND c.state IN ('verified', 'scored', 'publicised', 'objected', 'confirmed')"
)


def check_waste() -> Finding:
    violations: list[Violation] = []
    warnings = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql, [])
            violations += [Violation(name, f"waste {row[0]}", sentence) for row in cursor.fetchmany(20)]
        cursor.execute("SELECT clock_timestamp()")
        late = a_day_late(cursor.fetchone()[0])
        for name, sql in OLD_PHOTOS.items():
            cursor.execute(sql, [late])
            said = "its photo is kept longer than 90 days"
            violations += [Violation("photos", f"{name} {row[0]}", said) for row in cursor.fetchmany(20)]
        cursor.execute(CHANGED)
        if changed := cursor.fetchone()[0]:
            warnings.append(
                f"waste: {changed} claims wait to be corrected, an inspection of theirs was changed"
            )
    violations += [
        Violation("sample", f"review {number}", "the seed does not draw it")
        for number in _not_drawn()
    ]  # fmt: skip
    return Finding(Inspection.objects.count(), violations, warnings)


def _not_drawn() -> list[int]:
    """Every drawn photo is drawn again from the seed on record."""
    rows = Review.objects.values_list("id", "inspection", "sample__seed", "sample__percent").iterator()
    return [
        number
        for number, inspection, seed, percent in rows
        if lot_of(f"{seed}:{inspection}") >= percent * OUT_OF // 100
    ][:20]


CHECKS: dict[str, Check] = {"waste": in_one_view(check_waste)}
