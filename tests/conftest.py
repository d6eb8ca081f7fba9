"""What all tests share: database, people (`tests/people.py`), one of everything (`tests/things.py`), passwords."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.database import a_clone, flush_as

# Walks over pages and floods of input tell what somebody sees and what is kept, over lines that other tests measure.
UNMEASURED = ("tests/journeys/", "tests/guards/test_access_table.py", "test_bad_input.py", "test_bad_bundles.py")
UNMEASURED += ("test_versions.py", "test_kills.py", "test_demo.py")
pytest_plugins = ["tests.people", "tests.things"]


def pytest_configure() -> None:
    """Settings that make tests quick and that no test is about."""
    # A real hash takes a tenth of a second on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests serve static files from where they are written; there is no collected folder.
    settings.STATIC_ROOT = None
    find_static_files_once()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Measuring which lines ran takes a third of the time of a test: of some tests that is not the question."""
    if any(part in item.nodeid for part in UNMEASURED):
        item.add_marker(pytest.mark.no_cover)


def find_static_files_once() -> None:
    """Every browser of a test builds the middleware anew; walking all folders of static files takes most of that."""
    walk, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add(self: WhiteNoiseMiddleware) -> None:
        if not found:
            walk(self)
            found.update(self.files)
        self.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = add


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database for this worker, made by the owner and used as the app (instead of pytest-django's own)."""
    with django_db_blocker.unblock():
        with a_clone() as owner:
            flush_as(owner)
            yield
