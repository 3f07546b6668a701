"""How the cells of an imported table become values."""

import pytest
from django.utils import translation

from portal.importing.resources import (
    NaturalKeyListWidget,
    NaturalKeyWidget,
    NumberWidget,
    YearListWidget,
    YesNoWidget,
    split_cell_list,
)
from portal.regions.models import Province
from tests.factories import ProvinceFactory


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("widget", "cell", "value"),
    [
        (YesNoWidget, "Ja", True),
        (YesNoWidget, 0, False),
        (YesNoWidget, " ", None),
        (NumberWidget, "12", 12),
        (NumberWidget, 12.0, 12),
        (NumberWidget, None, None),
        (YearListWidget, "2024, 2019", [2019, 2024]),
        (YearListWidget, 2019, [2019]),
        (YearListWidget, "", []),
    ],
)
def test_cell_becomes_a_value(widget, cell, value):
    assert widget().clean(cell) == value


@pytest.mark.parametrize(
    ("widget", "cell", "reason"),
    [
        (YesNoWidget, "perhaps", "yes or no is expected, not “perhaps”"),
        (NumberWidget, "12.7", "a whole number from 0 to 2147483647 is expected, not “12.7”"),
        (NumberWidget, "-1", "a whole number from 0 to 2147483647 is expected, not “-1”"),
        (YearListWidget, "19", "a whole number from 1900 to 2100 is expected, not “19”"),
    ],
)
def test_cell_is_refused_with_the_reason(widget, cell, reason):
    with pytest.raises(ValueError) as error:  # noqa: PT011  (the whole message is compared)
        widget().clean(cell)
    assert str(error.value) == reason


def test_list_in_a_cell_leaves_out_blanks():
    assert split_cell_list(" radar, , sonar,") == ["radar", "sonar"]
    assert split_cell_list(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["ZH", "zh", "Zuid-Holland", "south holland"])
def test_row_is_found_by_each_of_its_keys(cell):
    province = ProvinceFactory(code="ZH", name_nl="Zuid-Holland", name_en="South Holland")
    assert NaturalKeyWidget(Province, "code", "name_nl", "name_en").clean(cell) == province


@pytest.mark.django_db
def test_list_of_keys_refuses_the_one_that_is_not_there():
    ProvinceFactory(code="ZH")
    with pytest.raises(ValueError, match="There is no province “XX”"):
        NaturalKeyListWidget(Province, "code").clean("ZH, XX")
