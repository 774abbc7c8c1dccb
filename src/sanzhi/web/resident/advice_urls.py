"""法律咨询的地址: what a resident opens."""

from django.urls import path

from .views import advice

urlpatterns = [
    path("advisers/", advice.advisers, name="resident-advisers"),
    path("advisers/<int:adviser>/", advice.adviser, name="resident-adviser"),
    path("advisers/<int:adviser>/ask", advice.ask, name="resident-adviser-ask"),
    path("advisers/hours/<int:advice_hours>/book", advice.book, name="resident-adviser-book"),
    path("consultations/", advice.consultations, name="resident-consultations"),
    path("consultations/<int:consultation>/", advice.consultation, name="resident-consultation"),
    path("consultations/<int:consultation>/another", advice.another, name="resident-consultation-another"),
    path("consultations/<int:consultation>/cancel", advice.cancel, name="resident-consultation-cancel"),
]
