"""Logs go to people who may not see personal data, so every line is masked on its way out."""

import logging

from .masking import mask_text


class MaskingFormatter(logging.Formatter):
    """`time level logger message`, with what `mask_text` knows hidden, tracebacks included: they may quote a row."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return mask_text(super().format(record))
