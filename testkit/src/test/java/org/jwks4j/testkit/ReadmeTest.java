package org.jwks4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code README.md} shows, running. */
final class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/org/jwks4j/testkit/ReadmeTest.java");
    private static final Pattern TAGGED = Pattern.compile("(?ms)^ *// tag::\\w+\\n(.*?)^ *// end::\\w+\\n");

    // tag::first
    @RegisterExtension
    static final FakeIssuerExtension EXTENSION = FakeIssuerExtension.http(); // one issuer for the class

    @Test
    void genuineToken_isAccepted(FakeIssuer issuer) {
        Shop shop = new Shop(issuer.issuer()); // your service, told to trust this issuer

        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(200);
    }

    @Test
    void badTokens_areRefused(FakeIssuer issuer) {
        Shop shop = new Shop(issuer.issuer());
        byte[] publicKey = issuer.signingKey().publicKeyPem().getBytes(UTF_8);
        SigningKey stranger = SigningKey.generate("RS256").withKeyId(issuer.signingKeyId());

        Stream<TokenBuilder> bad = Stream.of(
                issuer.token().expiresIn(Duration.ofHours(-1)),
                issuer.token().tamperedClaim("sub", "admin"),
                issuer.token().tamperedSignature(),
                issuer.token().keyId("unknown"),
                issuer.token().claim("iss", "https://evil.example"),
                issuer.token().signedWith(stranger),
                issuer.token().header("crit", List.of("unheard-of")),
                issuer.token().unsigned(),
                issuer.token().hs256(publicKey));

        assertThat(bad.map(TokenBuilder::mint)).allMatch(token -> shop.statusFor(token) == 401);
    }
    // end::first

    // tag::rotation
    @Test
    void rotationAndOutage_areSurvived(FakeIssuer issuer) {
        Shop shop = new Shop(issuer.issuer());
        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(200);

        String oldKeyId = issuer.signingKeyId();
        issuer.rotate(); // a new key is published and signs
        issuer.retire(oldKeyId); // the old one is published no more
        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(200);

        issuer.misbehave(Endpoint.JWKS, Misbehaviour.status(503, Duration.ofSeconds(30)), 1); // for one request
        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(503);
        assertThat(issuer.requests(Endpoint.JWKS)).isPositive();

        issuer.stopListening(); // connections are refused
        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(503);

        issuer.resume(); // on the same port
        assertThat(shop.statusFor(issuer.mint(Map.of("aud", "shop")))).isEqualTo(200);
    }
    // end::rotation

    // tag::time
    @Test
    void newerAnswer_mayComeFirst() {
        ManualTime time = ManualTime.start(); // ticker(), instants() and scheduler() for the code under test
        ScriptedTransport transport = new ScriptedTransport();
        HeldResponse first = transport.on("https://issuer.example/jwks").hold();
        HeldResponse second = transport.on("https://issuer.example/jwks").hold();
        Poller poller = new Poller(transport, time.scheduler(), Duration.ofMinutes(5));

        time.advance(Duration.ofMinutes(10)); // runs what is due, on this thread: two polls
        second.respond(200, "new");
        first.respond(200, "old", "Cache-Control", "max-age=60");

        assertThat(poller.latest()).isEqualTo("new");
    }
    // end::time

    @Test
    void readme_showsTheCodeAbove() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        List<String> snippets = TAGGED.matcher(Files.readString(SOURCE))
                .results()
                .map(region -> region.group(1).stripTrailing().stripIndent().strip())
                .toList();

        assertThat(snippets).hasSize(3).allSatisfy(snippet -> assertThat(readme).contains(snippet));
    }
}
