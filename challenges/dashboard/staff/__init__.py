"""What waits for the staff of a ROM: one list of items, and counters that are that list by kind."""
