"""百姓服务团的地址: those of the desk."""

from django.urls import path

from sanzhi.web.desk.views import orders

urlpatterns = [
    path("orders/", orders.orders, name="desk-orders"),
    path("orders/offers/", orders.offers, name="desk-offers"),
    path("orders/offers/new", orders.new_offer, name="desk-offer-new"),
    path("orders/offers/<int:offer>/end", orders.end_offer, name="desk-offer-end"),
    path("orders/take/", orders.to_take, name="desk-order-take"),
    path("orders/take/<int:offer>/", orders.take, name="desk-order-taken"),
    path("orders/<int:order>/", orders.order, name="desk-order"),
    path("orders/<int:order>/look", orders.look, name="desk-order-look"),
    path("orders/<int:order>/accept", orders.accept, name="desk-order-accept"),
    path("orders/<int:order>/refuse", orders.refuse, name="desk-order-refuse"),
    path("orders/<int:order>/pass", orders.pass_on, name="desk-order-pass"),
    path("orders/<int:order>/done", orders.finish, name="desk-order-done"),
    path("orders/<int:order>/confirm", orders.confirm, name="desk-order-confirm"),
    path("orders/<int:order>/cancel", orders.cancel, name="desk-order-cancel"),
    path("orders/<int:order>/contradict", orders.contradict, name="desk-order-contradict"),
    path("orders/<int:order>/allow", orders.allow, name="desk-order-allow"),
]
