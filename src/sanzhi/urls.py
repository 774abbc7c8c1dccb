"""Every address on one page. Each view carries its `access_rule`; a house test looks."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
