"""A picture of times against numbers, both on a scale of tens, as SVG."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT, EDGE, TOP = 640, 430, 70, 20
BOTTOM = 340  # of the axes; the legend stands below
COLOURS = ("#154273", "#b3450b")
DASHES = ("none", "7 4")  # so that colour alone does not tell the lines apart


class Line(NamedTuple):
    name: str
    numbers: Sequence[int]
    seconds: Sequence[float]


class Scale(NamedTuple):
    """Powers of ten from `low` to `high` on pixels."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def tens(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def drawing(lines: Sequence[Line]) -> str:
    across = _scale([each for line in lines for each in line.numbers], EDGE, WIDTH - 40)
    up = _scale([each for line in lines for each in line.seconds], BOTTOM, TOP)
    told = "; ".join(
        f"{line.name}: " + ", ".join(f"{s:.2g} s at {n:,}" for n, s in zip(line.numbers, line.seconds, strict=True))
        for line in lines
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="growth-title growth-desc" font-family="sans-serif" font-size="13">',
        '<title id="growth-title">Time of ranking against the size of the stock</title>',
        f'<desc id="growth-desc">{told}.</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_axes(across, up),
        *(part for place, line in enumerate(lines) for part in _line(place, line, across, up)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low = floor(log10(min(values)))
    return Scale(low, max(low + 1, ceil(log10(max(values)))), start, end)


def _axes(across: Scale, up: Scale) -> list[str]:
    parts = []
    for value in across.tens:
        x = across.at(value)
        parts.append(f'<path d="M{x:.1f} {up.end:.1f}V{up.start:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{up.start + 20:.1f}" text-anchor="middle">{value:,.0f}</text>')
    for value in up.tens:
        y = up.at(value)
        parts.append(f'<path d="M{across.start:.1f} {y:.1f}H{across.end:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{across.start - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{value:g} s</text>')
    middle = (across.start + across.end) / 2
    parts.append(f'<text x="{middle:.1f}" y="{BOTTOM + 42}" text-anchor="middle">number in the stock</text>')
    return parts


def _line(place: int, line: Line, across: Scale, up: Scale) -> list[str]:
    colour, dash = COLOURS[place], DASHES[place]
    points = [(across.at(n), up.at(s)) for n, s in zip(line.numbers, line.seconds, strict=True)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    below = BOTTOM + 64 + 18 * place
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points),
        f'<path d="M{EDGE} {below - 4}h30" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>',
        f'<text x="{EDGE + 38}" y="{below}" fill="{colour}">{line.name}</text>',
    ]
