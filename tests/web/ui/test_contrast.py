"""Every pair of text and ground reaches AA (WCAG 2.2, 1.4.3 and 1.4.11), on paper and on the wall."""

import re
from pathlib import Path

import pytest

import sanzhi.web

TOKENS = (Path(sanzhi.web.__file__).parent / "static/sanzhi/css/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "sheet", "sunk")
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "indigo") for ground in GROUNDS]
TEXT += [
    (tone, ground)
    for tone in ("move", "wait", "done", "late", "stop")
    for ground in (f"{tone}-soft", "sheet", "paper")
]
TEXT += [("on-indigo", "indigo"), ("indigo", "indigo-soft")]


def colours(selector):
    block = TOKENS[TOKENS.index(selector + " {") :].split("\n}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_formula_gives_black_on_white_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("selector", [":root", '[data-screen="wall"]'])
def test_text_and_edges_stand_out_from_their_ground(selector):
    paint = colours(":root") | colours(selector)
    faint = {
        f"{a} on {b}": round(contrast(paint[a], paint[b]), 2)
        for a, b in TEXT
        if contrast(paint[a], paint[b]) < 4.5
    }
    assert faint == {}
    lost = [ground for ground in GROUNDS if contrast(paint["edge"], paint[ground]) < 3]
    assert lost == []
