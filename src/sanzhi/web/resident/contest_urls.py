"""擂台赛的地址: those that anybody opens."""

from django.urls import path

from sanzhi.web.resident.views import contests

urlpatterns = [
    path("contests/", contests.contests, name="resident-contests"),
    path("contests/<int:contest>/", contests.contest, name="resident-contest"),
    path("contests/<int:contest>/sheet.<str:form>", contests.sheet, name="resident-contest-sheet"),
]
