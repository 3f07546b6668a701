"""How well the engine finds known pairs: the stock of the database that DATABASE_URL names, against a folder of truth.

The stock is what `import_companies` and `import_challenges --trusted` made of `companies.jsonl.gz` and
`challenges.jsonl.gz`; the folder holds these and `truth.jsonl.gz` (challenge_id, company_id). Nothing is written.

Told are the points as they ship, and points chosen on four fifths of the challenges and judged on the last fifth, each
fifth once; challenges that look alike are in one fifth. Words, vectors and scales are learned from texts alone, never
from pairs. Where the decomposition of the words begins is chance: told for the seed that ships, for four others, and
the mean.
"""

import gzip
import json
import os
from argparse import Namespace
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

FOLDS = 5
ALIKE = 0.5  # cosine of the words of two challenges from which they are in one fifth
FOCUSED = 5  # awards beside the one to be found
SHOWN = 10
# The most that text, technology and experience bring, beside the others; maturity and region are not told in this data.
GRID = list(product((240, 280, 320), (200, 260, 340, 420), (0, 50, 80, 110, 140)))
SHIPPED = (280, 340, 110)
SEEDS = range(5)


@dataclass(frozen=True)
class Known:
    """The parts of every pair before rounding, `(n_challenges, n_companies)`, of 1 at most; per challenge the places of
    its winners and of who does not count; the focused companies; which challenges are judged, and in what fold."""

    text: NDArray[np.float32]
    technology: NDArray[np.float32]
    experience: NDArray[np.float32]
    winners: list[list[int]]
    left_out: list[list[int]]
    focused: set[int]
    judged: NDArray[np.bool_]
    fold: NDArray[np.int64]


def run(options: Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    print(f"recall at {SHOWN}: all, focused; one column a seed, the first ships; the mean last")
    told = [_told(_known(Path(options.data), seed)) for seed in SEEDS]
    for name in told[0]:
        rows = [each[name] for each in told]
        mean = np.mean([[float(share) for share in row] for row in rows], axis=0)
        print(f"{name:<22}", *(f"{all_} {focused} |" for all_, focused in rows), *(f"{share:.3f}" for share in mean))


def _told(known: Known) -> dict[str, tuple[str, str]]:
    places = {points: _places(known, *points) for points in GRID}
    return {
        "as shipped": _recall(known, places[SHIPPED], known.judged),
        "without experience": _recall(known, places[*SHIPPED[:2], 0], known.judged),
        "out of fold": _out_of_fold(known, places, GRID),
        "the same, without it": _out_of_fold(known, places, [each for each in GRID if not each[2]]),
    }


def _out_of_fold(known: Known, places: dict[Any, list[list[int]]], grid: list[Any]) -> tuple[str, str]:
    chosen: list[list[int]] = [[] for _ in known.winners]
    for fold in range(FOLDS):
        rest = known.judged & (known.fold != fold)
        best = max(grid, key=lambda points: sum(map(float, _recall(known, places[points], rest))))
        for challenge in np.flatnonzero(known.fold == fold):
            chosen[challenge] = places[best][challenge]
    return _recall(known, chosen, known.judged)


def _recall(known: Known, places: list[list[int]], judged: NDArray[np.bool_]) -> tuple[str, str]:
    """Of all winners, and of the focused ones: the mean over the challenges that have any."""
    shares: tuple[list[float], list[float]] = ([], [])
    for challenge in np.flatnonzero(judged):
        found = [place <= SHOWN for place in places[challenge]]
        focused = [each for each, who in zip(found, known.winners[challenge], strict=True) if who in known.focused]
        for some, share in zip((found, focused), shares, strict=True):
            if some:
                share.append(sum(some) / len(some))
    return f"{np.mean(shares[0]):.3f}", f"{np.mean(shares[1]):.3f}"


def _places(known: Known, text: int, technology: int, experience: int) -> list[list[int]]:
    """Where each winner stands."""
    totals = text * known.text + technology * known.technology + experience * known.experience
    for row, left_out in enumerate(known.left_out):
        totals[row, left_out] = -1
    return [
        [int((row > row[who]).sum()) + 1 for who in winners] for row, winners in zip(totals, known.winners, strict=True)
    ]


def _known(folder: Path, seed: int) -> Known:
    from challenges.matching.engine.model import ONE, UNIT, TextMatrices
    from challenges.matching.engine.scoring import FINE, build_worth_matrix, iter_score_blocks
    from challenges.matching.engine.tables import build_challenge_table, build_company_table
    from challenges.matching.engine.texts import align_challenge_words
    from challenges.matching.engine.training import train_model
    from challenges.matching.inputs import Stock
    from challenges.posting.models import Challenge
    from companies.profiles.models import Company

    stock = Stock.now()
    wants, offers = stock.get_challenge_rows(), stock.get_company_rows()
    names = dict(Challenge.objects.values_list("pk", "external_id"))
    asked = {each["id"]: each for each in read(folder / "challenges.jsonl.gz")}
    wants = [want for want in wants if names[want.id] in asked]
    model = train_model(wants, offers, seed)
    wanted, offered = build_challenge_table(wants, model), build_company_table(offers, model)
    found = list(iter_score_blocks(wanted, offered, model))
    own = TextMatrices(wanted.texts.keys, wanted.texts.words.T.tocsr(), wanted.texts.meaning)
    alike = (align_challenge_words(wanted.texts, own) @ own.words) > ALIKE * UNIT * UNIT
    companies = {name: place for place, name in enumerate(_names(Company, offered.ids))}
    challenges = [names[each] for each in wanted.ids]
    truth: dict[str, list[int]] = {}
    for each in read(folder / "truth.jsonl.gz"):
        truth.setdefault(each["challenge_id"], []).append(companies[each["company_id"]])
    return Known(
        text=np.minimum(1, np.concatenate([block.similarity for block in found]) / ONE).astype(np.float32),
        technology=(
            (build_worth_matrix(wanted, offered) @ offered.closeness).toarray() / FINE / model.points.technology
        ).astype(np.float32),
        experience=np.concatenate([block.experience for block in found]).astype(np.float32) / model.points.experience,
        winners=[truth.get(name, []) for name in challenges],
        left_out=[
            [companies[each] for each in asked[name]["exclude_company_ids"] if each in companies] for name in challenges
        ],
        focused={
            companies[each["id"]] for each in read(folder / "companies.jsonl.gz") if each["n_awards_other"] <= FOCUSED
        },
        judged=np.array([asked[name]["set"] == "topic" for name in challenges]),
        fold=connected_components(alike)[1] % FOLDS,
    )


def _names(model: Any, ids: list[Any]) -> list[str]:
    names = dict(model.objects.values_list("pk", "external_id"))
    return [names[each] for each in ids]


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
