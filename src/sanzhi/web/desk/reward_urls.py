"""兑换的地址: those of the desk, apart from the page of all others, which they would overfill."""

from django.urls import path

from sanzhi.web.desk import views as desk

urlpatterns = [
    path("rewards/", desk.rewards, name="desk-rewards"),
    path("rewards/new", desk.new_reward, name="desk-reward-new"),
    path("rewards/<int:reward>/change", desk.change_reward, name="desk-reward-change"),
    path("rewards/<int:reward>/restock", desk.restock_reward, name="desk-reward-restock"),
    path("rewards/<int:reward>/close", desk.close_reward, name="desk-reward-close"),
    path("merchants/", desk.merchants, name="desk-merchants"),
    path("merchants/new", desk.new_merchant, name="desk-merchant-new"),
    path("merchants/<int:merchant>/", desk.merchant, name="desk-merchant"),
    path("merchants/<int:merchant>/close", desk.close_merchant, name="desk-merchant-close"),
    path("merchants/<int:merchant>/hands/<int:hand>/end", desk.end_hand, name="desk-hand-end"),
    path("budgets/", desk.budgets, name="desk-budgets"),
    path("budgets/new", desk.new_allotment, name="desk-budget-new"),
    path("budgets/<int:allotment>/approve", desk.approve_allotment, name="desk-budget-approve"),
    path("settlements/", desk.settlements, name="desk-settlements"),
    path("settlements/draw", desk.draw_settlement, name="desk-settlement-draw"),
    path("settlements/<int:settlement>/", desk.settlement, name="desk-settlement"),
    path("settlements/<int:settlement>/sheet.pdf", desk.settlement_sheet, name="desk-settlement-sheet"),
    path("settlements/<int:settlement>/sign", desk.sign_settlement, name="desk-settlement-sign"),
    path("settlements/<int:settlement>/confirm", desk.confirm_settlement, name="desk-settlement-confirm"),
    path("settlements/<int:settlement>/drop", desk.drop_settlement, name="desk-settlement-drop"),
    path("settlements/<int:settlement>/pay", desk.pay_settlement, name="desk-settlement-pay"),
    path("pools/", desk.pools, name="desk-pools"),
    path("pools/new", desk.new_pool, name="desk-pool-new"),
    path("pools/<int:pool>/", desk.pool, name="desk-pool"),
    path("pools/<int:pool>/minutes", desk.pool_minutes, name="desk-pool-minutes"),
    path("pools/<int:pool>/review", desk.review_pool, name="desk-pool-review"),
    path("pools/<int:pool>/result", desk.take_pool_result, name="desk-pool-result"),
    path("pools/<int:pool>/split", desk.split_pool, name="desk-pool-split"),
    path("redeem/", desk.redeem, name="desk-redeem"),
    path("redeem/<str:ticket>/", desk.redeem_ticket, name="desk-redeem-ticket"),
    path("redeem/<str:ticket>/take", desk.take_ticket, name="desk-redeem-take"),
]
