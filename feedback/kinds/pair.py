"""What residents say and what professionals say, on one line."""

from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import dots
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, number, of_all, out_of, total_of
from feedback.reading import Group, Told, figures
from outcomes.figures import Withheld
from shared.period import Period

# What the resident says and what the professional says.
Voices = list[Group | None]


@dataclass(frozen=True)
class Pair:
    """`answers` are the cells that both figures have, the one that is counted first."""

    title: Words
    short: Words
    reading: Words
    resident: ModuleType
    professional: ModuleType
    answers: tuple[Column, ...]

    has_shares = True
    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The two voices."""
        return (self.resident, self.professional)

    def content(self, key: str, asked: Asked) -> Content:
        """The period, and the quarters before it, for each voice."""
        periods = list(dict.fromkeys([asked.period, *([] if asked.is_brief else asked.quarters)]))
        told = figures(asked, self.indicators, periods)
        found = {of: tuple(told[one.KEY, of] for one in self.indicators) for of in periods}
        voices = found[asked.period]
        state = _state(*voices)
        tables = (self._quarters(key, asked, found),)
        if state != "shown":
            return Content("", tables, (), state)
        groups = [one.whole for one in voices]
        return Content(_answer(*groups), (self._answers(key, asked, groups), *tables), _rests(*groups))

    def _columns(self) -> tuple[Column, Column]:
        return Column("resident", _("Resident"), "resident"), Column("professional", _("Professional"), "professional")

    def _answers(self, key: str, asked: Asked, voices: Voices) -> Table:
        """A row for each answer, with both voices on one line."""
        rows = []
        for answer in self.answers:
            numbers = [self._number(key, asked, turn, voice, answer.cell) for turn, voice in enumerate(voices)]
            parts = [_part(voice, answer.cell) for voice in voices]
            says = " · ".join("–" if one.count is None else str(one.count) for one in numbers)
            rows.append(Row(answer.words, tuple(numbers), says=says, bar=dots(*parts), is_now=not rows))
        return Table(
            _("From nobody (left) to everybody (right)"), _("Did it help?"), self._columns(), tuple(rows),
            legend=tuple((column.tone, column.words) for column in self._columns()),
        )  # fmt: skip

    def _quarters(self, key: str, asked: Asked, found: dict[Period, tuple[Told, ...]]) -> Table:
        """A row for each quarter, with how often both said the first answer."""
        first = self.answers[0]
        rows = []
        for period, voices in found.items():
            then, state = asked.of(period), _state(*voices)
            groups = [one.whole for one in voices]
            numbers = (self._of_all(key, then, turn, voice, first.cell) for turn, voice in enumerate(groups))
            shown = tuple(numbers) if state == "shown" else ()
            rows.append(Row(then.period_words, shown, state=state))
        title = _("Answered with %(answer)s, per quarter") % {"answer": first.words}
        return Table(title, _("Period"), self._columns(), tuple(rows))

    def _number(self, key: str, asked: Asked, turn: int, voice: Group | None, cell: str) -> Number:
        about = self._columns()[turn].words
        if voice is None or voice.state != "shown":
            is_empty = voice is not None and voice.state == "empty"
            return Number(0, about=about) if is_empty else number(Withheld(cell), 0, 0, "", about)
        url = behind(key, asked, self.indicators[turn].KEY, cell)
        return number(voice.count(cell), voice.known, voice.people, url, about)

    def _of_all(self, key: str, asked: Asked, turn: int, voice: Group | None, cell: str) -> Number:
        found = self._number(key, asked, turn, voice, cell)
        if found.count is None or voice is None:
            return found
        words = of_all(found.count, voice.known) if voice.known else _("no figures yet")
        return replace(found, words=words, of=total_of(voice.known) or None)


def _part(voice: Group | None, cell: str) -> float | None:
    """How many of all, between 0 and 1; None where that is not known."""
    if voice is None or isinstance(voice.known, Withheld) or not voice.known:
        return None
    count = voice.count(cell)
    return None if isinstance(count, Withheld) else min(count / voice.known, 1.0)


def _state(*voices: Told) -> str:
    states = {voice.state for voice in voices}
    return next((one for one in ("shown", "left_out", "withheld", "unpublished") if one in states), "empty")


def _answer(resident: Group | None, professional: Group | None) -> str:
    words = (
        _("Residents said that it helped %(yes)s of %(known)d times."),
        _("We said so %(yes)s of %(known)d times."),
    )
    few = (_("What residents said is too little to show."), _("What we said is too little to show."))
    said = []
    for turn, voice in enumerate((resident, professional)):
        if voice is None or voice.state == "withheld" or (voice.known and isinstance(voice.count("yes"), Withheld)):
            said.append(few[turn])
        elif voice.known and not isinstance(voice.known, Withheld):
            yes = out_of(voice.count("yes"), voice.known, voice.people)
            said.append(words[turn] % {"yes": yes, "known": voice.known})
    return " ".join(said)


def _rests(*voices: Group | None) -> tuple[str, ...]:
    words = (
        _("Of %(total)d closed plans, %(known)d have an answer of the resident."),
        _("Of %(total)d closed plans, %(known)d have an answer of the professional."),
    )
    return tuple(
        said % {"total": voice.total, "known": voice.known}
        for said, voice in zip(words, voices, strict=True)
        if voice and voice.known and not isinstance(voice.known, Withheld) and not isinstance(voice.total, Withheld)
    )
