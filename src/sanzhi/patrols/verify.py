"""核验网格: what must never be of grid work; every signed diary again against its seal."""

from django.db import connection
from django.db.models import Model

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from . import rules
from .models import (
    Addendum,
    Admission,
    DutyItem,
    DutyList,
    GridDiary,
    Need,
    PatrolStop,
    PatrolTask,
    Route,
    RouteStop,
    VisitRecord,
)

NEVER = {
    "own_list": (
        "a list is in force by whoever drafted it or had a hand in it",
        "SELECT 'list ' || l.number FROM patrols_dutylist AS l WHERE l.in_force_by_id = l.drafted_by_id "
        "OR EXISTS (SELECT FROM patrols_hand AS h WHERE h.list_id = l.id AND h.person_id = l.in_force_by_id) OR EXISTS (SELECT FROM patrols_dutyitem AS i "
        "WHERE i.list_id = l.id AND i.written_by_id = l.in_force_by_id AND NOT EXISTS (SELECT FROM patrols_dutyitem AS b JOIN patrols_dutylist AS p ON p.id = b.list_id "
        "WHERE p.number = l.number - 1 AND (b.key, b.kind, b.what, b.ground, b.written_by_id) = (i.key, i.kind, i.what, i.ground, i.written_by_id)))",
    ),
    "two_lists": (
        "two lists are in force on one day",
        "SELECT 'list ' || a.number FROM patrols_dutylist AS a JOIN patrols_dutylist AS b ON b.id > a.id AND a.force_from IS NOT NULL AND b.force_from IS NOT NULL "
        "WHERE daterange(a.force_from, a.replaced_on) && daterange(b.force_from, b.replaced_on)",
    ),
    "off_list": (
        "a task was given of what the list in force that day did not name",
        "SELECT 'task ' || t.id FROM patrols_patroltask AS t JOIN patrols_dutyitem AS i ON i.id = t.item_id JOIN patrols_dutylist AS l ON l.id = i.list_id "
        "WHERE l.force_from IS NULL OR (t.given_at AT TIME ZONE 'Asia/Shanghai')::date < l.force_from OR (t.given_at AT TIME ZONE 'Asia/Shanghai')::date >= l.replaced_on "
        "AND NOT EXISTS (SELECT FROM patrols_dutylist AS n WHERE n.force_from = l.replaced_on AND n.in_force_at >= t.given_at)",
    ),
    "own_admission": (
        "a request was decided by who filed it",
        "SELECT 'request ' || id FROM patrols_admission WHERE decided_by_id = filed_by_id",
    ),
    "elsewhere": (
        "a task, its route or what was found lies outside of its grid's village",
        "SELECT 'task ' || t.id FROM patrols_patroltask AS t JOIN people_grid AS g ON g.code = t.grid_id LEFT JOIN patrols_patrolstop AS s ON s.task_id = t.id "
        "LEFT JOIN cases_case AS c ON c.id = s.case_id LEFT JOIN patrols_route AS r ON r.id = t.route_id "
        "WHERE g.area_id <> t.area_id OR r.grid_id <> t.grid_id OR c.area_id <> t.area_id",
    ),
    "left_stops": (
        "a task is done and a stop of it was never ticked",
        "SELECT 'task ' || t.id FROM patrols_patroltask AS t JOIN patrols_patrolstop AS s ON s.task_id = t.id WHERE t.state = 'done' AND s.ticked_at IS NULL",
    ),
    "followed": (
        "somebody was followed off duty, or more exactly than is promised",
        "SELECT 'point ' || c.id FROM patrols_clockpoint AS c JOIN patrols_shift AS s ON s.id = c.shift_id WHERE c.at < s.on_at OR c.at > s.off_at",
    ),
    "kept_too_long": (
        "where somebody was is kept longer than thirty days after the last was deleted",
        "SELECT 'point ' || c.id FROM patrols_clockpoint AS c WHERE c.at < (SELECT max(e.at) FROM journal_entry AS e WHERE e.kind = 'clock.forgotten') - interval '30 days'",
    ),
    "unasked": (
        "something is written of a household that said no, or took it back",
        "SELECT 'visit ' || v.id FROM patrols_visitrecord AS v WHERE (NOT v.consented OR v.withdrawn_at IS NOT NULL) "
        "AND (v.text <> '' OR EXISTS (SELECT FROM patrols_need AS n WHERE n.visit_id = v.id) OR EXISTS (SELECT FROM patrols_correction AS c WHERE c.visit_id = v.id))",
    ),
    "other_purpose": (
        "a household was visited for what is no visit on the list, or in another village",
        "SELECT 'visit ' || v.id FROM patrols_visitrecord AS v JOIN patrols_dutyitem AS i ON i.id = v.item_id JOIN people_household AS h ON h.id = v.household_id "
        "WHERE i.kind <> 'visit' OR h.area_id <> v.area_id",
    ),
}  # fmt: skip


# Whatever a desk writes of grid work; what a resident says of themselves is theirs.
WRITTEN: dict[type[Model], tuple[str, ...]] = {
    DutyItem: ("what", "ground"), Admission: ("what", "ground", "why"), Route: ("name",), RouteStop: ("place",),
    PatrolTask: ("title", "note"), PatrolStop: ("place", "seen"), VisitRecord: ("text",), Need: ("what", "done"),
    GridDiary: ("words",), Addendum: ("words",),
}  # fmt: skip


def _labels() -> list[Violation]:
    return [
        Violation("labels", f"{model._meta.model_name} {pk}", "words put people into a category")
        for model, fields in WRITTEN.items()
        for pk, *texts in model._default_manager.values_list("pk", *fields).iterator()
        if not rules.names_no_label(*texts)
    ]


def check_patrols() -> Finding:
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    violations += _labels()
    signed = GridDiary.objects.filter(signed_at__isnull=False)
    violations += [
        Violation("diary", f"diary {one.pk}", "a signed diary is not what was signed")
        for one in signed.iterator()
        if one.digest != rules.sealed(one.lines, one.words)
    ]
    looked = DutyList.objects.count() + PatrolTask.objects.count() + VisitRecord.objects.count()
    return Finding(looked + signed.count(), violations, [])


CHECKS: dict[str, Check] = {"patrols": in_one_view(check_patrols)}
