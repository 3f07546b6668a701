"""Change timetables, and what companies and hosts say about them, in one transaction each."""
