"""A form that is sent several times at once creates one row."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from companies.profiles.models import Company
from companies.profiles.services import create_staff_profile
from tests.factories import ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


def at_once(write: Callable[[], Company]) -> list[Company | None]:
    def in_a_thread(_number: int) -> Company | None:
        try:
            return write()
        except ValidationError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(in_a_thread, range(TIMES)))


def test_staff_make_one_profile_of_a_company():
    province = ProvinceFactory()
    user = UserFactory(rom=province.rom, rom_role="adviser")
    made = at_once(lambda: create_staff_profile(user, name="Avy", text_nl="x", province=province, source="a report"))
    assert len([company for company in made if company]) == Company.objects.count() == 1
