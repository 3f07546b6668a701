"""ROMs, provinces and their agreements with Defence."""
