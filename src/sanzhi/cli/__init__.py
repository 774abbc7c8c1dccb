"""`sanzhi`, the one program. One file per command, each with `add(parser)` and `run(args) -> int`."""
