"""One matter of one's own, or one that one goes along with: everything under /c/<code>/."""

from django.urls import path

from .views import joining, matters

urlpatterns = [
    path("", matters.show, name="resident-case"),
    path("filed", matters.filed, name="resident-filed"),
    path("receipt.pdf", matters.receipt, name="resident-receipt"),
    path("route.pdf", matters.route, name="resident-route"),
    path("deadline", matters.deadline, name="resident-deadline"),
    path("files/<int:photo_id>", matters.photo, name="resident-photo"),
    path("urge", matters.urge, name="resident-urge"),
    path("supplement", matters.supplement, name="resident-supplement"),
    path("rate", matters.rate, name="resident-rate"),
    path("reopen", matters.reopen, name="resident-reopen"),
    path("object", matters.object_to_ending, name="resident-object"),
    path("join", joining.join, name="resident-join"),
    path("leave", joining.leave, name="resident-leave"),
    path("progress", joining.progress, name="resident-progress"),
]
