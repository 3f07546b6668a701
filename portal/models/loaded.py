"""What the reference files said when they were loaded last."""

from django.db import models


class LoadedEntry(models.Model):
    """An entry as it was loaded, so that the next load brings what the files changed and leaves what people changed."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
