"""What the portal keeps: accounts, their roles, what they did, and what became of files at once. No contents of files,
and nothing of a client."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from peilstok.publicatie.doelgroep import AANBIEDER, BACKOFFICE, DATATEAM, GEMEENTE, REGIO, Doelgroep

BEHEER = "beheer"
"""Invites people and gives them roles; reads no figures."""
MET_CODE = (GEMEENTE, AANBIEDER, BACKOFFICE)


class Accountbeheer(BaseUserManager["Account"]):
    """Makes accounts; without a password nobody can sign in before the mailed link was followed."""

    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Account:
        """A new account. ValueError without an address."""
        if not email:
            raise ValueError("een account heeft een e-mailadres")
        account: Account = self.model(email=self.normalize_email(email).lower(), **velden)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractUser):
    """A person who may sign in, known by mail address."""

    username = None
    email = models.EmailField("e-mailadres", unique=True)
    first_name = None
    last_name = None
    naam = models.CharField("naam", max_length=100, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Accountbeheer] = Accountbeheer()

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"

    def __str__(self) -> str:
        return str(self.naam or self.email)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def is_rol(self, *soorten: str) -> bool:
        """Whether the account has a role of one of these kinds."""
        return any(rol.soort in soorten for rol in self.alle_rollen)

    @property
    def alle_rollen(self) -> list[Rol]:
        """Its roles, read once per request."""
        if not hasattr(self, "_rollen"):
            self._rollen = list(self.rollen.order_by("soort", "code")) if self.is_active else []
        return self._rollen

    @property
    def doelgroepen(self) -> list[Doelgroep]:
        """The folders that this account reads."""
        return [rol.doelgroep for rol in self.alle_rollen if rol.soort != BEHEER]

    def mag_lezen(self, doelgroep: Doelgroep) -> bool:
        """Whether one of its roles is this audience."""
        return doelgroep in self.doelgroepen

    def codes(self, *soorten: str) -> list[str]:
        """The codes of its roles of these kinds."""
        return [rol.code for rol in self.alle_rollen if rol.soort in soorten]


class Rol(models.Model):
    """What an account is: an audience, or `beheer`."""

    SOORTEN: ClassVar = [
        (GEMEENTE, "gemeente"),
        (AANBIEDER, "aanbieder"),
        (BACKOFFICE, "backoffice van een gemeente"),
        (REGIO, "regio"),
        (DATATEAM, "datateam"),
        (BEHEER, "beheer van accounts"),
    ]
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="rollen")
    soort = models.CharField("rol", max_length=20, choices=SOORTEN)
    code = models.CharField("code van de gemeente of AGB-code", max_length=20, blank=True)

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "soort", "code"], name="rol_een_keer")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.code}".strip()

    def clean(self) -> None:
        """Roles of a party have its code, the others none."""
        if self.soort == BEHEER:
            if self.code:
                raise ValidationError({"code": "Beheer heeft geen code."})
            return
        try:
            _ = self.doelgroep
        except ValueError:
            tekst = "Vul de code in." if self.soort in MET_CODE else "Deze rol heeft geen code."
            raise ValidationError({"code": tekst}) from None

    @property
    def doelgroep(self) -> Doelgroep:
        """The audience. ValueError for `beheer`, or a code that cannot be."""
        return Doelgroep(self.soort, self.code)


class Logregel(models.Model):
    """Who did what, when: only ever added to. Never contents, nor what was typed."""

    class Wat(StrEnum):
        GELEZEN = "gelezen"
        GEDOWNLOAD = "gedownload"
        GEWEIGERD = "geweigerd"
        AANGEMELD = "aangemeld"
        AFGEMELD = "afgemeld"
        MISLUKT = "aanmelden mislukt"
        FACTOR = "tweede factor"
        WACHTWOORD = "wachtwoord"
        UITGENODIGD = "uitgenodigd"
        ROL = "rol gewijzigd"
        AANGELEVERD = "aangeleverd"
        GESPREK = "gesprek"
        AANSLUITING = "aansluiting"
        LOGBOEK = "logboek uitgevoerd"

    moment = models.DateTimeField(auto_now_add=True, db_index=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False)
    wat = models.CharField(max_length=20, choices=[(wat.value, wat.value) for wat in Wat])
    doelgroep = models.CharField("map", max_length=40, blank=True)
    pad = models.CharField(max_length=200, blank=True)
    versie = models.CharField(max_length=80, blank=True)
    ip = models.GenericIPAddressField("adres", null=True)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logboek"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.moment:%d-%m-%Y %H:%M:%S} {self.wat}"


class Aanlevering(models.Model):
    """A file that was handed in: where it went, and what the judgement of that moment was. Its contents are in the
    landing folder only. `fouten` is [[line or null, column, reason], ..] and never a value."""

    UITKOMST, WERKLIJST = "uitkomst", "werklijst"

    moment = models.DateTimeField(auto_now_add=True, db_index=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    soort = models.CharField(max_length=10, choices=[(UITKOMST, "uitkomstbestand"), (WERKLIJST, "werklijst")])
    partij = models.CharField(max_length=40)
    is_proef = models.BooleanField(default=False)
    pad = models.CharField(max_length=200)
    bytes = models.PositiveIntegerField()
    verslagjaar = models.CharField(max_length=4, blank=True)
    periode = models.CharField(max_length=2, blank=True)
    aanleverdatum = models.DateField(null=True)
    volgnummer = models.CharField(max_length=2, blank=True)
    regels_aantal = models.PositiveIntegerField(default=0)
    fouten_aantal = models.PositiveIntegerField(default=0)
    fouten = models.JSONField(default=list)

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return str(self.pad)

    @property
    def is_goed(self) -> bool:
        """Nothing was wrong with it when it came in."""
        return not self.fouten
