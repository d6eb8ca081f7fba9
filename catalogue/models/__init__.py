"""What this organisation asks, and the words it files answers under."""

from catalogue.models.life_domain import LifeDomain
from catalogue.models.question import Need, Purpose, Question, ResultKind
from catalogue.models.sheet_language import SheetLanguage
from catalogue.models.theme import Theme

__all__ = ["LifeDomain", "Need", "Purpose", "Question", "ResultKind", "SheetLanguage", "Theme"]
