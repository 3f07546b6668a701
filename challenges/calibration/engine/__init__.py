"""Learning weights from outcomes, in plain Python."""
