"""How commands speak: to people on standard error, to programs by one last line on standard output."""

import argparse
import json
from typing import Any

from rich.console import Console

console = Console(stderr=True)


def say(text: str, style: str = "") -> None:
    """Tell the person at the terminal."""
    console.print(text, style=style, highlight=False, markup=False, soft_wrap=True)


def conclude(args: argparse.Namespace, ok: bool, **facts: Any) -> int:
    """Print the JSON line when it was asked for; return the exit status."""
    if args.json:
        line = {"command": args.command, "ok": ok, **facts}
        print(json.dumps(line, ensure_ascii=False, default=str), flush=True)
    return 0 if ok else 1
