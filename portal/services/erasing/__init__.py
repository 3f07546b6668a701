"""Removes what the site holds of a person or a company, as the register says for each field."""

from portal.services.erasing.company import erase_company
from portal.services.erasing.person import erase_and_tell, erase_person, held, why_not
from portal.services.erasing.plan import plan_for_company, plan_for_person

__all__ = ["erase_and_tell", "erase_company", "erase_person", "held", "plan_for_company", "plan_for_person", "why_not"]
