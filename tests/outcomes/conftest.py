"""Facts follow at once in these tests, which stay in one transaction; otherwise they follow when it ends."""

import pytest
from django.db import connection

from organisation.models import Area
from tests.makers_people import AreaFactory


@pytest.fixture
def facts_at_once(db: None) -> None:
    """Every statement brings the facts up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def town(db: None) -> dict[str, Area]:
    """A town with two neighbourhoods."""
    whole = AreaFactory(code="GM9999", level="GM")
    return {"": whole} | {name: AreaFactory(code=f"BU9999000{name}", parent=whole) for name in "12"}
