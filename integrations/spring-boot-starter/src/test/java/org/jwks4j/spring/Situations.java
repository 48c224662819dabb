package org.jwks4j.spring;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** One service through all situations, in an order in which each finds what it needs. */
final class Situations {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FakeIssuer issuer;
    private final Service service;
    private final boolean ours;
    private final Map<String, TimedAnswer> answers = new LinkedHashMap<>();

    Situations(FakeIssuer issuer, Service service, boolean ours) {
        this.issuer = issuer;
        this.service = service;
        this.ours = ours;
    }

    /**
     * The first token while the issuer accepts requests and answers none.
     *
     * @param patience how long to wait for the service until the issuer answers after all
     */
    static TimedAnswer hanging(FakeIssuer issuer, Service service, Duration patience) throws Exception {
        CompletableFuture<?> gate = new CompletableFuture<>();
        Misbehaviour hangs = Misbehaviour.heldUntil(gate).and(Misbehaviour.status(503));
        issuer.misbehave(Endpoint.METADATA, hangs);
        issuer.misbehave(Endpoint.OAUTH_METADATA, hangs);
        long start = System.nanoTime();
        CompletableFuture<Answer> answer = service.getLater("/", issuer.token().mint());
        issuer.awaitRequests(Endpoint.METADATA, 1, LONG);
        CompletableFuture<Duration> took = answer.thenApply(end -> TimedAnswer.since(start))
                .completeOnTimeout(patience, patience.toMillis(), MILLISECONDS);
        took.join();
        gate.complete(null);
        return new TimedAnswer(answer.join().inWords(), took.join());
    }

    Map<String, TimedAnswer> answers() throws InterruptedException {
        String good = token().mint();
        issuer.stopListening();
        asked("the issuer is down since the start", good);
        issuer.resume();
        issuer.forgetRequests();
        if (ours) { // after some backoff; what that costs is what the first token would have cost
            service.context.getBean(KeyFetcher.class).blocking().ready(LONG);
        }
        answered("a good token, the first one", good);
        asked("the same again", good);
        asked(
                "expired",
                token().claim("iat", 1_700_000_000).claim("exp", 1_700_000_600).mint());
        asked("without `exp`", token().claim("exp", null).mint());
        asked("another audience", token().claim("aud", "billing").mint());
        asked("`typ: at+jwt` (RFC 9068)", token().header("typ", "at+jwt").mint());
        SigningKey invented = SigningKey.generate("RS256").withKeyId("invented");
        asked("an invented `kid`", token().signedWith(invented).mint());
        issuer.rotate();
        asked("a new key after a rotation", token().mint());
        outages();
        return answers;
    }

    private void outages() throws InterruptedException {
        issuer.stopListening();
        issuer.rotate();
        issuer.resume();
        asked("a restart of the issuer, which has a new key", token().mint());
        issuer.stopListening();
        String before = token().mint();
        issuer.rotate();
        String after = token().mint();
        asked("the issuer is down, the key is known", before);
        asked("the issuer is down, the key is new", after);
        issuer.resume();
        accepted("the issuer is back, the same token again", after);
    }

    private void asked(String situation, String token) {
        issuer.forgetRequests();
        answered(situation, token);
    }

    private void answered(String situation, String token) {
        long start = System.nanoTime();
        Answer answer = service.get("/", token);
        answers.put(
                situation, new TimedAnswer(answer.inWords() + requests(issuer.requests()), TimedAnswer.since(start)));
    }

    /** The answer once it is no 503 any more: a client that is told to come back does so. How many requests that is, is chance. */
    private void accepted(String situation, String token) throws InterruptedException {
        issuer.forgetRequests();
        long start = System.nanoTime();
        Answer answer = service.get("/", token);
        for (int attempt = 1; answer.status() == 503; attempt++) {
            issuer.awaitRequests(Endpoint.JWKS, attempt, LONG);
            answer = service.get("/", token);
        }
        answers.put(situation, new TimedAnswer(answer.inWords(), TimedAnswer.since(start)));
    }

    private static String requests(int count) {
        return count == 0 ? "" : count == 1 ? ", 1 request" : ", " + count + " requests";
    }

    private TokenBuilder token() {
        return issuer.token().claim("aud", "orders").claim("sub", "alice");
    }
}
