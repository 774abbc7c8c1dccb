"""党建引领的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import branches, deciding, leading

urlpatterns = [
    path("leading/", leading.leading, name="desk-leading"),
    path("leading/projects/new", leading.begin, name="desk-leading-begin"),
    path("leading/projects/<int:project>/", leading.project, name="desk-leading-project"),
    path("leading/projects/<int:project>/milestone", leading.add_milestone, name="desk-leading-milestone"),
    path("leading/projects/<int:project>/read", leading.read_off, name="desk-leading-read"),
    path("leading/projects/<int:project>/close", leading.close, name="desk-leading-close"),
    path("leading/milestones/<int:milestone>/report", leading.report, name="desk-node-report"),
    path("leading/milestones/<int:milestone>/accept", leading.accept, name="desk-node-accept"),
    path("leading/milestones/<int:milestone>/drop", leading.drop, name="desk-node-drop"),
    path("leading/leads/", leading.leads, name="desk-leading-leads"),
    path("leading/leads/new", leading.name_lead, name="desk-lead-new"),
    path("leading/leads/<int:lead>/end", leading.end_lead, name="desk-lead-end"),
    path("leading/documents/", leading.documents, name="desk-leading-documents"),
    path("leading/documents/new", leading.publish, name="desk-document-new"),
    path("leading/documents/<int:policy>/withdraw", leading.withdraw, name="desk-document-withdraw"),
    path("leading/coverage/", leading.coverage, name="desk-leading-coverage"),
    path("matters/", deciding.matters, name="desk-matters"),
    path("matters/new", deciding.begin, name="desk-matter-new"),
    path("matters/<int:affair>/", deciding.matter, name="desk-matter"),
    path("matters/<int:affair>/meeting", deciding.enter_gate, name="desk-matter-gate"),
    path("matters/<int:affair>/put", deciding.put, name="desk-matter-put"),
    path("matters/<int:affair>/result", deciding.take_result, name="desk-matter-result"),
    path("matters/<int:affair>/publish", deciding.publish, name="desk-matter-publish"),
    path("matters/<int:affair>/outcome", deciding.outcome, name="desk-matter-outcome"),
    path("matters/<int:affair>/drop", deciding.drop, name="desk-matter-drop"),
    path("matters/<int:affair>/end", deciding.give_up, name="desk-matter-end"),
    path("matters/meetings/<int:gate>/check", deciding.check_gate, name="desk-gate-check"),
    path("matters/meetings/<int:gate>/return", deciding.return_gate, name="desk-gate-return"),
    path("branch/", branches.branch, name="desk-branch"),
    path("branch/new", branches.add, name="desk-branch-new"),
    path("branch/<int:member>/", branches.member, name="desk-branch-member"),
    path("branch/<int:member>/do/<slug:thing>", branches.do, name="desk-branch-do"),
    path("branch/<int:member>/end", branches.end, name="desk-branch-end"),
    path("branch/<int:member>/pledge/<int:pledge>", branches.judge, name="desk-branch-judge"),
    path("branch/<int:member>/contact/<int:contact>/end", branches.end_contact, name="desk-branch-contact-end"),
]  # fmt: skip
