"""每一种警情的事项类别: which category of matters each kind of alarm is filed under when a case is made of it."""

CATEGORY = {
    "family": "other",
    "neighbour": "legal.neighbour",
    "money": "legal.contract",
    "estate": "housing.property",
    "consumer": "market.consumer",
}
ELSE = "other"
