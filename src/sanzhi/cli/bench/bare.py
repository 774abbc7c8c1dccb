"""What a case is measured against: the least that a web framework, an ORM and a database can do for one row.

Served by granian with the same settings, no middleware, no session, no form: one INSERT in a transaction.
"""

from django.core.wsgi import get_wsgi_application
from django.db import models, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

application = get_wsgi_application()  # first: a model can only be declared once Django is set up


class Note(models.Model):
    """便条: one line of text; a table that lives as long as the bench."""

    text = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "bench_note"


@csrf_exempt
def write(request: HttpRequest) -> JsonResponse:
    """Keep the text; answer with its number."""
    with transaction.atomic():
        note = Note.objects.create(text=request.POST["text"])
    return JsonResponse({"id": note.id})


write.access_rule = "anyone"
urlpatterns = [path("", write)]
