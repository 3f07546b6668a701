from companies.admin import calls, company, declaration, funding, joining

__all__ = ["calls", "company", "declaration", "funding", "joining"]
