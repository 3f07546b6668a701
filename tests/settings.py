"""The settings of the tests: the site's own, faster where that changes nothing that is tested."""

from portal.settings import *  # noqa: F403  (every setting, as the site has them)

SECRET_KEY = "a key for tests alone"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
ACCOUNT_RATE_LIMITS = False
PLANS_IN_A_THREAD = False  # which would outlive its test
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")  # noqa: F405  (mails made up for tests)
WHITENOISE_AUTOREFRESH = True  # files are found when asked for: each test client would list them all first
# Compiling a query and waiting for the disk pay off for large tables and for data that must outlive a crash.
DATABASES["default"]["OPTIONS"]["options"] += " -c jit=off -c synchronous_commit=off"  # noqa: F405
