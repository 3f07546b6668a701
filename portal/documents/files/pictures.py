"""Whether a picture begins and ends as its format says, without decoding it."""

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
LARGEST_PIXELS = 200_000_000  # more is no picture for people, and fills a reader's memory


def is_whole_png(content: bytes) -> bool:
    """Chunk after chunk, from IHDR to IEND, and nothing behind it. Source: PNG specification, 3rd edition, 5.3."""
    at, chunks = len(PNG_START), []
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        chunks.append(name)
        at += 12 + length
        if name == b"IEND":
            break
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    is_sound = content.startswith(PNG_START) and chunks[:1] == [b"IHDR"] and chunks[-1] == b"IEND" and b"IDAT" in chunks
    return is_sound and at == len(content) and 0 < width * height <= LARGEST_PIXELS


def is_whole_jpeg(content: bytes) -> bool:
    """Segment after segment to the scan, with a frame before it, and an end. A telephone may add its own behind that.

    Source: ITU-T T.81, B.1 and B.2.
    """
    at, pixels = 2, 0
    while content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in FRAMES:
            pixels = int.from_bytes(content[at + 5 : at + 7]) * int.from_bytes(content[at + 7 : at + 9])
        at += 2 + length
        if marker == 0xDA:
            break
    else:
        return False
    return content.startswith(JPEG_START) and 0 < pixels <= LARGEST_PIXELS and b"\xff\xd9" in content[at:]
