package org.jwks4j.net;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/** Follows a redirect within the origin that was asked (RFC 6454 §5), a few times at most; any other stays an answer. */
public final class SameOriginRedirects implements HttpTransport {
    private static final int MOST = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308); // RFC 9110 §15.4

    private final HttpTransport transport;

    public SameOriginRedirects(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        follow(request, MOST, answer);
        return answer;
    }

    private void follow(Request request, int left, CompletableFuture<Response> answer) {
        if (answer.isDone()) {
            return; // given up between two steps
        }
        CompletableFuture<Response> step = transport.get(request);
        Futures.cancelWith(answer, step); // a caller that gives up the answer gives up the present step
        step.thenAccept(response -> {
                    Optional<URI> target = left == 0 ? Optional.empty() : target(request.uri(), response);
                    target.ifPresentOrElse(
                            uri -> follow(
                                    new Request(uri, request.headers(), request.timeout(), request.maxBodyBytes()),
                                    left - 1,
                                    answer),
                            () -> answer.complete(response));
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(Futures.unwrapped(failure));
                    }
                });
    }

    private static Optional<URI> target(URI asked, Response response) {
        if (!REDIRECTS.contains(response.status())) {
            return Optional.empty();
        }
        return response.header("location")
                .flatMap(location -> resolved(asked, location))
                .filter(uri -> sameOrigin(asked, uri));
    }

    private static Optional<URI> resolved(URI asked, String location) {
        try {
            return Optional.of(asked.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean sameOrigin(URI asked, URI target) {
        return target.getHost() != null
                && Origin.of(asked).equals(Origin.of(target))
                && target.getRawUserInfo() == null
                && target.getRawFragment() == null;
    }
}
