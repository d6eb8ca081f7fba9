"""What came with a form of an older version and has no place in the form of today: given back, never dropped unseen."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.models import Question
from organisation.typed_back import FORGERY, KEY, is_text
from shared.ids import is_uuid
from shared.unfinished import Unfinished

# What a page sends beside its questions, and what widgets send beside the name of their field and read only at need.
BESIDE = {FORGERY, KEY, "version", "event", "next", "done"}
PARTS = ("_chip", "_offered_for", "_chosen")
# Where words without a place go, in the form that has it.
OWN_WORDS = ("own_words", "words")


class Noted(QueryDict):
    """What was sent, remembering which names the forms of today asked for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.asked: set[str] = set()
        super().__init__(*args, **options)

    @classmethod
    def of(cls, sent: QueryDict | None) -> "QueryDict | None":
        """A draft and an empty page stay what they are: only what is sent to be saved must find its place."""
        if sent is None or isinstance(sent, Unfinished):
            return sent
        made = cls("", mutable=True)
        for name, texts in sent.lists():
            made.setlist(name, list(texts))
        return made

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        """As ever, and noted."""
        self.asked.add(name)
        return super().getlist(name, default)

    def left(self) -> Iterator[tuple[str, str]]:
        """Names and texts that no form asked for."""
        for name, texts in list(self.lists()):
            asked = name in self.asked or any(name.removesuffix(part) in self.asked for part in PARTS)
            if not asked and name not in BESIDE:
                yield from ((name, text) for text in texts if text.strip())


def finds_its_place(form: Any) -> bool:
    """Whether everything that was sent is asked by the forms that looked at it (call it after their `is_valid`).

    If not, what was typed goes behind the own words of this form, which says so: the person looks, and saves again. Of
    what was chosen from a list that is gone it is said that it cannot be chosen any more.
    """
    left = list(form.data.left())
    words = [(name, text) for name, text in left if is_text(text)]
    gone = {name for name, text in left if is_uuid(text) and not _is_only(form, name, text)}
    gone |= {name for name, text in left if not is_text(text) and not is_uuid(text)}
    if not words and not gone:
        return True
    for name in sorted(gone):
        form.add_error(
            None,
            _("“%(label)s” cannot be chosen any more here. Look whether it is still right without.")
            % {"label": _label(form, name)},
        )
    if words:
        _give_back(form, [f"{_label(form, name)}: {text}" for name, text in words])
    return False


def _give_back(form: Any, lines: list[str]) -> None:
    own = next(name for name in OWN_WORDS if name in form.fields)
    said = "\n".join(lines)
    form.data = form.data.copy()
    full = form.add_prefix(own)
    form.data[full] = "\n".join(filter(None, [form.data.get(full, ""), said]))
    told = _(
        "This form was changed after you opened it. This has no place of its own any more, and stands with your own "
        "words now: “%(words)s”. Look at it, and save."
    )
    form.add_error(own, told % {"words": said})


def _is_only(form: Any, name: str, text: str) -> bool:
    """The one team that there is to choose from is not asked for."""
    return name == "team" and text == str(getattr(getattr(form, "only_team", None), "pk", ""))


def _label(form: Any, name: str) -> str:
    """What people know a field by: the words of its question, else its own, else its name."""
    kinds = {key.partition(".")[0] for key in getattr(form, "asks", {}).values()}
    question = Question.objects.filter(key__in=[f"{kind}.{name}" for kind in kinds]).first()
    known = form.base_fields.get(name)
    return str(question.label if question else (known and known.label) or name.replace("_", " "))
