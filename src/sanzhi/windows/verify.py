"""核验一窗通办: no number called twice, no half hour over its seats."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .models import Booking, Ticket

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
}  # fmt: skip


def check_windows() -> Finding:
    """Every rule that the constraints keep, asked again of the rows."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    return Finding(Ticket.objects.count() + Booking.objects.count(), violations, [])


CHECKS: dict[str, Check] = {"windows": in_one_view(check_windows)}
