"""A request in, a result out: ``python -m MODULE REQUEST.json RESULT.json``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from .failure import Failure


def answer(work: Callable[[dict[str, Any]], dict[str, object]]) -> int:
    """Runs the work on the request. Exit code 1 says that the result holds an expected failure."""
    request_path, result_path = sys.argv[1:]
    with open(request_path, encoding="utf-8") as file:
        request = json.load(file)
    try:
        result, code = work(request), 0
    except Failure as failure:
        result, code = failure.as_json(), 1
    with open(result_path, "w", encoding="utf-8") as file:
        json.dump(result, file)
    return code
