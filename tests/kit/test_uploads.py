"""A corpus of what phones, jokers and attackers send. Each file ends as a clean picture or a named refusal."""

import hashlib
import io
import random
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from sanzhi.kit import uploads
from sanzhi.kit.uploads import clean_image
from sanzhi.kit.verdict import Refusal

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def picture(kind="JPEG", size=(60, 40), mode="RGB", colour=None, **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def png_claiming(width, height):
    """A PNG whose header claims a size that its few bytes do not hold."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def animated(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * 5_000_000)
    return out.getvalue()


def jpeg_claiming(side):
    """A small JPEG whose frame header claims side × side pixels."""
    sent = bytearray(picture())
    frame = sent.index(b"\xff\xc0")
    sent[frame + 5 : frame + 9] = struct.pack(">HH", side, side)
    return bytes(sent)


JPEG, PNG, WEBP = picture(), picture("PNG"), picture("WEBP")
HTML = b"<html><script>alert(1)</script></html>"
PHP = b"<?php system($_GET['c']); ?>"

HOSTILE = {
    "empty": (b"", "image_empty"),
    "one byte": (b"\xff", "image_kind"),
    "twenty-one megabytes": (JPEG + b"\0" * 21 * 1024 * 1024, "image_too_big"),
    "svg with script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "image_kind",
    ),
    "svg behind an xml declaration": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "image_kind"),
    "html": (HTML, "image_kind"),
    "php": (PHP, "image_kind"),
    "zip bomb": (zip_bomb(), "image_kind"),
    "gzip bomb": (zlib.compress(b"\0" * 5_000_000), "image_kind"),
    "windows program": (b"MZ\x90\0" + b"\0" * 200, "image_kind"),
    "linux program": (b"\x7fELF" + b"\0" * 200, "image_kind"),
    "pdf": (b"%PDF-1.7\n%%EOF", "image_kind"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "image_kind"),
    "gif": (picture("GIF", mode="P"), "image_kind"),
    "moving gif": (animated("GIF"), "image_kind"),
    "bmp": (picture("BMP"), "image_kind"),
    "tiff": (picture("TIFF"), "image_kind"),
    "ico": (picture("ICO"), "image_kind"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image_kind"),
    "avif": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "image_kind"),
    "wave sound in a riff": (b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 28, "image_kind"),
    "a path as content": (b"../../../../etc/passwd", "image_kind"),
    "only zeros": (b"\0" * 1000, "image_kind"),
    "noise": (random.Random(7).randbytes(5000), "image_kind"),
    "byte order mark before a jpeg": (b"\xef\xbb\xbf" + JPEG, "image_kind"),
    "jpeg magic only": (b"\xff\xd8\xff", "image_broken"),
    "jpeg magic and end only": (b"\xff\xd8\xff\xff\xd9", "image_broken"),
    "png magic only": (b"\x89PNG\r\n\x1a\n", "image_broken"),
    "webp magic only": (b"RIFF\x04\0\0\0WEBP", "image_broken"),
    "jpeg cut in half": (JPEG[: len(JPEG) // 2], "image_broken"),
    "png cut in half": (PNG[: len(PNG) // 2], "image_broken"),
    "webp cut in half": (WEBP[: len(WEBP) // 2], "image_broken"),
    "jpeg whose middle was replaced by zeros": (JPEG[:20] + b"\0" * 300 + b"\xff\xd9", "image_broken"),
    "png with a wrong checksum": (PNG.replace(b"IDAT", b"IDAU", 1), "image_broken"),
    "jpeg with html behind": (JPEG + HTML, "image_extra"),
    "jpeg with php behind": (JPEG + PHP, "image_extra"),
    "jpeg with a zip behind": (JPEG + zip_bomb(), "image_extra"),
    "png with html behind": (PNG + HTML, "image_extra"),
    "png with a zip behind": (PNG + zip_bomb(), "image_extra"),
    "webp with html behind": (WEBP + HTML, "image_extra"),
    "png claiming 10,000 by 10,000": (png_claiming(10_000, 10_000), "image_too_many_pixels"),
    "png claiming two billion by two billion": (png_claiming(2**31 - 1, 2**31 - 1), "image_too_many_pixels"),
    "png claiming no width": (png_claiming(0, 10), "image_broken"),
    "jpeg claiming 65,000 by 65,000": (jpeg_claiming(65_000), "image_too_many_pixels"),
    "moving png": (animated("PNG"), "image_animated"),
    "moving webp": (animated("WEBP"), "image_animated"),
}


@pytest.mark.parametrize(("sent", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gets_its_named_refusal_in_chinese(sent, code):
    with pytest.raises(Refusal) as refusal:
        clean_image(io.BytesIO(sent))
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_the_corpus_is_large_enough():
    assert len(HOSTILE) >= 40


def opened(image):
    return Image.open(io.BytesIO(image.content))


@pytest.mark.parametrize(
    ("sent", "mime"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/jpeg"),
        (WEBP, "image/jpeg"),
        (picture(mode="L"), "image/jpeg"),
        (picture(mode="CMYK"), "image/jpeg"),
        (picture(progressive=True), "image/jpeg"),
        (picture("PNG", mode="1"), "image/jpeg"),
        (picture("PNG", mode="P"), "image/jpeg"),
        (picture("PNG", mode="I;16"), "image/jpeg"),
        (picture("PNG", mode="RGBA", colour=(1, 2, 3, 100)), "image/png"),
        (picture("PNG", mode="LA", colour=(1, 100)), "image/png"),
        (picture("WEBP", mode="RGBA", colour=(1, 2, 3, 100)), "image/png"),
        (picture("WEBP", lossless=True), "image/jpeg"),
        (JPEG + b"\0" * 16, "image/jpeg"),
    ],
)
def test_an_ordinary_picture_of_any_kind_becomes_a_plain_one(sent, mime):
    image = clean_image(io.BytesIO(sent))
    assert (image.mime, image.width, image.height) == (mime, 60, 40)
    assert image.digest == hashlib.sha256(image.content).hexdigest()
    assert opened(image).size == (60, 40)


def test_the_place_the_camera_and_every_other_note_are_gone():
    notes = Image.Exif()
    notes[MAKE] = "Phone of Wang"
    notes.get_ifd(GPS)[2] = (30.0, 37.0, 48.0)
    sent = picture(exif=notes, comment=b"secret note", icc_profile=b"secret profile")
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)
    image = clean_image(io.BytesIO(sent))
    assert not dict(opened(image).getexif())
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(opened(image).info)
    assert b"secret" not in image.content
    assert b"Wang" not in image.content


def test_text_hidden_in_a_png_is_gone():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    image = clean_image(io.BytesIO(picture("PNG", mode="RGBA", colour=(0, 0, 0, 9), pnginfo=notes)))
    assert b"script" not in image.content


def test_a_picture_taken_sideways_is_turned_upright_before_its_notes_are_dropped():
    notes = Image.Exif()
    notes[ORIENTATION] = 6
    image = clean_image(io.BytesIO(picture(exif=notes)))
    assert (image.width, image.height) == (40, 60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_photo_is_made_smaller_and_keeps_its_shape(kind):
    image = clean_image(io.BytesIO(picture(kind, size=(6000, 4000))))
    assert (image.width, image.height) == (2560, 1707)


def test_a_photo_just_at_the_limit_of_pixels_is_taken_and_one_row_more_is_not(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PIXELS", 60 * 40)
    assert clean_image(io.BytesIO(JPEG)).width == 60
    with pytest.raises(Refusal, match="像素过大"):
        clean_image(io.BytesIO(picture(size=(60, 41))))


def test_the_short_film_a_phone_appends_to_its_photo_is_dropped_and_the_photo_taken():
    film = b"\0\0\0\x18ftypmp42" + random.Random(3).randbytes(20_000)
    image = clean_image(io.BytesIO(JPEG + film))
    assert b"ftypmp42" not in image.content


def test_even_were_a_two_faced_file_taken_nothing_of_its_other_face_would_be_kept(monkeypatch):
    monkeypatch.setattr(uploads, "_is_two_things", lambda sent, kind: False)
    assert HTML not in clean_image(io.BytesIO(JPEG + HTML)).content
