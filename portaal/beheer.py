"""The administration: accounts and roles for who manages them, the log for the data team. Nobody changes or removes a
line of the log here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path

from peilstok.publicatie.doelgroep import DATATEAM
from peilstok.rapport.tabelbestand import zonder_formule
from portaal.logboek import noteer
from portaal.models import BEHEER, Aanlevering, Account, Logregel, Rol
from portaal.toegang import nodig_uit


class Beheersite(admin.AdminSite):
    """Who comes in follows from roles, and from nothing else."""

    site_header = site_title = "Peilstok, beheer van het portaal"
    index_title = "Beheer"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_rol(BEHEER, DATATEAM))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:
        """By the page that asks who it is again, and says so in the log."""
        return redirect("account_change_password")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:
        """By the portal's own door."""
        return redirect("begin")


beheersite = Beheersite(name="admin")


class _OpRol(admin.ModelAdmin):
    """What one may see and do here, by role."""

    ziet: ClassVar[tuple[str, ...]] = (BEHEER, DATATEAM)
    wijzigt: ClassVar[tuple[str, ...]] = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_rol(*self.ziet))

    def _mag(self, request: HttpRequest) -> bool:
        return bool(request.user.is_rol(*self.wijzigt))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._mag(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._mag(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class _Rollen(admin.TabularInline):
    model = Rol
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_rol(BEHEER, DATATEAM))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_rol(BEHEER))

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Account, site=beheersite)
class Accounts(_OpRol):
    """A new account is mailed its invitation; one that is switched off is out at once."""

    wijzigt = (BEHEER,)
    fields = ("email", "naam", "is_active", "last_login")
    list_display = ("email", "naam", "is_active", "last_login")
    search_fields = ("email", "naam")
    inlines = (_Rollen,)
    actions = ("nodig_opnieuw_uit", "meld_overal_af", "wis_tweede_factor")

    def get_readonly_fields(self, request: HttpRequest, obj: Account | None = None) -> tuple[str, ...]:
        # whose account it is does not change: the other would get what it has
        return ("last_login", "email") if obj else ("last_login",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        return super().get_queryset(request).prefetch_related("rollen")

    def save_model(self, request: HttpRequest, obj: Account, form: Any, change: bool) -> None:
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            nodig_uit(request, obj)
            messages.success(request, f"De uitnodiging aan {obj.email} is verstuurd.")
        elif "is_active" in form.changed_data:
            noteer(request, Logregel.Wat.ROL, doelgroep=f"account {obj.pk}", pad=f"actief: {obj.is_active}")
            if not obj.is_active:
                _meld_af(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for wat, rollen in (("erbij", formset.new_objects), ("weg", formset.deleted_objects)):
            for rol in rollen:
                noteer(
                    request,
                    Logregel.Wat.ROL,
                    doelgroep=f"account {rol.account_id}",
                    pad=f"{rol.soort}/{rol.code} {wat}",
                )
        for rol, _ in formset.changed_objects:
            noteer(request, Logregel.Wat.ROL, doelgroep=f"account {rol.account_id}", pad=f"{rol.soort}/{rol.code} nu")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if self._mag(request) else {}

    @admin.action(description="Nodig opnieuw uit (met een nieuwe link)")
    def nodig_opnieuw_uit(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        for account in queryset.filter(is_active=True):
            nodig_uit(request, account)
        messages.success(request, "De uitnodigingen zijn verstuurd.")

    @admin.action(description="Meld overal af")
    def meld_overal_af(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        for account in queryset:
            _meld_af(account)
        messages.success(request, "Deze accounts zijn overal afgemeld.")

    @admin.action(description="Wis de tweede factor (bij verlies; ga eerst na wie het vraagt)")
    def wis_tweede_factor(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        for account in queryset:
            Authenticator.objects.filter(user=account).delete()
            _meld_af(account)
            noteer(request, Logregel.Wat.FACTOR, doelgroep=f"account {account.pk}", pad="gewist door beheer")
        messages.success(request, "Bij de volgende aanmelding wordt een nieuwe tweede factor ingesteld.")


@admin.register(Logregel, site=beheersite)
class Logboek(_OpRol):
    """Of the data team."""

    ziet = (DATATEAM,)
    list_display = ("moment", "account", "wat", "doelgroep", "pad", "ip")
    change_list_template = "portaal/logboek_lijst.html"
    list_filter = ("wat", "moment")
    search_fields = ("account__email", "doelgroep", "pad")
    date_hierarchy = "moment"
    list_select_related = ("account",)
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        uit = path("uit/", self.admin_site.admin_view(self.uit), name="portaal_logboek_uit")
        return [uit, *super().get_urls()]

    def uit(self, request: HttpRequest) -> HttpResponseBase:
        """The whole log as CSV."""
        if not self.has_view_permission(request):
            return redirect("begin")
        noteer(request, Logregel.Wat.LOGBOEK)
        antwoord = StreamingHttpResponse(_csv(), content_type="text/csv; charset=utf-8")
        antwoord["Content-Disposition"] = 'attachment; filename="logboek.csv"'
        return antwoord


@admin.register(Aanlevering, site=beheersite)
class Aanleveringen(_OpRol):
    """What was handed in, by whom; not its faults, those are the provider's."""

    ziet = (DATATEAM,)
    fields = list_display = (
        "moment",
        "account",
        "soort",
        "partij",
        "is_proef",
        "pad",
        "regels_aantal",
        "fouten_aantal",
    )
    list_filter = ("soort", "is_proef", "moment")
    search_fields = ("partij", "pad")
    list_select_related = ("account",)


class _Echo:
    """What csv writes to: it hands the line back."""

    def write(self, waarde: str) -> str:
        return waarde


def _csv() -> Iterator[str]:
    blad = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + blad.writerow(["moment", "account", "wat", "map", "pad", "versie", "adres"])
    for regel in Logregel.objects.select_related("account").order_by("id").iterator(chunk_size=2000):
        cellen = [
            regel.moment.isoformat(timespec="seconds"),
            regel.account.email if regel.account else "",
            *(regel.wat, regel.doelgroep, regel.pad, regel.versie, regel.ip or ""),
        ]
        # a path that somebody typed is no formula
        yield blad.writerow([zonder_formule(cel) for cel in cellen])


def _meld_af(account: Account) -> None:
    for sessie in UserSession.objects.filter(user=account):
        sessie.end()
