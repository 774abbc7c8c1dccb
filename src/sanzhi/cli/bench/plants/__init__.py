"""Protections taken out, one at a time, to see that the bench notices. Never installed but by its own settings."""
