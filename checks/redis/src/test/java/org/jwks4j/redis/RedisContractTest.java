package org.jwks4j.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.KeySetStoreContract;
import org.jwks4j.store.redis.RedisKeySetStore;

class RedisContractTest extends KeySetStoreContract {
    private static final RedisServer SERVER = RedisServer.start();

    private final List<RedisKeySetStore> open = new ArrayList<>();

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @BeforeEach
    void empty() {
        SERVER.says("flushall");
    }

    @AfterEach
    void closeAll() {
        open.forEach(RedisKeySetStore::close);
    }

    @Override
    protected KeySetStore store() {
        RedisKeySetStore store = RedisKeySetStore.at(SERVER.uri());
        open.add(store);
        return store;
    }

    @Override
    protected KeySetStore sameStore() {
        return store();
    }

    /** What expires does so earlier: no test waits. */
    @Override
    protected void after(Duration duration) {
        for (String key : SERVER.says("keys", "*").lines().toList()) {
            long left = Long.parseLong(SERVER.says("pttl", key)) - duration.toMillis();
            SERVER.says("pexpire", key, Long.toString(left));
        }
    }
}
