"""What a device needs to go on without a network, and how forms that waited there are taken in."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from organisation.models import Submission, Team, User
from organisation.offline import LONGEST, as_told, made_at, made_on, mark_of, secrets_of
from organisation.shell import _digest, worker

ClientOf = Callable[[User], Client]
DAY = 24 * 3600 * 1000
KEPT = {"HTTP_X_KEPT_FOR": "x"}


@pytest.fixture
def browser(client_of: ClientOf, information_manager: User) -> Client:
    """The browser of somebody who adds teams."""
    return client_of(information_manager)


class TestSessionNow:
    """session_now"""

    def test_session_now_says_who_and_gives_a_token(self, browser: Client, information_manager: User) -> None:
        """No name, no id, and nothing to open a device with for who does not say which."""
        answer = browser.get(reverse("session_now"))
        told = answer.json()
        assert (told["person"], told["secrets"]) == (mark_of(information_manager), [])
        assert len(told["token"]) == 64
        assert str(information_manager.pk) not in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]

    def test_session_now_opens_a_device(self, browser: Client, information_manager: User) -> None:
        """32 bytes, the same each time for one person on one device."""
        device = uuid4()
        tellings = [
            browser.get(reverse("session_now"), headers={"X-Device": str(device)}).json()["secrets"] for _ in "ab"
        ]
        assert tellings[0] == tellings[1] == secrets_of(information_manager, device)
        assert len(base64.b64decode(tellings[0][0])) == 32

    @pytest.mark.django_db
    def test_session_now_needs_a_log_in(self) -> None:
        """A visitor is led to the log-in page, device or not."""
        answer = Client().get(reverse("session_now"), headers={"X-Device": str(uuid4())})
        assert answer.status_code == 302

    def test_secret_of_one_person_on_one_device(
        self, professional: User, colleague: User, settings: LazySettings
    ) -> None:
        """Another person or device has another one; a former key of the server still gives its own."""
        device = uuid4()
        (first,) = secrets_of(professional, device)
        assert len({first, *secrets_of(colleague, device), *secrets_of(professional, uuid4())}) == 3
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
        assert secrets_of(professional, device)[1] == first

    def test_after_a_new_key_of_the_server(
        self, browser: Client, information_manager: User, settings: LazySettings
    ) -> None:
        """Still logged in, still the same person to the device, and what opened it before is told too."""
        said = {"X-Device": str(uuid4())}
        before = browser.get(reverse("session_now"), headers=said).json()
        kept = {"X-Kept-For": before["person"]}
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
        now = browser.get(reverse("session_now"), headers=said).json()
        assert (now["person"], now["secrets"][1:]) == (before["person"], before["secrets"])
        fields = {"submission_key": str(uuid4()), "name": "Team Zuid"}
        assert browser.post(reverse("team_new"), fields, headers=kept).status_code == 201

    def test_without_the_former_key_nobody_is_logged_in(self, browser: Client, settings: LazySettings) -> None:
        """What the setting is for."""
        settings.SECRET_KEY = "n" * 50
        assert browser.get(reverse("session_now")).status_code == 302


class TestEmptyPages:
    """service_worker, manifest, offline, outbox"""

    @pytest.mark.django_db
    def test_service_worker_lists_what_is_there(self) -> None:
        """Every file and page it keeps can be had by a visitor, and the browser asks for it anew each time."""
        answer = Client().get(reverse("service_worker"))
        said = dict(line.removeprefix("const ").rstrip(";").split(" = ", 1) for line in lines(answer)[:4])
        assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
            "text/javascript; charset=utf-8",
            "no-cache",
        )
        files, pages = json.loads(said["FILES"]), json.loads(said["PAGES"])
        assert [path for path in files if not finders.find(path.removeprefix("/static/"))] == []
        assert [path for path in pages if Client().get(path).status_code != 200] == []
        assert set(json.loads(said["LEADS"]).values()) <= set(json.loads(said["PAGES"]))

    @pytest.mark.django_db
    def test_pages_are_the_same_for_everybody(self, professional: User, client_of: ClientOf) -> None:
        """A device keeps them: nothing of who is logged in is in them."""
        for path in json.loads(lines(Client().get(reverse("service_worker")))[2].split(" = ")[1].rstrip(";")):
            mine, nobody = client_of(professional).get(path), Client().get(path)
            assert mine.content == nobody.content
            assert "csrfmiddlewaretoken" not in mine.content.decode()

    def test_version_changes_with_the_files(self, settings: LazySettings) -> None:
        """The same while nothing changes; while scripts are worked on it is asked each time."""
        first = worker()
        settings.DEBUG = True
        assert worker() == first
        settings.LOCALE_PATHS = []
        assert worker() != first
        assert _digest() in first

    @pytest.mark.django_db
    def test_manifest_can_be_installed(self) -> None:
        """A name, a place to start, and signs of both sizes that a phone asks for."""
        answer = Client().get(reverse("manifest"))
        told = answer.json()
        assert (told["name"], told["display"], told["start_url"]) == ("Keukentafel", "standalone", "/")
        assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
        assert [one["url"] for one in told["shortcuts"]] == [
            reverse(name) for name in ("plan_new", "group_met_new", "activity_new", "signal_new")
        ]
        assert answer.headers["Content-Type"] == "application/manifest+json"

    @pytest.mark.django_db
    def test_offline_and_outbox_say_what_can_be_done(self) -> None:
        """Plain words."""
        assert "Dit kun je nu wel doen" in Client().get(reverse("offline")).content.decode()
        page = Client().get(reverse("outbox")).content.decode()
        assert "Nog niet op kantoor" in page and "0 op dit apparaat bewaard, nog niet op kantoor" in page


class TestTakenIn:
    """A form that waited on a device."""

    def test_answer_that_a_script_can_read(self, browser: Client, information_manager: User) -> None:
        """201 and where to go on, also when it comes twice; a redirect for everybody else."""
        fields = {"submission_key": str(uuid4()), "name": "Team Zuid"}
        kept = {"X-Kept-For": mark_of(information_manager)}
        answers = [browser.post(reverse("team_new"), fields, headers=kept) for _ in "ab"]
        team = Team.objects.get()
        assert [(one.status_code, one.headers["X-Next"]) for one in answers] == [
            (201, reverse("team", args=[team.pk]))
        ] * 2
        assert browser.post(reverse("team_new"), fields).status_code == 302

    def test_kept_for_somebody_else(self, browser: Client, professional: User) -> None:
        """Whoever is logged in now does not save what another wrote."""
        fields = {"submission_key": str(uuid4()), "name": "Team Zuid"}
        answer = browser.post(reverse("team_new"), fields, headers={"X-Kept-For": mark_of(professional)})
        assert answer.status_code == 401
        assert not Team.objects.filter(name="Team Zuid").exists() and not Submission.objects.exists()

    def test_form_with_errors_comes_back(self, browser: Client, information_manager: User) -> None:
        """As a page, with what is wrong."""
        kept = {"X-Kept-For": mark_of(information_manager)}
        answer = browser.post(reverse("team_new"), {"submission_key": str(uuid4())}, headers=kept)
        assert answer.status_code == 422 and b"<form" in answer.content

    @pytest.mark.parametrize(
        ("made", "sent", "days"),
        [
            (0, 3 * DAY, 3),
            # A clock that is two years ahead, or behind: only the time between counts.
            (730 * DAY, 733 * DAY, 3),
            (-730 * DAY, -727 * DAY, 3),
            # The clock was put right meanwhile, or nobody can believe it: now.
            (730 * DAY, 0, 0),
            (0, 31 * DAY, 0),
            (0, 10**30, 0),
            ("x", 0, 0),
        ],
    )
    def test_when_it_was_made(self, rf: RequestFactory, made: object, sent: object, days: int) -> None:
        """As long ago as the device says, whatever its clock says; at most 30 days."""
        request = rf.post("/", headers={"X-Made-At": str(made), "X-Sent-At": str(sent)})
        assert abs(timezone.now() - timedelta(days=days) - made_at(request)) < timedelta(seconds=5)
        assert made_on(request) == timezone.localdate(timezone.now() - timedelta(days=days))

    def test_without_saying_when(self, rf: RequestFactory) -> None:
        """Now; and thirty days still count."""
        assert timezone.now() - made_at(rf.post("/")) < timedelta(seconds=5)
        waited = rf.post("/", headers={"X-Made-At": "0", "X-Sent-At": str(30 * DAY)})
        assert LONGEST - (timezone.now() - made_at(waited)) < timedelta(seconds=5)

    def test_other_answers_stay_as_they_are(self, rf: RequestFactory) -> None:
        """Only a redirect is told otherwise, and only to who asks for it."""
        page, onwards = HttpResponse("x"), HttpResponseRedirect("/x/")
        assert as_told(rf.post("/", **KEPT), page) is page
        assert as_told(rf.post("/"), onwards) is onwards
        assert as_told(rf.post("/", **KEPT), onwards).headers["X-Next"] == "/x/"


class TestLeaving:
    """Logging out."""

    @pytest.mark.parametrize(("fields", "told"), [({"wipe": "1"}, '"cache", "storage"'), ({}, None)])
    def test_browser_forgets(self, browser: Client, fields: dict[str, str], told: str | None) -> None:
        """Only when the browser says that nothing waits there."""
        answer = browser.post(reverse("account_logout"), fields)
        assert answer.headers.get("Clear-Site-Data") == told
        assert browser.get(reverse("session_now")).status_code == 302


def lines(answer: HttpResponse) -> list[str]:
    """The lines of a script."""
    return answer.content.decode().splitlines()
