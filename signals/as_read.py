"""What somebody read when a form was opened: of which event, and in which words.

It goes with the form and comes back with it. An event never changes, but its words can be wiped: then the event is the
same and this is not, so that nothing that was wiped comes back unnoticed.
"""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from signals.models import AgendaPoint, GroupMet, NeighbourhoodSignal
from signals.queries.answers import typed_in

Words = NeighbourhoodSignal | GroupMet | AgendaPoint


@dataclass(frozen=True)
class AsRead:
    """The mark of a record as it stands (`now`), beside the one that came with a form or a draft (`sent`)."""

    event: str
    now: str
    sent: str | None

    @classmethod
    def of(cls, record: Words, sent: str | None) -> "AsRead":
        """`sent` is None where nothing was sent: then nothing is old."""
        said = "\x00".join(_words(record))
        return cls(str(record.pk), f"{record.pk}.{salted_hmac(__name__, said).hexdigest()[:20]}", sent)

    @property
    def is_old(self) -> bool:
        """Something else stands there than what was read."""
        return self.sent is not None and self.sent != self.now

    @property
    def is_wiped(self) -> bool:
        """It is the same event, and words of it were wiped since."""
        return self.is_old and (self.sent or "").partition(".")[0] == self.event


def _words(record: Words) -> list[str]:
    if isinstance(record, AgendaPoint):
        # Of two who say what came of it the last one counts, as before; that it was wiped says more.
        return [str(record.wiped_at)]
    if isinstance(record, GroupMet):
        return [record.own_words, *sorted(typed_in(record))]
    said = getattr(record, "words", None)
    return [said.text if said else "", record.place, record.provision, *sorted(typed_in(record))]
