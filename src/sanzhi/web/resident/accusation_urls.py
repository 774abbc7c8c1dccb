"""检举控告的地址: those of whoever accuses."""

from django.urls import path

from .views import accusations

urlpatterns = [
    path("accusations/", accusations.home, name="resident-accusations"),
    path("accusations/new", accusations.new, name="resident-accusation-new"),
    path("accusations/<str:accusation>/", accusations.show, name="resident-accusation"),
    path("accusations/<str:accusation>/more", accusations.supplement, name="resident-accusation-more"),
]
