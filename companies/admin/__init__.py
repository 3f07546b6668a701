from companies.admin import company, declaration, funding, joining

__all__ = ["company", "declaration", "funding", "joining"]
