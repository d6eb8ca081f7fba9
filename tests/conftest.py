"""What all tests share: database, people (`tests/people.py`), one of everything (`tests/things.py`), passwords."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.database import a_clone, flush_as

# Walks over pages, floods of input, and whole worlds out and in tell what somebody sees and what is kept, over lines
# that other tests measure; what reads the project's own files runs none of them.
UNMEASURED = ("tests/journeys/", "tests/tools/", "test_bad_input.py", "test_bad_bundles.py", "test_versions.py")
UNMEASURED += ("test_kills.py", "test_bundle_beside.py::test_every_error")
UNMEASURED += ("test_bundle_outside.py::test_every_error", "test_export_bundle.py::test_made_worlds_and_back")
UNMEASURED += ("test_export_bundle.py::test_the_demo_and_back", "test_sheets_reading.py::TestReading::test_a_million")
UNMEASURED += ("::test_every_other_address", "::test_every_address", "test_every_view_that_opens_a_file_has_words")
UNMEASURED += ("test_insight.py::test_queries", "test_queries_of_a_hand_over", "test_any_row_of_hand_overs")
GUARDS = ("arrow", "documents", "forms", "itself", "looking_is_no_fault", "names", "safety")
GUARDS += ("sensitive", "sizes", "unused", "views", "words")
UNMEASURED += tuple(f"tests/guards/test_{name}.py" for name in GUARDS)
UNMEASURED += ("tests/guards/test_headers.py::test_every_page",)
# Nearly every line of registration runs in the walk of the access table and in these; the others are many, and measured
# with the full counts only. So an ordinary run says a little less than is true of what all tests pass together.
REGISTRATION = ("access_log", "actions", "applications", "assessments", "experience", "goals", "household", "looks")
REGISTRATION += ("my", "notes", "operations", "phone_code", "plans", "second_lock", "second_lock_actor", "sheet")
REGISTRATION += ("table",)
MEASURED = tuple(f"tests/registration/test_{name}.py" for name in REGISTRATION)
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
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
    rest = not PROVE and item.nodeid.startswith("tests/registration/") and not item.nodeid.startswith(MEASURED)
    if rest or any(part in item.nodeid for part in UNMEASURED):
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
