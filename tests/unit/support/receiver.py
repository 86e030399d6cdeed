"""
A real SMTP server for tests, on a port of its own: it says the port on its first line, then each mail it
takes as one line of JSON. What stands before the "@" decides how an address is answered: "nobody" is
refused for good, "later" for now. usage: receiver.py [CERTIFICATE KEY [must]]: with a certificate it offers
STARTTLS; with "must" it takes nothing without.
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such letter box"
        if address.startswith("later@"):
            return "451 4.2.1 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.original_content.decode("latin-1"),
            "greeting": session.host_name,
            "tls": session.ssl is not None,
            "user": getattr(session, "user", None),
        }
        print(json.dumps(told), flush=True)
        return "250 Taken"


def authenticate(server, session, envelope, mechanism, data):
    from aiosmtpd.smtp import AuthResult

    good = (data.login, data.password) == (b"tributary", b"open sesame")
    session.user = data.login.decode() if good else None
    return AuthResult(success=good, handled=False)  # it answers for us


async def serve():
    context = None
    if len(sys.argv) > 2:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    must = "must" in sys.argv[3:]

    def make():
        return SMTP(
            Handler(),
            hostname="receiver.test",
            tls_context=context,
            require_starttls=must,
            authenticator=authenticate,
            auth_require_tls=context is not None,
            enable_SMTPUTF8=False,
        )

    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until whoever began it is gone


asyncio.run(serve())
