"""What the pages of a session show, as plain data."""
