"""Whether a company's list buries the challenges of one language: the stock of the database that DATABASE_URL names.

The stock is what `twins` needs. Half of the topics that are there in both languages stand in the lists in Dutch, the
others in English, among all other challenges; then the halves change places. Told is how often a company finds a topic
that it won among its ten best, for several seeds (see quality.py).
"""

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.quality import SEEDS, read

SHOWN = 10
LANGUAGES = ("en", "nl")
Lists = dict[str, list[str]]  # challenges by company, best first


def run(options: Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from challenges.matching.inputs import Stock
    from challenges.posting.models import Challenge

    stock = Stock.now()
    names = dict(Challenge.objects.values_list("pk", "external_id"))
    wants = {names[want.id]: want for want in stock.get_challenge_rows()}
    offers = stock.get_company_rows()
    topics = sorted(name[3:] for name in wants if name.startswith("nl:"))
    won = [
        (each["challenge_id"], each["company_id"])
        for each in read(Path(options.data) / "truth.jsonl.gz")
        if each["challenge_id"] in topics
    ]
    rows = []
    for seed in SEEDS:
        found = dict.fromkeys(LANGUAGES, 0)
        for turn in range(len(LANGUAGES)):
            language = {topic: LANGUAGES[(place + turn) % 2] for place, topic in enumerate(topics)}
            lists = _lists(wants, topics, language, offers, seed, names)
            for topic, company in won:
                found[language[topic]] += f"{language[topic]}:{topic}" in lists[company]
        rows.append([found[each] / len(won) for each in LANGUAGES])
        _print(rows[-1], f"seed {seed}")
    _print(np.mean(rows, axis=0), "mean")


def _print(row: Any, name: str) -> None:
    english, dutch = row
    print(f"{name}: among the {SHOWN} best of their winners {english:.2f} in English, {dutch:.2f} in Dutch", flush=True)


def _lists(
    wants: dict[str, Any],
    topics: list[str],
    language: dict[str, str],
    offers: list[Any],
    seed: int,
    names: dict[int, str],
) -> Lists:
    from challenges.matching.engine.ranking import rank_matches
    from challenges.matching.engine.tables import build_challenge_table, build_company_table
    from challenges.matching.engine.training import train_model
    from companies.profiles.models import Company

    both = {f"{each}:{topic}" for topic in topics for each in LANGUAGES}
    shown = {f"{language[topic]}:{topic}" for topic in topics}
    listed = [want for name, want in wants.items() if name in shown or name not in both | set(topics)]
    model = train_model(listed, offers, seed)
    ranked = rank_matches(
        build_challenge_table(listed, model), build_company_table(offers, model), model, per_want=None, per_offer=SHOWN
    )
    companies = dict(Company.objects.values_list("pk", "external_id"))
    return {
        companies[int(id_)]: [names[int(match.want_id)] for match in ranking.matches]
        for id_, ranking in ranked.by_offer.items()
    }
