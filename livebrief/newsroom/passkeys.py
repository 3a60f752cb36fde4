"""Passkeys (WebAuthn Level 2): a person shows who they are by a key of their device instead of a password.

The ceremony's rules are the library's (py_webauthn); owned here is what a desk asks of it: a key that the device finds by
itself (no name is typed), with the device's own check of the person, bound to this desk's host. A challenge is used
once, within ``LASTS``, and for what it was made for; it is kept in memory, so a restart ends the ceremonies under way.
Refuses to say why a key was not taken at sign-in.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address

import msgspec

from livebrief.newsroom.naming import Refusal
from livebrief.newsroom.people import Did, Door, Refused, Visitor
from livebrief.records.ids import digest
from livebrief.store.accounts import Account, Deed, Passkey
from livebrief.store.people import People

LASTS = timedelta(minutes=5)  # of a challenge: the specification recommends 5 to 10 minutes where a person is checked
MOST = 10_000  # challenges kept, the newest: a megabyte; more sign-in pages at once push the oldest out
LABEL = 100
NAME = "Livebrief"


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk is reached: its origin (``https://desk.example``) and its host, which keys are bound to."""

    origin: str
    host: str

    @property
    def offers(self) -> bool:
        """Whether a browser can use passkeys here: by https or on this very machine, and under a name, not a number."""
        try:
            ip_address(self.host.strip("[]"))
        except ValueError:
            return self.origin.startswith("https:") or self.host == "localhost" or self.host.endswith(".localhost")
        return False


class Passkeys:
    """The ceremonies over the rows of people. Safe to share between threads."""

    def __init__(self, rows: People, door: Door, clock: Callable[[], datetime]) -> None:
        self._rows, self._door, self._clock = rows, door, clock
        self._waiting: OrderedDict[bytes, tuple[str, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, name: str) -> list[Passkey]:
        """A person's keys, the oldest first."""
        return self._rows.passkeys(name)

    def to_add(self, name: str, site: Site) -> str:
        """What a person's browser needs to make a key, as JSON (PublicKeyCredentialCreationOptionsJSON)."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes, structs

        known = [
            structs.PublicKeyCredentialDescriptor(base64url_to_bytes(each.id)) for each in self._rows.passkeys(name)
        ]
        wanted = structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        )
        made = webauthn.generate_registration_options(
            rp_id=site.host,
            rp_name=NAME,
            user_name=name,
            user_id=_handle(name),
            challenge=self._challenge(name),
            authenticator_selection=wanted,
            exclude_credentials=known,
        )
        return webauthn.options_to_json(made)

    def add(self, name: str, answer: str, label: str, site: Site) -> None:
        """Keep the key that the browser made. Refusal when the answer does not hold."""
        import webauthn
        from webauthn.helpers import bytes_to_base64url

        try:
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=self._used(answer, name),
                expected_rp_id=site.host,
                expected_origin=site.origin,
                require_user_verification=True,
            )
        except _broken() as wrong:
            raise Refusal("the passkey was not taken", way_out="open the page again") from wrong
        now = self._clock()
        kept = Passkey(
            id=bytes_to_base64url(made.credential_id),
            person=name,
            public=made.credential_public_key,
            uses=made.sign_count,
            label=label.strip()[:LABEL],
            created_at=now,
        )
        if not self._rows.add_passkey(kept, Deed(at=now, by=name, kind=Did.PASSKEY, person=name, detail=kept.label)):
            raise Refusal("the passkey is known already")

    def remove(self, name: str, some_id: str, *, by: str) -> int:
        """Take a person's key away; how many that were."""
        return self._rows.remove_passkeys(Deed(at=self._clock(), by=by, kind=Did.NO_PASSKEY, person=name), some_id)

    def to_sign_in(self, site: Site) -> str:
        """What a browser needs to find a key for this desk, as JSON (PublicKeyCredentialRequestOptionsJSON)."""
        import webauthn
        from webauthn.helpers import structs

        made = webauthn.generate_authentication_options(
            rp_id=site.host,
            challenge=self._challenge(""),
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        )
        return webauthn.options_to_json(made)

    def sign_in(self, answer: str, site: Site, *, instead_of: str = "") -> tuple[str, Visitor]:
        """As ``Door.sign_in``, by a key. Raises Refused, and never says why."""
        import webauthn

        try:
            key, account = self._owner(answer)
            shown = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=self._used(answer, ""),
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=key.public,
                credential_current_sign_count=key.uses,
                require_user_verification=True,
            )
        except _broken() as wrong:
            raise Refused("the passkey was not taken") from wrong
        self._rows.use_passkey(key.id, shown.new_sign_count, self._clock())
        return self._door.opened(account, instead_of)

    def _owner(self, answer: str) -> tuple[Passkey, Account]:
        """The key that an answer names, and its open account. Raises KeyError."""
        given = msgspec.json.decode(answer, type=dict[str, object])
        key = self._rows.passkey(str(given.get("id", "")))
        account = self._rows.open_account(key.person) if key else None
        if key is None or account is None:
            raise KeyError("no key of an open account")
        return key, account

    def _challenge(self, purpose: str) -> bytes:
        made = secrets.token_bytes(32)
        with self._lock:
            self._waiting[made] = (purpose, self._clock() + LASTS)
            while len(self._waiting) > MOST:
                self._waiting.popitem(last=False)
        return made

    def _used(self, answer: str, purpose: str) -> bytes:
        """The challenge that an answer was made for, taken out of those that wait. Raises KeyError."""
        from webauthn.helpers import base64url_to_bytes, parse_client_data_json

        given = msgspec.json.decode(answer, type=_Answer)
        challenge = parse_client_data_json(base64url_to_bytes(given.response.clientDataJSON)).challenge
        with self._lock:
            wanted, until = self._waiting.pop(challenge)
        if wanted != purpose or self._clock() >= until:
            raise KeyError("a challenge for something else, or an old one")
        return challenge


class _Response(msgspec.Struct):
    clientDataJSON: str


class _Answer(msgspec.Struct):
    response: _Response


def _handle(name: str) -> bytes:
    """The account's handle inside an authenticator: opaque, as the specification asks, and the same every time."""
    return bytes.fromhex(digest(f"livebrief\n{name}".encode()))[:32]


def _broken() -> tuple[type[Exception], ...]:
    """What an answer that does not hold can raise: the library's own, and those of what it decodes."""
    from webauthn.helpers.exceptions import WebAuthnException

    return (WebAuthnException, msgspec.MsgspecError, ValueError, KeyError, TypeError, RecursionError)
