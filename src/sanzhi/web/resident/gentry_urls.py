"""乡贤的地址: what a resident opens."""

from django.urls import path

from .views import gentry

urlpatterns = [
    path("gentry/", gentry.gentry, name="resident-gentry"),
    path("gentry/mine", gentry.mine, name="resident-gentry-mine"),
    path("gentry/join", gentry.join, name="resident-gentry-join"),
    path("gentry/leave", gentry.leave, name="resident-gentry-leave"),
    path("gentry/suggest", gentry.suggest, name="resident-gentry-suggest"),
    path("gentry/suggestions/<int:suggestion>/council", gentry.council, name="resident-suggestion-council"),
]
