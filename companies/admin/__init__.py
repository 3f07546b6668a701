from companies.admin import calls, company, declaration, funding, joining, sharing

__all__ = ["calls", "company", "declaration", "funding", "joining", "sharing"]
