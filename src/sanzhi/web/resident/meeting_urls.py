"""议事的地址: what a resident opens of meetings and votes."""

from django.urls import path

from sanzhi.web.resident.views import meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="resident-meetings"),
    path("meetings/rules", meetings.rules, name="resident-meeting-rules"),
    path("meetings/<int:meeting>/", meetings.meeting, name="resident-meeting"),
    path("meetings/at/<slug:door>/", meetings.door, name="resident-meeting-door"),
    path("meetings/topics/<int:topic>/vote", meetings.vote, name="resident-topic-vote"),
    path("meetings/topics/<int:topic>/ballot", meetings.ballot, name="resident-topic-ballot"),
    path("meetings/topics/<int:topic>/receipt", meetings.receipt, name="resident-topic-receipt"),
]
