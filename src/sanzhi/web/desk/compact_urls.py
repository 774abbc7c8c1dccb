"""公约的地址: those of a desk."""

from django.urls import path

from sanzhi.web.desk.views import compact_keeping as keeping
from sanzhi.web.desk.views import compact_moves as moves
from sanzhi.web.desk.views import compacts

urlpatterns = [
    path("compacts/", compacts.compacts, name="desk-compacts"),
    path("compacts/new", compacts.new, name="desk-compact-new"),
    path("compacts/<int:compact>/", compacts.compact, name="desk-compact"),
    path("compacts/<int:compact>/body", compacts.name_body, name="desk-compact-body"),
    path("compacts/<int:compact>/revise", compacts.revise, name="desk-compact-revise"),
    path("compacts/drafts/<int:draft>/", compacts.draft, name="desk-compact-draft"),
    path("compacts/drafts/<int:draft>/clause", compacts.add_clause, name="desk-compact-clause"),
    path("compacts/drafts/<int:draft>/ask", compacts.ask, name="desk-compact-ask"),
    path("compacts/clauses/<int:clause>/", compacts.change_clause, name="desk-compact-clause-change"),
    path("compacts/clauses/<int:clause>/drop", compacts.drop_clause, name="desk-compact-clause-drop"),
    path("compacts/opinions/<int:opinion>/", compacts.settle, name="desk-compact-opinion"),
    path("compacts/drafts/<int:draft>/send", moves.send, name="desk-compact-send"),
    path("compacts/drafts/<int:draft>/review", moves.review, name="desk-compact-review"),
    path("compacts/drafts/<int:draft>/vote", moves.put_to_vote, name="desk-compact-vote"),
    path("compacts/drafts/<int:draft>/result", moves.take_result, name="desk-compact-result"),
    path("compacts/drafts/<int:draft>/file", moves.file_version, name="desk-compact-file"),
    path("compacts/drafts/<int:draft>/force", moves.bring_in_force, name="desk-compact-force"),
    path("compacts/drafts/<int:draft>/move", moves.move_force, name="desk-compact-move"),
    path("compacts/appraisals/<int:appraisal>/off", keeping.call_off_appraisal, name="desk-compact-appraisal-off"),
    path("compacts/drafts/<int:draft>/pledges", keeping.pledges, name="desk-compact-pledges"),
    path("compacts/drafts/<int:draft>/pledges/new", keeping.from_paper, name="desk-compact-pledge"),
    path("compacts/clauses/<int:clause>/check", keeping.check, name="desk-compact-check"),
    path("compacts/checks/<int:compact_check>/", keeping.put_right, name="desk-compact-put-right"),
    path("compacts/drafts/<int:draft>/appraise", keeping.appraise, name="desk-compact-appraise"),
    path("compacts/appraisals/<int:appraisal>/close", keeping.close_appraisal, name="desk-compact-appraisal-close"),
]  # fmt: skip
