"""账: units that move from one account to another, once, traceably; and the proof that nothing else moved them."""
