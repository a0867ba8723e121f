"""The admin is for food curators: nothing about people is registered there."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group

admin.site.unregister(EmailAddress)
admin.site.unregister(Group)
