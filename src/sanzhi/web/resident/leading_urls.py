"""党建引领的地址: what anybody opens of who leads, and a member of their own."""

from django.urls import path

from sanzhi.web.resident.views import deciding, leading

urlpatterns = [
    path("leading/", leading.leading, name="resident-leading"),
    path("leading/projects/<int:project>/", leading.project, name="resident-leading-project"),
    path("leading/documents/", leading.documents, name="resident-leading-documents"),
    path("leading/documents/<int:policy>/", leading.document, name="resident-leading-document"),
    path("matters/", deciding.matters, name="resident-matters"),
    path("matters/<int:affair>/", deciding.matter, name="resident-matter"),
    path("leading/mine", leading.mine, name="resident-leading-mine"),
    path("leading/mine/withdraw", leading.withdraw, name="resident-leading-withdraw"),
]
