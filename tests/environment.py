"""The settings of a test run, put in place before Django reads any (`-p tests.environment` in pyproject.toml).

A developer's own DEBUG, DEMO or e-mail setting must not decide whether a test passes.
"""

import os

os.environ.update(TESTING="1", DEBUG="0", DEMO="0", HTTPS="0")
os.environ.setdefault("SECRET_KEY", "only for tests, and long enough to be taken")
for name in ("EMAIL_URL", "ALLOWED_HOSTS", "SESSION_IDLE_MINUTES", "SESSION_HOURS", "LOGIN_FAILURES"):
    os.environ.pop(name, None)
