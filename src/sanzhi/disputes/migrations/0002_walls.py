"""The second wall of this room. A party reads the row of the case they are a party of, whoever filed it; so do the body
it is before, its mediator, and the court that sent it. Everything else here is seen as its case is; the mediator's own
notes by nobody but the mediator.

The function looks past the walls of the tables it asks, so that no wall leans on one that leans on it; PostgreSQL asks
it once for a statement.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from sanzhi.kit.walling import ME, OFFICE, REACH, SEES, unwalled_trigger, wall

KNOWN = """
CREATE FUNCTION disputes_known_to(me bigint, desk bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(case_id), '{}') FROM (
        SELECT case_id FROM disputes_party WHERE person_id = me
        UNION SELECT d.case_id FROM disputes_mediator AS m JOIN disputes_dispute AS d ON d.mediator_id = m.id
            WHERE m.person_id = me
        UNION SELECT case_id FROM disputes_diversion WHERE court_id = desk
        UNION SELECT a.case_id FROM disputes_confirmation AS c JOIN disputes_agreement AS a ON a.id = c.agreement_id
            JOIN disputes_dispute AS d ON d.case_id = a.case_id JOIN people_office AS o ON o.id = desk
            WHERE o.kind = 'court' AND c.applied_at IS NOT NULL AND c.court_name = o.name
    ) AS known
$$;
"""
# What a mediator noted is blotted out with the case's own words, by whoever cannot read it.
FORGET = """
CREATE FUNCTION disputes_forget_notes(gone bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE disputes_caucusnote AS n SET words = NULL FROM disputes_session AS s
    WHERE s.id = n.session_id AND s.case_id = ANY (gone)
$$;
"""
MINE = f"(SELECT disputes_known_to({ME}, {OFFICE}))"
A_CASE = f"kind = 'dispute' AND ({OFFICE} IN (receiver_id, holder_id) OR id = ANY ({MINE}::bigint[]))"
OF_A_CASE = "EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id)"
OF_A_PARTY = "EXISTS (SELECT FROM disputes_party AS p WHERE p.id = party_id)"


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial"), ("cases", "0008_walls"), ("people", "0015_mediation_and_court")]

    operations = [
        RunSQL(KNOWN, "DROP FUNCTION disputes_known_to(bigint, bigint)"),
        RunSQL(FORGET, "DROP FUNCTION disputes_forget_notes(bigint[])"),
        wall("cases_case", A_CASE, name="sight_of_parties", check=A_CASE),
        wall("disputes_dispute", OF_A_CASE),
        wall("disputes_party", f"{SEES} = 'all' OR person_id = {ME} OR {OF_A_CASE}"),
        wall("disputes_answer", OF_A_PARTY),
        wall("disputes_session", f"{OF_A_CASE} AND (apart_id IS NULL OR {SEES} = 'all' OR by_id = {ME} OR EXISTS ("
             f"SELECT FROM disputes_party AS p WHERE p.id = apart_id AND p.person_id = {ME}) OR {SEES} = 'staff')"),
        wall("disputes_caucusnote", f"person_id = {ME}", check=f"person_id = {ME}"),
        wall("disputes_statement", f"{SEES} = 'all' OR entered_by_id = {ME} OR EXISTS (SELECT FROM disputes_party AS p "
             f"WHERE p.id = party_id AND (p.person_id = {ME} OR {SEES} = 'staff'))"),
        wall("disputes_evidence", f"{OF_A_CASE} AND (shared OR {SEES} <> 'own' OR by_id = {ME} OR EXISTS (SELECT FROM "
             f"disputes_party AS p WHERE p.id = disputes_evidence.party_id AND p.person_id = {ME}))"),
        wall("disputes_agreement", OF_A_CASE),
        wall("disputes_instalment", "EXISTS (SELECT FROM disputes_agreement AS a WHERE a.id = agreement_id)"),
        wall("disputes_visit", OF_A_PARTY),
        wall("disputes_report", f"{SEES} <> 'own' AND {OF_A_CASE}"),
        wall("disputes_booking", f"{SEES} <> 'own' OR person_id = {ME}"),
        wall("disputes_conflict", f"{SEES} <> 'own'"),
        wall("disputes_subsidy", f"{SEES} = 'all' OR mediator_id = {ME} OR ({SEES} <> 'own' AND {REACH} <> '') OR {OF_A_CASE}"),
        unwalled_trigger("disputes_answer", "an_answer_stands"),
        unwalled_trigger("disputes_agreement", "an_agreement_comes_into_force"),
        unwalled_trigger("disputes_term", "a_term_is_whole"),
    ]
