"""The fingerprint of tables: as long as it is the same, what was made of them holds."""

import pytest

from portal.core.table_version import fingerprint
from portal.regions.models import ROM
from portal.technologies.models import Technology
from tests.factories import ROMFactory, TechnologyFactory


@pytest.mark.django_db(transaction=True)
def test_fingerprint_changes_with_every_row_of_its_tables_and_with_nothing_else():
    technology = TechnologyFactory()
    seen = [fingerprint(Technology)]
    ROMFactory()  # another transaction: the numbers that rows are told by grow old
    assert fingerprint(Technology) == seen[0]
    technology.save()
    seen.append(fingerprint(Technology))
    TechnologyFactory()
    seen.append(fingerprint(Technology))
    technology.delete()
    seen.append(fingerprint(Technology))
    assert len(set(seen)) == 4
    assert fingerprint(ROM, Technology)[1:] == seen[-1]
