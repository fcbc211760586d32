"""A flag as a sealed zip for a USB stick, where there is no network: sheet, documents, and a signature that openssl checks."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import datetime

from console.base.clock import WIB
from console.exhibit.seal import Sealer
from console.handoff.cap import write_cap
from console.handoff.eido_writer import write_eido
from console.handoff.geojson import write_feature
from console.handoff.incident import Incident, Issuer
from console.server.paper.flag_sheet import flag_sheet

_LIST = "SHA256SUMS"
_HOW = """\
Periksa berkas dan siapa yang menandatanganinya (ca.pem: dari pemerintah kota) /
Check the files, and who signed them (ca.pem: from the city):

  sha256sum -c SHA256SUMS
  openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -CAfile ca.pem -purpose any -out /dev/null
"""


def file_drop(incident: Incident, issuer: Issuer, sealer: Sealer, now_utc: datetime) -> bytes:
    """The zip; evidence is not in it, but its digests are."""
    files = {
        f"{incident.number}.pdf": flag_sheet(incident, issuer),
        "incident.eido.json": _json(write_eido(incident, issuer).to_json()),
        "incident.cap.xml": write_cap(incident, issuer),
        "incident.geojson": _json(write_feature(incident, issuer)),
        "BACA-SAYA.txt": _HOW.encode(),
    }
    listed = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    sealed = {
        _LIST: listed,
        f"{_LIST}.p7s": sealer.sign(listed),
        "sertifikat.pem": sealer.certificates_pem(),
    }
    target = io.BytesIO()
    local = now_utc.astimezone(WIB)
    time = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (files | sealed).items():
            packed.writestr(zipfile.ZipInfo(f"{incident.number}/{name}", time), content)
    return target.getvalue()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
