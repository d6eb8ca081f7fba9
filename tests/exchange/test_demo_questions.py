"""The questions of the demo: one of every state, each with a reason once it is asked, and a talk about one."""

import pytest
from django.utils import timezone

from catalogue.models import Moment, Question, QuestionRemark
from catalogue.operations.questions import lacking
from catalogue.queries.own_questions import own_questions
from catalogue.queries.questions import people_to_ask, unanswered
from exchange.demo.questions import OWN, write_questions
from exchange.demo.town import build


@pytest.mark.django_db
def test_questions_of_the_demo() -> None:
    """Asked at their moments, in both languages, of whom they are meant for."""
    today = timezone.localdate()
    write_questions(build(today), today)
    made = Question.objects.filter(key__in=[own.key for own in OWN])
    assert made.count() == len(OWN) and not made.filter(label_en="").exists()
    assert made.filter(since=None).count() == 1 and made.filter(until__lte=today).count() == 1
    assert [lacking(question, today) for question in made if question.since] == [[]] * (len(OWN) - 1)
    for moment in (Moment.OPENING, Moment.CONTACT, Moment.CLOSING, Moment.EXPERIENCE, Moment.GROUP_MET):
        asked = own_questions(moment, discipline="nursing", service=None, day=today)
        assert asked, moment
    assert unanswered().count() == 5 and QuestionRemark.objects.filter(outcome="taken_over").count() == 1
    assert [person.name for person in people_to_ask(today)] == ["Karin Vraagbaak"]
