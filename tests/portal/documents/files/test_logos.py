"""Pictures made anew: what they may be, and that nothing of the file comes along."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from portal.documents.files.kinds import RejectedFile
from portal.documents.files.logos import LARGEST_FILE, SIDE, rebuild_logo

SECRET = b"51.5007 zonnebloemveld"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = SECRET.decode()  # ImageDescription
    found.get_ifd(0x8825)[2] = (51.0, 30.0, 2.5)  # GPSLatitude
    return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_becomes_webp_of_the_same_look(kind):
    found = rebuild_logo(picture(kind))
    image = opened(found.content)
    assert (image.format, image.size, found.width, found.height) == ("WEBP", (40, 20), 40, 20)
    worst = max(
        high
        for _low, high in ImageChops.difference(image.convert("RGB"), opened(picture(kind)).convert("RGB")).getextrema()
    )
    assert worst <= 3


def test_large_picture_becomes_small_and_a_small_one_stays():
    assert (rebuild_logo(picture(size=(2000, 1000))).width, rebuild_logo(picture(size=(2000, 1000))).height) == (
        SIDE,
        SIDE // 2,
    )
    assert rebuild_logo(picture(size=(1, 1))).width == 1


def test_transparency_stays():
    for mode, options in (("LA", {}), ("RGBA", {}), ("P", {"transparency": 0})):
        out = io.BytesIO()
        Image.new(mode, (4, 4)).save(out, "PNG", **options)
        assert opened(rebuild_logo(out.getvalue()).content).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "CMYK", "P"])
def test_every_way_to_keep_colours_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (5, 5))
    out = io.BytesIO()
    image.save(out, kind)
    assert rebuild_logo(out.getvalue()).width == 5


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_place_and_words_of_the_file_are_gone(kind):
    options = {"exif": exif(), "icc_profile": b"profile " + SECRET}
    if kind == "WEBP":
        options["xmp"] = b"<x>" + SECRET + b"</x>"
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"] = words
    content = picture(kind, **options)
    assert SECRET in content
    found = rebuild_logo(content)
    assert SECRET not in found.content
    image = opened(found.content)
    image.load()
    assert not image.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment", "Author"} & image.info.keys()
    assert {name for name, _data in chunks(found.content)} <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def chunks(webp: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 12
    while at < len(webp):
        length = int.from_bytes(webp[at + 4 : at + 8], "little")
        found.append((webp[at : at + 4], webp[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return found


def test_what_follows_the_picture_is_gone():
    assert SECRET not in rebuild_logo(picture() + SECRET).content


def test_picture_that_lies_on_its_side_stands_up():
    turned = Image.Exif()
    turned[0x0112] = 6
    found = rebuild_logo(picture("JPEG", size=(40, 20), exif=turned))
    assert (found.width, found.height) == (20, 40)


def png_that_says(width: int, height: int) -> bytes:
    """A file of a few bytes that unpacks to as many pixels as it says."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"x" * (LARGEST_FILE + 1), "large"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "drawing"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<SVG/>', "drawing"),
        (b"GIF89a" + b"\x00" * 40, "kind"),
        (b"%PDF-1.7 ...", "kind"),
        (b"not a picture", "kind"),
        (b"BM" + b"\x00" * 60, "kind"),
        (png_that_says(20_000, 20_000), "huge"),
        (png_that_says(4001, 4000), "huge"),
        (png_that_says(2**31 - 1, 2**31 - 1), "huge"),
        (png_that_says(100, 100), "broken"),
        (picture("JPEG", size=(200, 200))[:600], "broken"),
        (picture("WEBP", size=(200, 200))[:60], "broken"),
        (animated("PNG"), "animated"),
        (animated("WEBP"), "animated"),
    ],
    ids=str,
)
def test_what_is_no_logo_is_refused_with_its_reason(content, code):
    with pytest.raises(RejectedFile) as refused:
        rebuild_logo(content)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_damaged_picture_is_refused_or_read_and_never_more(kind):
    whole = picture(kind, size=(64, 64))
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            assert rebuild_logo(damaged).width <= SIDE
        except RejectedFile:
            pass
