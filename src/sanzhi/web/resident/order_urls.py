"""百姓服务团的地址: what a resident opens."""

from django.urls import path

from .views import orders

urlpatterns = [
    path("services/", orders.offers, name="resident-offers"),
    path("services/<int:offer>/ask", orders.ask, name="resident-offer-ask"),
    path("orders/", orders.orders, name="resident-orders"),
    path("orders/<int:order>/", orders.order, name="resident-order"),
    path("orders/<int:order>/confirm", orders.confirm, name="resident-order-confirm"),
    path("orders/<int:order>/cancel", orders.cancel, name="resident-order-cancel"),
    path("orders/<int:order>/contradict", orders.contradict, name="resident-order-contradict"),
    path("orders/<int:order>/allow", orders.allow, name="resident-order-allow"),
]
