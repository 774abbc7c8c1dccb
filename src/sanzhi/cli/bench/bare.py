"""What a case is measured against: the least that this server can do for one row.

Mounted in the county's own server, behind the same middleware: no session, no form, one INSERT in a transaction.
"""

from django.db import models, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from sanzhi import urls

ADDRESS = "/bench/bare"


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


urlpatterns = [path(ADDRESS[1:], write), *urls.urlpatterns]
