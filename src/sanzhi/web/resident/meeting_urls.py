"""议事的地址: what a resident opens of meetings and votes."""

from django.urls import path

from sanzhi.web.resident.views import meetings

urlpatterns = [
    path("meetings/rules", meetings.rules, name="resident-meeting-rules"),
]
