"""Who somebody is, by address and password; and what they may do, by their role."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend, ModelBackend

from .roles import permissions_of


class SignInBackend(AuthenticationBackend):
    """allauth's, without signing in by an address that still waits to be confirmed."""

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        email = credentials.get("email")
        if user is not None and email is not None and user.email != email.lower():
            # allauth found somebody who waits for the address; whoever signs in with it may be another one
            return ModelBackend.authenticate(self, request, username=email, password=credentials["password"])
        return user


class RoleBackend(BaseBackend):
    """Signs nobody in; grants what `roles` lists, on every object alike."""

    def get_user_permissions(self, user_obj, obj=None):
        return set(permissions_of(user_obj))

    def has_module_perms(self, user_obj, app_label):
        return any(name.startswith(f"{app_label}.") for name in permissions_of(user_obj))
