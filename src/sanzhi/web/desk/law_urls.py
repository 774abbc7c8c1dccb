"""法治、议事和党建引领的地址: what a desk opens of mediation, petitions, accusations, alarms, windows, meetings, and of who leads."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanzhi.web.desk.dispute_urls")),
    path("", include("sanzhi.web.desk.petition_urls")),
    path("", include("sanzhi.web.desk.accusation_urls")),
    path("", include("sanzhi.web.desk.alarm_urls")),
    path("", include("sanzhi.web.desk.window_urls")),
    path("", include("sanzhi.web.desk.council_urls")),
    path("", include("sanzhi.web.desk.leading_urls")),
]
