"""What other subjects may react to when a challenge changes its state."""

from django.dispatch import Signal

# Sent with `challenge`, which still has the state of before, in the transaction that closes and holds it.
challenge_closed = Signal()
