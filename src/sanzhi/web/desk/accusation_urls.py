"""检举控告的地址: those of the body that deals with it."""

from django.urls import path

from sanzhi.web.desk.views import accusations

urlpatterns = [
    path("accusations/", accusations.accusations, name="desk-accusations"),
    path("accusations/<str:accusation>/", accusations.accusation, name="desk-accusation"),
    path("accusations/<str:accusation>/open", accusations.open_words, name="desk-accusation-open"),
    path("accusations/<str:accusation>/register", accusations.register, name="desk-accusation-register"),
    path("accusations/<str:accusation>/<slug:move>", accusations.step, name="desk-accusation-step"),
]
