"""honours · 荣誉: praise with consent, lawful exposure of places; see README.md."""
