package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A header is remembered by its text; more of them than there are places are each read as they are. */
final class RememberedHeaderTest {
    private static byte[] segment(String keyId) {
        String json = "{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Header read(String keyId) {
        byte[] segment = segment(keyId);
        return Header.read(segment, segment.length);
    }

    @Test
    void headerThatIsMetAgain_isTheSameObject() {
        String keyId = "met again";
        for (int i = 0; i < 32; i++) { // its place may be another's: then it is taken within sixteen
            read(keyId);
        }
        assertThat(read(keyId)).isSameAs(read(keyId));
    }

    @Test
    void moreHeadersThanPlaces_areEachReadAsTheyAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(read("key " + i).keyId()).isEqualTo("key " + i);
            }
        }
    }
}
