"""An SDK installed as bytecodealliance/setup-wasi-sdk-action does it: downloaded, then extracted, nothing checked.

Usage: install-script.py URL FOLDER
"""

import shutil
import sys
import tarfile
import tempfile
import urllib.request

url, folder = sys.argv[1:]
with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
    with urllib.request.urlopen(url) as response:
        shutil.copyfileobj(response, file)
    file.flush()
    with tarfile.open(file.name) as archive:
        archive.extractall(folder, filter="tar")
