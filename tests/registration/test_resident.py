"""The page that says who somebody is."""

import pytest
from django.test import Client

from registration.models import Plan, Resident
from tests.makers import ClosingFactory
from tests.makers_people import AreaFactory
from tests.registration.pages import address, fill, stored, told

# day, month, year -> what is stored, as (year, month, day); None is refused.
BIRTHS = [
    (("", "", ""), (None, None, None)),
    (("", "", "1950"), (1950, None, None)),
    (("", "5", "1950"), (1950, 5, None)),
    (("29", "2", "1952"), (1952, 2, 29)),
    (("1", "", ""), None),
    (("", "5", ""), None),
    (("1", "5", ""), None),
    (("1", "", "1950"), None),
    (("29", "2", "1950"), None),
    (("31", "4", "1950"), None),
    (("0", "1", "1950"), (1950, 1, None)),
    (("00", "00", "1950"), (1950, None, None)),
    (("1", "13", "1950"), None),
    (("-1", "1", "1950"), None),
    (("1", "1", "1899"), None),
    (("", "", "0001"), None),
    (("", "", "9999"), None),
    (("", "", "99999999999999999999"), None),
    (("99999999999999999999", "1", "1950"), None),
    (("1", "1", "negentien"), None),
]


@pytest.fixture
def resident(plan: Plan) -> Resident:
    """Whose plan it is."""
    return plan.resident


class TestResidentEdit:
    """resident_edit"""

    def test_resident_edit_of_everything(self, browser: Client, plan: Plan, resident: Resident) -> None:
        """Names with marks and prefix, and the neighbourhood; found afterwards by the new name."""
        area = AreaFactory()
        names = {"first_name": "Şükrü", "prefix": "el", "last_name": "Verzonnen", "known_as": "Sjuk"}
        response = fill(browser, "resident_edit", resident, **names, language="tr", area=area.code)
        assert response.url == address("plan", plan)
        assert "Şükrü el Verzonnen" in told(browser, response)
        resident.refresh_from_db()
        assert (resident.comparable_name, resident.language, resident.area) == ("sukru el verzonnen sjuk", "tr", area)

    def test_resident_edit_without_a_version(self, browser: Client, resident: Resident) -> None:
        """Cannot have read what stands there: nothing is overwritten."""
        before = stored()
        page = fill(browser, "resident_edit", resident, first_name="Overheen", version=None)
        assert page.status_code == 422 and "Overheen" in page.content.decode()
        assert stored() == before

    @pytest.mark.parametrize(("typed", "expected"), BIRTHS, ids=["-".join(typed) for typed, _expected in BIRTHS])
    def test_resident_edit_of_the_birth_date(
        self,
        browser: Client,
        resident: Resident,
        typed: tuple[str, str, str],
        expected: tuple[int | None, int | None, int | None] | None,
    ) -> None:
        """Day, or day and month, may be unknown; what cannot be a date is refused and stays in the form."""
        before = stored()
        parts = ("day", "month", "year")
        sent = {f"birth_{part}": text for part, text in zip(parts, typed, strict=True)}
        page = fill(browser, "resident_edit", resident, **sent, known_as="Getypt")
        if expected is None:
            assert page.status_code == 422
            text = page.content.decode()
            assert all(f'value="{part}"' in text for part in typed if part) and 'value="Getypt"' in text
            assert stored() == before
        else:
            assert page.status_code == 302
            resident.refresh_from_db()
            assert (resident.birth_year, resident.birth_month, resident.birth_day) == expected

    def test_resident_edit_needs_a_first_name(self, browser: Client, resident: Resident) -> None:
        """Characters that nobody can see are no name."""
        before = stored()
        page = fill(browser, "resident_edit", resident, first_name=" \u200b\u202e\t", last_name="Getypt")
        assert page.status_code == 422
        assert "Vul een voornaam in." in page.content.decode() and 'value="Getypt"' in page.content.decode()
        assert stored() == before

    def test_resident_edit_of_a_name_in_one_letter_words(self, browser: Client, resident: Resident) -> None:
        """A letter that stands for a whole sentence does not make the name too long to compare."""
        assert fill(browser, "resident_edit", resident, first_name="ﷺ" * 200).status_code == 302
        resident.refresh_from_db()
        assert resident.first_name == "ﷺ" * 200 and len(resident.comparable_name) == 500

    def test_resident_edit_after_the_plan_is_closed(self, browser: Client, plan: Plan, resident: Resident) -> None:
        """A wrong name is mended then too."""
        ClosingFactory(plan=plan, by=plan.recorded_by)
        assert fill(browser, "resident_edit", resident, first_name="Anders").url == address("plan", plan)
