"""The guest's half of `pywasi test`: runs pytest, unittest or a script and tells the host, test by test, what happens.

Everything here runs inside python.wasm, and unchanged in a native Python where results are compared.
"""
