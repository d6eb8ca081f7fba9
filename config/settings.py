"""All settings, in one file, read from the environment.

A missing or wrong setting stops the start with one line that says which and why (`config/environment.py`).
"""

from pathlib import Path

from config.environment import address, database, read_environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = read_environment()

DEBUG = env.switch("DEBUG")
TESTING = env.switch("TESTING")
SECRET_KEY = env.secret("SECRET_KEY")
# Keys that it had before: with these what was signed or sealed with them goes on working (organisation/offline.py).
SECRET_KEY_FALLBACKS = env.former_secrets("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
# True behind https, as everywhere outside one's own machine: cookies then never travel in the clear.
HTTPS = env.switch("HTTPS")
# A banner on every page says that this is a place for invented people only.
DEMO = env.switch("DEMO")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_linear_migrations",
    "template_partials",
    "django_htmx",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "organisation",
    "catalogue",
    "registration",
    "signals",
    "outcomes",
    "feedback",
    "exchange",
]
MIGRATION_FIRST_PARTY_APPS = ["organisation", "catalogue", "registration", "exchange"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "organisation.middleware.one_alphabet",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "organisation.middleware.session_ends",
    "organisation.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "registration.middleware.inside_talk",
    "organisation.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisation.middleware.private_pages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisation.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "organisation.templatetags.look",
                "organisation.templatetags.drafts",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"

DATABASES = {"default": database(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and passwords
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "organisation.password_rules.NotOneself",
        "OPTIONS": {"user_attributes": ["name", "first_name", "email"]},
    },
    {
        "NAME": "organisation.password_rules.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "organisation.password_rules.NotWellKnown"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "organisation.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "organisation.forms.passwords.LogInForm",
    "change_password": "organisation.forms.passwords.ChangePasswordForm",
    "reset_password": "organisation.forms.passwords.ResetPasswordForm",
    "reset_password_from_key": "organisation.forms.passwords.ResetPasswordKeyForm",
    "reauthenticate": "organisation.forms.passwords.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "organisation.forms.passwords.CodeForm",
    "reauthenticate": "organisation.forms.passwords.CodeAgainForm",
    "activate_totp": "organisation.forms.passwords.FirstCodeForm",
    "edit_webauthn": "organisation.forms.passwords.PasskeyNameForm",
}
# Nobody signs up, so a mail to an address that is not known here has nothing to say.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# The one of allauth would keep a second list of addresses: one that was put right would still log in, and anybody who
# asked for a new password for somebody else would keep that person from switching on two-step log-in.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Locking out is done by axes, whose count lives in the database and so holds for all web processes together; wrong
# codes of the second step are counted there as well (organisation/forms/passwords.py).
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Keukentafel"
# Passkeys ask for https, except on one's own machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Behind a proxy everybody comes from its address; the count of proxies says which part of X-Forwarded-For to believe.
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", default=0, least=0, most=5)
AXES_FAILURE_LIMIT = env.whole("LOGIN_FAILURES", default=5, most=100)
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_CALLABLE = "organisation.views.account.locked_out"
AXES_USERNAME_CALLABLE = "organisation.views.account.counted_as"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
# Of the form that failed only the fact is kept, not the address or the code that was typed.
AXES_SENSITIVE_PARAMETERS = ["login", "code"]

# Sessions: idle and absolute ends, in seconds.
SESSION_IDLE_SECONDS = env.whole("SESSION_IDLE_MINUTES", default=15, most=1440) * 60
SESSION_COOKIE_AGE = env.whole("SESSION_HOURS", default=12, most=168) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_USE_SESSIONS = False
# What a message says can be about a person, so it waits in the session and not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "organisation.views.errors.csrf_failure"

# Safety in the browser
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Words: English in the source, Dutch on screen whatever the browser says, English by choice.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

# Work that takes longer than a page (`manage.py work` does it): what succeeded leaves no trace in the queue.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 1}
# What people bring in and take out while it is moved: outside the web root, and for nobody else on the machine.
MOVING_FOLDER = Path(env.str("MOVING_FOLDER", default=str(BASE_DIR / "var" / "moving")))
# The largest file that is taken in, in megabytes.
MOVING_MEGABYTES = env.whole("MOVING_MEGABYTES", default=200, most=10_000)
# How large a bundle may be when it is unpacked.
BUNDLE_MEGABYTES = env.whole("BUNDLE_MEGABYTES", default=1000, most=100_000)

# Pages that a device keeps, empty, for when there is no network; behind each the pages that it stands in for. The first
# is for every other page.
OFFLINE_PAGES = {
    "offline": [],
    "outbox": [],
    "offline_plan": ["plan_new"],
    "offline_group_met": ["group_met_new"],
    "offline_activity": ["activity_new"],
    "offline_signal": ["signal_new"],
    "visit": [],
}

# How what was saved first reads beside other words that came with the same number (organisation/saved_before.py).
BOTH_TEXTS = {
    "signal_new": "signals.forms.both_texts.of_signal",
    "signal_edit": "signals.forms.both_texts.of_signal",
    "activity_new": "signals.forms.both_texts.of_activity",
    "activity_edit": "signals.forms.both_texts.of_activity",
    "group_met_new": "signals.forms.both_texts.of_group_met",
    "group_met_edit": "signals.forms.both_texts.of_group_met",
}

# Files that every visitor may have: own ones and those built from the front-end packages.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "var" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "config.static_files.WithImports"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# E-mail can be switched off altogether; the pages then show the one-time link to hand over.
mail = env.mail("EMAIL_URL")
EMAIL_ENABLED = bool(mail)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
vars().update(mail)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="keukentafel@localhost")

# Log lines name a view and a status, never a person, a text or an address with a name in it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"discreet": {"()": "config.discreet.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # It would write who fails to log in, and from where.
        "axes": {"level": "CRITICAL"},
        # It would write the address of every refused form, and the address of an invitation is a secret.
        "django.request": {"level": "ERROR"},
    },
}

# The role that the app's own connections use; migrations give it rights table by table.
APP_ROLE = address(env, "DATABASE_URL")["USER"]
