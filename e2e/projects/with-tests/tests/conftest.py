import pytest


@pytest.fixture
def forty_two():
    return 42
