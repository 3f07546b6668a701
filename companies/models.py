from companies.declarations.models import Declaration, Vetting, build_declared_condition, build_vetted_condition
from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.part_models import FreshnessCall, FundingRound, Investment, Logo, ReferenceCase
from companies.profiles.visibility_models import Audience, CompanyConfidential, CompanyContact, ProfileGroup, Reading

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
    "Investment",
    "Invitation",
    "JoinRequest",
    "Logo",
    "Membership",
    "ProfileGroup",
    "Reading",
    "ReferenceCase",
    "Vetting",
    "build_declared_condition",
    "build_vetted_condition",
]
