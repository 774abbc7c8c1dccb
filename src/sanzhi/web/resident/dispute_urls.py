"""我的调解的地址."""

from django.urls import path

from sanzhi.web.resident.views import disputes

urlpatterns = [
    path("t/<slug:poster>", disputes.poster, name="resident-poster"),
    path("disputes/", disputes.disputes, name="resident-disputes"),
    path("disputes/new", disputes.new_dispute, name="resident-dispute-new"),
    path("disputes/<str:matter>/", disputes.dispute, name="resident-dispute"),
    path(
        "disputes/<str:matter>/answer/<slug:about>/<slug:said>",
        disputes.answer,
        name="resident-dispute-answer",
    ),
    path("disputes/<str:matter>/sign", disputes.sign, name="resident-dispute-sign"),
    path("disputes/<str:matter>/redraft", disputes.redraft, name="resident-dispute-redraft"),
    path("disputes/<str:matter>/leave", disputes.leave, name="resident-dispute-leave"),
    path("disputes/<str:matter>/state", disputes.state, name="resident-dispute-state"),
    path("disputes/<str:matter>/choose", disputes.choose, name="resident-dispute-choose"),
    path("disputes/<str:matter>/more-time", disputes.more_time, name="resident-dispute-more-time"),
    path("disputes/<str:matter>/papers", disputes.papers, name="resident-dispute-papers"),
    path("disputes/<str:matter>/papers/<int:number>", disputes.photo, name="resident-dispute-photo"),
    path("disputes/<str:matter>/attorney/end", disputes.end_attorney, name="resident-dispute-attorney-end"),
    path("judges/", disputes.stations, name="resident-stations"),
    path("judges/<int:station>/<str:day>", disputes.book, name="resident-station-book"),
]
