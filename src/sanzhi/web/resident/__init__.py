"""居民的一面: file in three steps, follow to the end, see who looked."""
