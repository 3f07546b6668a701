"""A picture that somebody sent, made anew from its pixels: small, and without anything that the file carried along."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.documents.files.kinds import RejectedFile

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_PIXELS = 16_000_000  # looked at before anything is decoded
SIDE = 512
SMALL = 60_000  # bytes; a drawing without losses fits, a photograph does not
CONTENT_TYPE = "image/webp"
FORMATS = ("PNG", "JPEG", "WEBP")

BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


@dataclass(frozen=True)
class LogoPicture:
    content: bytes
    width: int
    height: int


def rebuild_logo(content: bytes) -> LogoPicture:
    """A WebP of at most 512 pixels a side. What the file is, its content says; its name is not asked.

    Raises RefusedFile: empty, large (more than 5 MB), drawing (SVG), kind, huge (too many pixels), animated, broken.
    """
    if not content:
        raise RejectedFile("empty")
    if len(content) > LARGEST_FILE:
        raise RejectedFile("large")
    if b"<svg" in content[:4096].lower():
        raise RejectedFile("drawing")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about size, which is looked at below, and about odd metadata, which goes
        return _encode_picture(_decode_pixels(content))


def _decode_pixels(content: bytes) -> Image.Image:
    """The picture upright, in plain red, green and blue with or without transparency, and nothing else."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise RejectedFile("huge")
            if getattr(opened, "n_frames", 1) > 1:
                raise RejectedFile("animated")
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(opened)
            mode = "RGBA" if upright.has_transparency_data else "RGB"
            plain = upright.convert(mode)
            plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            return Image.frombytes(mode, plain.size, plain.tobytes())
    except UnidentifiedImageError:
        raise RejectedFile("kind") from None
    except Image.DecompressionBombError:
        raise RejectedFile("huge") from None
    except BROKEN:
        raise RejectedFile("broken") from None


def _encode_picture(pixels: Image.Image) -> LogoPicture:
    content = _encode_webp(pixels, lossless=True)
    if len(content) > SMALL:
        content = min(content, _encode_webp(pixels, quality=85), key=len)
    return LogoPicture(content, *pixels.size)


def _encode_webp(pixels: Image.Image, **options: int) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "WEBP", method=4, **options)
    return out.getvalue()
