import pytest

from tests.requirements import require_or_skip


def test_require_or_skip_goes_on_with_what_is_there(monkeypatch):
    monkeypatch.setenv("KOPPELVLAK_REQUIRE", "browser,redis")
    require_or_skip("redis", "/usr/bin/redis-server")


def test_require_or_skip_skips_what_is_absent(monkeypatch):
    monkeypatch.delenv("KOPPELVLAK_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no redis"):
        require_or_skip("redis", None)


def test_require_or_skip_fails_what_was_promised(monkeypatch):
    monkeypatch.setenv("KOPPELVLAK_REQUIRE", "browser,redis")
    with pytest.raises(pytest.fail.Exception, match="must have redis"):
        require_or_skip("redis", None)
