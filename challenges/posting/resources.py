"""Challenges as a table. A state is shown, never set: it moves by its own rules. New ones are drafts."""

from typing import Any

from django.utils.translation import gettext as _
from import_export import fields

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.services import REVIEWED_FIELDS, propose_requirements, request_new_review
from portal.importing.resources import NaturalKeyWidget
from portal.regions.models import ROM
from portal.technologies.resources import TechnologyLinkResource


class ChallengeResource(TechnologyLinkResource):
    rom = fields.Field("rom", "rom", widget=NaturalKeyWidget(ROM, "slug", "name"))
    state = fields.Field("state", "state", readonly=True)
    requirements = fields.Field(column_name="requirements", readonly=True)
    other_keys = ("external_id",)
    named_by = ("title_nl", "title_en")
    link, links = Requirement, "requirements"
    column = "requirements"
    texts = ("title_nl", "title_en", "teaser_nl", "teaser_en")

    class Meta:
        model = Challenge
        import_id_fields = ["slug"]
        fields = [
            *("slug", "external_id", "title_nl", "title_en", "teaser_nl", "teaser_en", "rom", "branch", "state"),
            *("visibility", "trl_min", "trl_max", "needs_ownership", "needs_established", "needs_export_control"),
            *("needs_screening", "only_region", "counts_experience", "pre_release_at", "opens_at", "closes_at"),
            *("budget_eur", "source", "is_example", "requirements"),
        ]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("rom").prefetch_related("requirements__technology")

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        self.changed = {name for name in REVIEWED_FIELDS if getattr(instance, name) != getattr(original, name)}
        return super().skip_row(instance, original, row, import_validation_errors)

    def after_save_instance(self, instance: Challenge, row: Any, **kwargs: Any) -> None:
        """Whoever brings the file in has written what it changes."""
        super().after_save_instance(instance, row, **kwargs)
        request_new_review(instance, self.changed, kwargs["user"])

    def propose_links(self, owner: Challenge) -> None:
        propose_requirements(owner)

    def dehydrate_requirements(self, challenge: Challenge) -> str:
        return self.build_cell(challenge)

    def build_cell_part(self, link: Requirement) -> str:
        return f"{link.technology.slug} {link.necessity} {link.weight}"

    def read_cell_part(self, part: str) -> tuple[str, dict[str, Any]]:
        """`slug`, `slug must` or `slug nice 3`: the name, then necessity and weight where they are given."""
        words = part.split()
        weight = int(words.pop()) if len(words) > 1 and words[-1].isdecimal() and len(words[-1]) < 3 else 3
        necessity = words.pop() if len(words) > 1 and words[-1] in Requirement.Necessity.values else "nice"
        if not 1 <= weight <= 5:
            raise ValueError(_("A weight goes from 1 to 5, not %(weight)d.") % {"weight": weight})
        return " ".join(words), {"necessity": necessity, "weight": weight}
