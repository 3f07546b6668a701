"""Forms of the supply side. They validate for the person who types; the services and the database guarantee."""

from companies.forms.calls import CallForm
from companies.forms.cases import CaseForm
from companies.forms.declarations import SigningForm, WithdrawForm
from companies.forms.fields import KvKField, ProseField
from companies.forms.pages import MaturityForm, TextForm, WhoForm
from companies.forms.profile import CompanyForm, ProfileForm
from companies.forms.staff import StaffProfileForm
from companies.forms.technologies import TechnologiesForm

__all__ = [
    "CallForm",
    "CaseForm",
    "CompanyForm",
    "KvKField",
    "MaturityForm",
    "ProfileForm",
    "ProseField",
    "SigningForm",
    "StaffProfileForm",
    "TechnologiesForm",
    "TextForm",
    "WhoForm",
    "WithdrawForm",
]
