"""法治、党建引领、三社的地址: what a resident opens of mediation, petitions, accusations, clues, windows, compacts, grids, of who leads, of social organisations and volunteers."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanzhi.web.resident.dispute_urls")),
    path("", include("sanzhi.web.resident.petition_urls")),
    path("", include("sanzhi.web.resident.accusation_urls")),
    path("", include("sanzhi.web.resident.clue_urls")),
    path("", include("sanzhi.web.resident.window_urls")),
    path("", include("sanzhi.web.resident.compact_urls")),
    path("", include("sanzhi.web.resident.grid_urls")),
    path("", include("sanzhi.web.resident.leading_urls")),
    path("", include("sanzhi.web.resident.contest_urls")),
    path("", include("sanzhi.web.resident.group_urls")),
    path("", include("sanzhi.web.resident.order_urls")),
    path("", include("sanzhi.web.resident.advice_urls")),
    path("", include("sanzhi.web.resident.gentry_urls")),
    path("", include("sanzhi.web.resident.casework_urls")),
    path("", include("sanzhi.web.resident.volunteer_urls")),
]
