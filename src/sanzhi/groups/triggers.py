"""What the database itself refuses of the register."""

# Five years; of an organisation registered two years at least, in good standing, whose last year's report did not fail.
RATING_STANDS = """
IF NEW.valid_to <> (NEW.given_on + interval '5 years')::date THEN
    RAISE EXCEPTION 'a rating holds for five years';
END IF;
IF NOT EXISTS (SELECT FROM groups_group AS g WHERE g.id = NEW.group_id AND g.standing = 'registered' AND g.status = 'active'
    AND (g.founded_on + interval '2 years')::date <= NEW.given_on) THEN
    RAISE EXCEPTION 'group % cannot be rated', NEW.group_id;
END IF;
IF NOT EXISTS (SELECT FROM groups_annualreport AS r WHERE r.group_id = NEW.group_id AND r.result <> 'failed'
    AND r.year = extract(year FROM NEW.given_on) - 1) THEN
    RAISE EXCEPTION 'group % has no report of the year before its rating', NEW.group_id;
END IF;
RETURN NEW;
"""
