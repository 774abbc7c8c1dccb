"""What the database itself refuses of notices."""

# Once posted, a notice may only stand longer, be withdrawn once, and lose its names once.
ONLY_WHAT_MAY_CHANGE = """
IF OLD.posted_at IS NOT NULL AND (
    (NEW.area_id, NEW.kind, NEW.rule_id, NEW.days, NEW.title, NEW.body, NEW.contact, NEW.about_type, NEW.about_id,
     NEW.duty_id, NEW.period, NEW.drafted_by_id, NEW.drafted_at, NEW.signed_by_id, NEW.posted_at)
    IS DISTINCT FROM
    (OLD.area_id, OLD.kind, OLD.rule_id, OLD.days, OLD.title, OLD.body, OLD.contact, OLD.about_type, OLD.about_id,
     OLD.duty_id, OLD.period, OLD.drafted_by_id, OLD.drafted_at, OLD.signed_by_id, OLD.posted_at)
    OR NEW.until < OLD.until
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    OR (OLD.cleared_at IS NOT NULL AND NEW.cleared_at IS DISTINCT FROM OLD.cleared_at)
) THEN
    RAISE EXCEPTION 'notice % is posted and stays as it is', OLD.id;
END IF;
RETURN NEW;
"""

LINES_OF_A_DRAFT = """
IF EXISTS (SELECT FROM notices_notice AS n WHERE n.id = coalesce(NEW.notice_id, OLD.notice_id) AND n.posted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a line is neither added to a posted notice nor taken from it';
END IF;
RETURN coalesce(NEW, OLD);
"""

CLEARED_AFTERWARDS = """
IF (NEW.notice_id, NEW.number, NEW.what, NEW.figure, NEW.key) IS DISTINCT FROM
   (OLD.notice_id, OLD.number, OLD.what, OLD.figure, OLD.key) OR NEW.who <> ''
   OR NOT EXISTS (SELECT FROM notices_notice AS n WHERE n.id = OLD.notice_id AND n.cleared_at IS NOT NULL) THEN
    RAISE EXCEPTION 'line % of notice % stays as it is; only a name goes when the notice is over', OLD.number, OLD.notice_id;
END IF;
RETURN NEW;
"""

THIRD_PERSON_ANSWERS = """
IF (NEW.notice_id, NEW.line_id, NEW.sort, NEW.raised_by_id, NEW.text, NEW.raised_at, NEW.due_at) IS DISTINCT FROM
   (OLD.notice_id, OLD.line_id, OLD.sort, OLD.raised_by_id, OLD.text, OLD.raised_at, OLD.due_at)
   OR OLD.taken_further_at IS NOT NULL AND NEW.taken_further_at IS DISTINCT FROM OLD.taken_further_at
   OR OLD.answered_at IS NOT NULL AND (NEW.answered_at, NEW.answered_by_id, NEW.upheld, NEW.answer)
      IS DISTINCT FROM (OLD.answered_at, OLD.answered_by_id, OLD.upheld, OLD.answer) THEN
    RAISE EXCEPTION 'objection % stays as it was raised and is answered once', OLD.id;
END IF;
IF EXISTS (SELECT FROM notices_notice AS n WHERE n.id = NEW.notice_id AND NEW.answered_by_id IN (n.drafted_by_id, n.signed_by_id)) THEN
    RAISE EXCEPTION 'objection % is answered by whoever made the notice', OLD.id;
END IF;
RETURN NEW;
"""
