"""Matches between challenges and companies: computed, explained, compared and decided on."""
