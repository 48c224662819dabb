package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.IssuerStatus;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.error.TokenException.ReplayMemoryException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;
import org.jwks4j.http.PemTls;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.keylog.KeyLogLine;
import org.jwks4j.keylog.LoggedKey;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.store.SharedStore;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.RecordedRequest;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TestCertificate;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.vendors.AwsAlb;
import org.jwks4j.vendors.Kubernetes;
import org.jwks4j.verifier.JwtVerifierEvent;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.VerifiedJwt;
import org.jwks4j.verifier.dpop.DpopNonces;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.replay.SingleUse;
import org.slf4j.LoggerFactory;

/** One object of each public class that prints something, with a stranger's text and with secrets in it. */
final class HostileText {
    static final String SECRET = "s3cr3t";

    /** Line breaks of all kinds, C0 and C1 controls, marks of direction, invisible signs, tags, what is half a sign. */
    static final String TEXT =
            "\r\n\u0085\u2028\u2029\u000b\u001b[2J\u009b2J\u007f\u0000\u00ad\u200b\u200d\u200e\u200f\u202a"
                    + "\u202e\u2066\u2069\u061c\ufeff\ufff9\udb40\udc41\ud800x\udc00\u0430";

    /** The same, as far as a document can have it: no half signs. */
    private static final String IN_JSON = TEXT.replace("\ud800x\udc00", "");

    private static final URI SECRET_URI = URI.create("https://issuer.example.com/keys?code=" + SECRET);

    private HostileText() {}

    static List<Object> samples() {
        try (Service service = Service.warm("ES256")) {
            List<Object> all = new ArrayList<>(values());
            all.addAll(ofAKey(service));
            all.addAll(refusals(service));
            return all;
        }
    }

    private static List<Object> values() {
        Map<String, List<String>> headers = Map.of("x-" + TEXT, List.of(TEXT), "set-cookie", List.of(SECRET));
        return List.of(
                TrustedIssuer.of(TEXT).withBearerToken(() -> SECRET).withRequestHeader("X-Key", SECRET),
                IssuerTemplate.of("https://issuer.example.com/\u202e/{tenant}"),
                MetadataLocation.uri("https://me:" + SECRET + "@issuer.example.com/" + TEXT + "?" + SECRET),
                JwksHosts.oneOf("keys.example.com"),
                SharedStore.inDirectory(Path.of("keys"))
                        .withSecrets((SECRET + "0".repeat(32)).getBytes(StandardCharsets.UTF_8)),
                KeyLocation.pemMap(SECRET_URI.toString()),
                AwsAlb.loadBalancer(
                                "arn:aws:elasticloadbalancing:eu-west-1:123412341234:loadbalancer/app/a/0123456789abcdef")
                        .userClaims(TEXT, TEXT),
                Kubernetes.eks("eu-west-1", "0123456789ABCDEF0123456789ABCDEF"),
                new KeyLogLine(1, Instant.EPOCH, TEXT, JsonObject.of(Map.of("event", TEXT, "issuer", TEXT))),
                new LoggedKey(
                        TEXT,
                        Optional.of(TEXT),
                        TEXT,
                        TEXT,
                        JsonObject.of(Map.of("x", TEXT)),
                        List.of(),
                        Optional.empty()),
                IssuerMetadata.of(
                        JsonObject.of(Map.of("issuer", TEXT, "jwks_uri", "https://" + TEXT + "?" + SECRET, "x", TEXT))),
                new SkippedJwk(TEXT, TEXT, SkipReason.MALFORMED, TEXT),
                JsonObject.of(Map.of("a" + TEXT, TEXT)),
                new HttpTransport.Request(
                        SECRET_URI, Map.of("Authorization", "Bearer " + SECRET), Duration.ofSeconds(1), 1),
                new HttpTransport.Response(200, headers, (SECRET + TEXT).getBytes(StandardCharsets.UTF_8)),
                new RecordedRequest(Endpoint.JWKS, "G" + TEXT, SECRET_URI, headers),
                new ForbiddenAddressException(TEXT, TEXT, "loopback"),
                TokenRules.forAudienceInHeader(TEXT, TEXT)
                        .withType(TEXT)
                        .requireClaim(TEXT, TEXT)
                        .requireScope("orders")
                        .forbidClaim("x" + TEXT)
                        .withCheck(TEXT, claims -> true),
                DpopRules.defaults(),
                DpopNonces.of((SECRET + "x".repeat(32)).getBytes(StandardCharsets.UTF_8), Duration.ofMinutes(1)),
                DpopProof.of(TEXT + SECRET),
                new SingleUse(TEXT, TEXT, Instant.EPOCH, Instant.EPOCH),
                new JsonObject.FaultyEntry("a member twice", JsonObject.of(Map.of("a" + TEXT, TEXT))),
                JwkLimits.forStrangers(),
                UnverifiedToken.Limits.defaults(),
                PemTls.create(),
                TestCertificate.forLoopback(),
                status());
    }

    private static List<Object> events(JwkSet set) {
        URI uri = SECRET_URI;
        KeysUnavailableException cause = (KeysUnavailableException) unavailable();
        return List.of(
                new KeyFetcherEvent.FetchStarted(1, TEXT, uri),
                new KeyFetcherEvent.FetchSucceeded(1, TEXT, uri, Duration.ZERO),
                new KeyFetcherEvent.FetchFailed(1, TEXT, uri, cause, Duration.ZERO),
                new KeyFetcherEvent.KeySetChanged(
                        1, TEXT, set, Set.of(TEXT), Set.of(TEXT), Optional.of(TEXT), FetchedJwkSet.Origin.STORE),
                new KeyFetcherEvent.KeySetUnconfirmed(1, TEXT, JwkSet.parse("{\"keys\":[]}"), Duration.ZERO),
                new KeyFetcherEvent.KeySkipped(1, TEXT, new SkippedJwk(TEXT, TEXT, SkipReason.MALFORMED, TEXT)),
                new KeyFetcherEvent.PrivateKeyPublished(1, TEXT, Optional.of(TEXT)),
                new KeyFetcherEvent.StaleServed(1, TEXT, Duration.ZERO),
                new KeyFetcherEvent.StatusChanged(1, status()),
                new KeyFetcherEvent.IssuerRevoked(1, TEXT),
                new KeyFetcherEvent.KeyRevoked(1, TEXT, TEXT),
                new KeyFetcherEvent.RequestRefused(1, TEXT, uri, Duration.ZERO),
                new KeyFetcherEvent.UnknownKeyRefused(1, TEXT, Optional.of(TEXT), Optional.empty()),
                new IssuerStatus.MissingKey(TEXT, Duration.ZERO),
                new KeyFetcherEvent.KeyMissing(1, TEXT, Optional.of(TEXT), Duration.ZERO),
                new KeyFetcherEvent.KeyReplaced(1, TEXT, TEXT),
                new KeyFetcherEvent.AnswersDisagree(1, TEXT),
                new KeyFetcherEvent.StoreEntryTaken(1, TEXT, Duration.ZERO),
                new KeyFetcherEvent.StoreEntryRefused(1, TEXT, SharedStore.Refusal.DAMAGED),
                new KeyFetcherEvent.StoreLeaseTaken(1, TEXT),
                new KeyFetcherEvent.StoreLeaseAwaited(1, TEXT, Duration.ZERO, true),
                new KeyFetcherEvent.EventsDropped(1, TEXT, 1),
                new JwtVerifierEvent.TokenVerified(1, Optional.of(TEXT), true, Duration.ZERO),
                new JwtVerifierEvent.TokenRefused(1, Optional.of(TEXT), Reason.EXPIRED, Duration.ZERO),
                new JwtVerifierEvent.TokenNotJudged(1, Optional.of(TEXT), Reason.TIMEOUT, Duration.ZERO),
                new JwtVerifierEvent.EventsDropped(1, TEXT, 1));
    }

    /** Of an issuer that failed, whose name, key ID and URI are the stranger's. */
    private static IssuerStatus status() {
        ScriptedTransport transport = new ScriptedTransport();
        TrustedIssuer issuer = TrustedIssuer.of(TEXT).withJwksUri(SECRET_URI.toString());
        transport.on(SECRET_URI).failAlways(new IOException(TEXT));
        try (KeyFetcher fetcher =
                KeyFetcher.builder().trust(issuer).transport(transport).build()) {
            fetcher.revokeNow(TEXT, TEXT);
            assertThatThrownBy(() -> fetcher.blocking().getJwkSet(TEXT)).isInstanceOf(KeysUnavailableException.class);
            return fetcher.status(TEXT).orElseThrow();
        }
    }

    private static List<Object> ofAKey(Service service) {
        SigningKey signing = service.issuer.signingKey().withKeyId(IN_JSON);
        JwkSet set = JwkSet.parse(
                JsonObject.of(Map.of("keys", List.of(signing.jwk()))).toJson());
        Jwk jwk = set.keys().get(0);
        VerifiedJwt verified = service.verifier
                .verify(service.token().claim("a" + IN_JSON, IN_JSON).mint())
                .join();
        List<Object> all = new ArrayList<>(events(set));
        all.addAll(List.of(
                signing,
                set,
                jwk,
                new VerificationKey(TrustedIssuer.of(TEXT), TEXT, jwk.publicKey(), Set.of(JwsAlgorithm.ES256), jwk),
                new FetchedJwkSet(TEXT, set, Instant.EPOCH),
                verified,
                verified.claims(),
                UnverifiedToken.parse(
                                service.token().claim("a" + IN_JSON, IN_JSON).mint())
                        .payload(),
                service.issuer));
        return all;
    }

    private static List<Throwable> refusals(Service service) {
        TokenBuilder token = service.token();
        return List.of(
                service.refuses(service.token(IN_JSON).mint(), Reason.UNTRUSTED_ISSUER),
                service.refuses(header(token, "\"alg\":\"ES256\",\"kid\":", IN_JSON), Reason.UNKNOWN_KEY),
                service.refuses(header(token, "\"alg\":", IN_JSON), Reason.UNSUPPORTED_ALGORITHM),
                service.refuses(TEXT + SECRET, Reason.MALFORMED_TOKEN),
                service.refuses(service.token().claim("aud", IN_JSON).mint(), Reason.WRONG_AUDIENCE),
                unavailable(),
                new ReplayMemoryException(Reason.REPLAY_MEMORY_FULL, TEXT, TEXT, "full", null),
                catchThrowableOfType(JsonFormatException.class, () -> JsonObject.parse("{\"" + TEXT)),
                catchThrowableOfType(TokenFormatException.class, () -> UnverifiedToken.parse(TEXT + SECRET)));
    }

    private static String header(TokenBuilder token, String before, String text) {
        return token.rawHeader(
                        "{" + before + JsonObject.of(Map.of("x", text)).toJson().substring(5))
                .mint();
    }

    private static Throwable unavailable() {
        try (Service service = Service.cold(KeyFetcher.builder().trust(Service.ISSUER), "ES256")) {
            service.metadata(
                    Service.ISSUER,
                    JsonObject.of(Map.of("issuer", IN_JSON, "jwks_uri", "https://x/?" + SECRET))
                            .toJson());
            return service.cannotTell(service.token().mint(), Reason.INVALID_METADATA);
        }
    }

    /** All the ways to configure a URI that end in a refusal at start. */
    static List<Throwable> refusalsOf(String uri) {
        return Stream.<Runnable>of(
                        () -> KeyFetcher.builder().trust(uri).build(),
                        () -> KeyFetcher.builder()
                                .trust(TrustedIssuer.of(Service.ISSUER).withJwksUri(uri))
                                .build(),
                        () -> KeyFetcher.builder()
                                .trust(TrustedIssuer.of(Service.ISSUER).withMetadataAt(MetadataLocation.uri(uri)))
                                .build(),
                        () -> KeyFetcher.builder()
                                .trust(TrustedIssuer.of(Service.ISSUER).sendHeadersAlsoTo(uri))
                                .build(),
                        () -> KeyFetcher.builder()
                                .metadataAt(MetadataLocation.uri(uri))
                                .trust(Service.ISSUER)
                                .build(),
                        () -> KeyFetcher.builder()
                                .trust(IssuerTemplate.of(Service.ISSUER + "/{a}")
                                        .with(i -> i.withJwksUri(uri)))
                                .build(),
                        () -> IssuerTemplate.of(uri + "/{a}"))
                .map(attempt -> catchThrowable(attempt::run))
                .filter(refusal -> refusal != null)
                .toList();
    }

    /** As a log has it, causes and all. */
    static String wholeText(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    static List<String> logOfFetching(URI keys) {
        Logger logger = (Logger) LoggerFactory.getLogger("org.jwks4j");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
        try (Service service = Service.cold(
                KeyFetcher.builder().trust(TrustedIssuer.of(Service.ISSUER).withJwksUri(keys.toString())), "ES256")) {
            List<String> written = new ArrayList<>();
            TokenException failure = service.cannotTell(service.token().mint(), Reason.ISSUER_UNREACHABLE);
            written.add(String.valueOf(failure.getMessage()));
            service.publishes(Service.ISSUER, keys.toString());
            service.fetcher.refresh(Service.ISSUER).join();
            log.list.forEach(event -> written.add(event.getFormattedMessage()));
            return written;
        } finally {
            logger.detachAppender(log);
            logger.setLevel(Level.ERROR);
        }
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c >= ' ' && c <= '~' ? "" + (char) c : String.format("<%04x>", c)));
        return escaped.toString();
    }
}
