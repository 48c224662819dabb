package org.jwks4j.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HintCodecTest {
    @Test
    void aNameIsReadAsItWasWritten() {
        assertThat(HintCodec.INSTANCE.decodeValue(HintCodec.INSTANCE.encodeValue("0123abc")))
                .isEqualTo("0123abc");
    }

    @Test
    void whatIsLongerThanAName_isNotDecoded() {
        assertThat(HintCodec.INSTANCE.decodeValue(ByteBuffer.wrap(new byte[HintCodec.LONGEST])))
                .hasSize(HintCodec.LONGEST);
        assertThat(HintCodec.INSTANCE.decodeValue(ByteBuffer.wrap(new byte[HintCodec.LONGEST + 1])))
                .isEmpty();
    }

    @Test
    void channelsAreReadToo() {
        assertThat(HintCodec.INSTANCE.decodeKey(HintCodec.INSTANCE.encodeKey("jwks4j:changes")))
                .isEqualTo("jwks4j:changes");
    }
}
