"""信访的地址: those of the resident."""

from django.urls import path

from .views import agency, petitions, receptions

urlpatterns = [
    path("petitions/", petitions.petitions, name="resident-petitions"),
    path("petitions/new", petitions.new, name="resident-petition-new"),
    path("petitions/letters/<int:sent>.pdf", petitions.letter, name="resident-petition-letter"),
    path("petitions/letters/<int:sent>/open", petitions.open_letter, name="resident-petition-open"),
    path("petitions/papers/<int:shown>", petitions.picture, name="resident-petition-picture"),
    path("petitions/<str:petition>/", petitions.petition, name="resident-petition"),
    path("petitions/<str:petition>/review", petitions.ask_review, name="resident-petition-review"),
    path("petitions/<str:petition>/reexam", petitions.ask_reexam, name="resident-petition-reexam"),
    path("petitions/<str:petition>/withdraw", petitions.withdraw, name="resident-petition-withdraw"),
    path("petitions/<str:petition>/papers", petitions.add_papers, name="resident-petition-papers"),
    path("petitions/<str:petition>/rate", petitions.rate, name="resident-petition-rate"),
    path("reception/", receptions.receptions, name="resident-receptions"),
    path("reception/<int:reception>/book", receptions.book, name="resident-reception-book"),
    path("reception/<int:reception>/off", receptions.give_up, name="resident-reception-off"),
    path("agency/", agency.agencies, name="resident-agencies"),
    path("agency/<int:agency>/", agency.agency, name="resident-agency"),
    path("agency/<int:agency>/agree", agency.agree, name="resident-agency-agree"),
    path("agency/<int:agency>/back", agency.take_back, name="resident-agency-back"),
    path("agency/<int:agency>/rate", agency.rate, name="resident-agency-rate"),
]
