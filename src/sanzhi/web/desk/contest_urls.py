"""擂台赛的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import contest_scores, contests

urlpatterns = [
    path("contests/", contests.contests, name="desk-contests"),
    path("contests/new", contests.new, name="desk-contest-new"),
    path("contests/<int:contest>/", contests.contest, name="desk-contest"),
    path("contests/<int:contest>/edit", contests.edit, name="desk-contest-edit"),
    path("contests/<int:contest>/gauge", contests.add_gauge, name="desk-contest-gauge"),
    path("contests/<int:contest>/rubric", contests.add_rubric, name="desk-contest-rubric"),
    path("contests/<int:contest>/indicators/<int:indicator>/drop", contests.drop_indicator, name="desk-contest-drop"),
    path("contests/<int:contest>/entrants", contests.entrants, name="desk-contest-entrants"),
    path("contests/<int:contest>/judges", contests.judges, name="desk-contest-judges"),
    path("contests/<int:contest>/announce", contests.announce, name="desk-contest-announce"),
    path("contests/<int:contest>/off", contests.call_off, name="desk-contest-off"),
    path("contests/<int:contest>/mark/<int:entrant>/<int:indicator>", contest_scores.mark, name="desk-contest-mark"),
    path("contests/<int:contest>/freeze", contest_scores.freeze, name="desk-contest-freeze"),
    path("contests/<int:contest>/again", contest_scores.again, name="desk-contest-again"),
    path("contests/<int:contest>/close", contest_scores.close, name="desk-contest-close"),
    path("contests/<int:contest>/appeal/<int:entrant>/<int:indicator>", contest_scores.appeal, name="desk-contest-appeal"),
    path("contests/<int:contest>/appeals/<int:appeal>/", contest_scores.decide, name="desk-contest-decide"),
    path("contests/<int:contest>/readings/<int:reading>/", contest_scores.reading, name="desk-contest-reading"),
]  # fmt: skip
