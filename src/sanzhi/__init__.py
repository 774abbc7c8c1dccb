"""三治: grassroots governance for one county."""
