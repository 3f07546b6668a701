"""A code that a phone reads, as the path of an SVG."""

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around it, without which no reader finds it


@dataclass(frozen=True)
class QrCode:
    """size: of the square, in modules, with its white edge.  path: one line for each run of black modules."""

    size: int
    path: str


def build_qr_code(text: str) -> QrCode:
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    made.add_data(text)
    made.make(fit=True)
    rows = made.get_matrix()
    runs = [f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _list_black_runs(row)]
    return QrCode(len(rows), "".join(runs))


def _list_black_runs(row: list[bool]) -> list[tuple[int, int]]:
    """(where it begins, how long it is) of each stretch of black."""
    found: list[tuple[int, int]] = []
    for x, is_black in enumerate(row):
        if is_black and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif is_black:
            found.append((x, 1))
    return found
