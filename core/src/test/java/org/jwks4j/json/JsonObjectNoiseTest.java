package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.jwks4j.json.JsonObject.JsonFormatException;

final class JsonObjectNoiseTest {
    private static final byte[] DOCUMENT =
            "{\"a\":\"b\\u00e9\u00e9\",\"n\":[-1,2.5e3,18446744073709551616],\"o\":{\"t\":true,\"f\":false,\"z\":null}}"
                    .getBytes(UTF_8);
    private static final byte[] BYTES = "\"\\{}[]:,0-+.eu \n\u0000\u001f\u00e9".getBytes(UTF_8);

    /** Whatever arrives is either read, and then written and read again to the same, or refused in the one way. */
    @Test
    void noise_isReadOrRefusedAndNeverAnythingElse() {
        Random random = new Random(7_517);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = DOCUMENT.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                byte change = random.nextBoolean() ? BYTES[random.nextInt(BYTES.length)] : (byte) random.nextInt(256);
                noise[random.nextInt(noise.length)] = change;
            }
            try {
                JsonObject object = JsonObject.parse(noise);
                assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
                read++;
            } catch (JsonFormatException e) {
                refused++;
            }
        }

        assertThat(read).isGreaterThan(300);
        assertThat(refused).isGreaterThan(300);
    }
}
