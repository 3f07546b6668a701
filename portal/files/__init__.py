"""What a file is, judged by its content, and a name for it that is safe anywhere. Plain Python."""

from portal.files.checking import kind_of
from portal.files.kinds import KINDS, Kind
from portal.files.names import clean_name, extension_of, free_name
from portal.files.refused import RefusedFile

__all__ = ["KINDS", "Kind", "RefusedFile", "clean_name", "extension_of", "free_name", "kind_of"]
