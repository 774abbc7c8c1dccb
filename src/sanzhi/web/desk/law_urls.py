"""法治、议事、党建引领、三社的地址: what a desk opens of mediation, petitions, accusations, alarms, windows, meetings, compacts, grids, of who leads, of social organisations and volunteers."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanzhi.web.desk.dispute_urls")),
    path("", include("sanzhi.web.desk.petition_urls")),
    path("", include("sanzhi.web.desk.accusation_urls")),
    path("", include("sanzhi.web.desk.alarm_urls")),
    path("", include("sanzhi.web.desk.window_urls")),
    path("", include("sanzhi.web.desk.council_urls")),
    path("", include("sanzhi.web.desk.compact_urls")),
    path("", include("sanzhi.web.desk.patrol_urls")),
    path("", include("sanzhi.web.desk.leading_urls")),
    path("", include("sanzhi.web.desk.contest_urls")),
    path("", include("sanzhi.web.desk.group_urls")),
    path("", include("sanzhi.web.desk.order_urls")),
    path("", include("sanzhi.web.desk.advice_urls")),
    path("", include("sanzhi.web.desk.worker_urls")),
    path("", include("sanzhi.web.desk.fund_urls")),
    path("", include("sanzhi.web.desk.volunteer_urls")),
]
