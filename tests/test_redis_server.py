import pytest
import redis

pytestmark = pytest.mark.redis


def test_redis_server_answers_and_comes_back_empty(redis_server):
    client = redis.Redis.from_url(redis_server.url)
    client.set("kept", "no")
    redis_server.stop()
    with pytest.raises(redis.exceptions.ConnectionError):
        client.get("kept")
    redis_server.start()
    assert client.get("kept") is None
