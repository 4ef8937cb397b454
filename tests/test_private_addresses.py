"""Which addresses may be connected to."""

from ipaddress import ip_network

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.address import IPv4Address, IPv6Address

from newscrawl.errors import UsageError
from newscrawl.middlewares.causes import PrivateAddressError
from newscrawl.middlewares.private_addresses import AddressPolicy, PrivateAddressGuard, _GuardedResolver, read_networks

PRIVATE = """
127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1
100.127.255.255 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.5 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 nonsense
""".split()
PUBLIC = "8.8.8.8 192.0.43.8 172.32.0.1 100.128.0.1 2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    assert not AddressPolicy().permits(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_permitted(address):
    assert AddressPolicy().permits(address)


def test_listed_networks_are_permitted():
    policy = AddressPolicy([ip_network("10.1.0.0/16"), ip_network("fd00::/8")])

    permitted = [address for address in ("10.1.2.3", "10.2.0.1", "fd00::1", "fc00::1", "::ffff:10.1.2.3")
                 if policy.permits(address)]  # fmt: skip

    assert permitted == ["10.1.2.3", "fd00::1", "::ffff:10.1.2.3"]


@pytest.mark.parametrize(
    ("value", "networks"),
    [
        (None, []),
        ("", []),
        ("127.0.0.0/8, ::1", ["127.0.0.0/8", "::1/128"]),
        (["10.0.0.1", ""], ["10.0.0.1/32"]),
        ("127.0.0.1/8", ["127.0.0.0/8"]),
    ],
)
def test_reading_networks(value, networks):
    assert [str(network) for network in read_networks(value)] == networks


@pytest.mark.parametrize("value", ["localhost", "127.0.0.0/33", "10.0.0.0/8;::1"])
def test_a_wrong_network_is_named(value):
    with pytest.raises(UsageError, match=r"NEWSCRAWL_ALLOW_PRIVATE.*is not a network"):
        read_networks(value)


class Resolver:
    """Resolves every name to the given addresses."""

    def __init__(self, *addresses):
        self.addresses = addresses

    def resolveHostName(self, receiver, name, port, types, semantics):
        receiver.resolutionBegan(None)
        for address in self.addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self):
        self.found = []
        self.complete = False

    def resolutionBegan(self, resolution):
        pass

    def addressResolved(self, address):
        self.found.append(address.host)

    def resolutionComplete(self):
        self.complete = True


@pytest.mark.parametrize(
    ("addresses", "handed_out", "refused"),
    [
        (["8.8.8.8"], ["8.8.8.8"], set()),
        (["127.0.0.1"], [], {"rebind.example"}),
        (["10.0.0.1", "8.8.8.8", "::1"], ["8.8.8.8"], {"rebind.example"}),
    ],
)
def test_resolver_hands_out_only_permitted_addresses(addresses, handed_out, refused):
    receiver, seen = Receiver(), set()
    resolver = _GuardedResolver(Resolver(*addresses), AddressPolicy(), seen)

    resolver.resolveHostName(receiver, "Rebind.example", 80)

    assert (receiver.found, receiver.complete, seen) == (handed_out, True, refused)


def test_the_guard_names_the_setting():
    guard = PrivateAddressGuard(AddressPolicy())
    guard.refused.add("intranet.example")

    with pytest.raises(PrivateAddressError, match=r"NEWSCRAWL_ALLOW_PRIVATE"):
        guard.process_exception(Request("http://intranet.example/"), CannotResolveHostError("no results"))


def test_other_errors_pass_the_guard():
    guard = PrivateAddressGuard(AddressPolicy())

    guard.process_exception(Request("http://public.example/"), CannotResolveHostError("no results"))
    guard.process_exception(Request("http://public.example/"), TimeoutError())
