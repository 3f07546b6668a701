"""The list of companies and the page of one company, as each reader sees them."""
