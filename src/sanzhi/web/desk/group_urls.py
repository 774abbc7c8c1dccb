"""社会组织的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import groups

urlpatterns = [
    path("groups/", groups.register, name="desk-groups"),
    path("groups/new", groups.enter, name="desk-group-new"),
    path("groups/centres/", groups.centres, name="desk-group-centres"),
    path("groups/centres/put", groups.put_centre, name="desk-group-centre-put"),
    path("groups/<int:group>/", groups.group, name="desk-group"),
    path("groups/<int:group>/change", groups.change, name="desk-group-change"),
    path("groups/<int:group>/status", groups.status, name="desk-group-status"),
    path("groups/<int:group>/rate", groups.rate, name="desk-group-rate"),
    path("groups/<int:group>/report", groups.report, name="desk-group-report"),
]
