"""What this organisation asks and offers, and the words it files answers under."""

from catalogue.models.guide import SetupGuide, WantedResult
from catalogue.models.instrument import Instrument, InstrumentPart, InstrumentScale
from catalogue.models.life_domain import LifeDomain
from catalogue.models.outside import Characteristic, Intervention
from catalogue.models.question import (
    MOMENTS_OUTSIDE,
    AnswerTo,
    AnswerType,
    Asking,
    Moment,
    Need,
    OfferedSet,
    Purpose,
    Question,
    QuestionChoice,
    QuestionPlace,
    ResultKind,
    State,
)
from catalogue.models.remark import QuestionRemark
from catalogue.models.service import Service, ServiceCategory
from catalogue.models.sheet_language import SheetLanguage
from catalogue.models.theme import Theme

__all__ = [
    "MOMENTS_OUTSIDE",
    "AnswerTo",
    "AnswerType",
    "Asking",
    "Characteristic",
    "Instrument",
    "InstrumentPart",
    "InstrumentScale",
    "Intervention",
    "LifeDomain",
    "Moment",
    "Need",
    "OfferedSet",
    "Purpose",
    "Question",
    "QuestionChoice",
    "QuestionPlace",
    "QuestionRemark",
    "ResultKind",
    "Service",
    "ServiceCategory",
    "SetupGuide",
    "SheetLanguage",
    "State",
    "Theme",
    "WantedResult",
]
