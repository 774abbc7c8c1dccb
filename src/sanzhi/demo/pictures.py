"""Simple drawn pictures in place of photos: a street, a sky, something wrong with it."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random

from django.conf import settings
from PIL import Image, ImageDraw

from sanzhi.cases.files import Kept, keep_image

SIZE = (960, 720)
KINDS = 24  # different pictures; a year of cases shares them


def some(draw: Random, most: int = 2) -> list[Kept]:
    """One to `most` different pictures, kept on disk like any photo."""
    return [
        _kept(settings.SANZHI_HOME, number) for number in draw.sample(range(KINDS), draw.randint(1, most))
    ]


@lru_cache(maxsize=KINDS)
def _kept(home: Path, number: int) -> Kept:
    """Drawn and kept once for each home: what is kept lies on the disk of one."""
    del home  # keep_image knows it too
    return keep_image(*_file(number))


def a_file(draw: Random) -> tuple[BytesIO, str]:
    """One picture as it would be sent: (file, name)."""
    return _file(draw.randrange(KINDS))


def _file(number: int) -> tuple[BytesIO, str]:
    picture = _street(Random(f"picture {number}"))  # noqa: S311 - a drawing
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    file.seek(0)
    return file, f"示意图{number + 1}.jpg"


def _street(draw: Random) -> Image.Image:
    width, height = SIZE
    ground = height * 3 // 5
    picture = Image.new("RGB", SIZE, draw.choice(("#bcd4e6", "#dfe4e8", "#f0d9b5")))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, ground, width, height), fill="#8d8f91")
    for left in range(0, width, 160):
        top = draw.randint(120, ground - 120)
        pen.rectangle(
            (left, top, left + 140, ground), fill=draw.choice(("#c9b79c", "#a5b5a0", "#b9a4a4", "#d8d2c4"))
        )
        for y in range(top + 20, ground - 40, 60):
            pen.rectangle((left + 25, y, left + 55, y + 35), fill="#5d7286")
            pen.rectangle((left + 85, y, left + 115, y + 35), fill="#5d7286")
    x, y = draw.randint(200, 700), draw.randint(ground + 60, height - 90)
    pen.ellipse(
        (x, y, x + draw.randint(80, 220), y + 60), fill=draw.choice(("#4a3f35", "#3f5468", "#6b5b3e"))
    )
    pen.line((x + 60, ground - 200, x + 60, ground + 40), fill="#444444", width=10)
    return picture
