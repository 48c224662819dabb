package org.jwks4j;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/** Follows a redirect within the origin that was asked (RFC 6454 §5), a few times at most; any other stays an answer. */
final class SameOriginRedirects implements HttpTransport {
    private static final int MOST = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308); // RFC 9110 §15.4

    private final HttpTransport transport;

    SameOriginRedirects(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        ask(request, MOST, answer);
        return answer;
    }

    private void ask(Request request, int left, CompletableFuture<Response> answer) {
        CompletableFuture<Response> step = transport.get(request);
        answer.whenComplete(
                (response, failure) -> step.cancel(true)); // who gives up the answer gives up the step at hand
        step.thenAccept(response -> {
                    Optional<URI> target = left == 0 ? Optional.empty() : target(request.uri(), response);
                    target.ifPresentOrElse(
                            uri -> ask(
                                    new Request(uri, request.headers(), request.timeout(), request.maxBodyBytes()),
                                    left - 1,
                                    answer),
                            () -> answer.complete(response));
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(Unavailable.unwrapped(failure));
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
        return asked.getScheme().equalsIgnoreCase(target.getScheme())
                && asked.getHost().equalsIgnoreCase(target.getHost())
                && portOf(asked) == portOf(target)
                && target.getRawUserInfo() == null
                && target.getRawFragment() == null;
    }

    /** Said or not. */
    static int portOf(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
