"""What can go wrong, for the program that started us to word."""


class Failure(Exception):
    """An expected failure.

    :param kind: what src/build/ knows it by, such as ``requirements`` or ``not-found``
    :param facts: JSON values that the message needs
    """

    def __init__(self, kind: str, message: str, **facts: object) -> None:
        super().__init__(message)
        self.kind = kind
        self.facts = facts

    def as_json(self) -> dict[str, object]:
        return {"error": {"kind": self.kind, "message": str(self), **self.facts}}
