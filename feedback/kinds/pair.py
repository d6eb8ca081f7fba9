"""What residents say and what professionals say, on one line."""

from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import dots
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, of_all, out_of, share
from outcomes.figures import Figure, Spread, Withheld
from shared.period import Period

# So many quarters, as each costs two figures.
QUARTERS = 4


@dataclass(frozen=True)
class Pair:
    """`answers` are the cells that both figures have, the one that is counted first."""

    title: Words
    short: Words
    reading: Words
    resident: ModuleType
    professional: ModuleType
    answers: tuple[Column, ...]

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The two voices."""
        return (self.resident, self.professional)

    def content(self, key: str, asked: Asked) -> Content:
        """The period, and the four quarters (for each voice one or two statements)."""
        periods = dict.fromkeys([asked.period, *asked.quarters[:QUARTERS]])
        found = {one: self._both(asked, one) for one in periods}
        resident, professional = found[asked.period]
        state = _state(resident, professional)
        tables = (self._quarters(key, asked, found),)
        if state != "shown":
            return Content("", tables, (), state)
        return Content(
            _answer(resident, professional),
            (self._answers(key, asked, resident, professional), *tables),
            _rests(resident, professional),
        )

    def _both(self, asked: Asked, period: Period) -> tuple[Figure, Figure]:
        scope = asked.whose.scope
        return self.resident.compute(scope, period), self.professional.compute(scope, period)

    def _columns(self) -> tuple[Column, Column]:
        return Column("resident", _("Resident"), "resident"), Column("professional", _("Professional"), "professional")

    def _answers(self, key: str, asked: Asked, *voices: Figure) -> Table:
        """A row for each answer, with both voices on one line."""
        rows = []
        for answer in self.answers:
            numbers = [self._number(key, asked, turn, voice, answer.cell) for turn, voice in enumerate(voices)]
            parts = [
                voice.count(answer.cell) / voice.known if isinstance(voice, Spread) and voice.known else None
                for voice in voices
            ]
            says = " · ".join("–" if number.count is None else str(number.count) for number in numbers)
            rows.append(Row(answer.words, tuple(numbers), says=says, bar=dots(*parts), is_now=not rows))
        return Table(
            _("From nobody (left) to everybody (right)"), _("Did it help?"), self._columns(), tuple(rows),
            legend=tuple((column.tone, column.words) for column in self._columns()),
        )  # fmt: skip

    def _quarters(self, key: str, asked: Asked, found: dict[Period, tuple[Figure, Figure]]) -> Table:
        """A row for each quarter, with how often both said the first answer."""
        first = self.answers[0]
        rows = []
        for period, voices in found.items():
            then = asked.of(period)
            state = _state(*voices)
            if state != "shown":
                rows.append(Row(then.period_words, state=state))
                continue
            numbers = (self._of_all(key, then, turn, voice, first.cell) for turn, voice in enumerate(voices))
            rows.append(Row(then.period_words, tuple(numbers)))
        title = _("Answered with %(answer)s, per quarter") % {"answer": first.words}
        return Table(title, _("Period"), self._columns(), tuple(rows))

    def _number(self, key: str, asked: Asked, turn: int, voice: Figure, cell: str) -> Number:
        about = self._columns()[turn].words
        if not isinstance(voice, Spread):
            return Number(None, _("too little to show"), about=about)
        count = voice.count(cell)
        url = behind(key, asked, self.indicators[turn].KEY, cell) if count else ""
        return Number(count, "", share(count, voice.known, voice.residents), url, about)

    def _of_all(self, key: str, asked: Asked, turn: int, voice: Figure, cell: str) -> Number:
        number = self._number(key, asked, turn, voice, cell)
        if not isinstance(voice, Spread):
            return number
        words = of_all(voice.count(cell), voice.known) if voice.known else _("no figures yet")
        return Number(number.count, words, number.share, number.url, number.about, of=voice.known or None)


def _state(*voices: Figure) -> str:
    if all(isinstance(voice, Withheld) for voice in voices):
        return "withheld"
    known = [voice.known for voice in voices if isinstance(voice, Spread)]
    if any(known):
        return "shown"
    return "withheld" if len(known) < len(voices) else "empty"


def _answer(resident: Figure, professional: Figure) -> str:
    said = []
    if isinstance(resident, Spread) and resident.known:
        yes = out_of(resident.count("yes"), resident.known, resident.residents)
        said.append(
            _("Residents said that it helped %(yes)s of %(known)d times.") % {"yes": yes, "known": resident.known}
        )
    if isinstance(professional, Spread) and professional.known:
        yes = out_of(professional.count("yes"), professional.known, professional.residents)
        said.append(_("We said so %(yes)s of %(known)d times.") % {"yes": yes, "known": professional.known})
    return " ".join(said)


def _rests(*voices: Figure) -> tuple[str, ...]:
    words = (
        _("Of %(total)d closed plans, %(known)d have an answer of the resident."),
        _("Of %(total)d closed plans, %(known)d have an answer of the professional."),
    )
    return tuple(
        said % {"total": voice.total, "known": voice.known}
        for said, voice in zip(words, voices, strict=True)
        if isinstance(voice, Spread) and voice.known
    )
