"""信访件的地址: those of the desks."""

from django.urls import path

from sanzhi.web.desk.views import petition_steps, petitions

urlpatterns = [
    path("petitions/", petitions.petitions, name="desk-petitions"),
    path("petitions/new", petitions.new_petition, name="desk-petition-new"),
    path("petitions/letters/<int:sent>.pdf", petitions.letter, name="desk-petition-letter"),
    path("petitions/letters/<int:sent>/serve", petitions.serve, name="desk-petition-serve"),
    path("petitions/<str:petition>/", petitions.petition, name="desk-petition"),
    path("petitions/<str:petition>/do/<slug:move>", petition_steps.step, name="desk-petition-step"),
    path("petitions/<str:petition>/compare/<str:earlier>", petitions.compare, name="desk-petition-compare"),
]
