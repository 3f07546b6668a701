"""Removes what the site holds of a person or a company, as the register says for each field."""
