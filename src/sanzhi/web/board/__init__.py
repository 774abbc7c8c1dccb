"""研判: what supervisors and leaders read; it counts, it opens the cases under each count, it changes nothing."""
