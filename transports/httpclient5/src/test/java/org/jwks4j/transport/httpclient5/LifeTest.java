package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.AMPLE;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.RawServer;

/** From start to end of a transport; no other is open meanwhile. */
final class LifeTest {
    @Test
    void close_endsAllThreadsThatWorked() throws Exception {
        try (RawServer server = RawServer.sending("")) {
            HttpTransport closed = Loopback.reachingAll();
            closed.get(to(server.uri()));
            await(server.requestHead());
            List<Thread> threads = threadsOfTransports();

            closed.close();

            assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
            assertAllEnd(threads);
        }
    }

    @Test
    void transportsThatAreClosedAtOnce_leaveNoThread() throws Exception {
        for (int i = 0; i < 20; i++) {
            Loopback.reachingAll().close();
        }

        assertAllEnd(threadsOfTransports());
    }

    private static List<Thread> threadsOfTransports() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(jwks4j-lookup|httpclient-).*"))
                .toList();
    }

    private static void assertAllEnd(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(AMPLE.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void closedTransport_failsWithAnIoException() {
        HttpTransport closed = Loopback.reachingAll();
        closed.close();
        closed.close();

        assertThat(failureOf(closed.get(to(URI.create("http://127.0.0.1:1/")))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }
}
