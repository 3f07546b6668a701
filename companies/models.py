from companies.declarations.models import Declaration, build_declared_condition
from companies.declarations.vetting_models import Vetting, build_vetted_condition
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.profiles.freshness_models import FreshnessCall
from companies.profiles.funding_models import FundingRound, Investment
from companies.profiles.logo_models import Logo
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.reference_models import ReferenceCase
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
