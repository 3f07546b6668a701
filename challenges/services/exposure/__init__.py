"""Who is seen how often, and the floor under it. docs/adr/0034 says what seen is."""

from challenges.services.exposure.floor import ask, drop, follow, switch_off, switch_on

__all__ = ["ask", "drop", "follow", "switch_off", "switch_on"]
