package org.jwks4j.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Request;

/** Stands for code that polls in the background and must not let an older answer win. */
final class Poller {
    private static final URI JWKS = URI.create("https://issuer.example/jwks");

    private final HttpTransport transport;
    private int asked;
    private int answered;
    private String latest = "";

    @SuppressWarnings("FutureReturnValueIgnored") // it polls for as long as the scheduler lives
    Poller(HttpTransport transport, ScheduledExecutorService scheduler, Duration period) {
        this.transport = transport;
        scheduler.scheduleAtFixedRate(this::poll, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    String latest() {
        return latest;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void poll() {
        int number = ++asked;
        transport.get(new Request(JWKS, Map.of(), Duration.ofSeconds(5), 1000)).thenAccept(response -> {
            if (number > answered) {
                answered = number;
                latest = new String(response.body(), StandardCharsets.UTF_8);
            }
        });
    }
}
