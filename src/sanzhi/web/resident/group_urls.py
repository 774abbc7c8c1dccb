"""社会组织的地址: the directory that is open to the street."""

from django.urls import path

from .views import groups

urlpatterns = [
    path("groups/", groups.directory, name="resident-groups"),
    path("funds/", groups.funds, name="resident-funds"),
    path("funds/<int:fund>/", groups.fund, name="resident-fund"),
    path("groups/<int:group>/", groups.group, name="resident-group"),
]
