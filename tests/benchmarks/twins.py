"""How well a Dutch text finds what its English twin finds: the stock of the database that DATABASE_URL names.

The stock is what `quality` needs, and `import_challenges --trusted` of `twins.jsonl.gz` beside it: short texts, each as
`en:ID` and `nl:ID`. Told for several seeds (see quality.py), with the twins among what the words are learned from, and
without them.
"""

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.quality import SEEDS, read

SHOWN, FAR = 10, 50
Rankings = dict[str, list[str]]


def run(options: Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from challenges.matching.inputs import Stock
    from challenges.posting.models import Challenge

    folder = Path(options.data)
    truth: dict[str, set[str]] = {}
    for each in read(folder / "truth.jsonl.gz"):
        truth.setdefault(each["challenge_id"], set()).add(each["company_id"])
    left_out = {each["id"]: set(each["exclude_company_ids"]) for each in read(folder / "challenges.jsonl.gz")}
    names = dict(Challenge.objects.values_list("pk", "external_id"))
    stock = Stock.now()
    wants, offers = stock.get_challenge_rows(), stock.get_company_rows()
    twins = [want for want in wants if ":" in names[want.id]]
    for name, learned in (("with the twins", wants), ("without them", [each for each in wants if each not in twins])):
        rows = [_told(_ranked(learned, twins, offers, seed, names, left_out), truth) for seed in SEEDS]
        for row in rows:
            _print(name, row)
        _print(f"{name}, mean", np.mean(rows, axis=0))


def _print(name: str, row: Sequence[float]) -> None:
    english, dutch, far_english, far_dutch, again = row
    near = f"recall at {SHOWN} {english:.3f} in English, {dutch:.3f} in Dutch, {dutch / english:.2f} of it"
    print(f"{name}: {near}; at {FAR} {far_english:.3f}, {far_dutch:.3f}; {again:.2f} found again", flush=True)


def _told(found: Rankings, truth: dict[str, set[str]]) -> list[float]:
    """Recall in English and Dutch at SHOWN, at FAR, and what share of the English FAR the Dutch twin finds again."""
    ids = [name[3:] for name in found if name.startswith("en:") and truth.get(name[3:])]

    def recall(language: str, most: int) -> float:
        return float(np.mean([len(truth[id_] & {*found[f"{language}:{id_}"][:most]}) / len(truth[id_]) for id_ in ids]))

    again = [len({*found[f"en:{id_}"][:FAR]} & {*found[f"nl:{id_}"][:FAR]}) / FAR for id_ in ids]
    return [*(recall(language, most) for most in (SHOWN, FAR) for language in ("en", "nl")), float(np.mean(again))]


def _ranked(
    learned: list[Any],
    twins: list[Any],
    offers: list[Any],
    seed: int,
    names: dict[int, str],
    left_out: dict[str, set[str]],
) -> Rankings:
    from challenges.matching.engine.ranking import rank_matches
    from challenges.matching.engine.tables import build_challenge_table, build_company_table
    from challenges.matching.engine.training import train_model
    from companies.profiles.models import Company

    model = train_model(learned, offers, seed)
    wanted, offered = build_challenge_table(twins, model), build_company_table(offers, model)
    companies = dict(Company.objects.values_list("pk", "external_id"))
    ranked = rank_matches(wanted, offered, model, per_want=FAR + max(map(len, left_out.values())), per_offer=None)
    found: Rankings = {}
    for id_, ranking in ranked.by_want.items():
        name = names[int(id_)]
        listed = (companies[int(match.offer_id)] for match in ranking.matches)
        found[name] = [company for company in listed if company not in left_out[name[3:]]]
    return found
