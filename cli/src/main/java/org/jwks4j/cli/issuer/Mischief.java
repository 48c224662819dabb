package org.jwks4j.cli.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** What the fake issuer can do wrong, by an option or by a key. The names are those of the option. */
@SuppressWarnings("ImmutableEnumChecker") // what begins it has no state
enum Mischief {
    down('d', "refuses connections", FakeIssuer::stopListening),
    slow('s', "answers 3 s late", both(Misbehaviour.latency(Duration.ofSeconds(3)))),
    hang('g', "never answers", both(Misbehaviour.hang())),
    drop('c', "closes connections before an answer", both(Misbehaviour.dropConnection())),
    error('5', "answers 503, Retry-After 30 s", both(Misbehaviour.status(503, Duration.ofSeconds(30)))),
    missing('4', "answers 404", both(Misbehaviour.status(404))),
    html('h', "answers with a web page", both(Misbehaviour.html())),
    redirect('l', "redirects to a login page", both(Misbehaviour.redirect(URI.create("https://login.example/")))),
    liar(
            'i',
            "names another issuer in its metadata",
            issuer -> issuer.misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer("https://other.example"))),
    truncated('u', "breaks off within the body", both(Misbehaviour.truncatedBody())),
    huge('z', "sends 2 MiB", both(Misbehaviour.hugeBody(2 * 1024 * 1024))),
    empty('e', "publishes no keys", issuer -> issuer.serveJwkSet("{\"keys\":[]}")),
    uncached(
            'n',
            "forbids to cache its keys",
            issuer -> issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "no-store"));

    /** What a fake issuer that does nothing wrong says of its keys. */
    static final String CACHING = "max-age=60";

    private final char key;
    private final String words;
    private final Consumer<FakeIssuer> start;

    Mischief(char key, String words, Consumer<FakeIssuer> start) {
        this.key = key;
        this.words = words;
        this.start = start;
    }

    private static Consumer<FakeIssuer> both(Misbehaviour misbehaviour) {
        return issuer -> {
            issuer.misbehave(Endpoint.METADATA, misbehaviour);
            issuer.misbehave(Endpoint.JWKS, misbehaviour);
        };
    }

    static Optional<Mischief> of(int key) {
        return Arrays.stream(values()).filter(mischief -> mischief.key == key).findFirst();
    }

    void begin(FakeIssuer issuer) {
        start.accept(issuer);
    }

    /** Ends all of them. */
    static void end(FakeIssuer issuer) {
        issuer.resume();
        issuer.behave();
        issuer.serveJwkSet(null);
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", CACHING);
    }

    String words() {
        return words;
    }

    char key() {
        return key;
    }
}
