from typing import Any

from import_export import fields

from portal.administration.cells import NaturalKeyListWidget, NaturalKeyWidget
from portal.administration.resources import BaseResource
from portal.technologies.models import FocusArea, Technology, TechnologyTerm


class TechnologyResource(BaseResource):
    parent = fields.Field("parent", "parent", widget=NaturalKeyWidget(Technology, "slug", "label_nl", "label_en"))
    related = fields.Field(
        "related", "related", widget=NaturalKeyListWidget(Technology, "slug", "label_nl", "label_en")
    )
    focus_areas = fields.Field("focus_areas", "focus_areas", widget=NaturalKeyListWidget(FocusArea, "code"))
    named_by = ("label_en", "label_nl")

    class Meta:
        model = Technology
        import_id_fields = ["slug"]
        fields = [
            *("slug", "label_nl", "label_en", "parent", "related", "focus_areas"),
            *("civil_use_nl", "civil_use_en", "military_use_nl", "military_use_en"),
        ]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("parent").prefetch_related("related", "focus_areas")


class TechnologyTermResource(BaseResource):
    technology = fields.Field(
        "technology", "technology", widget=NaturalKeyWidget(Technology, "slug", "label_nl", "label_en")
    )

    class Meta:
        model = TechnologyTerm
        import_id_fields = ["language", "text"]
        fields = ["technology", "language", "text"]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("technology")
