"""``python -m console.farm``: the farm's server alone, as ``FarmProcess`` starts it."""

from __future__ import annotations

import argparse
import json
import sys

from console.base.errors import KnownError
from console.farm.serve import add_serve_arguments, serve

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="console.farm")
    add_serve_arguments(parser)
    try:
        serve(parser.parse_args())
    except KnownError as error:
        sys.stdout.write(json.dumps({"error": error.code, **error.params}) + "\n")
        sys.exit(1)
