"""The package indexes that pip is set up for, and what they have."""

from __future__ import annotations

import hashlib
import logging
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2
from pip._internal.commands import create_command
from unearth import Link, Package, PackageFinder
from unearth.auth import MultiDomainBasicAuth
from unearth.fetchers.sync import PyPIClient

from .failure import Failure

#: Times that a request is tried, and the seconds before each further try.
PAUSES = (1, 4)
#: Answers that another try may change.
PASSING = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class IndexSettings:
    """Where to look, as pip's configuration files and PIP_* variables say it."""

    index_urls: tuple[str, ...]
    find_links: tuple[str, ...]
    trusted_hosts: tuple[str, ...] = ()
    certificate: str | None = None
    client_certificate: str | None = None
    proxy: str | None = None
    #: Seconds.
    timeout: float = 15.0

    @classmethod
    def of_pip(cls) -> IndexSettings:
        """Asks pip's own option parser, whose defaults are its configuration, so that both agree."""
        options, _ = create_command("download").parse_args([])
        indexes = [] if options.no_index else [options.index_url, *options.extra_index_urls]
        return cls(
            index_urls=tuple(filter(None, indexes)),
            find_links=tuple(options.find_links),
            trusted_hosts=tuple(options.trusted_hosts),
            certificate=options.cert,
            client_certificate=options.client_cert,
            proxy=options.proxy or None,
            timeout=options.timeout,
        )


@dataclass
class Index:
    settings: IndexSettings
    #: What stood in the way of asking, one line each; a project that is not there is no trouble.
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # unearth logs what goes wrong and goes on; the trouble is kept here instead.
        logging.getLogger("unearth").addHandler(logging.NullHandler())
        certificates = ssl.create_default_context(cafile=self.settings.certificate) if self.settings.certificate else True
        self._client = _Client(
            self.trouble,
            trusted_hosts=self.settings.trusted_hosts,
            verify=certificates,
            cert=self.settings.client_certificate,
            proxy=self.settings.proxy,
            timeout=self.settings.timeout,
            follow_redirects=True,
        )
        self._client.auth = MultiDomainBasicAuth(prompting=False, index_urls=self.settings.index_urls)

    def files(self, project: str) -> list[Package]:
        """Every file that the indexes have of a project, for any Python and platform, yanked ones included."""
        folders = [link for link in self.settings.find_links if "://" in link or Path(link).exists()]
        if not self.settings.index_urls and not folders:
            return []
        finder = PackageFinder(
            self._client,
            index_urls=self.settings.index_urls,
            find_links=folders,
            trusted_hosts=self.settings.trusted_hosts,
            ignore_compatibility=True,
        )
        return list(finder.find_all_packages(project, allow_yanked=True))

    def download(self, link: Link, folder: Path) -> tuple[Path, str]:
        """
        :returns: the file and its sha256
        :raises Failure: ``hash`` when it is not the file that the index announced, ``network``
        """
        path = folder / link.filename
        sums = {name: hashlib.new(name) for name in {"sha256", *_announced(link)}}
        try:
            with self._client.stream("GET", link.normalized, headers={"Accept-Encoding": "identity"}) as response, path.open("wb") as file:
                response.raise_for_status()
                for chunk in response.iter_raw():
                    file.write(chunk)
                    for one in sums.values():
                        one.update(chunk)
        except httpx2.HTTPError as error:
            path.unlink(missing_ok=True)
            raise Failure("network", f"{without_password(link.url_without_fragment)}: {error}") from None
        for name, expected in _announced(link).items():
            if sums[name].hexdigest() != expected:
                path.unlink()
                raise Failure("hash", link.filename, algorithm=name, expected=expected, actual=sums[name].hexdigest())
        return path, sums["sha256"].hexdigest()


class _Client(PyPIClient):
    """Tries again what may pass, and keeps what went wrong for the report."""

    def __init__(self, trouble: list[str], **settings: Any) -> None:
        super().__init__(**settings)
        self._trouble = trouble

    def send(self, request: httpx2.Request, **keywords: Any) -> httpx2.Response:
        for pause in (*PAUSES, None):
            try:
                response = super().send(request, **keywords)
                if response.status_code not in PASSING:
                    break
                happened = f"HTTP status {response.status_code}"
            except httpx2.TransportError as error:
                if pause is None:
                    self._note(request, str(error) or type(error).__name__)
                    # unearth takes a status for "nothing there" but lets other errors through.
                    return httpx2.Response(599, request=request, text=str(error))
            else:
                if pause is None:
                    self._note(request, happened)
                    return response
                response.close()
            time.sleep(pause)
        if response.status_code >= 400 and response.status_code != 404:
            self._note(request, f"HTTP status {response.status_code}")
        return response

    def _note(self, request: httpx2.Request, happened: str) -> None:
        self._trouble.append(f"{without_password(str(request.url))}: {happened}")


def _announced(link: Link) -> dict[str, str]:
    """Hashes that the index gives a file, of those algorithms that mean something."""
    known: Iterable[tuple[str, str]] = (link.hashes or {}).items()
    return {name: value for name, value in known if name in ("sha256", "sha384", "sha512")}


def without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.username is None and parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"****@{host}"))
