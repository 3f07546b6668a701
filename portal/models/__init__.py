from portal.models.loaded import LoadedEntry
from portal.models.region import ROM, Agreement, Province, Signatory
from portal.models.technology import FocusArea, Technology, TechnologyTerm
from portal.models.user import User

__all__ = [
    "ROM",
    "Agreement",
    "FocusArea",
    "LoadedEntry",
    "Province",
    "Signatory",
    "Technology",
    "TechnologyTerm",
    "User",
]
