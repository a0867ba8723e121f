"""People who sign in, and the consents they gave."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes users by e-mail address; there is no user name. Curators may enter the admin, nobody else."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        fields.setdefault("is_staff", fields.get("role") == User.Role.CURATOR)
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: an individual, a curator of the food database, or a clinician."""

    class Role(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual")
        CURATOR = "curator", _("Food curator")
        CLINICIAN = "clinician", _("Clinician")

    email = models.EmailField(_("e-mail address"), unique=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.INDIVIDUAL)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="accounts_user_role_is_known",
                condition=models.Q(role__in=["individual", "curator", "clinician"]),
            ),
            models.CheckConstraint(
                name="accounts_user_email_is_lower_case", condition=models.Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="accounts_user_admin_is_for_curators",
                condition=models.Q(is_staff=False) | models.Q(role="curator") | models.Q(is_superuser=True),
            ),
        ]

    def __str__(self):
        return self.email


class Consent(models.Model):
    """That a person agreed, once, to one version of one consent text."""

    class Purpose(models.TextChoices):
        DIARY = "diary", _("Keeping a food and supplement diary")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "version"], name="accounts_consent_given_once_per_version"
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.version}"
