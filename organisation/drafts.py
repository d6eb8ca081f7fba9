"""From the page to the draft and back: what is sent while somebody types, and what is offered when it opens again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisation.models import Draft
from organisation.queries.drafts import unfinished
from organisation.typed_back import FORGERY, KEY, SECRET
from shared.ids import is_uuid
from shared.unfinished import Unfinished

# What the page says beside the fields (static/js/draft.js).
PATH, NUMBER, WHOSE = "draft-path", "draft-number", "draft-of"
# A page begins this far above what was kept, so that what the page before it sent late is older.
AHEAD = 1000
BIGGEST = 2**62
# With the id of the draft behind it, it still fits in the answer that is kept of a submission.
LONGEST_PATH = 150


@dataclass(frozen=True)
class Sent:
    """What a page sent of a form that stands open, and who was logged in when the page was made."""

    key: UUID
    path: str
    number: int
    whose: UUID
    fields: dict[str, list[str]]

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Raises ValueError for what no page of ours sends. The part of the address after ? is never kept."""
        number, asked = int(posted.get(NUMBER, "")), urlsplit(posted.get(PATH, ""))
        path = "" if asked.netloc else asked.path
        if not 0 < number < BIGGEST or len(path) > LONGEST_PATH or not _is_ours(path):
            raise ValueError("Not a number or an address of a page.")
        own = {KEY, FORGERY, PATH, NUMBER, WHOSE}
        fields = {
            name.replace("\x00", ""): [text.replace("\x00", "") for text in texts]
            for name, texts in posted.lists()
            if name not in own and not SECRET.search(name)
        }
        return cls(UUID(posted.get(KEY, "")), path, number, UUID(posted.get(WHOSE, "")), fields)


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def draft_for(request: HttpRequest) -> Draft | None:
    """The draft that this page was asked to go on with (`?draft=`): one's own, and of this very page."""
    wanted = request.GET.get("draft", "")
    if request.method != "GET" or not is_uuid(wanted):
        return None
    return unfinished(request.user, request.path).filter(pk=wanted).first()


def posted_or_draft(request: HttpRequest) -> QueryDict | None:
    """What a form of this page is bound to: what was sent, the draft to go on with, or nothing."""
    if request.method == "POST":
        return request.POST
    draft = draft_for(request)
    if draft is None:
        return None
    request.draft = draft  # type: ignore[attr-defined]  # the page keeps its key: see submission_key
    return Unfinished.of(draft.fields)


def moment(at: datetime) -> str:
    """When, as people say it: today 10.15, yesterday 16.02, 7 September 09.30."""
    here = timezone.localtime(at)
    time = here.strftime("%H.%M")
    days = (timezone.localdate() - here.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": time}
    if days == 1:
        return _("yesterday %(time)s") % {"time": time}
    return f"{date_format(here, 'j F')} {time}"
