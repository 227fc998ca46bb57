"""PURE. Where a mail comes back to if it cannot be delivered: an address for each delivery.

It carries the delivery's number and a signature, as ``bounces+7-2f...@record.example``, so that a
delivery status can be told from an invented one. Letters are lower case: a server may fold them.
"""

import hashlib
import hmac
import re

SIGNATURE = 20  # hexadecimal digits, 80 bits: the local part may have 64 characters in all
SALT = b"calledit/return-path"
TAG = re.compile(rf"([1-9][0-9]{{0,18}})-([0-9a-f]{{{SIGNATURE}}})")


def return_path(secret: str, bounce_address: str, delivery_id: int) -> str:
    """Return the address that a delivery's bounces go to."""
    local, _, domain = bounce_address.rpartition("@")
    return f"{local}+{delivery_id}-{_signature(secret, delivery_id)}@{domain}"


def read_return_path(secret: str, bounce_address: str, address: str) -> int | None:
    """Return the delivery that an address stands for; None if it was not made here."""
    local, _, domain = bounce_address.lower().rpartition("@")
    given_local, _, given_domain = address.strip().lower().rpartition("@")
    name, _, tag = given_local.partition("+")
    found = TAG.fullmatch(tag)
    if (name, given_domain) != (local, domain) or found is None:
        return None
    delivery_id = int(found[1])
    signed = hmac.compare_digest(found[2], _signature(secret, delivery_id))
    return delivery_id if signed else None


def _signature(secret: str, delivery_id: int) -> str:
    digest = hmac.new(secret.encode(), SALT + b"/%d" % delivery_id, hashlib.sha256)
    return digest.hexdigest()[:SIGNATURE]
