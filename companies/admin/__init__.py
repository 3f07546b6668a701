from companies.admin import company, funding, joining

__all__ = ["company", "funding", "joining"]
