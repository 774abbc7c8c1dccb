"""裁定: one answer for the button, the tooltip, the API error and the test."""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """拒绝: what was asked is not allowed. `code` is for programs, `sentence` for whoever asked, in their language."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.sentence} ({self.code})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """裁定: yes, or no with a name and a sentence."""

    ok: bool
    code: str = ""
    sentence: str = ""

    def __post_init__(self) -> None:
        if not self.ok and not (self.code and self.sentence):
            raise ValueError("a no must carry its code and its sentence")

    def __bool__(self) -> bool:
        return self.ok

    def or_refuse(self) -> None:
        """Return quietly on yes; raise Refusal on no."""
        if not self.ok:
            raise Refusal(self.code, self.sentence)


YES = Verdict(True)


def no(code: str, sentence: str) -> Verdict:
    """A no: `code` in snake_case, `sentence` saying what stands in the way, in the language of whoever asked."""
    return Verdict(False, code, sentence)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first no among the verdicts, or YES."""
    return next((verdict for verdict in verdicts if not verdict), YES)
