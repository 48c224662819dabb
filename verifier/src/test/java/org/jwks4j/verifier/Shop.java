package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** A service that takes one issuer's tokens for {@value #AUDIENCE}. Issuer and verifier share a clock that stands still. */
final class Shop implements AutoCloseable {
    static final String AUDIENCE = "shop";

    private final ManualTime time;
    private final FakeIssuer issuer;
    private final Map<String, SigningKey> keys;
    private final KeyFetcher fetcher;
    private final Runnable onClose;
    private final JwtVerifier verifier;
    private List<JwtVerifier> eachProvider;

    private Shop(
            ManualTime time, FakeIssuer issuer, Map<String, SigningKey> keys, KeyFetcher fetcher, Runnable onClose) {
        this.time = time;
        this.issuer = issuer;
        this.keys = keys;
        this.fetcher = fetcher;
        this.onClose = onClose;
        this.verifier = strict().build();
    }

    /** A shop whose issuer publishes a key for each of these algorithms; the first one signs. */
    static Shop open(String... algorithms) {
        ManualTime time = ManualTime.start();
        FakeIssuer issuer = FakeIssuer.builder()
                .algorithms(algorithms[0])
                .clock(time.instants())
                .start();
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        keys.put(algorithms[0], issuer.signingKey());
        Arrays.stream(algorithms).skip(1).forEach(other -> keys.put(other, issuer.addKey(other)));
        return new Shop(time, issuer, keys, trusting(issuer), issuer::close);
    }

    /** A fetcher that trusts this issuer and has not asked it yet. */
    static KeyFetcher trusting(FakeIssuer issuer) {
        return KeyFetcher.builder().trust(issuer.issuer()).allowHttpOnLoopback().build();
    }

    /** The same shop with these keys of its issuer at hand, and no way to ask for others. */
    Shop holding(SigningKey... known) {
        List<Map<String, Object>> jwks =
                Arrays.stream(known).map(SigningKey::jwk).toList();
        JwkSet set = JwkSet.of(JsonObject.of(Map.of("keys", jwks)));
        KeyFetcher fixed = KeyFetcher.builder()
                .trust(TrustedIssuer.of(issuer.issuer()).withJwkSet(set))
                .transport(new ScriptedTransport())
                .build();
        return new Shop(time, issuer, keys, fixed, () -> {});
    }

    FakeIssuer issuer() {
        return issuer;
    }

    ManualTime time() {
        return time;
    }

    JwtVerifier verifier() {
        return verifier;
    }

    /** What {@link #verifier()} was built with, to be relaxed. */
    JwtVerifierBuilder strict() {
        return anyBuilder().audience(AUDIENCE);
    }

    /** The same verifier with other rules. */
    JwtVerifier ruled(UnaryOperator<TokenRules> change) {
        return anyBuilder()
                .rules(change.apply(TokenRules.forAudience(AUDIENCE)))
                .build();
    }

    /** A builder that still lacks an audience. */
    JwtVerifierBuilder anyBuilder() {
        return JwtVerifier.builder(fetcher).instantSource(time.instants()).executor(Runnable::run);
    }

    /** A genuine token for this shop. */
    TokenBuilder token() {
        return issuer.token().claim("aud", AUDIENCE);
    }

    /** A genuine token for this shop, signed with the issuer's key for an algorithm. */
    TokenBuilder token(String algorithm) {
        return token().signedWith(key(algorithm));
    }

    SigningKey key(String algorithm) {
        return Objects.requireNonNull(keys.get(algorithm), algorithm);
    }

    /** Every security provider has the same opinion. */
    VerifiedJwt accepts(String token) {
        eachProvider().forEach(each -> each.blocking().verify(token));
        return verifier.blocking().verify(token);
    }

    /** Where it is for the signature, every security provider has the same opinion. */
    TokenException refuses(String token, Reason reason) {
        if (reason == Reason.INVALID_SIGNATURE) {
            eachProvider().forEach(each -> refuses(each, token, reason));
        }
        return refuses(verifier, token, reason);
    }

    /** The JDK's crypto alone, and each optional provider with all that it has. */
    private synchronized List<JwtVerifier> eachProvider() {
        if (eachProvider == null) {
            eachProvider = Stream.concat(
                            Stream.of(strict().installedProvidersOnly()),
                            Providers.working()
                                    .map(provider ->
                                            strict().provider(provider.getName(), Providers.algorithms(provider))))
                    .map(JwtVerifierBuilder::build)
                    .toList();
        }
        return eachProvider;
    }

    /** The failure of the future: a {@link TokenException} with nothing around it. */
    static TokenException refuses(JwtVerifier verifier, String token, Reason reason) {
        Throwable failure = verifier.verify(token)
                .handle((verified, refused) -> refused)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(failure).isInstanceOf(TokenException.class);
        TokenException refusal = (TokenException) failure;
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        return refusal;
    }

    @Override
    public void close() {
        fetcher.close();
        onClose.run();
    }
}
