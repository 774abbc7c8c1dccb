"""What the database itself refuses of disputes."""

# 人民调解法 art. 8: three to nine members, a woman among them. Asked when the transaction ends, seats and all.
TERM_IS_WHOLE = """
SELECT count(*), count(*) FILTER (WHERE woman) INTO n, women FROM disputes_seat WHERE term_id = NEW.id;
IF n < 3 OR n > 9 THEN
    RAISE EXCEPTION 'term % has % members: three to nine', NEW.id, n;
END IF;
IF women = 0 THEN
    RAISE EXCEPTION 'term % has no woman', NEW.id;
END IF;
RETURN NULL;
"""

# An answer is never changed or deleted; nothing of a kind that the law keeps on paper is signed online; whoever has left
# answers nothing more.
ANSWER_STANDS = """
IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'an answer stands as it was given';
END IF;
IF NEW.about = 'agreement' AND NEW.yes AND (
    SELECT a.case_id IS DISTINCT FROM p.case_id OR (NEW.means = 'online' AND a.paper_only)
    FROM disputes_party AS p LEFT JOIN disputes_agreement AS a ON a.id = NEW.subject WHERE p.id = NEW.party_id
) THEN
    RAISE EXCEPTION 'party % cannot sign agreement % so', NEW.party_id, NEW.subject;
END IF;
IF EXISTS (SELECT FROM disputes_answer AS a WHERE a.party_id = NEW.party_id AND a.about = 'left') THEN
    RAISE EXCEPTION 'party % has left', NEW.party_id;
END IF;
RETURN NEW;
"""

# In force when every party has signed it (their last word), the mediator too, and the body's seal is on it; an oral one
# when every party has said yes (arts 29, 30). From then on it stays as it is.
AGREEMENT_IN_FORCE = """
IF TG_OP = 'INSERT' THEN
    IF NEW.in_force_at IS NOT NULL OR NEW.mediator_signed_at IS NOT NULL OR NEW.sealed_at IS NOT NULL THEN
        RAISE EXCEPTION 'an agreement is drafted before it is signed';
    END IF;
    RETURN NEW;
END IF;
IF (NEW.case_id, NEW.version, NEW.form, NEW.facts, NEW.terms, NEW.manner, NEW.place, NEW.perform_by, NEW.paper_only,
    NEW.drafted_by_id, NEW.drafted_at) IS DISTINCT FROM (OLD.case_id, OLD.version, OLD.form, OLD.facts, OLD.terms,
    OLD.manner, OLD.place, OLD.perform_by, OLD.paper_only, OLD.drafted_by_id, OLD.drafted_at)
    AND NOT (NEW.facts = '（已清除）' AND NEW.terms = '（已清除）' AND NEW.manner = '（已清除）') THEN
    RAISE EXCEPTION 'agreement % stays as it was drafted', OLD.id;
END IF;
IF OLD.in_force_at IS NOT NULL AND (NEW.in_force_at, NEW.mediator_signed_at, NEW.sealed_at, NEW.dropped_at)
    IS DISTINCT FROM (OLD.in_force_at, OLD.mediator_signed_at, OLD.sealed_at, OLD.dropped_at) THEN
    RAISE EXCEPTION 'agreement % is in force', OLD.id;
END IF;
IF NEW.in_force_at IS NOT NULL AND OLD.in_force_at IS NULL THEN
    IF NEW.form = 'written' AND (NEW.mediator_signed_at IS NULL OR NEW.sealed_at IS NULL) THEN
        RAISE EXCEPTION 'agreement % lacks the mediator or the seal', NEW.id;
    END IF;
    IF EXISTS (
        SELECT FROM disputes_party AS p WHERE p.case_id = NEW.case_id AND (
            SELECT coalesce((SELECT a.yes FROM disputes_answer AS a WHERE a.party_id = p.id AND a.about = 'agreement'
                AND a.subject = NEW.id ORDER BY a.id DESC LIMIT 1), false)) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'agreement % is not signed by every party', NEW.id;
    END IF;
END IF;
RETURN NEW;
"""

# What one does for another by which day is part of the agreement; only whether it was done is added, once.
INSTALMENT_STANDS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an instalment is part of its agreement';
END IF;
IF (NEW.agreement_id, NEW.seq, NEW.debtor_id, NEW.what, NEW.amount_cents, NEW.due_on) IS DISTINCT FROM
    (OLD.agreement_id, OLD.seq, OLD.debtor_id, OLD.what, OLD.amount_cents, OLD.due_on) AND NEW.what <> '（已清除）'
    OR (OLD.performed_on IS NOT NULL AND NEW.performed_on IS DISTINCT FROM OLD.performed_on)
    OR (OLD.missed_at IS NOT NULL AND NEW.missed_at IS DISTINCT FROM OLD.missed_at) THEN
    RAISE EXCEPTION 'instalment % stays as it was agreed', OLD.id;
END IF;
RETURN NEW;
"""

# By whose word somebody spoke, and how far, is not rewritten; it ends once. The words go with the case's.
ATTORNEY_STAYS = """
IF (NEW.party_id, NEW.special, NEW.at) IS DISTINCT FROM (OLD.party_id, OLD.special, OLD.at)
    OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
    OR ((NEW.name, NEW.scope, NEW.digest) IS DISTINCT FROM (OLD.name, OLD.scope, OLD.digest)
        AND NEW.scope <> '（已清除）') THEN
    RAISE EXCEPTION 'the word for attorney % stays as it was given', OLD.id;
END IF;
RETURN NEW;
"""
