"""Taking the port and serving on it."""

import errno
import signal
import socket

import waitress
from django.core.management import CommandError

# `up` serves demo people over plain http: nothing that another machine can reach.
ALLOWED = ("127.0.0.1", "localhost", "::1")
LARGEST_REQUEST = 1_048_576  # the largest form of ours is under 10 kB


def bind(host: str, port: int) -> socket.socket:
    """A listening socket on host and port. Raises CommandError with one line where that cannot be had."""
    if host not in ALLOWED:
        raise CommandError(f"--host {host}: this serves the machine it runs on, as {' or '.join(ALLOWED)}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError, UnicodeError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise CommandError(f"Port {port} is already in use; --port chooses another.") from error
        raise CommandError(f"Cannot listen on {host} port {port}: {error}") from error
    return listener


def serve(application, listener: socket.socket, *, threads: int = 8) -> None:
    """Serve until the process is told to end. Threads keep their database connections."""

    def end(signum, frame):
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    server = waitress.create_server(
        application,
        sockets=[listener],
        threads=threads,
        ident="",
        max_request_body_size=LARGEST_REQUEST,
    )
    server.run()
