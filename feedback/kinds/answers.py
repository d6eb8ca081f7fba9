"""What was answered to each question, one table for each question."""

from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Question as Asks
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Row, Table, Words, behind, number, of_all, out_of
from feedback.reading import Group, figures
from outcomes.figures import Count, Withheld


@dataclass(frozen=True)
class PerQuestion:
    """`usual` are the words of answers that are no choice that an organisation made."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    usual: tuple[tuple[str, Words], ...]

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before, the questions and their choices."""
        found = figures(asked, self.indicators, [asked.period, asked.before])
        now, then = found[self.indicator.KEY, asked.period], found[self.indicator.KEY, asked.before]
        if now.state in {"withheld", "left_out"} or not now.groups:
            return Content("", state=now.state)
        asks = Asks.objects.filter(key__in=[one.key for one in now.groups]).prefetch_related("choices")
        questions = {question.key: question for question in asks}
        groups = sorted(
            (one for one in now.groups if one.key in questions),
            key=lambda one: (questions[one.key].rank, one.key),
        )
        tables = tuple(self._table(key, asked, questions[one.key], one, then.of(one.key)) for one in groups)
        shown = [one for one in groups if one.state == "shown"]
        answer = " ".join(self._said(questions[one.key], one) for one in shown[:2])
        rests = tuple(
            _("%(question)s: answered %(known)d of %(total)d times.")
            % {"question": questions[one.key].label, "known": one.known, "total": one.total}
            for one in shown
            if not isinstance(one.known, Withheld) and not isinstance(one.total, Withheld)
        )
        return Content(answer, tables, rests, "shown" if shown else now.state)

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

    def _table(self, key: str, asked: Asked, question: Asks, one: Group, then: Group | None) -> Table:
        columns = (Column("count", _("Answers")),)
        rows: tuple[Row, ...] = (Row(_("All answers"), state=one.state),)
        if one.state == "shown":
            words = self._words(question)
            order = {cell: turn for turn, cell in enumerate(words)}
            counts = self._answers(one)
            most = max((count for count in counts.values() if not isinstance(count, Withheld)), default=0)
            rows = tuple(
                self._row(key, asked, one, cell, words.get(cell, cell), most, then)
                for cell in sorted(counts, key=lambda cell: (order.get(cell, len(order)), cell))
            )
        return Table(question.label, _("Answer"), columns, rows, compared=_("The period before"))

    def _row(self, key: str, asked: Asked, one: Group, cell: str, words: Words, most: int, then: Group | None) -> Row:
        count = one.count(cell)
        if isinstance(count, Withheld):
            return Row(words, state="withheld", compared=_before(then, cell))
        url = behind(key, asked, self.indicator.KEY, f"{one.key}/{cell}")
        return Row(
            words,
            (number(count, one.known, one.people, url, _("Answers")),),
            says=of_all(count, one.known),
            bar=length(count, most),
            compared=_before(then, cell),
        )


def _before(then: Group | None, cell: str) -> str:
    if then is None or then.state == "empty":
        return _("no figures yet")
    return of_all(then.count(cell), then.known)
