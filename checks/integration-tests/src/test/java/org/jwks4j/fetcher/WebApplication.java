package org.jwks4j.fetcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jwks4j.BlockingKeyFetcher;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.error.TokenException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.transport.httpclient5.GuardedHttpTransport;
import org.jwks4j.verifier.JwtVerifier;

/** An application that does all that leaves something behind, and then closes what it made. {@link ClassLoaderTest} runs it. */
public class WebApplication implements Runnable {
    /** What differs. */
    protected KeyFetcherBuilder fetcher() {
        return KeyFetcher.builder();
    }

    @Override
    public final void run() {
        try (FakeIssuer issuer = FakeIssuer.start();
                KeyFetcher fetcher =
                        fetcher().trust(issuer.issuer()).allowHttpOnLoopback().build()) {
            JwtVerifier verifier = JwtVerifier.builder(fetcher)
                    .audience("app")
                    .rememberVerifiedTokens(100_000)
                    .build();
            verifier.ready().join();
            verifier.blocking().verify(issuer.mint(Map.of("aud", "app")));
            issuer.rotate();
            verifier.blocking().verify(issuer.mint(Map.of("aud", "app")));
            issuer.stopListening();
            refuse(fetcher.blocking(), issuer.issuer());
        }
    }

    private static void refuse(BlockingKeyFetcher fetcher, String issuer) {
        try {
            fetcher.refresh(issuer);
            throw new IllegalStateException("a stopped issuer answered");
        } catch (TokenException e) { // as it should
        }
    }

    /** One whose requests go through a client of its own. */
    public static final class WithItsOwnClient extends WebApplication {
        @Override
        protected KeyFetcherBuilder fetcher() {
            return KeyFetcher.builder().httpClient(HttpClient.newHttpClient());
        }
    }

    /** One that reaches strangers, too. */
    public static final class WithGuardedTransport extends WebApplication {
        @Override
        protected KeyFetcherBuilder fetcher() {
            try (GuardedHttpTransport strangers = GuardedHttpTransport.create()) {
                Request request =
                        new Request(URI.create("https://localhost/jwks"), Map.of(), Duration.ofSeconds(5), 1000);
                Throwable refusal = strangers
                        .get(request)
                        .handle((answer, failure) -> failure)
                        .join();
                if (refusal == null) {
                    throw new IllegalStateException("an inner address was asked");
                }
            }
            return KeyFetcher.builder();
        }
    }
}
