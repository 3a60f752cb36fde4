"""The address of an article: its canonical URL, else the id it was given, else the file it lay in.

Refuses: following redirects, and reading pages for a canonical link (the bytes are not read here).
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from livebrief.records.articles import Given

_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "_ga",
        "_gl",
        "cmpid",
        "ocid",
        "ref_src",
        "spm",
        "twclid",
    ]
)
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL without what does not name the page: case of the host, fragment, default port, tracking parameters.

    Law: idempotent. What is not an http address comes back stripped and otherwise as it was.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if port is not None and port != _DEFAULT_PORT[scheme]:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path or "/", _named_query(parts.query), ""))


def _named_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _tracks(key)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _tracks(key: str) -> bool:
    key = key.lower()
    return key.startswith("utm_") or key in _TRACKING


def address(given: Given, file_name: str, sha256: str) -> str:
    """The address of an article: ``url``, else ``item:`` + id, else ``file:`` + name + ``#`` + digest of its bytes."""
    if given.url.strip():
        return canonical_url(given.url)
    if given.id:
        return f"item:{given.id}"
    return f"file:{file_name}#{sha256[:12]}"
