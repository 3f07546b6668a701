from django.db import models
from taggit.managers import TaggableManager


class Tagged(models.Model):
    """A company or a challenge, as far as its tags go."""

    name = models.TextField()
    tags = TaggableManager()

    def __str__(self) -> str:
        return self.name
