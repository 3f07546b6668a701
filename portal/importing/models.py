"""What the reference files said when they were loaded last."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedEntry(models.Model):
    """An entry as it was loaded, so that the next load brings what the files changed and leaves what people changed."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
