"""The demo: invented, the same every time, quick, and never beside real records."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from exchange.demo.actions import ACTIONS, WHO
from exchange.demo.goals import GOALS
from exchange.demo.talks import STORIES
from exchange.demo.town import AREAS, DOMAIN
from organisation.models import User
from organisation.models.area import CBS_CODE
from registration.models import (
    Plan,
)
from registration.models.action import ACTION_FITS
from registration.models.goal import GOAL_FITS
from tests.makers import ResidentFactory
from tests.makers_people import TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def allowed(settings: object) -> None:
    """A place for demos."""
    settings.DEMO = True


@pytest.fixture
def loaded(allowed: None) -> None:
    """A place where the demo was loaded before."""
    User.objects.create(email=f"iemand{DOMAIN}", name="Iemand Verzonnen")


def said(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_twice(loaded: None) -> None:
    """A second time changes nothing, and says so."""
    assert "already" in said("--if-empty")
    with pytest.raises(CommandError, match="already"):
        said()
    assert not Plan.objects.exists()


@pytest.mark.parametrize("arguments", [(), ("--if-empty",)])
def test_not_beside_real_records(allowed: None, professional: User, arguments: tuple[str, ...]) -> None:
    """Anything that somebody else recorded stops it, before anything was added."""
    ResidentFactory(by=professional)
    with pytest.raises(CommandError, match="real records"):
        said(*arguments)
    assert not User.objects.filter(email__endswith=DOMAIN).exists()


def test_not_beside_real_records_later(loaded: None, settings: object) -> None:
    """Also when the demo was there first."""
    ResidentFactory(by=User.objects.create(email="echt@gemeente.example", name="Echt"))
    with pytest.raises(CommandError, match="real records"):
        said("--if-empty")


def test_not_beside_other_teams(allowed: None) -> None:
    """The demo brings its own teams and does not mix with others."""
    TeamFactory()
    with pytest.raises(CommandError, match="teams or areas"):
        said()


def test_only_where_demos_are_allowed() -> None:
    """Without DEMO=1 nothing is added."""
    with pytest.raises(CommandError, match="DEMO=1"):
        said()
    assert not User.objects.exists()


def test_words_fit() -> None:
    """Goals and actions fit the sheet, each life domain has enough of them, and every action names who."""
    assert all(len(goals) >= 8 and len(goals) == len(set(goals)) for goals in GOALS.values())
    assert all(len(text) <= GOAL_FITS for goals in GOALS.values() for text in goals)
    assert GOALS.keys() == ACTIONS.keys() == STORIES.keys()
    for who, text in (pair for pairs in ACTIONS.values() for pair in pairs):
        assert who in WHO and len(text.format(helper="Hatice")) <= ACTION_FITS


def test_areas_do_not_exist() -> None:
    """Codes of the right shape that Statistics Netherlands never gave out."""
    assert all(re.match(CBS_CODE, code) and "99" in code[2:4] for code in AREAS)
    real = Path(__file__).resolve().parents[3] / "shared/data/geo"
    for path in real.glob("*"):
        text = path.read_text(errors="replace")
        assert not [code for code in AREAS if json.dumps(code) in text or f",{code}," in text]
