"""A Refusal that no view caught becomes a page with its sentence and a way forward; never a 500."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from sanzhi.kit.verdict import Refusal

from .views import refused

NOT_FOUND = ("not_visible",)
TOO_OFTEN = ("too_often",)


class RefusalMiddleware:
    """拒绝的出口: after the view's transaction has been rolled back."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        if error.code in NOT_FOUND:
            return page_not_found(request, Http404(error.sentence))
        if error.code in TOO_OFTEN:
            return refused(request, error, 429)
        return refused(request, error, 403 if error.code.startswith("role_") else 409)
