"""What was answered to each question, one table for each question."""

from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Question as Asks
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, of_all, out_of, share
from outcomes.figures import Spread, Spreads, Withheld


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
        """The period and the one before (at most three statements each), the questions and their choices."""
        now = self.indicator.compute(asked.whose.scope, asked.period)
        before = self.indicator.compute(asked.whose.scope, asked.before)
        if not isinstance(now, Spreads) or not now.groups:
            return Content("", state="withheld" if isinstance(now, Withheld) else "empty")
        found = Asks.objects.filter(key__in=[one.key for one in now.groups]).prefetch_related("choices")
        questions = {question.key: question for question in found}
        then = before if isinstance(before, Spreads) else Spreads("", ())
        groups = sorted(
            (one for one in now.groups if one.key in questions),
            key=lambda one: (questions[one.key].rank, one.key),
        )
        tables = tuple(self._table(key, asked, questions[one.key], one, then.of(one.key)) for one in groups)
        shown = [one for one in groups if isinstance(one, Spread) and one.known]
        answer = " ".join(self._said(questions[one.key], one) for one in shown[:2])
        rests = tuple(
            _("%(question)s: answered %(known)d of %(total)d times.")
            % {"question": questions[one.key].label, "known": one.known, "total": one.total}
            for one in shown
        )
        return Content(answer, tables, rests, "shown" if shown else "withheld")

    def _words(self, question: Asks) -> dict[str, Words]:
        return dict(self.usual) | {choice.key: choice.label for choice in question.choices.all()}

    def _said(self, question: Asks, one: Spread) -> str:
        most = max(one.cells, key=lambda cell: cell.count)
        return _("%(question)s Most often: %(answer)s, %(count)s of %(known)d.") % {
            "question": question.label,
            "answer": self._words(question).get(most.key, most.key),
            "count": out_of(most.count, one.known, one.residents),
            "known": one.known,
        }

    def _table(
        self, key: str, asked: Asked, question: Asks, one: Spread | Withheld, then: Spread | Withheld | None
    ) -> Table:
        columns = (Column("count", _("Answers")),)
        if not isinstance(one, Spread):
            rows: tuple[Row, ...] = (Row(_("All answers"), state="withheld"),)
        else:
            words = self._words(question)
            order = {cell: turn for turn, cell in enumerate(words)}
            cells = sorted(one.cells, key=lambda cell: (order.get(cell.key, len(order)), cell.key))
            most = max((cell.count for cell in cells), default=0)
            rows = tuple(
                Row(
                    words.get(cell.key, cell.key),
                    (
                        Number(
                            cell.count, "", share(cell.count, one.known, one.residents),
                            behind(key, asked, self.indicator.KEY, f"{one.key}/{cell.key}"), _("Answers"),
                        ),
                    ),
                    says=of_all(cell.count, one.known),
                    bar=length(cell.count, most),
                    compared=_before(then, cell.key),
                )
                for cell in cells
            )  # fmt: skip
        return Table(question.label, _("Answer"), columns, rows, compared=_("The period before"))


def _before(then: Spread | Withheld | None, cell: str) -> str:
    if isinstance(then, Withheld):
        return _("too little to show")
    if then is None or not then.known:
        return _("no figures yet")
    counts = {one.key: one.count for one in then.cells}
    return of_all(counts.get(cell, 0), then.known)
