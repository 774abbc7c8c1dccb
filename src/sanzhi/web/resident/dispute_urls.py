"""我的调解的地址."""

from django.urls import path

from sanzhi.web.resident.views import disputes

urlpatterns = [
    path("t/<slug:poster>", disputes.poster, name="resident-poster"),
    path("disputes/", disputes.disputes, name="resident-disputes"),
    path("disputes/new", disputes.new_dispute, name="resident-dispute-new"),
    path("disputes/<str:code>/", disputes.dispute, name="resident-dispute"),
    path(
        "disputes/<str:code>/answer/<slug:about>/<slug:said>", disputes.answer, name="resident-dispute-answer"
    ),
    path("disputes/<str:code>/sign", disputes.sign, name="resident-dispute-sign"),
    path("disputes/<str:code>/redraft", disputes.redraft, name="resident-dispute-redraft"),
    path("disputes/<str:code>/leave", disputes.leave, name="resident-dispute-leave"),
    path("disputes/<str:code>/state", disputes.state, name="resident-dispute-state"),
    path("disputes/<str:code>/choose", disputes.choose, name="resident-dispute-choose"),
    path("disputes/<str:code>/more-time", disputes.more_time, name="resident-dispute-more-time"),
    path("disputes/<str:code>/papers", disputes.papers, name="resident-dispute-papers"),
    path("disputes/<str:code>/papers/<int:number>", disputes.photo, name="resident-dispute-photo"),
    path("judges/", disputes.stations, name="resident-stations"),
    path("judges/<int:station>/<str:day>", disputes.book, name="resident-station-book"),
]
