"""信访件的地址: those of the desks."""

from django.urls import path

from sanzhi.web.desk.views import agency, petition_steps, petitions

urlpatterns = [
    path("petitions/", petitions.petitions, name="desk-petitions"),
    path("petitions/new", petitions.new_petition, name="desk-petition-new"),
    path("petitions/letters/<int:sent>.pdf", petitions.letter, name="desk-petition-letter"),
    path("petitions/letters/<int:sent>/serve", petitions.serve, name="desk-petition-serve"),
    path("agency/", agency.agencies, name="desk-agencies"),
    path("agency/new", agency.new_agency, name="desk-agency-new"),
    path("agency/<int:agency>/", agency.agency, name="desk-agency"),
    path("agency/<int:agency>/sign", agency.sign, name="desk-agency-sign"),
    path("agency/<int:agency>/word", agency.word, name="desk-agency-word"),
    path("agency/<int:agency>/contact", agency.contact, name="desk-agency-contact"),
    path("agency/<int:agency>/submit", agency.submit, name="desk-agency-submit"),
    path("agency/<int:agency>/explain", agency.explain, name="desk-agency-explain"),
    path("agency/<int:agency>/back", agency.take_back, name="desk-agency-back"),
    path("petitions/<str:petition>/", petitions.petition, name="desk-petition"),
    path("petitions/<str:petition>/do/<slug:move>", petition_steps.step, name="desk-petition-step"),
    path("petitions/<str:petition>/compare/<str:earlier>", petitions.compare, name="desk-petition-compare"),
]
