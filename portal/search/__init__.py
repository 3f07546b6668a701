"""Search, filters, facets and pages of lists."""
