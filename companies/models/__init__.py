from companies.models.calls import FreshnessCall
from companies.models.cases import ReferenceCase
from companies.models.company import Company, CompanyRevision, CompanyTechnology
from companies.models.declaration import Declaration, declares
from companies.models.funding import FundingRound, Investment
from companies.models.joining import Claim, Invitation, JoinRequest
from companies.models.logo import Logo
from companies.models.membership import Membership
from companies.models.sharing import Audience, CompanyConfidential, CompanyContact, Group, Reading
from companies.models.vetting import Vetting, vetted

__all__ = [
    "Audience",
    "Claim",
    "Company",
    "CompanyConfidential",
    "CompanyContact",
    "CompanyRevision",
    "CompanyTechnology",
    "Declaration",
    "FreshnessCall",
    "FundingRound",
    "Group",
    "Investment",
    "Invitation",
    "JoinRequest",
    "Logo",
    "Membership",
    "Reading",
    "ReferenceCase",
    "Vetting",
    "declares",
    "vetted",
]
