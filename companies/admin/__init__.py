from companies.admin import calls, company, declaration, funding, joining, sharing, vetting

__all__ = ["calls", "company", "declaration", "funding", "joining", "sharing", "vetting"]
