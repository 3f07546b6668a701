"""The version of tables: as long as it is the same, what was made of them holds."""

import pytest

from portal.core.table_version import read_table_version
from portal.regions.models import ROM
from portal.technologies.models import Technology
from tests.factories import ROMFactory, TechnologyFactory


@pytest.mark.django_db(transaction=True)
def test_version_changes_with_every_row_of_its_tables_and_with_nothing_else():
    technology = TechnologyFactory()
    seen = [read_table_version(Technology)]
    ROMFactory()
    technology.save()
    assert read_table_version(Technology) == seen[0]
    Technology.objects.update(label_nl="radar", parent=None)
    seen.append(read_table_version(Technology))
    TechnologyFactory()
    seen.append(read_table_version(Technology))
    technology.delete()
    seen.append(read_table_version(Technology))
    assert len(set(seen)) == 4
    assert read_table_version(ROM, Technology)[1:] == seen[-1]
