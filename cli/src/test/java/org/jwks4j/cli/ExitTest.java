package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExitTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void threadsOfHttpClients_endBeforeTheJvmWouldWaitForThem() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Thread selector = Main.selectors().findFirst().orElseThrow();

        Main.interruptSelectors();

        selector.join(SOON.toMillis());
        assertThat(selector.isAlive()).isFalse();
        assertThat(client).isNotNull(); // or the thread could have ended because no one uses it
    }
}
