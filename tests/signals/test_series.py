"""Series: all of them, one over time, another title, ending and going on."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import User
from shared.columns import columns
from signals.models import GroupGoal, Series
from tests.makers_activities import ActivityFactory, SeriesFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, form_to, forms, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def series(youth_worker: User) -> Series:
    """Held three times, counted twice, and planned once more."""
    made = SeriesFactory(by=youth_worker, title="Koffieochtend")
    for days, count in ((21, 8), (14, None), (7, 16), (-7, None)):
        ActivityFactory(by=youth_worker, series=made, held_on=days_ago(days), count=count, title=f"Keer {days}")
    return made


def test_series(browser: Client, series: Series, youth_worker: User, stranger: User, client_of: ClientOf) -> None:
    """How many came each time, as a drawing and in a table; what is wanted with who comes; the next time at once."""
    stamps = {"recorded_by": youth_worker, "changed_by": youth_worker}
    GroupGoal.objects.create(
        team=series.team, series=series, own_words="Buren kennen elkaar.", set_on=days_ago(9), **stamps
    )
    response = browser.get(address("series", series))
    page = response.content.decode()
    for words in ("3 activiteiten gehouden, 24 deelnemers (1 niet geteld)", "Buren kennen elkaar.", "gepland", "<svg"):
        assert words in page
    again = next(form for form in forms(response) if form.action == address("activity_new"))
    assert again.fields["title"] == ["Keer 7"]
    assert client_of(stranger).get(address("series", series)).status_code == 404


def test_all_series(browser: Client, series: Series, stranger: User) -> None:
    """Those of one's own teams; what ended stands apart."""
    SeriesFactory(by=stranger, title="Van West")
    page = browser.get(address("all_series")).content.decode()
    assert "Koffieochtend" in page and "3 keer gehouden" in page and "Van West" not in page
    send(browser, "series_end", series)
    assert "Nog geen reeksen" in browser.get(address("all_series")).content.decode()
    assert "Koffieochtend" in browser.get(address("all_series"), {"show": "ended"}).content.decode()


def test_series_edit(browser: Client, series: Series) -> None:
    """Another title; of two at the same moment the second is told."""
    here = address("series_edit", series)
    fields = form_to(browser.get(here)).fields
    assert "Theeochtend" in told(browser, post(browser, here, fields, title="Theeochtend"))
    refused = post(browser, here, fields, submission_key=str(uuid4()), title="Sapochtend")
    assert refused.status_code == 422 and "Theeochtend" in refused.content.decode()
    assert fill(browser, "series_edit", series, title="").status_code == 422


def test_series_end_and_series_reopen(browser: Client, series: Series) -> None:
    """What ended has no next time and is not chosen any more; it can go on."""
    page = told(browser, send(browser, "series_end", series))
    assert "Gestopt op" in page and "Zelfde als vorige keer" not in page
    fields = form_to(browser.get(address("activity_new")), address("activity_new"))
    assert str(series.pk) not in fields.choices.get("series", [])
    fill(browser, "activity_new", title="Koken", series=str(series.pk))
    assert series.activities.count() == 4
    assert "gaat door" in told(browser, send(browser, "series_reopen", series))
    undo(browser, send(browser, "series_end", series))
    series.refresh_from_db()
    assert series.ended_on is None


def test_a_second_first_of_a_series(browser: Client, series: Series) -> None:
    """Of a title that goes on already there is no second series; after it ended there is."""
    fill(browser, "activity_new", title="  KOFFIEochtend ", begins_series="on")
    assert Series.objects.count() == 1 and series.activities.count() == 5
    send(browser, "series_end", series)
    fill(browser, "activity_new", title="Koffieochtend", begins_series="on")
    assert Series.objects.count() == 2


def test_columns() -> None:
    """As tall as the number is to the highest one, and never wider than many; nothing to compare is no drawing."""
    day = "22-11"
    drawn = columns([(day, 5), (day, 10), (day, None), (day, 0)])
    assert drawn is not None and [one.height for one in drawn.columns] == [48, 96, 0, 0]
    assert drawn.columns[1].label_y < drawn.columns[0].label_y and drawn.columns[0].middle == 22
    many = columns([(day, 1)] * 20)
    assert many is not None and (drawn.width, many.width) == (616, 1032)
    assert all(columns(nothing) is None for nothing in ([(day, 5)], [], [(day, None), (day, 0)]))
