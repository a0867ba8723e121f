"""What every installation shares. Nothing here is looser than production may be."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .env import BASE_DIR, data_dir, database, yes  # BASE_DIR is a setting too

DEBUG = False
ROOT_URLCONF = "k2tracker.urls"
WSGI_APPLICATION = "k2tracker.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "k2tracker.web",
    "k2tracker.accounts",
    "k2tracker.profiles",
    "k2tracker.alerts",
    "k2tracker.medicines",
    "k2tracker.plans",
    "k2tracker.labs",
    "k2tracker.exercise",
    "k2tracker.cabinet",
    "k2tracker.diary",
    "k2tracker.suggestions",
    "k2tracker.trends",
    "k2tracker.pantry",
    "k2tracker.guide",
    "k2tracker.running",
    "foods",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "k2tracker.web.middleware.refuse_unreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "k2tracker.web.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "k2tracker.web.answers.keep_out_of_caches",
    "k2tracker.web.answers.say_which_methods",
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
                "k2tracker.profiles.context.vka",
            ],
        },
    }
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and sign-in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "k2tracker.accounts.backends.SignInBackend",
    "k2tracker.accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "k2tracker.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "k2tracker.accounts.forms.SignupConsentForm"
ACCOUNT_FORMS = {
    "login": "k2tracker.accounts.entrance.LoginForm",
    "signup": "k2tracker.accounts.entrance.SignupForm",
    "reauthenticate": "k2tracker.accounts.entrance.ReauthenticateForm",
    "change_password": "k2tracker.accounts.entrance.ChangePasswordForm",
    "reset_password": "k2tracker.accounts.addresses.ResetPasswordForm",
    "reset_password_from_key": "k2tracker.accounts.entrance.ResetPasswordKeyForm",
    "add_email": "k2tracker.accounts.addresses.AddEmailForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"  # a mail is sent; nothing waits for it
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one counts once it is verified
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None  # the form asks
ACCOUNT_LOGOUT_ON_GET = False

# --- Sessions, cookies, headers -----------------------------------------------------------------------
SESSION_COOKIE_SAMESITE = "Lax"
# Messages name medicines and products, which belong into no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "k2tracker.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Language, time, numbers --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "k2tracker" / "locale"]
FORMAT_MODULE_PATH = "k2tracker.settings.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False  # a thousands comma in a form field would come back as a decimal one

# --- Files the browser needs --------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = data_dir() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Hooks: what the food database asks of rooms that it may not import ---------------------------------
FOODS_READER = "k2tracker.diary.reading.reader_for"  # habit and dislikes of whoever searches
FOODS_OTHER_COUNTS = "k2tracker.diary.reading.counts"  # figures beside the curators' own
FOODS_USE = "k2tracker.diary.reading.use_of"  # in how many logs of how many people a food is
FOODS_WHAT_MOVES = "k2tracker.diary.merging.what_moves"  # with a food that becomes part of another

# --- Curation -----------------------------------------------------------------------------------------
# Nobody approves their own change to a food's values; K2_SINGLE_CURATOR=yes is for one who has no colleague.
FOODS_NEEDS_SECOND_CURATOR = not yes("K2_SINGLE_CURATOR")

# --- Forms --------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144  # the largest form of ours is under 10 kB

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "k2tracker@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "waitress.queue": {"level": "ERROR"},  # it warns of every request that waits for a thread
    },
}
