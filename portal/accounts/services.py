"""Changes to accounts by admins; people change their own account through allauth."""

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts.models import User


@transaction.atomic
def sync_email_address(user: User) -> EmailAddress:
    """Make the account's e-mail address its address to sign in; a new one counts as verified by the admin."""
    addresses = EmailAddress.objects.filter(user=user)
    address = addresses.filter(email__iexact=user.email).first() or EmailAddress(user=user, verified=True)
    addresses.exclude(pk=address.pk).update(primary=False)
    address.email, address.primary = user.email.lower(), True
    address.save()
    return address
