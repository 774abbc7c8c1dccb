"""一窗通办的地址: those of the resident."""

from django.urls import path

from .views import windows

urlpatterns = [
    path("windows/", windows.windows, name="resident-windows"),
    path("windows/<int:hall>/book", windows.book, name="resident-window-book"),
    path("windows/b/<slug:seat>/move", windows.move, name="resident-booking-move"),
    path("windows/b/<slug:seat>/off", windows.cancel, name="resident-booking-off"),
    path("windows/at/<slug:door>/", windows.door, name="resident-window-door"),
    path("windows/n/<slug:turn>/", windows.number, name="resident-window-number"),
]
