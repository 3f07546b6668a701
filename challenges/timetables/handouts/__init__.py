"""A timetable in everyone's hands: agendas, table sheets and the whole plan; on a page, on paper and as a file."""
