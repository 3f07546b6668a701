from companies.admin import company, funding

__all__ = ["company", "funding"]
