"""网格的地址: those of a desk."""

from django.urls import path

from sanzhi.web.desk.views import duty_lists as lists
from sanzhi.web.desk.views import grid_diaries as diaries
from sanzhi.web.desk.views import grid_visits as visits
from sanzhi.web.desk.views import patrol_round as walking
from sanzhi.web.desk.views import patrols

urlpatterns = [
    path("duty-list/", lists.duty_list, name="desk-duty-list"),
    path("duty-list/draft", lists.draft_list, name="desk-duty-list-draft"),
    path("duty-list/items/new", lists.add_item, name="desk-duty-item-new"),
    path("duty-list/items/<int:duty_item>/", lists.change_item, name="desk-duty-item"),
    path("duty-list/items/<int:duty_item>/drop", lists.drop_item, name="desk-duty-item-drop"),
    path("duty-list/give-up", lists.give_up_draft, name="desk-duty-list-give-up"),
    path("duty-list/force", lists.bring_in_force, name="desk-duty-list-force"),
    path("duty-list/asks/", lists.admissions, name="desk-admissions"),
    path("duty-list/asks/new", lists.ask_admission, name="desk-admission-new"),
    path("duty-list/asks/<int:admission>/", lists.decide_admission, name="desk-admission"),
    path("patrols/", patrols.patrols, name="desk-patrols"),
    path("patrols/new", patrols.give_task, name="desk-patrol-new"),
    path("patrols/routes/", patrols.routes, name="desk-patrol-routes"),
    path("patrols/routes/new", patrols.open_route, name="desk-patrol-route-new"),
    path("patrols/routes/<int:route>/end", patrols.end_route, name="desk-patrol-route-end"),
    path("patrols/boards/<slug:grid>/", patrols.set_card, name="desk-patrol-board"),
    path("patrols/round/", walking.walk, name="desk-patrol-round"),
    path("patrols/round/worker.js", walking.worker, name="desk-patrol-worker"),
    path("patrols/round/session", walking.session, name="desk-patrol-session"),
    path("patrols/round/sync", walking.sync, name="desk-patrol-sync"),
    path("patrols/stops/<int:stop>/", walking.found, name="desk-patrol-found"),
    path("patrols/stops/<int:stop>/tick", walking.tick, name="desk-patrol-tick"),
    path("patrols/duty/on", walking.go_on_duty, name="desk-patrol-on"),
    path("patrols/duty/off", walking.go_off_duty, name="desk-patrol-off"),
    path("patrols/points/", walking.points, name="desk-patrol-points"),
    path("patrols/<int:patrol>/", patrols.task, name="desk-patrol"),
    path("patrols/<int:patrol>/start", patrols.start, name="desk-patrol-start"),
    path("patrols/<int:patrol>/over", patrols.take_over, name="desk-patrol-over"),
    path("patrols/<int:patrol>/finish", patrols.finish, name="desk-patrol-finish"),
    path("patrols/<int:patrol>/off", patrols.call_off, name="desk-patrol-call-off"),
    path("visits/", visits.visits, name="desk-grid-visits"),
    path("visits/new", visits.new, name="desk-grid-visit-new"),
    path("visits/homes/<int:home>/", visits.household, name="desk-grid-visits-home"),
    path("visits/<int:visit>/withdraw", visits.withdraw_for, name="desk-grid-visit-withdraw"),
    path("visits/needs/<int:need>/met", visits.meet_need, name="desk-grid-need-met"),
    path("visits/needs/<int:need>/file", visits.file_need, name="desk-grid-need-file"),
    path("visits/corrections/<int:visit_correction>/", visits.answer_correction, name="desk-grid-correction"),
    path("diaries/", diaries.diaries, name="desk-grid-diaries"),
    path("diaries/<slug:month>.xlsx", diaries.sheet, name="desk-grid-diaries-sheet"),
    path("diaries/days/<slug:day>/", diaries.write, name="desk-grid-diary-day"),
    path("diaries/days/<slug:day>/sign", diaries.sign, name="desk-grid-diary-sign"),
    path("diaries/<int:diary>/", diaries.diary, name="desk-grid-diary"),
    path("diaries/<int:diary>/add", diaries.add, name="desk-grid-diary-add"),
]
