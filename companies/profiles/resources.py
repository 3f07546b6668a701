"""Companies as a table. Its technologies are those that a person stands behind; proposals stay out of it.

The day of its vetting is shown, never set: a vetting has a reason.
"""

from typing import Any

from import_export import fields

from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.services import update_technology_suggestions
from portal.importing.resources import NaturalKeyWidget
from portal.regions.models import Province
from portal.technologies.resources import TechnologyLinkResource


class CompanyResource(TechnologyLinkResource):
    province = fields.Field("province", "province", widget=NaturalKeyWidget(Province, "code", "name_nl", "name_en"))
    vetted_on = fields.Field("vetted_on", "vetted_on", readonly=True)
    technologies = fields.Field(column_name="technologies", readonly=True)
    other_keys = ("external_id", "kvk_number")
    named_by = ("name",)
    link, links = CompanyTechnology, "technology_links"
    column = "technologies"
    texts = Company.MATCHED_TEXTS

    class Meta:
        model = Company
        import_id_fields = ["slug"]
        fields = [
            *("slug", "external_id", "name", "kvk_number", "kind", "state", "city", "province", "website"),
            *Company.MATCHED_TEXTS,
            *("trl", "team_size", "founded_year", "reference_years", "reference_count", "established"),
            *("vetted_on", "source", "is_example", "technologies"),
        ]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("province").prefetch_related("technology_links__technology")

    def propose_links(self, owner: Company) -> None:
        update_technology_suggestions(owner)

    def dehydrate_technologies(self, company: Company) -> str:
        return self.build_cell(company)
