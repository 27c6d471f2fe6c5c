import asyncio
import logging
import os
import threading

import pytest
import with_tests


def test_answer(forty_two):
    assert with_tests.answer() == forty_two


@pytest.mark.parametrize("count", range(3))
def test_output(count, capsys):
    print("x" * count)
    assert capsys.readouterr().out == "x" * count + "\n"


def test_folders(tmp_path, caplog):
    (tmp_path / "a").write_text("b")
    with open(os.devnull, "w") as null:
        null.write("nothing")
    logging.getLogger("here").warning("seen")
    assert caplog.messages == ["seen"]


async def test_event_loop():
    await asyncio.sleep(0.01)
    assert await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)) == [1, 2]


def test_threads():
    threading.Thread(target=print).start()


@pytest.mark.failing
def test_wrong():
    assert with_tests.answer() == 41


@pytest.mark.failing
def test_crash():
    with_tests.quit()


def test_after_the_crash():
    pass
