"""Files that people send and receive: PDF, spreadsheets, uploads."""
