"""Rules about what a person may do for a ROM."""

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.regions.models import ROM


def can_represent_rom(user: User | AnonymousUser, rom: ROM | None) -> bool:
    """Staff represent their own ROM, admins represent all."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or (rom is not None and user.rom_id == rom.pk)
