from companies.models.calls import FreshnessCall
from companies.models.cases import ReferenceCase
from companies.models.company import Company, CompanyRevision, CompanyTechnology
from companies.models.declaration import Declaration, declares
from companies.models.funding import FundingRound, Investment
from companies.models.joining import Claim, Invitation, JoinRequest
from companies.models.membership import Membership

__all__ = [
    "Claim",
    "Company",
    "CompanyRevision",
    "CompanyTechnology",
    "Declaration",
    "FreshnessCall",
    "FundingRound",
    "Investment",
    "Invitation",
    "JoinRequest",
    "Membership",
    "ReferenceCase",
    "declares",
]
