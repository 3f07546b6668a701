"""Which ROMs own a challenge or a session: the one that posted it, and those it shares it with. Asked here alone."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.regions.models import ROM


def build_ownership_condition(model: type[models.Model], rom_id: int | None) -> Q:
    """The condition for rows of a model with `rom` and `co_owners`; nothing is owned by no ROM."""
    if rom_id is None:
        return Q(pk__in=[])
    link: Any = model._meta.get_field("co_owners")
    shared = link.remote_field.through.objects.filter(rom=rom_id)
    return Q(rom=rom_id) | Q(pk__in=shared.values(link.m2m_field_name()))


def is_rom_owner(user: User | AnonymousUser, thing: Any) -> bool:
    """Staff own what their ROM posted or shares; admins everything. A query only for staff of other ROMs, and where it
    was not read `with_ids`."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    if user.rom_id is None:
        return False
    return thing.rom_id == user.rom_id or user.rom_id in get_co_owner_ids(thing)


def get_co_owner_ids(thing: Any) -> Collection[int]:
    """The ids of the ROMs that own it too."""
    known: Collection[int] | None = getattr(thing, "shared_with", None)
    return [rom.pk for rom in thing.co_owners.all()] if known is None else known


def list_owner_roms(thing: Any) -> list[ROM]:
    """The one that posted it first."""
    return ([thing.rom] if thing.rom else []) + sorted(thing.co_owners.all(), key=lambda rom: rom.name)


def build_owning_staff_condition(thing: Any) -> Q:
    """The condition for people who work at a ROM that owns it."""
    return Q(rom__isnull=False, rom=thing.rom_id) | Q(rom__in=thing.co_owners.values("pk"))


class CoOwner(models.Model):
    """A ROM that owns something together with the ROM that posted it."""

    rom = models.ForeignKey(ROM, models.PROTECT, related_name="+", verbose_name=_("ROM"))
    invited_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("invited by"), null=True, blank=True
    )
    invited_at = models.DateTimeField(_("invited at"), db_default=Now(), editable=False)

    class Meta:
        abstract = True
