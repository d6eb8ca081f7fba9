"""Addresses of logging in, people, teams and areas. Of allauth only what is used here is reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from organisation.offline import leaving_nothing
from organisation.rules import anybody, logged_in, theirs
from organisation.views.about import accessibility, why_we_record
from organisation.views.account import account_reset_password
from organisation.views.areas import areas
from organisation.views.drafts import draft_drop, draft_keep, draft_put_back
from organisation.views.invitations import invitation, invitation_new, invitation_take_up, invitation_withdraw
from organisation.views.lending import lent_right_give_back, lent_right_take_back, lent_rights
from organisation.views.memberships import membership_end, membership_new, membership_reopen
from organisation.views.offline import manifest, offline, outbox, service_worker, session_now
from organisation.views.people import people, person, person_deactivate, person_edit, person_new, person_reactivate
from organisation.views.profile import choose_language, profile
from organisation.views.style import style
from organisation.views.teams import (
    team,
    team_area_new,
    team_area_put_back,
    team_area_remove,
    team_close,
    team_edit,
    team_new,
    team_reopen,
    teams,
)
from organisation.views.unlocking import unlock_code

RESET_KEY = r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

logging_in = [
    path("account/login/", theirs(account.login, anybody), name="account_login"),
    path("account/logout/", theirs(leaving_nothing(account.logout), anybody), name="account_logout"),
    path("account/inactive/", theirs(account.account_inactive, anybody), name="account_inactive"),
    path("account/password/reset/", theirs(account_reset_password, anybody), name="account_reset_password"),
    path(
        "account/password/reset/done/",
        theirs(account.password_reset_done, anybody),
        name="account_reset_password_done",
    ),
    re_path(RESET_KEY, theirs(account.password_reset_from_key, anybody), name="account_reset_password_from_key"),
    path(
        "account/password/reset/key/done/",
        theirs(account.password_reset_from_key_done, anybody),
        name="account_reset_password_from_key_done",
    ),
    path("account/two-step/authenticate/", theirs(mfa.authenticate, anybody), name="mfa_authenticate"),
    path("account/passkeys/login/", theirs(passkeys.login_webauthn, anybody), name="mfa_login_webauthn"),
]

own_account = [
    path("account/reauthenticate/", theirs(account.reauthenticate, logged_in), name="account_reauthenticate"),
    path("account/password/change/", theirs(account.password_change, logged_in), name="account_change_password"),
    path("account/two-step/", theirs(mfa.index, logged_in), name="mfa_index"),
    path("account/two-step/reauthenticate/", theirs(mfa.reauthenticate, logged_in), name="mfa_reauthenticate"),
    path("account/two-step/app/on/", theirs(totp.activate_totp, logged_in), name="mfa_activate_totp"),
    path("account/two-step/app/off/", theirs(totp.deactivate_totp, logged_in), name="mfa_deactivate_totp"),
    path("account/two-step/codes/", theirs(codes.view_recovery_codes, logged_in), name="mfa_view_recovery_codes"),
    path(
        "account/two-step/codes/new/",
        theirs(codes.generate_recovery_codes, logged_in),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/two-step/codes/download/",
        theirs(codes.download_recovery_codes, logged_in),
        name="mfa_download_recovery_codes",
    ),
    path("account/passkeys/", theirs(passkeys.list_webauthn, logged_in), name="mfa_list_webauthn"),
    path("account/passkeys/new/", theirs(passkeys.add_webauthn, logged_in), name="mfa_add_webauthn"),
    path(
        "account/passkeys/reauthenticate/",
        theirs(passkeys.reauthenticate_webauthn, logged_in),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/passkeys/<int:pk>/remove/", theirs(passkeys.remove_webauthn, logged_in), name="mfa_remove_webauthn"),
    path("account/passkeys/<int:pk>/edit/", theirs(passkeys.edit_webauthn, logged_in), name="mfa_edit_webauthn"),
    path("profile/", profile, name="profile"),
    path("profile/unlock-code/", unlock_code, name="unlock_code"),
    path("language/", choose_language, name="choose_language"),
    path("style/", style, name="style"),
    path("why/", why_we_record, name="why_we_record"),
    path("accessibility/", accessibility, name="accessibility"),
]

drafts = [
    path("drafts/", draft_keep, name="draft_keep"),
    path("drafts/<uuid:draft_id>/drop/", draft_drop, name="draft_drop"),
    path("drafts/<uuid:draft_id>/put-back/", draft_put_back, name="draft_put_back"),
]

without_network = [
    path("sw.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("api/session/", session_now, name="session_now"),
    path("offline/", offline, name="offline"),
    path("outbox/", outbox, name="outbox"),
]

arranging = [
    path("people/", people, name="people"),
    path("people/new/", person_new, name="person_new"),
    path("people/<uuid:person_id>/", person, name="person"),
    path("people/<uuid:person_id>/edit/", person_edit, name="person_edit"),
    path("people/<uuid:person_id>/deactivate/", person_deactivate, name="person_deactivate"),
    path("people/<uuid:person_id>/reactivate/", person_reactivate, name="person_reactivate"),
    path("people/<uuid:person_id>/memberships/new/", membership_new, name="membership_new"),
    path("people/<uuid:person_id>/invitations/new/", invitation_new, name="invitation_new"),
    path("memberships/<uuid:membership_id>/end/", membership_end, name="membership_end"),
    path("memberships/<uuid:membership_id>/reopen/", membership_reopen, name="membership_reopen"),
    path("invitations/<uuid:invitation_id>/", invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitation_withdraw, name="invitation_withdraw"),
    path("welcome/<str:token>/", invitation_take_up, name="invitation_take_up"),
    path("teams/", teams, name="teams"),
    path("teams/new/", team_new, name="team_new"),
    path("teams/<uuid:team_id>/", team, name="team"),
    path("teams/<uuid:team_id>/edit/", team_edit, name="team_edit"),
    path("teams/<uuid:team_id>/close/", team_close, name="team_close"),
    path("teams/<uuid:team_id>/reopen/", team_reopen, name="team_reopen"),
    path("teams/<uuid:team_id>/areas/new/", team_area_new, name="team_area_new"),
    path("teams/<uuid:team_id>/areas/<uuid:area_id>/remove/", team_area_remove, name="team_area_remove"),
    path("teams/<uuid:team_id>/areas/<uuid:area_id>/put-back/", team_area_put_back, name="team_area_put_back"),
    path("areas/", areas, name="areas"),
]

lending = [
    path("lent-rights/", lent_rights, name="lent_rights"),
    path("lent-rights/<uuid:lent_right>/take-back/", lent_right_take_back, name="lent_right_take_back"),
    path("lent-rights/<uuid:lent_right>/give-back/", lent_right_give_back, name="lent_right_give_back"),
]

urlpatterns = [*logging_in, *own_account, *drafts, *without_network, *arranging, *lending]
