"""Special addresses and ports: what is not on the public network, or speaks no HTTP."""

from __future__ import annotations

import ipaddress
from typing import Final, TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_REFUSED: Final = """
0.0.0.0/8           this network, RFC 791
10.0.0.0/8          private use, RFC 1918
100.64.0.0/10       shared by carriers, RFC 6598
127.0.0.0/8         loopback, RFC 1122
169.254.0.0/16      link-local, RFC 3927
172.16.0.0/12       private use, RFC 1918
192.0.0.0/24        protocol assignments, RFC 6890
192.0.2.0/24        documentation, RFC 5737
192.88.99.0/24      6to4 relays, RFC 7526
192.168.0.0/16      private use, RFC 1918
198.18.0.0/15       benchmarking, RFC 2544
198.51.100.0/24     documentation, RFC 5737
203.0.113.0/24      documentation, RFC 5737
224.0.0.0/4         multicast, RFC 5771
240.0.0.0/4         reserved, with the broadcast address, RFC 1112
::/0                not assigned as global unicast: ::1, fc00::/7, fe80::/10, fec0::/10, ff00::/8, 100::/64, 5f00::/16 …
2001::/23           protocol assignments, with Teredo, ORCHID and benchmarking, RFC 2928
2001:db8::/32       documentation, RFC 3849
3fff::/20           documentation, RFC 9637
"""
_REACHABLE: Final = """
192.0.0.9/32        Port Control Protocol, RFC 7723
192.0.0.10/32       TURN, RFC 8155
2000::/3            global unicast, RFC 4291
2001:1::1/128       Port Control Protocol, RFC 7723
2001:1::2/128       TURN, RFC 8155
2001:1::3/128       DNS-SD, RFC 9665
2001:3::/32         AMT, RFC 7450
2001:4:112::/48     AS112, RFC 7535
2001:20::/28        ORCHIDv2, RFC 7343
2001:30::/28        drones, RFC 9374
"""
"""The IANA registries of special-purpose addresses (iana.org/assignments/iana-ipv4-special-registry and
iana-ipv6-special-registry, 2025-10), with multicast and IPv6 addresses outside 2000::/3, which nothing global has. The
longest network that holds an address decides."""

_MAPPED: Final = ipaddress.ip_network("::ffff:0:0/96")  # RFC 4291
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052

CLOSED_PORTS: Final = frozenset(
    (
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179),
        *(389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601),
        *(636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000),
        *(6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    )
)
"""Ports of other protocols, which browsers ask for no page either ("bad ports" of fetch.spec.whatwg.org)."""


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public network; also of the IPv4 address that it carries inside."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return _is_public(address)


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address in _MAPPED or address in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour is not None and not _is_public(address.sixtofour):
            return False
    found = [(network.prefixlen, public) for network, public in _NETWORKS if address in network]
    return max(found, default=(0, True))[1]


def _networks(table: str) -> list[_Network]:
    return [ipaddress.ip_network(line.split()[0]) for line in table.strip().splitlines()]


_NETWORKS: Final = (
    *((network, False) for network in _networks(_REFUSED)),
    *((network, True) for network in _networks(_REACHABLE)),
)
