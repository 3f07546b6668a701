from companies.models.cases import ReferenceCase
from companies.models.company import Company, CompanyRevision, CompanyTechnology
from companies.models.funding import FundingRound, Investment
from companies.models.membership import Membership

__all__ = [
    "Company",
    "CompanyRevision",
    "CompanyTechnology",
    "FundingRound",
    "Investment",
    "Membership",
    "ReferenceCase",
]
