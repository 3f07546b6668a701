"""Plan the meetings of a session, and produce handouts, calendars and meeting results."""
