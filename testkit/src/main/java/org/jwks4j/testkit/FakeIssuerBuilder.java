package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a {@link FakeIssuer} starts. Made by {@link FakeIssuer#builder()}; not thread-safe. */
public final class FakeIssuerBuilder {
    @Nullable
    TestCertificate certificate;

    String path = "";
    List<String> algorithms = List.of("RS256");
    InstantSource clock = InstantSource.system();
    int port; // 0: a free one

    FakeIssuerBuilder() {}

    /**
     * Speaks HTTPS on {@code localhost}; see {@link FakeIssuer#startHttps()}.
     *
     * @return this
     */
    public FakeIssuerBuilder https() {
        return https(TestCertificate.forLoopback());
    }

    /**
     * Speaks HTTPS on {@code localhost} with a certificate of your own, be it expired or for another host.
     *
     * @param own what the issuer shows
     * @return this
     */
    public FakeIssuerBuilder https(TestCertificate own) {
        certificate = requireNonNull(own, "own");
        return this;
    }

    /**
     * Gives the issuer identifier a path.
     *
     * @param issuerPath for instance {@code /realms/demo}; a slash at its end becomes part of the identifier
     * @return this
     * @throws IllegalArgumentException when it does not start with a slash
     */
    public FakeIssuerBuilder path(String issuerPath) {
        if (!issuerPath.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with a slash: " + issuerPath);
        }
        path = issuerPath;
        return this;
    }

    /**
     * Listens on this port of loopback in place of a free one, for an issuer that keeps its name from one start to the next.
     *
     * @param fixed 1 to 65535; tests that may run at the same time should leave it out
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public FakeIssuerBuilder port(int fixed) {
        if (fixed < 1 || fixed > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535: " + fixed);
        }
        port = fixed;
        return this;
    }

    /**
     * Publishes a key for each of these algorithms, in place of one for RS256; the first one signs.
     *
     * @param first one of {@link SigningKey#algorithms()}
     * @param more further ones
     * @return this
     * @throws IllegalArgumentException in {@link #start()} when one is not known
     */
    public FakeIssuerBuilder algorithms(String first, String... more) {
        algorithms = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        return this;
    }

    /**
     * Mints tokens by this clock in place of the system's, for instance {@link ManualTime#instants()}.
     *
     * @param issuerClock tells {@code iat}, from which {@code exp} is reckoned
     * @return this
     */
    public FakeIssuerBuilder clock(InstantSource issuerClock) {
        clock = requireNonNull(issuerClock, "issuerClock");
        return this;
    }

    /**
     * Generates the keys and starts to listen on loopback.
     *
     * @return a running issuer, to be closed after use
     * @throws java.io.UncheckedIOException when the port that was asked for is in use
     */
    public FakeIssuer start() {
        return new FakeIssuer(this);
    }
}
