"""When this is recorded, do that: see `table.py`."""
