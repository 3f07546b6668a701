"""How well the tagger finds the technologies of the labelled texts, and how fast it reads: no server needed."""

import os
import time
from argparse import Namespace

from tests.portal.technologies.tagger.quality.labelled import PARTS, labelled_texts
from tests.portal.technologies.tagger.quality.scoring import (
    Figures,
    Judged,
    depth,
    figures,
    figures_by,
    judge,
    vocabulary_tagger,
)

TEXTS, WORDS = 1_000, 150


def run(_: Namespace) -> None:
    texts = labelled_texts()
    for part in PARTS:
        inside = [text for text in texts if text.part == part]
        print(f"\nPART {part.upper()}: {len(inside)} texts")
        _print_figures(judge(inside))
    print(f"\nALL: {len(texts)} texts")
    _print_figures(judge(texts))
    for part in PARTS:
        print(f"\nERRORS in the part {part.upper()}")
        _print_errors(judge(text for text in texts if text.part == part))
    _print_speed()


def _print_figures(judged: list[Judged]) -> None:
    print(f"{'':<14} right wrong missed above  precision  recall     F1  strict precision")
    print(_row("all", figures(judged)))
    for title, key in (
        ("", lambda each: each.text.language),
        ("depth ", depth),
        ("", lambda each: each.text.kind),
    ):
        for name, counted in figures_by(judged, key).items():
            print(_row(title + name, counted))


def _row(name: str, counted: Figures) -> str:
    return (
        f"{name:<14} {counted.right:>5} {counted.wrong:>5} {counted.missed:>6} {counted.above:>5}"
        f"  {counted.precision:>9.3f}  {counted.recall:>6.3f}  {counted.f1:>5.3f}  {counted.strict_precision:>16.3f}"
    )


def _print_errors(judged: list[Judged]) -> None:
    for each in judged:
        if each.verdict in ("wrong", "missed"):
            what = f"{each.verdict} {each.technology}" + (f" ({each.phrase!r})" if each.phrase else "")
            print(f"  {each.text.language} {each.text.kind}: {what}: {each.text.text}")


def _print_speed() -> None:
    """The labelled texts strung together to texts of 150 words, each once: no text is read twice."""
    words = " ".join(each.text for each in labelled_texts()).split()
    doubled = words + words
    step = max(1, len(words) // TEXTS)
    texts = [" ".join(doubled[(n * step) % len(words) :][:WORDS]) for n in range(TEXTS)]
    tagger = vocabulary_tagger()
    tagger.mentions(texts[0])
    began = time.process_time(), time.perf_counter()
    for text in texts:
        tagger.technologies(text)
    spent = time.process_time() - began[0]
    print(
        f"\nSPEED: {TEXTS} texts of {WORDS} words: {spent:.2f} s of one core, {time.perf_counter() - began[1]:.2f} s by"
        f" the clock, load average {os.getloadavg()[0]:.1f}"
    )
