"""The sieve of Eratosthenes, compiled as it stands."""


class Sieve:
    """The primes up to a limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.flags: list[bool] = [True] * (limit + 1)
        self.flags[:2] = [False] * min(2, limit + 1)
        for n in range(2, limit + 1):
            if self.flags[n]:
                for multiple in range(n * n, limit + 1, n):
                    self.flags[multiple] = False

    def primes(self) -> list[int]:
        return [n for n in range(self.limit + 1) if self.flags[n]]

    def __contains__(self, n: int) -> bool:
        return 0 <= n <= self.limit and self.flags[n]
