"""`manage.py add_curator E-MAIL`: an account for somebody who keeps the food database.

A change of values needs a second curator, and nobody can sign up as one. Prints a password once; the curator
changes it in the admin. An address that somebody has already is refused: a diary does not become a curator's
account.
"""

import secrets

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from k2tracker.accounts.models import User

PASSWORD_BYTES = 15  # twenty characters


class Command(BaseCommand):
    help = "Make an account for a curator of the food database and print its password."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="E-MAIL")

    def handle(self, *, email, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email}: {error.message}") from None
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        try:
            with transaction.atomic():
                user = User.objects.create_user(email, password, role=User.Role.CURATOR)
        except IntegrityError:
            raise CommandError(f"{email}: somebody has this address already") from None
        self.stdout.write(f"{user.email}  {password}")
