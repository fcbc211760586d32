"""What the tests of sources share."""

from __future__ import annotations

import pytest

from tests.helpers.tls_files import TlsFiles


@pytest.fixture(scope="session")
def tls_files(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return TlsFiles.made_in(tmp_path_factory.mktemp("tls"))
