"""A bucket is reached by TLS, and by no other that takes its place."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cellway.runner.pod.s3 import bucket_shelf
from cellway.runner.pod.s3.bucket_shelf import BucketShelf
from cellway.runner.request import RequestRefusedError

from .test_pod_s3 import open_gate


class Nothing(BaseHTTPRequestHandler):
    """A bucket with nothing in it."""

    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """Serve a bucket that is trusted by a certificate of its own; return its port, and that."""
    certificate, key = make_certificate()
    for name, pem in (("cert.pem", certificate), ("key.pem", key)):
        (tmp_path / name).write_bytes(pem)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with ThreadingHTTPServer(("127.0.0.1", 0), Nothing) as bucket:
        bucket.socket = context.wrap_socket(bucket.socket, server_side=True)
        threading.Thread(target=bucket.serve_forever, daemon=True).start()
        yield bucket.server_port, certificate.decode()
        bucket.shutdown()


@pytest.mark.parametrize("is_trusted", [True, False])
def test_the_authority_of_the_endpoint_has_to_be_known(
    tmp_path: Path,
    authority: tuple[int, str],
    monkeypatch: pytest.MonkeyPatch,
    is_trusted: bool,
) -> None:
    monkeypatch.setattr(bucket_shelf, "FIRST_PAUSE", 0.001)
    port, certificate = authority
    place = {"endpoint": f"https://localhost:{port}", "region": "r", "bucket": "b", "prefix": "p"}
    keys = {"CELLWAY_S3_KEY_ID": "id", "CELLWAY_S3_KEY": "key"}
    if is_trusted:
        keys["CELLWAY_S3_CERTIFICATES"] = certificate
    with open_gate(tmp_path, json.dumps(place), keys) as gate:
        shelf = BucketShelf(str(tmp_path / "data"), gate)
        if is_trusted:
            assert not shelf.bring("runs/none")
        else:
            with pytest.raises(RequestRefusedError, match="CERTIFICATE_VERIFY_FAILED"):
                shelf.bring("runs/none")


def make_certificate() -> tuple[bytes, bytes]:
    """Return a certificate of this machine that is its own authority, and its key, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return certificate.public_bytes(pem), key.private_bytes(pem, form, plain)
