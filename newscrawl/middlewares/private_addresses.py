"""Private addresses are not fetched, whatever name leads there.

The check sits where names become addresses: the reactor's resolver hands out only addresses that may be connected to,
and the connection is made to exactly those. So neither a redirect nor a name that resolves differently the second time
gets around it. Where requests go through a proxy (HTTPPROXY_ENABLED), it is the proxy's address that is checked.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.settings import BaseSettings
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]  # has no stubs

from newscrawl.errors import UsageError
from newscrawl.middlewares.causes import PrivateAddressError
from newscrawl.urls import host

__all__ = ["AddressPolicy", "PrivateAddressGuard", "listed_networks", "read_networks"]

logger = logging.getLogger(__name__)

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_GLOBAL_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def read_networks(value: str | Iterable[str] | None) -> tuple[Network, ...]:
    """Read networks like ``127.0.0.0/8, fd00::/8``; raises :exc:`UsageError`."""
    entries = value.split(",") if isinstance(value, str) else (value or ())
    networks = []
    for entry in filter(None, (part.strip() for part in entries)):
        try:
            networks.append(ip_network(entry, strict=False))
        except ValueError as error:
            message = f"NEWSCRAWL_ALLOW_PRIVATE: {entry!r} is not a network; write it like 127.0.0.0/8 or 10.1.2.3"
            raise UsageError(message) from error
    return tuple(networks)


def listed_networks(settings: BaseSettings) -> tuple[Network, ...]:
    """Return the networks that settings and environment list; raises :exc:`UsageError`."""
    if not settings.getbool("TWISTED_REACTOR_ENABLED"):
        raise UsageError(
            "TWISTED_REACTOR_ENABLED is off, and without the reactor private addresses cannot be refused; leave it on"
        )
    listed = (settings.getlist("NEWSCRAWL_ALLOW_PRIVATE"), os.environ.get("NEWSCRAWL_ALLOW_PRIVATE"))
    return tuple(network for value in listed for network in read_networks(value))


class AddressPolicy:
    """Says which addresses may be connected to: public ones, and those of the listed networks."""

    def __init__(self, allowed: Iterable[Network] = ()) -> None:
        self._allowed = tuple(allowed)

    def permits(self, address: str) -> bool:
        """Tell whether ``address``, in digits, may be connected to.

        >>> AddressPolicy().permits("169.254.169.254"), AddressPolicy().permits("192.0.43.8")
        (False, True)
        """
        try:
            ip = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        listed = any(ip in network for network in self._allowed if network.version == ip.version)
        if listed:
            return True
        inner = _embedded(ip)
        if inner is not None:
            return self.permits(str(inner))
        if ip.version == 6 and ip not in _GLOBAL_UNICAST:
            return False
        return ip.is_global and not ip.is_multicast


def _embedded(ip: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to (mapped, 6to4, NAT64)."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


class PrivateAddressGuard:
    """Puts an :class:`AddressPolicy` between the downloader and the resolver of the reactor."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._wrapped: IHostnameResolver | None = None
        self.refused: set[str] = set()
        """Hosts that had a private address only."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PrivateAddressGuard:
        """Read NEWSCRAWL_ALLOW_PRIVATE, from the settings and from the environment."""
        guard = cls(AddressPolicy(listed_networks(crawler.settings)))
        crawler.signals.connect(guard.install, signal=signals.engine_started)
        crawler.signals.connect(guard.remove, signal=signals.engine_stopped)
        return guard

    def install(self) -> None:
        """Wrap the resolver of the running reactor."""
        from twisted.internet import reactor

        resolver: Any = reactor
        self._wrapped = resolver.nameResolver
        resolver.installNameResolver(_GuardedResolver(self._wrapped, self._policy, self.refused))

    def remove(self) -> None:
        """Put the reactor's own resolver back."""
        from twisted.internet import reactor

        if self._wrapped is not None:
            resolver: Any = reactor
            resolver.installNameResolver(self._wrapped)
            self._wrapped = None

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say what is behind a name that "cannot be resolved"."""
        name = host(request.url)
        if isinstance(exception, CannotResolveHostError) and name in self.refused:
            message = f"{name} has a private address; list its network in NEWSCRAWL_ALLOW_PRIVATE to fetch it anyway"
            raise PrivateAddressError(message) from exception


@implementer(IHostnameResolver)
class _GuardedResolver:
    def __init__(self, resolver: Any, policy: AddressPolicy, refused: set[str]) -> None:
        self._resolver = resolver
        self._policy = policy
        self._refused = refused

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name, leaving out addresses that the policy forbids."""
        receiver = _FilteringReceiver(resolutionReceiver, hostName, self._policy, self._refused)
        resolution: IHostResolution = self._resolver.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


@implementer(IResolutionReceiver)
class _FilteringReceiver:
    def __init__(self, receiver: Any, name: str, policy: AddressPolicy, refused: set[str]) -> None:
        self._receiver = receiver
        self._name = name
        self._policy = policy
        self._refused = refused

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._policy.permits(address.host):
            self._receiver.addressResolved(address)
        else:
            self._refused.add(self._name.lower())

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
