"""A timetable in everyone's hands: agendas, table sheets, the whole plan, briefs and calendars."""
