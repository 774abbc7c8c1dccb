"""三治积分: a village's standard, what people report under it, who scores it, when it counts, and every line traceable to all of these."""
