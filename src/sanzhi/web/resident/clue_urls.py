"""线索的地址 on the resident's face."""

from django.urls import path

from sanzhi.web.resident.views import clues

urlpatterns = [path("clues/", clues.clues, name="resident-clues")]
