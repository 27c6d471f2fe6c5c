"""What pytest remembers between runs (`--lf`, `--ff`, `--nf`, `--sw`), where a session sees its files one by one.

Its own plug-ins look at all tests of a session at once: `--lf` keeps a file whole that has no failed test, for it may be
all there is. Here the files are chosen before any is collected; inside of one, the plug-ins do as ever. They leave the
writing to who leads the session, which is the host (src/testing/pytest-cache.ts).
https://github.com/pytest-dev/pytest/blob/main/src/_pytest/cacheprovider.py (LFPlugin, NFPlugin)
https://github.com/pytest-dev/pytest/blob/main/src/_pytest/stepwise.py (StepwisePlugin)
"""


def cache_folder(config, leads):
    """Its path, made with all that pytest puts there; None where pytest runs without."""
    cache = getattr(config, "cache", None)
    if cache is None:
        return None
    if leads:
        cache.set("cache/nodeids", cache.get("cache/nodeids", []))
    return str(cache._cachedir)


def is_stepwise(config):
    """One test after the other until one fails: nothing that could be spread, so pytest collects as ever."""
    return bool(config.getoption("stepwise", False))


def chosen(files, config):
    """The files that are to be collected, in their order."""
    plugin = config.pluginmanager.getplugin("lfplugin")
    if plugin is None or not plugin.active or not plugin.lastfailed:
        return files
    # Text, which ids are in older pytests.
    failed = {str(nodeid).split("::")[0] for nodeid in plugin.lastfailed}
    known = [node for node in files if node.nodeid.split("::")[0] in failed]
    if not known:
        return files
    others = [node for node in files if node not in known]
    return known if config.getoption("lf", False) else known + others
