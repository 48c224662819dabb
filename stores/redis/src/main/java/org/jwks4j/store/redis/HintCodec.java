package org.jwks4j.store.redis;

import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names of entries in messages. Anyone who may publish can send anything: what is too long for a name is not even decoded. */
enum HintCodec implements RedisCodec<String, String> {
    INSTANCE;

    static final int LONGEST = 64;
    private static final int LONGEST_CHANNEL = 256;

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return decoded(bytes, LONGEST_CHANNEL);
    }

    /** Empty if it is too long for a name. */
    @Override
    public String decodeValue(ByteBuffer bytes) {
        return decoded(bytes, LONGEST);
    }

    private static String decoded(ByteBuffer bytes, int longest) {
        return bytes.remaining() > longest
                ? ""
                : StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    @Override
    public ByteBuffer encodeKey(String channel) {
        return StandardCharsets.US_ASCII.encode(channel);
    }

    @Override
    public ByteBuffer encodeValue(String name) {
        return StandardCharsets.US_ASCII.encode(name);
    }
}
