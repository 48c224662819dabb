package org.jwks4j.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.LateAnswerException;

/** Collects a body up to a bound and stops reading there; can be abandoned from outside when time is up. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final int maxBytes;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile boolean headersCame;
    private volatile Flow.@Nullable Subscription subscription;

    LimitedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    boolean hasBegun() {
        return headersCame;
    }

    /** Refuses a body whose announced length is already too much. */
    void expect(long contentLength) {
        headersCame = true;
        if (contentLength > maxBytes) {
            body.completeExceptionally(new BodyTooLargeException(maxBytes));
        }
    }

    /** How far the answer has come. */
    LateAnswerException late() {
        return new LateAnswerException(headersCame, received.size());
    }

    /** Stops reading; without effect once the whole body is there. */
    void abandon() {
        Flow.Subscription current = subscription;
        body.cancel(false);
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (body.isDone()) {
            newSubscription.cancel();
        } else {
            newSubscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            append(buffer);
        }
    }

    private void append(ByteBuffer buffer) {
        if (received.size() + (long) buffer.remaining() > maxBytes) {
            body.completeExceptionally(new BodyTooLargeException(maxBytes));
            abandon();
            return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        received.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(received.toByteArray());
    }
}
