"""Hand out a timetable: agendas, table sheets, briefs, calendars and spreadsheets."""
