"""核验三社: what must return nothing of orders, advice, gifts, 乡贤, allowances and casework: name → (sentence, query)."""

NEVER = {
    "order_team": (
        "an order lies with a team that does not offer what was asked for, or came back to one that had it",
        "SELECT 'order ' || o.id FROM groups_serviceorder AS o JOIN groups_serviceoffer AS f ON f.id = o.offer_id "
        "LEFT JOIN groups_serviceorder AS p ON p.id = o.passed_from_id WHERE f.group_id <> o.group_id OR p.group_id = o.group_id",
    ),
    "order_passed": (
        "an order was passed on to nobody",
        "SELECT 'order ' || o.id FROM groups_serviceorder AS o LEFT JOIN groups_serviceorder AS n ON n.passed_from_id = o.id "
        "WHERE o.state = 'passed' AND n.id IS NULL",
    ),
    "order_late": (
        "a team was told to be late before its own time was over",
        "SELECT 'order ' || id FROM groups_serviceorder WHERE late_told_at <= answer_by",
    ),
    "adviser_hours": (
        "a half-day was booked with an adviser or a village whose it is not",
        "SELECT 'consultation ' || c.id FROM groups_consultation AS c JOIN groups_adviserhours AS h ON h.id = c.hours_id "
        "WHERE h.adviser_id <> c.adviser_id OR h.area_id <> c.area_id",
    ),
    "adviser_term": (
        "an adviser published a half-day in a village that they did not advise on that day",
        "SELECT 'hours ' || h.id FROM groups_adviserhours AS h WHERE h.off_at IS NULL AND NOT EXISTS (SELECT FROM groups_adviserterm AS t "
        "WHERE t.adviser_id = h.adviser_id AND t.area_id = h.area_id AND h.day BETWEEN t.starts_on AND t.ends_on AND t.off_at IS NULL)",
    ),
    "advice_late": (
        "an adviser was told to be late before the time was over",
        "SELECT 'consultation ' || id FROM groups_consultation WHERE late_told_at <= answer_by",
    ),
    "gift_used": (
        "what was paid out of a gift is not what the book moved for it",
        "SELECT 'use ' || u.id FROM groups_giftuse AS u LEFT JOIN ledger_posting AS p ON p.id = u.posting "
        "WHERE u.state = 'paid' AND (p.id IS NULL OR p.kind <> 'gift.used' OR p.unit <> 'fen' OR p.amount <> u.fen)",
    ),
    "gift_hands": (
        "one person did two steps in a row with money of a gift, or changed its purpose alone",
        "SELECT 'use ' || id FROM groups_giftuse WHERE agreed_by_id = proposed_by_id OR paid_by_id = agreed_by_id "
        "OR state IN ('agreed', 'paid') AND agreed_by_id IS NULL OR state = 'paid' AND paid_by_id IS NULL "
        "UNION ALL SELECT 'purpose ' || id FROM groups_giftpurpose WHERE agreed_by_id = entered_by_id",
    ),
    "gift_voucher": (
        "one voucher of a fund paid twice",
        "SELECT 'use ' || u.id FROM groups_giftuse AS u JOIN groups_gift AS g ON g.id = u.gift_id WHERE u.state = 'paid' AND EXISTS (SELECT FROM "
        "groups_giftuse AS o JOIN groups_gift AS h ON h.id = o.gift_id WHERE o.id < u.id AND o.state = 'paid' AND o.voucher = u.voucher AND h.fund_id = g.fund_id)",
    ),
    "gift_moved": (
        "the book paid out of gifts for no use",
        "SELECT 'posting ' || p.id FROM ledger_posting AS p LEFT JOIN groups_giftuse AS u ON u.posting = p.id "
        "WHERE p.kind = 'gift.used' AND u.id IS NULL",
    ),
    "gift_over": (
        "more was used of a gift than it is",
        "SELECT 'gift ' || g.id FROM groups_gift AS g JOIN groups_giftuse AS u ON u.gift_id = g.id WHERE u.state NOT IN ('refused', 'dropped') "
        "GROUP BY g.id HAVING sum(u.fen) > g.fen",
    ),
    "gift_purpose": (
        "a gift was used for a purpose that it did not have",
        "SELECT 'use ' || u.id FROM groups_giftuse AS u JOIN groups_gift AS g ON g.id = u.gift_id WHERE u.purpose <> g.purpose AND NOT EXISTS "
        "(SELECT FROM groups_giftpurpose AS p WHERE p.gift_id = g.id AND p.purpose = u.purpose AND p.agreed_at <= u.proposed_at)",
    ),
    "gentry_word": (
        "somebody stands among 乡贤 without a word of their own",
        "SELECT 'gentry ' || m.id FROM groups_gentrymember AS m WHERE m.left_at IS NULL AND NOT EXISTS (SELECT FROM people_consent AS c "
        "WHERE c.person_id = m.person_id AND c.purpose = 'gentry.register' AND c.withdrawn_at IS NULL)",
    ),
    "allowance_lapsed": (
        "an allowance was agreed to for a month through which no certificate held, or not as the rule of that month says",
        "SELECT 'allowance ' || a.id FROM groups_allowance AS a WHERE a.refused_at IS NULL AND (EXISTS (SELECT FROM generate_series(0, (a.month + interval '1 month')::date - a.month - 1) AS n WHERE NOT EXISTS "
        "(SELECT FROM groups_registration AS r WHERE r.worker_id = a.worker_id AND r.registered_on <= a.month + n AND r.valid_to > a.month + n "
        "AND array_position(ARRAY['assistant', 'worker', 'senior'], r.level::text) >= array_position(ARRAY['assistant', 'worker', 'senior'], a.level::text))) "
        "OR a.fen IS DISTINCT FROM (SELECT u.fen FROM groups_allowancerule AS u WHERE u.level = a.level AND u.from_on <= a.month AND u.entered_at <= a.proposed_at "
        "ORDER BY u.from_on DESC LIMIT 1))",
    ),
    "allowance_spell": (
        "an allowance was agreed to for a month that was not worked, as far as was known then",
        "SELECT 'allowance ' || a.id FROM groups_allowance AS a WHERE a.refused_at IS NULL AND EXISTS (SELECT FROM generate_series(0, (a.month + interval '1 month')::date - a.month - 1) AS n WHERE NOT EXISTS "
        "(SELECT FROM groups_employment AS e WHERE e.worker_id = a.worker_id AND e.starts_on <= a.month + n "
        "AND (e.ends_on IS NULL OR e.ends_on >= a.month + n OR a.agreed_at IS NOT NULL AND e.ended_at >= a.agreed_at)))",
    ),
    "allowance_hands": (
        "an allowance was proposed and agreed to by one person",
        "SELECT 'allowance ' || id FROM groups_allowance WHERE agreed_by_id = proposed_by_id OR agreed_at IS NOT NULL AND agreed_by_id IS NULL",
    ),
    "allowance_own": (
        "somebody proposed or agreed to their own allowance",
        "SELECT 'allowance ' || a.id FROM groups_allowance AS a JOIN groups_socialworker AS w ON w.id = a.worker_id "
        "WHERE w.person_id IN (a.proposed_by_id, a.agreed_by_id)",
    ),
    "casework_word": (
        "casework runs without a word of the client or the guardian",
        "SELECT 'casework ' || k.id FROM groups_casework AS k WHERE k.closed_at IS NULL AND NOT EXISTS (SELECT FROM people_consent AS c "
        "WHERE c.person_id = coalesce(k.guardian_id, k.client_id) AND c.purpose = 'casework' AND c.withdrawn_at IS NULL)",
    ),
}  # fmt: skip
