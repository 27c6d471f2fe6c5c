"""What runs in the build Python: the PEP 517 driver and the fetcher of source distributions.

Both read a request and write a result as JSON; the program that starts them words the errors for people.
"""
