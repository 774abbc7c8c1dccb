"""网格的地址: those that anybody opens, and what a household sees of its visits."""

from django.urls import path

from sanzhi.web.resident.views import grids

urlpatterns = [
    path("grids/", grids.grids, name="resident-grids"),
    path("grids/duties/", grids.duties, name="resident-grid-duties"),
    path("grids/duties/<int:duty_version>/", grids.duty_version, name="resident-grid-duty-list"),
    path("grids/visits/", grids.visits, name="resident-grid-visits"),
    path("grids/visits/<int:visit>/correct", grids.correct, name="resident-grid-correct"),
    path("grids/visits/<int:visit>/withdraw", grids.withdraw, name="resident-grid-withdraw"),
]
