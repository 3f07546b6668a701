"""Where a session is: its province on the tile map, and a link that a phone opens in its own map."""

from dataclasses import dataclass

from challenges.sessions.models import Session

# The grid of the tile map, row by row; None where no province lies.
GRID = (*((None, None, "FR", "GR"), (None, "NH", "FL", "DR"), ("ZH", "UT", "GE", "OV"), ("ZE", "NB", "LI", None)),)
SIDE, GAP = 30, 3


@dataclass(frozen=True)
class MapTile:
    code: str
    x: int
    y: int
    is_here: bool


def build_session_map(session: Session) -> list[MapTile]:
    """Every province as a tile, with that of the session marked; empty where none is known."""
    if session.province is None:
        return []
    return [
        MapTile(code, column * (SIDE + GAP), row * (SIDE + GAP), code == session.province.code)
        for row, codes in enumerate(GRID)
        for column, code in enumerate(codes)
        if code
    ]


def build_geo_link(session: Session) -> str:
    """RFC 5870; empty where the point is not known."""
    if session.latitude is None or session.longitude is None:
        return ""
    return f"geo:{session.latitude:.5f},{session.longitude:.5f}"
