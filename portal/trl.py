"""The nine technology readiness levels in plain words, after the definitions of the EU's Horizon 2020 (annex G)."""

from django.utils.translation import gettext_lazy as _

TRL_CHOICES = [
    (1, _("TRL 1: the principle is observed")),
    (2, _("TRL 2: the idea is worked out on paper")),
    (3, _("TRL 3: a first experiment shows that it can work")),
    (4, _("TRL 4: it works in the laboratory")),
    (5, _("TRL 5: it works in conditions like the real ones")),
    (6, _("TRL 6: a prototype is shown in conditions like the real ones")),
    (7, _("TRL 7: a prototype works in the place of use")),
    (8, _("TRL 8: the product is complete and tested")),
    (9, _("TRL 9: the product is in use")),
]
