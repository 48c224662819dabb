package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away certificate with its private key, made on the fly: good, or wrong in a way that TLS must notice. It follows the
 * real clock, as TLS does. Each {@code with} method makes another certificate with another key.
 *
 * <p>Immutable and thread-safe.
 */
public final class TestCertificate {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final CertificateContent content;
    private final @Nullable TestCertificate issuer; // null if it signed itself
    private final KeyPair pair;
    private final X509Certificate certificate;

    private TestCertificate(CertificateContent content, @Nullable TestCertificate issuer) {
        this.content = content;
        this.issuer = issuer;
        this.pair = KeyKind.P256.generate();
        this.certificate = issuer == null
                ? Certificates.of(content, pair, null, pair)
                : Certificates.of(content, pair, issuer.certificate, issuer.pair);
    }

    /**
     * A self-signed certificate for {@code localhost}, 127.0.0.1 and ::1 that was made a day ago and lives for a month.
     *
     * @return a new certificate
     */
    public static TestCertificate forLoopback() {
        Instant now = Instant.now();
        List<String> names = List.of("localhost", "127.0.0.1", "::1");
        return new TestCertificate(new CertificateContent(names, now.minus(BACKDATED), now.plus(LIFE)), null);
    }

    /**
     * Is for other host names.
     *
     * @param names host names or IP addresses; none for a certificate of an authority
     * @return another certificate
     */
    public TestCertificate withNames(String... names) {
        return new TestCertificate(new CertificateContent(List.of(names), content.from(), content.until()), issuer);
    }

    /**
     * Is valid at another time.
     *
     * @param from when its validity begins
     * @param until when it ends
     * @return another certificate
     */
    public TestCertificate withValidity(Instant from, Instant until) {
        return new TestCertificate(
                new CertificateContent(content.names(), requireNonNull(from, "from"), requireNonNull(until, "until")),
                issuer);
    }

    /**
     * Is signed by another certificate in place of itself.
     *
     * @param authority whose key signs it
     * @return another certificate
     */
    public TestCertificate withIssuer(TestCertificate authority) {
        return new TestCertificate(content, requireNonNull(authority, "authority"));
    }

    /**
     * The certificate itself.
     *
     * @return an X.509 certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * This certificate, and those that lead from it to the one that signed itself.
     *
     * @return at least one
     */
    public List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        for (TestCertificate next = this; next != null; next = next.issuer) {
            chain.add(next.certificate);
        }
        return List.copyOf(chain);
    }

    /**
     * What a client has to trust.
     *
     * @return the last one of the {@linkplain #chain() chain}
     */
    public X509Certificate root() {
        List<X509Certificate> chain = chain();
        return chain.get(chain.size() - 1);
    }

    /**
     * What a client has to trust, as PEM text.
     *
     * @return a {@code CERTIFICATE}
     */
    public String rootPem() {
        return Pem.of("CERTIFICATE", root());
    }

    /**
     * What a client shows or a server serves, as PEM text.
     *
     * @return the {@code CERTIFICATE}s of the chain, and the {@code PRIVATE KEY}
     */
    public String chainAndKeyPem() {
        StringBuilder pem = new StringBuilder();
        chain().forEach(link -> pem.append(Pem.of("CERTIFICATE", link)));
        return pem.append(Pem.of("PRIVATE KEY", pair.getPrivate().getEncoded())).toString();
    }

    KeyPair pair() {
        return pair;
    }

    /** Names the hosts that it is for. */
    @Override
    public String toString() {
        return "TestCertificate[" + content.names() + "]";
    }
}
