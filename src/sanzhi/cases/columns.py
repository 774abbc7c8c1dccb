"""导入表的列: what a table of matters calls its columns, and the fields of a row, in their order."""

COLUMNS = {
    "姓名": "name", "电话": "phone", "事项标题": "title", "情况": "text", "镇（街道）": "town",
    "村（社区）": "village", "地点": "place", "类别": "category", "外部编号": "ref",
}  # fmt: skip
MOST_COLUMNS = 30  # beyond which nobody fills in a table by hand. 本平台约定
