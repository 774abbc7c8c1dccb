"""The books that are measured side by side: ours, the least that can be written by hand, and django-hordak.

Each is asked through the same client program, over the same driver with the same settings, in one PostgreSQL.
"""

HOUSEHOLDS = 100_000
ISSUERS = 217  # the villages and neighbourhoods of the county
PARTS = 16  # of the county's own issuer
EACH = 5  # units of a transfer
