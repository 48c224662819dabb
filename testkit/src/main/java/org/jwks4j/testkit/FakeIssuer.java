package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/**
 * A real token issuer on loopback, for tests: it serves issuer metadata and a JWK Set over HTTP or HTTPS, mints tokens
 * (forged ones too), rotates its keys, counts the requests it gets and misbehaves on demand.
 *
 * <p>Each issuer has a port, keys and, with HTTPS, a certificate of its own, and daemon threads only. Key IDs are
 * {@code key-1}, {@code key-2} and so on with every issuer, so that a cache that forgets the issuer is found out.
 * Thread-safe. Arguments that make no sense fail with {@link IllegalArgumentException} or {@link NullPointerException};
 * trouble with sockets fails with {@link java.io.UncheckedIOException}.
 */
public final class FakeIssuer implements AutoCloseable {
    private final PublishedKeys keys;
    private final IssuerSite site;
    private final FakeIssuerServer server;
    private final InstantSource clock;
    private final @Nullable LoopbackTls tls;

    FakeIssuer(FakeIssuerBuilder settings) {
        this.clock = settings.clock;
        this.tls = settings.certificate == null ? null : LoopbackTls.of(settings.certificate);
        this.keys = new PublishedKeys(settings.algorithms);
        this.server = new FakeIssuerServer(tls == null ? null : tls.server(), settings.port);
        String origin = (tls == null ? "http://127.0.0.1:" : "https://localhost:") + server.port();
        this.site = new IssuerSite(new IssuerAddress(origin, settings.path), keys);
        server.serve(site);
    }

    /** {@return a running issuer on {@code http://127.0.0.1} with one RS256 key} */
    public static FakeIssuer start() {
        return builder().start();
    }

    /**
     * Starts an issuer on {@code https://localhost} with one RS256 key and a certificate that only {@link #sslContext()}
     * trusts.
     *
     * @return a running issuer
     */
    public static FakeIssuer startHttps() {
        return builder().https().start();
    }

    /** {@return settings for an issuer with a path, other keys or a clock} */
    public static FakeIssuerBuilder builder() {
        return new FakeIssuerBuilder();
    }

    /** {@return the issuer identifier, for instance {@code http://127.0.0.1:40123}: {@code iss} of its tokens} */
    public String issuer() {
        return site.address().issuer();
    }

    /**
     * {@return where an endpoint is}
     *
     * @param endpoint any but {@link Endpoint#OTHER}
     */
    public URI uri(Endpoint endpoint) {
        return site.address().uri(endpoint);
    }

    /** {@return where the OpenID Connect metadata are: the address of {@link Endpoint#METADATA}} */
    public URI metadataUri() {
        return uri(Endpoint.METADATA);
    }

    /** {@return where the JWK Set is: the address of {@link Endpoint#JWKS}} */
    public URI jwksUri() {
        return uri(Endpoint.JWKS);
    }

    /**
     * For clients of an HTTPS issuer.
     *
     * @return a context that trusts this issuer's certificate and no other
     * @throws IllegalStateException when the issuer speaks plain HTTP
     */
    public SSLContext sslContext() {
        return requireTls().client();
    }

    /**
     * What an HTTPS issuer shows; its {@linkplain TestCertificate#root() root} is what clients have to trust.
     *
     * @return by default a self-signed certificate for localhost, 127.0.0.1 and ::1
     * @throws IllegalStateException when the issuer speaks plain HTTP
     */
    public TestCertificate certificate() {
        return requireTls().certificate();
    }

    /**
     * A genuine token with these claims over the default ones; see {@link TokenBuilder}.
     *
     * @param claims names and values; a null value removes a claim
     * @return a compact JWS, signed with {@link #signingKey()}
     */
    public String mint(Map<String, ? extends @Nullable Object> claims) {
        return token().claims(claims).mint();
    }

    /**
     * A genuine token signed with a key of some algorithm: the newest published one, or a new one, which is published.
     *
     * @param algorithm one of {@link SigningKey#algorithms()}
     * @param claims names and values; a null value removes a claim
     * @return a compact JWS
     */
    public String mint(String algorithm, Map<String, ? extends @Nullable Object> claims) {
        SigningKey newest = keys.newest(algorithm);
        return mint(newest != null ? newest : addKey(algorithm), claims);
    }

    /**
     * A token signed with any key, published or not.
     *
     * @param key the key
     * @param claims names and values; a null value removes a claim
     * @return a compact JWS
     */
    public String mint(SigningKey key, Map<String, ? extends @Nullable Object> claims) {
        return token().signedWith(key).claims(claims).mint();
    }

    /**
     * A token to shape in detail, or to forge.
     *
     * @return a genuine one, unless it is changed, signed with {@link #signingKey()} at the issuer's present time
     */
    public TokenBuilder token() {
        return new TokenBuilder(issuer(), clock.instant(), keys.signing());
    }

    /** {@return the key that signs by default; it need not be published any more} */
    public SigningKey signingKey() {
        return keys.signing();
    }

    /**
     * {@return the {@code kid} of {@link #signingKey()}}
     *
     * @throws IllegalStateException when a key without one was set by {@link #signWith}
     */
    public String signingKeyId() {
        String keyId = signingKey().keyId();
        if (keyId == null) {
            throw new IllegalStateException("the signing key has no kid: " + signingKey());
        }
        return keyId;
    }

    /** {@return the key IDs in the JWK Set, in its order, except for JWKs that were published as text} */
    public List<String> keyIds() {
        return keys.keys().stream()
                .map(SigningKey::keyId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** {@return the JWK Set document as it is served now; JSON, unless {@link #serveJwkSet} was given something else} */
    public String jwkSet() {
        return keys.document();
    }

    /**
     * Publishes a new key; the present one goes on signing.
     *
     * @param algorithm one of {@link SigningKey#algorithms()}
     * @return the new key
     */
    public SigningKey addKey(String algorithm) {
        SigningKey key = keys.newKey(algorithm);
        keys.publish(key);
        return key;
    }

    /**
     * Publishes a key made elsewhere; the present one goes on signing.
     *
     * @param key the key, whose JWK may say anything
     */
    public void addKey(SigningKey key) {
        keys.publish(requireNonNull(key, "key"));
    }

    /**
     * Signs with this key from now on, without publishing it.
     *
     * @param key the key
     */
    public void signWith(SigningKey key) {
        keys.signWith(requireNonNull(key, "key"));
    }

    /**
     * Publishes a new key of the present algorithm and signs with it from now on; the old key stays published.
     *
     * @return the new key
     */
    public SigningKey rotate() {
        return rotate(signingKey().algorithm());
    }

    /**
     * Publishes a new key and signs with it from now on; the old key stays published.
     *
     * @param algorithm one of {@link SigningKey#algorithms()}
     * @return the new key
     */
    public SigningKey rotate(String algorithm) {
        SigningKey key = keys.newKey(algorithm);
        keys.publishAndSignWith(key);
        return key;
    }

    /**
     * Takes every key of this ID out of the JWK Set. If it is the one that signs, it goes on signing.
     *
     * @param keyId a published key ID
     * @throws IllegalArgumentException when no such key is published
     */
    public void retire(String keyId) {
        if (!keys.withdraw(requireNonNull(keyId, "keyId"))) {
            throw new IllegalArgumentException("no published key " + Quoted.of(keyId) + "; there are "
                    + keyIds().stream().map(Quoted::of).toList());
        }
    }

    /**
     * Publishes a JWK as text: an unknown {@code kty}, an {@code oct} key, nonsense.
     *
     * @param json a JWK, put into the {@code keys} array unchecked
     */
    public void publishJwk(String json) {
        keys.publish(requireNonNull(json, "json"));
    }

    /**
     * Takes a JWK that was published as text out of the JWK Set.
     *
     * @param json the same text
     * @throws IllegalArgumentException when it is not published
     */
    public void withdrawJwk(String json) {
        if (!keys.withdrawJson(requireNonNull(json, "json"))) {
            throw new IllegalArgumentException("no such JWK is published");
        }
    }

    /**
     * Serves this text in place of the JWK Set.
     *
     * @param body the whole document, valid or not; null goes back to the issuer's own keys
     */
    public void serveJwkSet(@Nullable String body) {
        keys.replaceDocument(body);
    }

    /**
     * Sets a member of the metadata, for instance {@code jwks_url}, or a JWK Set as {@code jwks}.
     *
     * @param name the member's name
     * @param value String, Number, Boolean, Iterable or Map; null removes the member
     */
    public void metadata(String name, @Nullable Object value) {
        site.metadata().change(requireNonNull(name, "name"), value);
    }

    /**
     * Sets a response header, in place of the one of that name. Documents have a strong {@code ETag} by default and are
     * answered with 304 to its {@code If-None-Match}; with an {@code ETag} of null they are not.
     *
     * @param endpoint where
     * @param name the header's name
     * @param value its value; null keeps it from being sent
     */
    public void responseHeader(Endpoint endpoint, String name, @Nullable String value) {
        site.responseHeader(requireNonNull(endpoint, "endpoint"), requireNonNull(name, "name"), value);
    }

    /**
     * Goes wrong at an endpoint until {@link #behave()}, in place of what was said so before.
     *
     * @param endpoint where
     * @param misbehaviour how
     */
    public void misbehave(Endpoint endpoint, Misbehaviour misbehaviour) {
        site.misbehaviours().set(requireNonNull(endpoint, "endpoint"), requireNonNull(misbehaviour, "misbehaviour"));
    }

    /**
     * Goes wrong at an endpoint for some requests: after those that were ordered so before, ahead of what goes wrong
     * until further notice.
     *
     * @param endpoint where
     * @param misbehaviour how
     * @param requests for how many requests
     */
    public void misbehave(Endpoint endpoint, Misbehaviour misbehaviour, int requests) {
        site.misbehaviours()
                .add(requireNonNull(endpoint, "endpoint"), requireNonNull(misbehaviour, "misbehaviour"), requests);
    }

    /** Ends all misbehaviour for requests to come. Answers that are held, hang or drip already go on so. */
    public void behave() {
        site.misbehaviours().clear();
    }

    /** Drops all connections and refuses new ones until {@link #resume()}, as in an outage; the port stays reserved. */
    public void stopListening() {
        server.stop();
    }

    /**
     * Listens on the same port again; no effect while it does.
     *
     * @throws IllegalStateException when the issuer is closed
     */
    public void resume() {
        server.resume();
    }

    /** {@return how many requests came, to any path, counted on arrival} */
    public int requests() {
        return site.log().count();
    }

    /**
     * {@return how many requests came to an endpoint, counted on arrival}
     *
     * @param endpoint where
     */
    public int requests(Endpoint endpoint) {
        return site.log().count(requireNonNull(endpoint, "endpoint"));
    }

    /**
     * {@return the requests to an endpoint, oldest first, among the last 256 to the issuer}
     *
     * @param endpoint where
     */
    public List<RecordedRequest> recordedRequests(Endpoint endpoint) {
        return site.log().latest(requireNonNull(endpoint, "endpoint"));
    }

    /**
     * Waits until so many requests came to an endpoint: the way to act while one is held or hangs.
     *
     * @param endpoint where
     * @param count how many since the start or the last {@link #forgetRequests()}
     * @param atMost how long to wait
     * @throws AssertionError when fewer came
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void awaitRequests(Endpoint endpoint, int count, Duration atMost) throws InterruptedException {
        if (!site.log().await(requireNonNull(endpoint, "endpoint"), count, atMost)) {
            throw new AssertionError(
                    "waited " + atMost + " for " + count + " requests to " + endpoint + ", got " + requests(endpoint));
        }
    }

    /** Starts counting and recording anew. */
    public void forgetRequests() {
        site.log().clear();
    }

    /** Ends the server, hanging answers and all threads at once. May be called again. */
    @Override
    public void close() {
        server.close();
    }

    /** The issuer identifier. */
    @Override
    public String toString() {
        return "FakeIssuer[" + Quoted.of(issuer()) + "]";
    }

    private LoopbackTls requireTls() {
        if (tls == null) {
            throw new IllegalStateException(issuer() + " speaks plain HTTP; see FakeIssuer.startHttps()");
        }
        return tls;
    }
}
