"""从来没有的事: what no case may ever be, in the database's own words; `verify` asks each."""

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "gap": (
        "its moves are not numbered 1, 2, 3 … up to its version",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_move AS m ON m.case_id = c.id "
        "GROUP BY c.id HAVING count(m.id) <> c.version OR max(m.seq) <> c.version OR min(m.seq) <> 1",
    ),
    "unrecorded": (
        "a move has no journal entry of its own",
        "SELECT m.case_id FROM cases_move AS m LEFT JOIN journal_entry AS e ON e.id = m.entry_id "
        "WHERE e.id IS NULL OR e.kind <> 'case.' || m.step OR e.about_id <> m.case_id OR e.about_type <> 'case' "
        "OR e.at <> m.at OR e.by_id IS DISTINCT FROM m.by_id",
    ),
    "backwards": (
        "a move happened before the one ahead of it",
        "SELECT case_id FROM (SELECT case_id, at, lag(at) OVER (PARTITION BY case_id ORDER BY seq) AS earlier "
        "FROM cases_move) AS m WHERE at < earlier",
    ),
    "returns": (
        "its count of returns is not that of its moves",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_move AS m ON m.case_id = c.id "
        "GROUP BY c.id HAVING count(*) FILTER (WHERE m.step IN ('return', 'return_third')) <> c.returns",
    ),
    "own_work": (
        "whoever handled it also called back",
        "SELECT case_id FROM cases_callback WHERE by_id = handled_by_id",
    ),
    "grade": (
        "its verdicts are not those of the last call-back",
        "SELECT c.id FROM cases_case AS c JOIN LATERAL (SELECT solved, satisfied FROM cases_callback AS b "
        "WHERE b.case_id = c.id AND b.reached AND NOT b.declined ORDER BY b.id DESC LIMIT 1) AS last ON true "
        "WHERE c.state = 'closed' AND c.satisfied IS NOT NULL "
        "AND (c.solved, c.satisfied) IS DISTINCT FROM (last.solved, last.satisfied)",
    ),
    "unasked": (
        "it is being asked about without a follow-up of its own, or has one open without being asked",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_followup AS f ON f.case_id = c.id AND f.settled_at IS NULL "
        "GROUP BY c.id HAVING (c.state = 'follow_up') <> (count(f.id) = 1)",
    ),
    "clock": (
        "an open case has no clock running or paused, or one twice, or an ended one still has",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_clockrun AS r ON r.case_id = c.id AND r.stopped_at IS NULL "
        "LEFT JOIN cases_limitrule AS l ON l.id = r.rule_id GROUP BY c.id "
        # The citizen's time runs on while the matter also waits for a desk, a signature or a caller: two at most. A room's
        # kind says itself what runs where; each of its clocks once.
        "HAVING (c.closed_at IS NOT NULL AND count(r.id) FILTER (WHERE l.clock <> 'help') > 0) "
        "OR count(r.id) FILTER (WHERE l.clock = 'handle') > 1 OR CASE "
        "WHEN c.kind = 'matter' OR c.kind IN (SELECT code FROM cases_kindversion) THEN "
        "(c.closed_at IS NULL AND count(r.id) FILTER (WHERE l.clock <> 'help') = 0) "
        "OR count(r.id) FILTER (WHERE l.clock NOT IN ('handle', 'help')) > 1 "
        "ELSE count(r.id) <> count(DISTINCT l.clock) END",
    ),
    "helper": (
        "a helper's clock runs without anybody owing an answer",
        "SELECT r.case_id FROM cases_clockrun AS r JOIN cases_limitrule AS l ON l.id = r.rule_id "
        "JOIN cases_case AS c ON c.id = r.case_id WHERE l.clock = 'help' AND r.stopped_at IS NULL "
        "AND (c.closed_at IS NOT NULL OR NOT EXISTS (SELECT FROM cases_assignment AS a WHERE a.clock_id = r.id "
        "AND a.answered_at IS NULL AND a.ended_at IS NULL))",
    ),
    "delay": (
        "a delay was granted by its asker, after the limit, or by a role that its rule does not name",
        "SELECT e.case_id FROM cases_extension AS e JOIN cases_delayrule AS d ON d.id = e.rule_id "
        "LEFT JOIN cases_move AS m ON m.case_id = e.case_id AND m.step = 'delay_grant' AND m.at = e.answered_at "
        "WHERE e.state = 'granted' AND (e.answered_by_id = e.asked_by_id OR e.answered_at >= e.due_before "
        "OR (d.granted_by <> '[]' AND (m.id IS NULL OR NOT d.granted_by ? m.role)))",  # []: by those concerned, together
    ),
    "delays": (
        "it was put off more often, or further, than its rule allows",
        "SELECT e.case_id FROM cases_extension AS e JOIN cases_delayrule AS d ON d.id = e.rule_id "
        "WHERE e.state = 'granted' GROUP BY e.case_id, e.clock_id "
        "HAVING count(*) > max(d.times) OR bool_or(e.more > substring(d.most from '^[0-9]+')::int)",
    ),
    "suspension": (
        "it stands suspended without an open suspension, or the other way round",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_suspension AS s ON s.case_id = c.id AND s.ended_at IS NULL "
        "WHERE (c.state = 'suspended') <> (s.id IS NOT NULL)",
    ),
    "excused": (
        "what is left out of the measures is not what upheld contests leave out",
        "SELECT c.id FROM cases_case AS c WHERE c.excused_rating <> (c.satisfied IS NOT NULL AND EXISTS ("
        "SELECT FROM cases_contest AS t WHERE t.upheld AND t.call_back_id = (SELECT max(b.id) FROM cases_callback AS b "
        "WHERE b.case_id = c.id AND b.reached))) OR c.excused_late <> EXISTS (SELECT FROM cases_contest AS t "
        "JOIN cases_card AS d ON d.id = t.card_id WHERE t.upheld AND d.clock_id = (SELECT max(r.id) FROM "
        "cases_clockrun AS r JOIN cases_limitrule AS l ON l.id = r.rule_id WHERE r.case_id = c.id AND l.clock NOT IN ('dispatch', 'sign', 'help', 'call_back')))",
    ),
    "own_contest": (
        "an office decided its own contest",
        "SELECT case_id FROM cases_contest WHERE decided_office_id = office_id OR decided_by_id = asked_by_id",
    ),
    "unsearchable": (
        "it has no search row",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_search AS s ON s.case_id = c.id WHERE s.case_id IS NULL",
    ),
    "merged": (
        "it is merged without standing in that state, or stands there without being merged",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_merge AS g ON g.case_id = c.id AND g.ended_at IS NULL "
        "WHERE (c.state = 'merged') <> (g.id IS NOT NULL)",
    ),
    "main": (
        "it is merged into a case that is itself merged: no chain and no circle may form",
        "SELECT g.case_id FROM cases_merge AS g JOIN cases_case AS m ON m.id = g.into_id "
        "WHERE g.ended_at IS NULL AND (m.state = 'merged' OR m.id = g.case_id)",
    ),
    "gate": (
        "it was reported done while a part that was split off was still being handled",
        "SELECT p.id FROM cases_split AS s JOIN cases_case AS p ON p.id = s.parent_id "
        "JOIN cases_case AS c ON c.id = s.child_id WHERE p.done_at >= s.at AND c.reopens = 0 "
        "AND c.state IN ('registered', 'assigned', 'arbitration', 'handling', 'reported')",
    ),
    "deep": (
        "it is a part and has parts of its own",
        "SELECT s.child_id FROM cases_split AS s JOIN cases_split AS t ON t.parent_id = s.child_id",
    ),
    "supervised": (
        "a supervision of it was not raised by a step of its own",
        "SELECT s.case_id FROM cases_supervision AS s LEFT JOIN cases_move AS m ON m.entry_id = s.raise_entry "
        "AND m.case_id = s.case_id AND m.step IN ('supervise', 'supervise_escalate') WHERE m.id IS NULL",
    ),
    "lifted": (
        "a supervision of it was lifted by somebody who is no supervisor",
        "SELECT s.case_id FROM cases_supervision AS s LEFT JOIN cases_move AS m ON m.entry_id = s.end_entry "
        "AND m.step = 'supervise_lift' AND m.role = 'supervisor' WHERE s.state = 'lifted' AND m.id IS NULL",
    ),
    "card": (
        "its card is not the worst of those raised",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_card AS d ON d.case_id = c.id GROUP BY c.id "
        "HAVING c.card <> CASE WHEN bool_or(d.colour = 'red') THEN 'red' WHEN count(d.id) > 0 THEN 'yellow' ELSE '' END",
    ),
}
