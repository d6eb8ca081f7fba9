"""Who reads which instruments there are, and who arranges them."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from catalogue.models import Instrument, InstrumentPart
from catalogue.models.instrument import Form, Origin
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing

Somebody = User | AnonymousUser


def _may(user: Somebody, right: Right) -> bool:
    return isinstance(user, User) and standing(user).may(right)


def reads_instruments(user: Somebody) -> Grant | None:
    """Everybody of the staff: the instruments; who arranges the catalogue gets the buttons as well."""
    return Grant((_may(user, Right.ARRANGE_CATALOGUE),)) if _may(user, Right.READ_QUESTIONS) else None


def reads_instrument(user: Somebody, instrument: UUID) -> Grant | None:
    """The same, with the instrument that the page is about."""
    read = reads_instruments(user)
    found = Instrument.objects.filter(pk=instrument).first() if read else None
    return Grant((found, *read.objects)) if read and found else None


def makes_instruments(user: Somebody) -> Grant | None:
    """Who makes an instrument of the organisation's own."""
    return Grant() if _may(user, Right.ARRANGE_CATALOGUE) else None


def arranges_instrument(user: Somebody, instrument: UUID) -> Grant | None:
    """Who turns an instrument on or off, and says whether its texts may be used."""
    found = Instrument.objects.filter(pk=instrument).first() if makes_instruments(user) else None
    return Grant((found,)) if found else None


def arranges_own_instrument(user: Somebody, instrument: UUID) -> Grant | None:
    """The same, for what was made here: only that can be changed."""
    grant = arranges_instrument(user, instrument)
    return grant if grant and grant.objects[0].origin == Origin.OWN else None


def arranges_own_part(user: Somebody, own_part: UUID) -> Grant | None:
    """One part of an instrument that was made here."""
    return _part(user, own_part, instrument__origin=Origin.OWN)


def arranges_texts(user: Somebody, own_part: UUID) -> Grant | None:
    """One part of any instrument with levels: its texts, for who may use them."""
    return _part(user, own_part, instrument__form=Form.LEVELS)


def _part(user: Somebody, own_part: UUID, **of: str) -> Grant | None:
    parts = InstrumentPart.objects.select_related("instrument", "scale").filter(pk=own_part, **of)
    found = parts.first() if makes_instruments(user) else None
    return Grant((found,)) if found else None
