"""Settings from the environment: safe when nothing is set, loud on a bad value.

Unset, the site runs for one person on one machine: a private PostgreSQL (portal.devserver sets DATABASE_URL), tasks in
the process, mail written to files. docs/operations.md lists every variable.
"""

import secrets
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu.entity import Exchange, Queue

from portal.core.environment import EnvironmentVariables

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"

env = EnvironmentVariables()


def load_secret_key(path: Path) -> str:
    """This machine's own key, made at the first start and kept in a file that only its owner reads."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


# --- who we are ---------------------------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG")
PRODUCTION = env.flag("PRODUCTION")
SITE_NAME = "Koppelvlak"
SITE_URL = env.address("SITE_URL", ("https", "http"), default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECRET_KEY = env.str("SECRET_KEY", default="")
if PRODUCTION and (DEBUG or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured("With PRODUCTION=1, DEBUG must be off and SECRET_KEY at least 50 characters long.")
if PRODUCTION and any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("With PRODUCTION=1, ALLOWED_HOSTS must name the hosts of the site, without a “*”.")
SECRET_KEY = SECRET_KEY or load_secret_key(DATA_DIR / "secret_key")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "portal",
    "companies",
    "challenges",
    "portal.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "import_export",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "portal.core.middleware.add_security_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.middleware.prevent_session_caching",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.core.middleware.reject_nul_bytes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.core.middleware.RedactedHistoryMiddleware",
]

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
                "challenges.dashboard.context_processors.add_navigation",
                "challenges.dashboard.context_processors.add_reader_counts",
            ],
            "builtins": ["portal.templatetags.ui"],
        },
    },
]

# --- database and queue -------------------------------------------------------------------------------------------

DATABASES = {"default": env.postgres("DATABASE_URL", default="postgres:///koppelvlak")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.number("CONN_MAX_AGE", default=60)

# From which share of its letter triples a name is found by a mistyped word: two letters that changed places in a word
# of eight. PostgreSQL uses an index for this threshold of its own alone.
ALIKE = "-c pg_trgm.word_similarity_threshold=0.4"
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", ALIKE)

# What limits count log-ins by: in the database, as every process must see it and Redis may be lost.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so many that nobody flushes a limit by making others
    },
    # Answers of the trade register, for minutes: in each process, where they push no limit out and reach no backup.
    "register": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "register",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

REDIS_URL = env.address("REDIS_URL", ("redis", "rediss", "redis+socket"))

# --- people -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.PrefetchingBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_start"
LOGOUT_REDIRECT_URL = "challenges:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up alone: it leads on to where one came from
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.forms.SignupForm"
ACCOUNT_ADAPTER = "portal.notifications.account_adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"my_data": "5/h/user"}  # beside those of allauth
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME

# --- language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# Without PRODUCTION static files are served from where they are.
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")) if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
ATTACHMENT_MEGABYTES = env.number("ATTACHMENT_MEGABYTES", default=10, least=1)  # of one file with a response
ATTACHMENTS_PER_RESPONSE = env.number("ATTACHMENTS_PER_RESPONSE", default=5, least=1)

# --- mail ---------------------------------------------------------------------------------------------------------

EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
vars().update(env.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Koppelvlak <koppelvlak@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 30

# --- headers ------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=63072000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
PROXIES = env.number("BEHIND_PROXY", default=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # whose log-ins are counted: the proxy's own address would be everybody's
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of their own
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# --- audit --------------------------------------------------------------------------------------------------------

PGHISTORY_APPEND_ONLY = True

# --- what is kept of people, and how long -------------------------------------------------------------------------
# In days; docs/privacy.md says what each is for.

KEEP_DAYS_DEFAULTS = {
    "mail_text": 30,  # after it was made
    "mail": 365,
    "read_message": 180,  # after it was read
    "message": 365,
    "unverified_account": 30,
    "inactive_account": 730,  # after the last log-in
    "inactive_notice": 30,  # between the mail that says so and the erasure
    "joining": 90,  # invitations, claims and requests to join, after they ended
    "admin_log": 365,
    "history": 1825,
    "reading": 365,  # who read what is confidential
    "introduction": 730,  # who took its steps and what they noted, after it ended
    "attendee": 90,  # names of who came to a session, after it ended
}
KEEP_DAYS = {
    name: env.number(f"KEEP_DAYS_{name.upper()}", default=days, least=1) for name, days in KEEP_DAYS_DEFAULTS.items()
}

# --- tasks --------------------------------------------------------------------------------------------------------
# The queue is a hint: publishing may fail, a message may come twice or never; the rows say what is due.

CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 1700
CELERY_TASK_TIME_LIMIT = 1800
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2000,
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # by a request, which does not wait for a lost Redis; workers and beat try for ever
}
CELERY_TASK_PUBLISH_RETRY = False
# What takes long has a queue of its own; a worker that is told nothing else serves all three in turn.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "batches", "plans")]
CELERY_TASK_ROUTES = {
    "challenges.tasks.match_batch_task": {"queue": "batches"},
    "challenges.tasks.plans_task": {"queue": "plans"},
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # keeps no file: looking a minute early harms nothing
CELERY_BEAT_SCHEDULE = {
    "declarations": {
        "task": "companies.tasks.declarations_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "life": {
        "task": "challenges.tasks.life_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "reconcile": {
        "task": "challenges.tasks.reconcile_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "comparisons": {
        "task": "challenges.tasks.compare_task",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    "teaching": {
        "task": "challenges.tasks.teaching_task",
        "schedule": crontab(hour=4, minute=40),
        "options": {"expires": 6 * 3600},
    },
    "plans": {
        "task": "challenges.tasks.plans_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "ages": {
        "task": "companies.tasks.look_at_ages_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "mail": {
        "task": "portal.tasks.send_mail_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "retention": {
        "task": "portal.tasks.retention_task",
        "schedule": crontab(hour=4, minute=10),
        "options": {"expires": 6 * 3600},
    },
    "digests": {
        "task": "portal.tasks.send_digests_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "drafts": {
        "task": "challenges.tasks.remind_task",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
    "introductions": {
        "task": "challenges.tasks.introductions_task",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    "seats": {
        "task": "challenges.tasks.seats_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "outcomes": {
        "task": "challenges.tasks.outcomes_task",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    "vetting": {
        "task": "companies.tasks.vetting_task",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "joining": {
        "task": "companies.tasks.remind_owners_task",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
}

# --- matching -----------------------------------------------------------------------------------------------------

MATCHES_PER_CHALLENGE = env.number("MATCHES_PER_CHALLENGE", default=100, least=1)
MATCHES_PER_COMPANY = env.number("MATCHES_PER_COMPANY", default=50, least=1)
MATCH_AT_ONCE = env.number("MATCH_AT_ONCE", default=2500, least=1)  # companies; a larger stock is cut in such pieces

# Where no worker is, a thread of the server makes the timetables.
PLAN_SECONDS = env.number("PLAN_SECONDS", default=300 if REDIS_URL else 60, least=1)
PLANS_IN_A_THREAD = not REDIS_URL

# --- who runs the site, for the contact page and the accessibility statement --------------------------------------

SITE_OWNER = env.str("SITE_OWNER", default="")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
CONTACT_PHONE = env.str("CONTACT_PHONE", default="")
# The five statuses of DigiToegankelijk, without E (no statement); "" until somebody has assessed the site.
ACCESSIBILITY_STATUS = env.word("ACCESSIBILITY_STATUS", "", ("", "A", "B", "C", "D"))
ACCESSIBILITY_ASSESSED_ON = env.date("ACCESSIBILITY_ASSESSED_ON")
ACCESSIBILITY_SIGNATORY = env.str("ACCESSIBILITY_SIGNATORY", default="")

# --- the trade register -------------------------------------------------------------------------------------------

KVK_API_KEY = env.str("KVK_API_KEY", default="").strip()  # empty: the register is never asked
KVK_API_URL = env.address("KVK_API_URL", ("https", "http"), default="https://api.kvk.nl/api")

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_LEVEL = env.word("LOG_LEVEL", "WARNING", LOG_LEVELS)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "served": {"()": "django.utils.log.ServerFormatter", "format": "[{server_time}] {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "served": {"class": "logging.StreamHandler", "formatter": "served"},
    },
    "filters": {"secrets": {"()": "portal.core.logs.SecretFilter"}},
    "loggers": {
        "django.db.backends": {"level": LOG_LEVEL},  # with DEBUG, every query
        "django.request": {"filters": ["secrets"]},
        "django.server": {"handlers": ["served"], "filters": ["secrets"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
