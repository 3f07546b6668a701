"""Invented example data for the component gallery, with every component in every state."""

from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from portal.ui.dates import get_today

FULL = Thing(technology=340, text=280, maturity=150, region=120, experience=110, freshness=0, total=1000)
EMPTY = Thing(technology=0, text=0, maturity=0, region=0, experience=0, freshness=0, total=0)
USUAL = Thing(technology=314, text=231, maturity=120, region=110, experience=100, freshness=0, total=875)
SMALL = Thing(technology=0, text=280, maturity=15, region=120, experience=20, freshness=0, total=435)
STALE = Thing(technology=314, text=231, maturity=120, region=110, experience=100, freshness=-100, total=775)


def build_example_phrase(before: str, mark: str, after: str, lang: str = "nl") -> Thing:
    return Thing(before=before, mark=mark, after=after, lang=lang)


def build_example_pairs() -> list[Thing]:
    fuse = build_example_phrase("We ", "combineren geluid en warmtebeeld", " tot één spoor op de kaart.")
    want = build_example_phrase("", "Sensoren samenvoegen", " tot één beeld voor de wachtcommandant.")
    edge = build_example_phrase("The model ", "runs on the sensor itself", ", without a network.", "en")
    norm = build_example_phrase("Voldoet aan ", "IEC 62443", " of gelijkwaardig.")
    away = build_example_phrase("Verwerking op de post, ", "zonder verbinding", " met buiten.")
    return [
        Thing(technology="sensorfusie", points=120, maximum=120, offer=fuse, want=want, how="exact"),
        Thing(technology="AI op de sensor", points=52, maximum=100, offer=edge, want=away, how="broader"),
        Thing(technology="cyberveiligheid", points=0, maximum=44, offer=None, want=norm, how=""),
    ]


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label=_("Name of the company"), help_text=_("As in the trade register"))
    level = forms.IntegerField(label=_("Maturity (TRL)"), min_value=1, max_value=9)
    text = forms.CharField(label=_("What does your product do?"), widget=forms.Textarea, required=False)
    province = forms.ChoiceField(label=_("Province"), choices=[("", "–"), ("FL", "Flevoland"), ("UT", "Utrecht")])
    fits = forms.ChoiceField(
        label=_("Is this right?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label=_("I have read how the score works"))


def build_gallery() -> dict[str, Any]:
    """Build the context of templates/portal/ui/components.html."""
    return {
        "full": FULL,
        "empty": EMPTY,
        "usual": USUAL,
        "small": SMALL,
        "stale": STALE,
        "pairs": build_example_pairs(),
        "form_empty": ExampleForm(prefix="empty"),
        "form_wrong": ExampleForm({"wrong-level": "12", "wrong-name": "Zilverreiger Sensing"}, prefix="wrong"),
        "page": Paginator(range(14), 5).page(1),
        "today": get_today(),
        "filters": [Thing(label="sensorfusie", url="?"), Thing(label="drones", url="?")],
        "options": [
            Thing(value="1", label="sensorfusie", count=9, selected=True),
            Thing(value="2", label="onderwaterakoestiek en waterwegbewaking", count=4, selected=False),
            Thing(value="3", label="kwantumsensoren", count=0, selected=False),
        ],
        "parts": [
            Thing(label=label, why=why, points=points, maximum=maximum)
            for label, why, points, maximum in (
                ("Technologie", "3 van 4 technologieën gevonden", 314, 340),
                ("Tekst", "De teksten lijken sterk op elkaar (0,80)", 231, 280),
                ("Rijpheid", "TRL 6; de challenge hoopt op TRL 7", 120, 150),
                ("Regio", "Lelystad ligt in Flevoland", 110, 120),
                ("Ervaring", "3 eerdere projecten, het laatste een jaar eerder", 100, 110),
            )
        ],
        "missing": [
            Thing(strong="IEC 62443", text="staat niet in het profiel. Dit is een wens: 4,4 punten.", met=False),
            Thing(strong="", text="Minstens TRL 5. Jij: TRL 6.", met=True),
        ],
        "ways": [
            Thing(label="Zonder “Landmacht”", url="?", count="1 challenge"),
            Thing(label="Zonder “TRL 1 tot 3”", url="?", count="0 challenges"),
        ],
        "facts": [
            Thing(label="Vrager", value="Koninklijke Luchtmacht", url=""),
            Thing(label="Sessie", value="DURF-sessie Lelystad", url="?"),
        ],
        "requirements": [
            Thing(label="Merkt drones op met geluid, warmte of beeld", count=71, total=214),
            Thing(label="Rijpheid: minstens TRL 5", count=138, total=214),
        ],
    }
