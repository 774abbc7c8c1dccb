"""核验一窗通办: no number called twice, no half hour over its seats."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .models import Booking, Handover, Ticket

# What must return nothing: name → (sentence, query for what breaks it).
NEVER = {
    "called": (
        "a number was called twice without being passed on",
        "SELECT 'ticket ' || ticket_id FROM windows_turn WHERE step = 'call' GROUP BY ticket_id, round HAVING count(*) > 1",
    ),
    "uncalled": (
        "a number was served, or is at a counter, that nobody called",
        "SELECT 'ticket ' || t.id FROM windows_ticket AS t WHERE t.state IN ('called', 'served') AND NOT EXISTS "
        "(SELECT FROM windows_turn AS c WHERE c.ticket_id = t.id AND c.step = 'call' AND c.round = t.round)",
    ),
    "doubled": (
        "a number was given out twice on one day",
        "SELECT 'ticket ' || min(id) FROM windows_ticket GROUP BY centre_id, day, service, serial HAVING count(*) > 1",
    ),
    "seats": (
        "a half hour has more bookings than seats",
        "SELECT 'booking ' || min(id) FROM windows_booking WHERE cancelled_at IS NULL GROUP BY centre_id, service, starts_at "
        "HAVING count(*) > max(of_seats)",
    ),
    "booked": (
        "a number is not of its booking's hall, service or half hour",
        "SELECT 'ticket ' || t.id FROM windows_ticket AS t JOIN windows_booking AS b ON b.id = t.booking_id "
        "WHERE (t.centre_id, t.service, t.turn_at) IS DISTINCT FROM (b.centre_id, b.service, b.starts_at)",
    ),
    "receiver": (
        "a handover was received by nobody, or by somebody of another office than it was sent to",
        "SELECT 'handover ' || h.id FROM windows_handover AS h WHERE h.state IN ('received', 'returned') AND NOT EXISTS (SELECT FROM people_appointment AS a "
        "WHERE a.office_id = h.to_id AND a.person_id = h.ended_by_id) AND NOT EXISTS (SELECT FROM people_deputy AS d "
        "JOIN people_appointment AS a ON a.id = d.post_id WHERE d.person_id = h.ended_by_id AND a.office_id = h.to_id)",
    ),
    "made": (
        "two handovers led to one case, or one leads back to where it came from",
        "SELECT 'handover ' || h.id FROM windows_handover AS h WHERE h.made_id IS NOT NULL AND (h.made_id <= h.case_id OR h.made_id = h.first_id "
        "OR EXISTS (SELECT FROM windows_handover AS o WHERE o.made_id = h.made_id AND o.id <> h.id))",
    ),
    "chain": (
        "a handover does not go on from where the one before it led",
        "SELECT 'handover ' || h.id FROM windows_handover AS h WHERE h.case_id <> coalesce((SELECT o.made_id FROM windows_handover AS o "
        "WHERE o.first_id = h.first_id AND o.hop < h.hop AND o.made_id IS NOT NULL ORDER BY o.hop DESC LIMIT 1), h.first_id)",
    ),
    "apart": (
        "what complains of an office was handed to it",
        "SELECT 'handover ' || h.id FROM windows_handover AS h JOIN cases_case AS c ON c.id IN (h.first_id, h.case_id) "
        "WHERE c.against_id = h.to_id",
    ),
    "agreed": (
        "it went to mediation or to court without the person's word",
        "SELECT 'handover ' || id FROM windows_handover WHERE channel IN ('mediation', 'court') AND NOT agreed",
    ),
}  # fmt: skip


def check_windows() -> Finding:
    """Every rule that the constraints keep, asked again of the rows."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    looked = sum(model.objects.count() for model in (Ticket, Booking, Handover))
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {"windows": in_one_view(check_windows)}
