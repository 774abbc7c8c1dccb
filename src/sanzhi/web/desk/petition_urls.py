"""信访件的地址: those of the desks."""

from django.urls import path

from sanzhi.web.desk.views import agency, overseeing, petition_papers, petition_steps, petitions

urlpatterns = [
    path("petitions/", petitions.petitions, name="desk-petitions"),
    path("petitions/new", petitions.new_petition, name="desk-petition-new"),
    path("petitions/letters/<int:sent>.pdf", petitions.letter, name="desk-petition-letter"),
    path("petitions/letters/<int:sent>/serve", petitions.serve, name="desk-petition-serve"),
    path("petitions/papers/<int:shown>", petition_papers.picture, name="desk-petition-picture"),
    path("agency/", agency.agencies, name="desk-agencies"),
    path("agency/new", agency.new_agency, name="desk-agency-new"),
    path("agency/<int:agency>/", agency.agency, name="desk-agency"),
    path("agency/<int:agency>/sign", agency.sign, name="desk-agency-sign"),
    path("agency/<int:agency>/word", agency.word, name="desk-agency-word"),
    path("agency/<int:agency>/contact", agency.contact, name="desk-agency-contact"),
    path("agency/<int:agency>/submit", agency.submit, name="desk-agency-submit"),
    path("agency/<int:agency>/explain", agency.explain, name="desk-agency-explain"),
    path("agency/<int:agency>/back", agency.take_back, name="desk-agency-back"),
    path("petitions/reception/", overseeing.receptions, name="desk-receptions"),
    path("petitions/reception/new", overseeing.new_reception, name="desk-reception-new"),
    path("petitions/reception/<int:booking>/received", overseeing.received, name="desk-reception-received"),
    path("petitions/backlog/", overseeing.backlogs, name="desk-backlogs"),
    path("petitions/backlog/<int:backlog>/", overseeing.backlog, name="desk-backlog"),
    path("petitions/backlog/<int:backlog>/review", overseeing.review_backlog, name="desk-backlog-review"),
    path("petitions/backlog/<int:backlog>/solve", overseeing.solve_backlog, name="desk-backlog-solve"),
    path("petitions/advice/", overseeing.advice, name="desk-advice"),
    path("petitions/advice/new", overseeing.new_advice, name="desk-advice-new"),
    path("petitions/advice/<int:advice>/answer", overseeing.answer_advice, name="desk-advice-answer"),
    path("petitions/report/", overseeing.report, name="desk-petition-report"),
    path("petitions/report/report.pdf", overseeing.report_paper, name="desk-petition-report-paper"),
    path("petitions/<str:petition>/backlog", overseeing.new_backlog, name="desk-backlog-new"),
    path("petitions/<str:petition>/", petitions.petition, name="desk-petition"),
    path("petitions/<str:petition>/papers", petition_papers.add, name="desk-petition-papers"),
    path("petitions/<str:petition>/do/<slug:move>", petition_steps.step, name="desk-petition-step"),
    path("petitions/<str:petition>/compare/<str:earlier>", petitions.compare, name="desk-petition-compare"),
]
