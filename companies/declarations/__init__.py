"""Self-declarations of companies, and vetting by staff."""
