"""What was answered to each question, one table for each question."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Question as Asks
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Row, Table, Words, behind, instead, number, of_all, out_of
from feedback.over_quarters import Thing, over_quarters
from feedback.reading import Group, Told, figures
from outcomes.figures import Count, Withheld
from shared.period import Period


@dataclass(frozen=True)
class PerQuestion:
    """`usual` are the words of answers that are no choice that an organisation made."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    usual: tuple[tuple[str, Words], ...]

    has_shares = True
    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before, eight quarters, the questions and their choices."""
        told = {of: one for (_key, of), one in figures(asked, self.indicators, asked.periods).items()}
        now, then = told[asked.period], told[asked.before]
        there = {one.key for each in told.values() for one in each.groups}
        if not there:
            return Content("", state=now.state)
        asks = Asks.objects.filter(key__in=there).prefetch_related("choices")
        questions = {question.key: question for question in asks}
        is_told = now.state not in {"withheld", "left_out"}
        tables, shown = list[Table](), list[Group]()
        for question in sorted(asks, key=lambda question: (question.rank, question.key)):
            if is_told and (one := now.of(question.key)):
                tables.append(self._table(key, asked, question, one, then))
                shown += [one] if one.state == "shown" else []
            tables += self._quarters(key, asked, question, told)
        answer = " ".join(self._said(questions[one.key], one) for one in shown[:2])
        rests = tuple(
            _("%(question)s: answered %(known)d of %(total)d times.")
            % {"question": questions[one.key].label, "known": one.known, "total": one.total}
            for one in shown
            if not isinstance(one.known, Withheld) and not isinstance(one.total, Withheld)
        )
        return Content(answer, tuple(tables), rests, "shown" if shown else now.state)

    def _words(self, question: Asks) -> dict[str, Words]:
        return dict(self.usual) | {choice.key: choice.label for choice in question.choices.all()}

    def _answers(self, one: Group) -> dict[str, Count]:
        """What shares out the answers that were given: no answer is none of them."""
        return {cell: count for cell, count in one.counts.items() if cell != self.indicator.NO_ANSWER}

    def _said(self, question: Asks, one: Group) -> str:
        """Nothing is said of most where an answer that is withheld could be it."""
        counts = self._answers(one)
        shown = {cell: count for cell, count in counts.items() if not isinstance(count, Withheld)}
        if len(shown) < len(counts) or isinstance(one.known, Withheld):
            return _("%(question)s Of some answers there is too little to show.") % {"question": question.label}
        most = max(shown, key=lambda cell: shown[cell])
        return _("%(question)s Most often: %(answer)s, %(count)s of %(known)d.") % {
            "question": question.label,
            "answer": self._words(question).get(most, most),
            "count": out_of(shown[most], one.known, one.people),
            "known": one.known,
        }

    def _quarters(self, key: str, asked: Asked, question: Asks, told: Mapping[Period, Told]) -> tuple[Table, ...]:
        """Each answer that anybody gave, quarter after quarter."""
        groups = [one for each in told.values() if (one := each.of(question.key))]
        given = dict.fromkeys(cell for one in groups for cell in self._answers(one))
        words = self._words(question)
        order = {cell: turn for turn, cell in enumerate(words)}
        cells = sorted(given, key=lambda cell: (order.get(cell, len(order)), cell))
        things = [Thing(words.get(cell, cell), question.key, cell) for cell in cells]
        title = _("%(question)s Quarter after quarter") % {"question": question.label}
        return over_quarters(asked, told, things, (title, _("Answer")), (key, self.indicator.KEY))

    def _table(self, key: str, asked: Asked, question: Asks, one: Group, before: Told) -> Table:
        then = before.of(one.key)
        nothing = instead(before.state if before.state == "unpublished" else "empty")
        columns = (Column("count", _("Answers")),)
        rows: tuple[Row, ...] = (Row(_("All answers"), state=one.state),)
        if one.state == "shown":
            words = self._words(question)
            order = {cell: turn for turn, cell in enumerate(words)}
            counts = self._answers(one)
            most = max((count for count in counts.values() if not isinstance(count, Withheld)), default=0)
            rows = tuple(
                self._row(key, asked, one, cell, words.get(cell, cell), most, _before(then, cell, nothing))
                for cell in sorted(counts, key=lambda cell: (order.get(cell, len(order)), cell))
            )
        return Table(question.label, _("Answer"), columns, rows, compared=_("The period before"))

    def _row(self, key: str, asked: Asked, one: Group, cell: str, words: Words, most: int, before: str) -> Row:
        count = one.count(cell)
        if isinstance(count, Withheld):
            return Row(words, state="withheld", compared=before)
        url = behind(key, asked, self.indicator.KEY, f"{one.key}/{cell}")
        return Row(
            words,
            (number(count, one.known, one.people, url, _("Answers")),),
            says=of_all(count, one.known),
            bar=length(count, most),
            compared=before,
        )


def _before(then: Group | None, cell: str, nothing: str) -> str:
    if then is None or then.state == "empty":
        return nothing
    return of_all(then.count(cell), then.known)
