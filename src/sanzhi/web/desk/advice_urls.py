"""法律顾问的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import advice

urlpatterns = [
    path("advisers/", advice.advisers, name="desk-advisers"),
    path("advisers/new", advice.enter, name="desk-adviser-new"),
    path("advisers/<int:adviser>/", advice.adviser, name="desk-adviser"),
    path("advisers/<int:adviser>/appoint", advice.appoint, name="desk-adviser-appoint"),
    path("advisers/terms/<int:term>/end", advice.end_term, name="desk-adviser-end"),
    path("advising/", advice.advising, name="desk-advising"),
    path("advising/hours/new", advice.publish, name="desk-advising-hours"),
    path("advising/hours/<int:advice_hours>/off", advice.withdraw, name="desk-advising-off"),
    path("advising/<int:consultation>/", advice.consultation, name="desk-consultation"),
    path("advising/<int:consultation>/answer", advice.answer, name="desk-consultation-answer"),
    path("advising/<int:consultation>/conflict", advice.conflict, name="desk-consultation-conflict"),
]
