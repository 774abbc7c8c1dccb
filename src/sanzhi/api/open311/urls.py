"""Every address of GeoReport v2, under /open311/v2/. The ending of an address is the form of its answer."""

from django.urls import path

from . import views

urlpatterns = [
    path("discovery.<slug:syntax>", views.discovery, name="open311-discovery"),
    path("services.<slug:syntax>", views.services, name="open311-services"),
    path("services/<str:service>.<slug:syntax>", views.service, name="open311-service"),
    path("requests.<slug:syntax>", views.requests, name="open311-requests"),
    path("requests/<str:code>.<slug:syntax>", views.one_request, name="open311-request"),
]
