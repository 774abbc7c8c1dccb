"""面板的地址 of the rooms beside the cases: points, honours, waste, common life, the halls."""

from django.urls import path

from sanzhi.web.board import alarms, common_life, hall, honours, law, points, waste

urlpatterns = [
    path("points/", points.page, name="board-points"),
    path("points/<slug:village>/", points.village, name="board-points-village"),
    path("honours/", honours.page, name="board-honours"),
    path("common/", common_life.page, name="board-common"),
    path("alarms/", alarms.page, name="board-alarms"),
    path("law/", law.page, name="board-law"),
    path("law/<slug:room>/<slug:figure>/<slug:part>/", law.cases, name="board-law-cases"),
    path("hall/<slug:door>/", hall.page, name="board-hall"),
    path("waste/", waste.rates, name="board-waste"),
    path("waste/rows", waste.rows, name="board-waste-rows"),
]
