"""Change timetables, and what companies and hosts say of them: one transaction each."""
