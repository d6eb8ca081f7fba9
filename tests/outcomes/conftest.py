"""Facts follow at once in these tests, which stay in one transaction; otherwise they follow when it ends."""

import pytest
from django.db import connection


@pytest.fixture
def facts_at_once(db: None) -> None:
    """Every statement brings the facts up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
