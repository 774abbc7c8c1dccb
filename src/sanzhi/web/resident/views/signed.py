"""公开的核验材料: what a bank's own system needs to check a statement without asking us about anybody."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from sanzhi.exchange.bank import queries
from sanzhi.kit import clock
from sanzhi.web.ui.doors import anyone

MOST_LISTS = 10_000


@anyone
@require_safe
def issuer(request: HttpRequest) -> JsonResponse:
    """谁签的: the public key (SD-JWT VC, `/.well-known/jwt-vc-issuer`)."""
    return JsonResponse(queries.issuer(request.build_absolute_uri("/")))


@anyone
@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """哪些已收回: one signed list of bits, the same for whoever asks."""
    if number >= MOST_LISTS:
        return HttpResponse(status=404)
    token = queries.list_of(number, origin=request.build_absolute_uri("/"), at=clock.now())
    answer = HttpResponse(token, content_type="application/statuslist+jwt")
    answer["Cache-Control"] = f"public, max-age={queries.LIST_SECONDS}"
    return answer
