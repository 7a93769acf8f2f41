"""Connections that are cut at a deadline, and go only to addresses that were checked."""

import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from typing import Any, Final

from dateline.errors import FetchError

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAT64: Final = ipaddress.IPv6Network("64:ff9b:1::/48")
_CGNAT: Final = ipaddress.IPv4Network("100.64.0.0/10")
_IPV4_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Deadline:
    """A point in time `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds left. Raises `TimeoutError` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also when an IPv4 address hides in it."""
    ip: Address = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _LOCAL_NAT64 or ip in _IPV4_COMPATIBLE or ip.is_site_local or ip.teredo:
            return False
        hidden = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            hidden = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if hidden is not None:
            return is_public(str(hidden))
    elif ip in _CGNAT:
        return False
    return ip.is_global and not (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )


def open_connection(
    host: str, port: int, *, secure: bool, deadline: Deadline, allow_private: bool
) -> http.client.HTTPConnection:
    """A connection to a checked address of `host`, every read of which ends at the deadline.

    Raises `FetchError` where no address may be used, `OSError` where none answers.
    """
    addresses = _resolve(host, port, deadline)
    usable = [address for address in addresses if allow_private or is_public(address)]
    if not usable:
        raise FetchError(
            f"{host} is on a private or local network ({addresses[0]})",
            hint="Only public addresses are fetched; allow private ones if you trust this address.",
        )
    connection = http.client.HTTPConnection(host, port)
    # http.client only sends, opens a reader and closes, which is what _TimedSocket offers.
    connection.sock = _TimedSocket(_connect(usable, host, port, secure, deadline), deadline)
    return connection


def _resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of `host`, looked up once, in a thread since a look-up can't be cut short."""
    answers: queue.Queue[list[str] | Exception] = queue.Queue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty as error:
        raise TimeoutError("the name server did not answer") from error
    if isinstance(answer, list) and answer:
        return answer
    raise FetchError(f"there is no host named {host}", hint="Check the spelling of the address.")


def _connect(
    addresses: list[str], host: str, port: int, secure: bool, deadline: Deadline
) -> socket.socket:
    failure: OSError = OSError(f"{host} has no address")
    for address in addresses:
        try:
            sock = socket.create_connection((address, port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failure = error
            continue
        if not secure:
            return sock
        try:
            sock.settimeout(deadline.left())
            return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except BaseException:
            sock.close()
            raise
    raise failure


class _TimedReader(io.RawIOBase):
    """Reads a socket so that no single read, nor all of them together, outlast the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        self._sock.close()
        super().close()


class _TimedSocket:
    """The part of a socket that `http.client` uses, held to a deadline.

    As with a real socket, closing it leaves its reader open; the reader then closes the socket.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline
        self._has_reader = False

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        self._has_reader = True
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        if not self._has_reader:
            self._sock.close()
