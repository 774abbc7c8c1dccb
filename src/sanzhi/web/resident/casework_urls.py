"""社工和个案的地址: what a resident opens."""

from django.urls import path

from .views import casework

urlpatterns = [
    path("workers/", casework.workers, name="resident-workers"),
    path("casework/", casework.caseworks, name="resident-caseworks"),
    path("casework/<int:casework>/end", casework.end, name="resident-casework-end"),
    path("casework/<int:casework>/agree", casework.agree, name="resident-casework-agree"),
    path("casework/<int:casework>/decline", casework.decline, name="resident-casework-decline"),
]
