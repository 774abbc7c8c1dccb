"""志愿服务的地址: those of the resident and of the street."""

from django.urls import path

from .views import volunteer_papers, volunteering

urlpatterns = [
    path("volunteer/", volunteering.home, name="resident-volunteer"),
    path("volunteer/join", volunteering.join, name="resident-volunteer-join"),
    path("volunteer/leave", volunteering.leave, name="resident-volunteer-leave"),
    path("volunteer/wards/<int:ward>/agree", volunteering.agree, name="resident-ward-agree"),
    path("volunteer/wards/<int:ward>/leave", volunteering.leave_for, name="resident-ward-leave"),
    path("volunteer/activities/", volunteering.activities, name="resident-activities"),
    path("volunteer/activities/<int:activity>/", volunteering.activity, name="resident-activity"),
    path("volunteer/shifts/<int:turnout>/sign", volunteering.sign, name="resident-shift-sign"),
    path("volunteer/mine/<int:signup>/off", volunteering.off, name="resident-signup-off"),
    path("volunteer/mine/<int:signup>/move", volunteering.move, name="resident-signup-move"),
    path("volunteer/at/<slug:entrance>/", volunteering.entrance, name="resident-shift-door"),
    path("volunteer/at/<slug:entrance>/in", volunteering.come, name="resident-shift-in"),
    path("volunteer/at/<slug:entrance>/out", volunteering.go, name="resident-shift-out"),
    path("volunteer/hours", volunteer_papers.hours, name="resident-hours"),
    path("volunteer/mine/<int:signup>/wrong", volunteer_papers.wrong, name="resident-signup-wrong"),
    path("volunteer/certificates/", volunteer_papers.certificates, name="resident-testimonies"),
    path("volunteer/certificates/ask", volunteer_papers.ask, name="resident-testimony-ask"),
    path("volunteer/certificates/<int:testimony>.pdf", volunteer_papers.paper, name="resident-testimony"),
    path("volunteer/check/", volunteer_papers.check, name="resident-testimony-check"),
    path("volunteer/check/<str:genuine>/", volunteer_papers.genuine, name="resident-testimony-genuine"),
]
